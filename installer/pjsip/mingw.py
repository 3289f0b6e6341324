"""Across to Windows: mingw-w64 on Linux, and the Windows side of CPython without a Windows machine.

An extension module needs two things of CPython: its headers, with Windows' own ``pyconfig.h`` (from
CPython's source in the Debian archive), and an import library. The latter only lists names; the
names are those that this machine's CPython of the same version exports.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

from installer.pjsip.archive import ArchiveError
from installer.pjsip.machine import Machine
from installer.pjsip.pjsip import PythonTarget
from installer.pjsip.toolchain import WINDOWS_CFLAGS, BuildError, Toolchain

TRIPLET = "x86_64-w64-mingw32"
NEEDED = tuple(f"{TRIPLET}-{name}" for name in ("gcc-posix", "g++-posix", "ar", "dlltool"))
PACKAGES = ("g++-mingw-w64-x86-64-posix", "make", "patch")
# The last source whose pyconfig.h for Windows is complete as it lies there.
PLAIN_SOURCE = "python3.11"
_SYMBOL = re.compile(r"^[0-9a-f]+ ([A-Za-z]) (_?Py\w+)$", re.MULTILINE)


def missing_tools() -> list[str]:
    """Programs that a cross-build needs and this machine has not."""
    return [name for name in (*NEEDED, "make", "patch") if shutil.which(name) is None]


def prepare(host: Machine) -> tuple[Toolchain, PythonTarget, list[str]]:
    """Cross compiler, Python for Windows, what Windows brings. Raises BuildError, ArchiveError."""
    if missing := missing_tools():
        wanted = " ".join(PACKAGES)
        raise BuildError(f"{', '.join(missing)} not found: apt-get install {wanted}")
    tools = Toolchain(
        cc=f"{TRIPLET}-gcc-posix",
        cxx=f"{TRIPLET}-g++-posix",
        ar=f"{TRIPLET}-ar",
        ranlib=f"{TRIPLET}-ranlib",
        strip=f"{TRIPLET}-strip",
        windows=True,
        host=TRIPLET,
        cflags=WINDOWS_CFLAGS,
        x86_64=True,
    )
    short = f"{sys.version_info[0]}{sys.version_info[1]}"
    folder = host.root / f"python-windows-{short}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        headers = folder / "include"
        shutil.copytree(host.python_headers(), headers)
        (headers / "pyconfig.h").write_bytes(_pyconfig(host))
        _import_library(folder, f"python{short}", tools)
        (folder / "complete").touch()
    target = PythonTarget(
        (folder / "include",), f".cp{short}-win_amd64.pyd", (folder / f"libpython{short}.a",)
    )
    return tools, target, ["Windows 10 or newer (Schannel)"]


def _pyconfig(host: Machine) -> bytes:
    archive = host.archive()
    for package in archive.versions(PLAIN_SOURCE):
        origin = next((f for f in package.files if ".orig.tar." in f.name), None)
        if origin is None or not origin.name.endswith((".xz", ".gz")):
            continue
        try:
            path = archive.fetch(origin, host.root)
        except ArchiveError:
            continue
        with tarfile.open(path) as pack:
            for member in pack:
                if member.name.endswith("/PC/pyconfig.h"):
                    stream = pack.extractfile(member)
                    assert stream is not None
                    text = stream.read()
                    path.unlink()
                    return text
    raise ArchiveError(f"no source of {PLAIN_SOURCE} in the archive, for its pyconfig.h")


def exported_names(listing: str) -> list[str]:
    """Lines of a module definition from what ``nm`` prints: names, data marked as such."""
    found = {name: kind for kind, name in _SYMBOL.findall(listing)}
    return [f"{n} DATA" if k in "BDRVbdr" else n for n, k in sorted(found.items()) if k != "U"]


def _import_library(folder: Path, dll: str, tools: Toolchain) -> None:
    library = Path(str(sysconfig.get_config_var("LIBDIR"))) / str(
        sysconfig.get_config_var("LDLIBRARY")
    )
    shared = library if library.suffix != ".a" and library.exists() else Path(sys.executable)
    listing = subprocess.run(
        ["nm", "-D", "--defined-only", shared.resolve()],
        check=False,
        capture_output=True,
        text=True,
    ).stdout
    names = exported_names(listing)
    if "PyErr_SetString" not in names:
        raise BuildError(f"{shared} does not tell which names CPython exports")
    definition = folder / f"{dll}.def"
    lines = [f"LIBRARY {dll}.dll", "EXPORTS", *names]
    definition.write_text("\n".join(lines) + "\n")
    output = folder / f"lib{dll}.a"
    tools.run([f"{TRIPLET}-dlltool", "-d", definition, "-l", output], folder)
