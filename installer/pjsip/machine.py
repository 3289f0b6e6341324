"""The cache of a build, and what is fetched into it for this machine.

On Debian the OpenSSL headers (and Python's, where this Python came without them) are unpacked from
the archive's packages beside our sources, so no -dev package has to be installed. Elsewhere they
are looked for on the machine.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from installer.pjsip import archive
from installer.pjsip.toolchain import BuildError

HERE = Path(__file__).resolve().parent


def debian_suite() -> str:
    """The release of this Debian, e.g. "bookworm"; '' on any other system."""
    with contextlib.suppress(OSError):
        lines = Path("/etc/os-release").read_text().splitlines()
        fields = dict(line.split("=", 1) for line in lines if "=" in line)
        if fields.get("ID", "").strip('"') == "debian":
            return fields.get("VERSION_CODENAME", "").strip('"')
    return ""


class Machine:
    """What a toolchain is made of. Used as a context: at its end apt's private state is gone."""

    def __init__(
        self,
        root: Path,
        prefix: Path | None,
        python_headers: Path | None,
        progress: Callable[[str], None],
        pip: Sequence[str] = (sys.executable, "-m", "pip"),
    ) -> None:
        self.root = root
        self.prefix = prefix
        self.headers = python_headers
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

    def python_headers(self) -> Path:
        """The folder with this Python's Python.h. Raises BuildError, ArchiveError."""
        own = self.headers or Path(sysconfig.get_paths()["include"])
        if (own / "Python.h").exists():
            return own
        if not debian_suite():
            raise BuildError(f"Python.h is not in {own}: install Python's development package")
        # Debian's Python; what its -dev package holds lies under the same path in the sysroot.
        root = self.packages("python", [f"libpython{_python()}-dev"])
        found = root / f"usr/include/python{_python()}"
        if not (found / "Python.h").exists():
            raise BuildError("the archive's Python headers are not as expected")
        return found

    def packages(self, name: str, packages: list[str]) -> Path:
        """The folder with what these Debian packages hold. Raises ArchiveError."""
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


def _python() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"
