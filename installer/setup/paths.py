"""Where things lie: the project, its virtual environment, what is remembered between starts."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
VENV = ROOT / ".venv"
REQUIREMENTS = {
    "run": (INSTALLER / "requirements.txt",),
    "dev": (INSTALLER / "requirements.txt", INSTALLER / "requirements-dev.txt"),
}
WINDOWS = os.name == "nt"
UNSTEADY = ROOT / "tests/unsteady.toml"
"""Which tests may be repeated."""
LAST_FAILED = ROOT / ".pytest_cache/v/cache/lastfailed"
"""Where pytest notes which tests failed."""


def venv_python(venv: Path = VENV) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def venv_tool(name: str, venv: Path = VENV) -> Path:
    """A command installed into a virtual environment."""
    return venv / (f"Scripts/{name}.exe" if WINDOWS else f"bin/{name}")
