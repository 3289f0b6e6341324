"""The compiler and what it is told, for this machine or across to Windows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

# What a developer's shell may have set must not decide what is built.
FOREIGN = ("CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "LIBS", "MAKEFLAGS", "MFLAGS", "CC", "CXX")
WINDOWS_CFLAGS = (
    *("-O2", "-DNDEBUG", "-DPJ_WIN32=1", "-DPJ_M_X86_64=1", "-D_WIN32_WINNT=0x0A00"),
    "-DBCG729_STATIC",  # or its headers would ask for a DLL
)


class BuildError(RuntimeError):
    """A step of the build failed; the message holds the end of what it printed."""


@dataclass(frozen=True)
class Toolchain:
    """Programs and common flags. ``windows``: what is built is for Windows."""

    cc: str = "gcc"
    cxx: str = "g++"
    ar: str = "ar"
    ranlib: str = "ranlib"
    strip: str = "strip"
    windows: bool = False
    host: str = ""  # configure's --host, '' for this machine
    cflags: tuple[str, ...] = ("-O2", "-DNDEBUG", "-fPIC")
    cppflags: tuple[str, ...] = ()
    ldflags: tuple[str, ...] = ()
    x86_64: bool = False
    jobs: int = field(default_factory=lambda: max(1, os.cpu_count() or 1))

    def run(
        self, argv: Sequence[str | Path], cwd: Path, environment: dict[str, str] | None = None
    ) -> str:
        """Run a step; what it printed. Raises BuildError."""
        command = [str(part) for part in argv]
        own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        try:
            done = subprocess.run(
                command,
                check=False,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                env={**own, "LC_ALL": "C", **(environment or {})},
            )
        except OSError as error:
            raise BuildError(f"{command[0]} does not start: {error}") from None
        if done.returncode:
            lines = done.stdout.splitlines()
            wrong = [line for line in lines if "error" in line.lower()][:8]
            tail = "\n".join(f"    {line[:300]}" for line in (*wrong, "…", *lines[-12:]))
            raise BuildError(f"{Path(command[0]).name} failed in {cwd.name}:\n{tail}")
        return done.stdout

    def compile_c(self, sources: Iterable[Path], into: Path, flags: Sequence[str]) -> list[Path]:
        """Compile C files side by side; the objects, in the sources' order."""
        into.mkdir(parents=True, exist_ok=True)

        def one(job: tuple[int, Path]) -> Path:
            number, source = job
            target = into / f"{number:03d}_{source.stem}.o"
            common = [*self.cflags, *self.cppflags, *flags]
            self.run([self.cc, *common, "-c", source, "-o", target], into)
            return target

        with ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(one, enumerate(sources)))

    def archive(self, target: Path, objects: Sequence[Path]) -> None:
        """Make a static library."""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        self.run([self.ar, "rcs", target, *objects], target.parent)
