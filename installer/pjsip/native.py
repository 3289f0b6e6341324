"""The toolchain for this machine itself: its own compiler, its Python, and where OpenSSL is."""

from __future__ import annotations

import ctypes.util
import platform
import shutil
import sys
import sysconfig
from pathlib import Path

from installer.pjsip.machine import Machine, debian_suite
from installer.pjsip.pjsip import PythonTarget
from installer.pjsip.toolchain import WINDOWS_CFLAGS, BuildError, Toolchain

NEEDED = ("gcc", "g++", "make", "ar", "ranlib", "strip", "patch", "sh")
PACKAGES = ("g++", "make", "patch")  # the Debian packages that bring them


def missing_tools() -> list[str]:
    """Programs that a build needs and this machine has not."""
    needed = ("cc", "c++", *NEEDED[2:]) if sys.platform == "darwin" else NEEDED
    return [name for name in needed if shutil.which(name) is None]


def prepare(host: Machine) -> tuple[Toolchain, PythonTarget, list[str]]:
    """Compiler, Python, and what the system brings at run time. Raises BuildError, ArchiveError."""
    if missing := missing_tools():
        raise BuildError(
            f"{', '.join(missing)} not found: apt-get install {' '.join(PACKAGES)}"
            " (or what your system calls them)"
        )
    if sys.platform == "win32":
        return _windows(host)
    if sys.platform == "darwin":
        return _mac(host)
    return _linux(host)


def _linux(host: Machine) -> tuple[Toolchain, PythonTarget, list[str]]:
    headers = host.python_headers()
    if host.prefix is not None:
        cpp, ld = [f"-I{host.prefix}/include"], [f"-L{host.prefix}/lib"]
    elif debian_suite():
        cpp, ld = _openssl(host)
    elif Path("/usr/include/openssl/ssl.h").exists():
        cpp, ld = [], []
    else:
        raise BuildError("OpenSSL's headers are missing: install libssl-dev, or --prefix FOLDER")
    tools = Toolchain(cppflags=tuple(cpp), ldflags=tuple(ld), x86_64=_is_x86_64())
    suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
    # Debian's pyconfig.h includes the machine's own by a path below the folder above.
    target = PythonTarget((headers, headers.parent), suffix)
    return tools, target, ["openssl 3 (libssl.so.3, libcrypto.so.3)"]


def _mac(host: Machine) -> tuple[Toolchain, PythonTarget, list[str]]:
    if host.prefix is None:
        raise BuildError("say where OpenSSL 3 is: --prefix FOLDER (with include/ and lib/)")
    tools = Toolchain(
        cc="cc",
        cxx="c++",
        cppflags=(f"-I{host.prefix}/include",),
        ldflags=(f"-L{host.prefix}/lib",),
        x86_64=_is_x86_64(),
    )
    return tools, PythonTarget.running(host.headers), ["openssl 3"]


def _windows(host: Machine) -> tuple[Toolchain, PythonTarget, list[str]]:
    tools = Toolchain(windows=True, cflags=WINDOWS_CFLAGS, x86_64=True)
    name = f"python{sys.version_info[0]}{sys.version_info[1]}.lib"
    library = Path(sys.base_prefix) / "libs" / name
    include = host.headers or Path(sysconfig.get_paths()["include"])
    suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
    return tools, PythonTarget((include,), suffix, (library,)), ["Windows 10 or newer"]


def _openssl(host: Machine) -> tuple[list[str], list[str]]:
    root = host.packages("openssl", ["libssl-dev"])
    multiarch = list((root / "usr/lib").glob("*-linux-gnu*"))
    if len(multiarch) != 1:
        raise BuildError("the archive's OpenSSL package is not as expected")
    libraries = multiarch[0]
    for name in ("ssl", "crypto"):
        link = libraries / f"lib{name}.so"
        # The package's link points beside itself; the library itself is the system's.
        if not link.exists():
            target = Path("/") / libraries.relative_to(root) / f"lib{name}.so.3"
            if not target.exists():
                known = ctypes.util.find_library(name)
                raise BuildError(f"this system has no OpenSSL 3 (lib{name}.so.3, but {known})")
            link.unlink(missing_ok=True)
            link.symlink_to(target)
        (libraries / f"lib{name}.a").unlink(missing_ok=True)
    include = root / "usr/include"
    return [f"-I{include}", f"-I{include / libraries.name}"], [f"-L{libraries}"]


def _is_x86_64() -> bool:
    return platform.machine() in ("x86_64", "AMD64")
