"""Remembers what is set up, so that a second start asks nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from installer.setup import paths


def fingerprint(level: str) -> str:
    """What the set-up of a level depends on: pinned packages, set-up code, Python, place."""
    digest = hashlib.sha256()
    digest.update(f"{level} {sys.version_info[:2]} {paths.ROOT}".encode())
    for file in (*paths.REQUIREMENTS[level], *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _file(venv: Path) -> Path:
    return venv / "softphone-setup.json"


def _read(venv: Path) -> dict[str, str]:
    try:
        held = json.loads(_file(venv).read_text())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in held.items()} if isinstance(held, dict) else {}


def is_set_up(level: str, venv: Path = paths.VENV) -> bool:
    """Whether a level ("run" or "dev") is set up as the project now asks for."""
    return paths.venv_python(venv).exists() and _read(venv).get(level) == fingerprint(level)


def remember(level: str, venv: Path = paths.VENV) -> None:
    """Note that a level is set up; the tests' level contains the program's."""
    held = _read(venv)
    for name in ("run", "dev") if level == "dev" else ("run",):
        held[name] = fingerprint(name)
    _file(venv).write_text(json.dumps(held))


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Only one set-up at a time in this folder; a second one waits for the first."""
    lock = paths.ROOT / ".cache" / "setup.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
