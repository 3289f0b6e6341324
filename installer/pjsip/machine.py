"""What this machine brings to a build, and what is fetched for it into the cache.

On Debian the OpenSSL headers (and Python's, where this Python came without them) are unpacked from
the archive's packages beside our sources, so no -dev package has to be installed. Elsewhere they
are looked for on the machine. The compiler is always the machine's own.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from installer.pjsip import archive
from installer.pjsip.pjsip import PythonTarget
from installer.pjsip.toolchain import BuildError, Toolchain

HERE = Path(__file__).resolve().parent
NEEDED = ("gcc", "g++", "make", "ar", "ranlib", "strip", "patch", "sh")
PACKAGES = ("g++", "make", "patch")  # the Debian packages that bring them


def missing_tools() -> list[str]:
    """Programs that a build needs and this machine has not."""
    needed = ("cc", "c++", *NEEDED[2:]) if sys.platform == "darwin" else NEEDED
    return [name for name in needed if shutil.which(name) is None]


def debian_suite() -> str:
    """The release of this Debian, e.g. "bookworm"; '' on any other system."""
    with contextlib.suppress(OSError):
        lines = Path("/etc/os-release").read_text().splitlines()
        fields = dict(line.split("=", 1) for line in lines if "=" in line)
        if fields.get("ID", "").strip('"') == "debian":
            return fields.get("VERSION_CODENAME", "").strip('"')
    return ""


class Machine:
    """Gives the toolchain; used as a context, at the end of which apt's private state is gone."""

    def __init__(
        self,
        root: Path,
        prefix: Path | None,
        python_headers: Path | None,
        progress: Callable[[str], None],
        pip: Sequence[str] = (sys.executable, "-m", "pip"),
    ) -> None:
        self.root = root
        self._prefix = prefix
        self._headers = python_headers
        self._progress = progress
        self._pip = list(pip)
        self._archive: archive.Archive | None = None

    def __enter__(self) -> Machine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._archive is not None:
            self._archive.remove()

    def archive(self) -> archive.Archive:
        """The Debian archive, its signed indexes read. Raises ArchiveError."""
        if self._archive is None:
            if reason := archive.is_usable():
                raise archive.ArchiveError(reason)
            self._progress("reading the archive's signed indexes")
            made = archive.Archive(self.root / f"apt-{os.getpid()}", debian_suite())
            try:
                made.update()
            except archive.ArchiveError:
                made.remove()
                raise
            self._archive = made
        return self._archive

    def swig(self) -> list[str]:
        """The command of the pinned SWIG, installed into the cache. Raises BuildError."""
        pins = HERE / "requirements.txt"
        folder = self.root / f"swig-{archive.sha256_of(pins)[:12]}"
        if not folder.exists():
            self._progress("SWIG")
            fresh = self.root / f"swig-new-{os.getpid()}"
            shutil.rmtree(fresh, ignore_errors=True)
            options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input"]
            options += ["--disable-pip-version-check", "--target", str(fresh), "-r", str(pins)]
            done = subprocess.run(
                [*self._pip, "install", *options],
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
            )
            if done.returncode:
                tail = done.stderr.strip()[-600:]
                raise BuildError(f"SWIG, pinned in {pins.name}, could not be installed:\n{tail}")
            fresh.rename(folder)
        data = folder / "swig/data"
        library = next(iter(sorted((data / "share/swig").glob("*"))), None)
        program = data / "bin" / ("swig.exe" if os.name == "nt" else "swig")
        if library is None or not program.exists():
            raise BuildError(f"the installed SWIG is not as expected: remove {folder}")
        code = "import os, sys; os.environ['SWIG_LIB'] = sys.argv[1]; import subprocess; "
        code += "sys.exit(subprocess.call(sys.argv[2:]))"
        return [sys.executable, "-c", code, str(library), str(program)]

    def prepare(self, windows: bool) -> tuple[Toolchain, PythonTarget, list[str]]:
        """Compiler, Python, and what the system brings at run time. Raises BuildError."""
        if windows:
            from installer.pjsip import mingw

            return mingw.prepare(self)
        if missing := missing_tools():
            raise BuildError(
                f"{', '.join(missing)} not found: apt-get install {' '.join(PACKAGES)}"
                " (or what your system calls them)"
            )
        if sys.platform == "win32":
            return self._windows_native()
        if sys.platform == "darwin":
            return self._mac()
        return self._linux()

    def _linux(self) -> tuple[Toolchain, PythonTarget, list[str]]:
        headers = self.python_headers()
        if self._prefix is not None:
            cpp, ld = [f"-I{self._prefix}/include"], [f"-L{self._prefix}/lib"]
        elif debian_suite():
            cpp, ld = self._sysroot()
        elif Path("/usr/include/openssl/ssl.h").exists():
            cpp, ld = [], []
        else:
            raise BuildError(
                "OpenSSL's headers are missing: install libssl-dev, or --prefix FOLDER"
            )
        tools = Toolchain(cppflags=tuple(cpp), ldflags=tuple(ld), x86_64=_is_x86_64())
        suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
        # Debian's pyconfig.h includes the machine's own by a path below the folder above.
        target = PythonTarget((headers, headers.parent), suffix)
        return tools, target, ["openssl 3 (libssl.so.3, libcrypto.so.3)"]

    def _mac(self) -> tuple[Toolchain, PythonTarget, list[str]]:
        if self._prefix is None:
            raise BuildError("say where OpenSSL 3 is: --prefix FOLDER (with include/ and lib/)")
        tools = Toolchain(
            cc="cc",
            cxx="c++",
            cppflags=(f"-I{self._prefix}/include",),
            ldflags=(f"-L{self._prefix}/lib",),
            x86_64=_is_x86_64(),
        )
        return tools, PythonTarget.running(self._headers), ["openssl 3"]

    def _windows_native(self) -> tuple[Toolchain, PythonTarget, list[str]]:
        from installer.pjsip.mingw import CFLAGS

        tools = Toolchain(windows=True, cflags=CFLAGS, x86_64=True)
        name = f"python{sys.version_info[0]}{sys.version_info[1]}.lib"
        library = Path(sys.base_prefix) / "libs" / name
        include = self._headers or Path(sysconfig.get_paths()["include"])
        suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
        return tools, PythonTarget((include,), suffix, (library,)), ["Windows 10 or newer"]

    def python_headers(self) -> Path:
        """The folder with this Python's Python.h. Raises BuildError, ArchiveError."""
        own = self._headers or Path(sysconfig.get_paths()["include"])
        if (own / "Python.h").exists():
            return own
        if not debian_suite():
            raise BuildError(f"Python.h is not in {own}: install Python's development package")
        # Debian's Python; what its -dev package holds lies under the same path in the sysroot.
        root = self._packages("python", [f"libpython{_python()}-dev"])
        found = root / f"usr/include/python{_python()}"
        if not (found / "Python.h").exists():
            raise BuildError("the archive's Python headers are not as expected")
        return found

    def _sysroot(self) -> tuple[list[str], list[str]]:
        root = self._packages("openssl", ["libssl-dev"])
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

    def _packages(self, name: str, packages: list[str]) -> Path:
        folder = self.root / f"sysroot-{debian_suite()}-{name}-{'-'.join(packages)}"
        if not (folder / "complete.json").exists():
            self._progress(f"headers: {' '.join(packages)}")
            fresh = self.root / f"sysroot-new-{os.getpid()}"
            shutil.rmtree(fresh, ignore_errors=True)
            files = self.archive().unpack_packages(packages, fresh)
            (fresh / "complete.json").write_text(json.dumps(files))
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
        return folder


def _is_x86_64() -> bool:
    return platform.machine() in ("x86_64", "AMD64")


def _python() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"
