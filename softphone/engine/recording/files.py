"""The folder of recordings: private files, and the sheet beside each one."""

import contextlib
import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from softphone.domain.recording import (
    Gap,
    Recording,
    RecordingFormat,
    RecordingProblem,
    RecordingState,
)

SHEET_SUFFIX = ".json"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a recording besides its samples: a JSON file beside it.

    ``finished`` false in a file nobody writes any more: the writer was cut off. ``wanted`` is the
    format it is to be kept in, ``format`` the one it has. ``peaks``: what it looks like
    (``waveform``), in base64, where reading the file would take long.
    """

    id: str
    contact_id: str
    started_at: datetime
    sealed: bool
    rate_hz: int
    finished: bool = False
    duration_s: float = 0.0
    gaps: tuple[Gap, ...] = ()
    problem: RecordingProblem = RecordingProblem.NONE
    format: RecordingFormat = RecordingFormat.WAV
    wanted: RecordingFormat = RecordingFormat.WAV
    peaks: str = ""

    @property
    def recording(self) -> Recording:
        """As a value for the desk."""
        return Recording(
            id=self.id,
            contact_id=self.contact_id,
            state=RecordingState.ENDED,
            started_at=self.started_at,
            sealed=self.sealed,
            duration_s=self.duration_s,
            gaps=self.gaps,
            problem=self.problem,
            format=self.format,
        )


def make_folder(folder: Path) -> None:
    """Make it, for its owner alone. Raises ``OSError``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def create(path: Path) -> BinaryIO:
    """A new file for its owner alone, unbuffered, locked while it is open. Raises ``OSError``."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags, 0o600), "r+b", buffering=0)
    lock(file)
    return file


def write_all(file: BinaryIO, data: bytes) -> None:
    """Write every byte. Raises ``OSError``."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def lock(file: BinaryIO) -> bool:
    """Take the file; false when another process writes it. Free again when that process ends.

    Windows refuses nothing here: there a folder belongs to one engine.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sheet_path(folder: Path, recording_id: str) -> Path:
    """Where the sheet of a recording is."""
    return folder / (recording_id + SHEET_SUFFIX)


def write_sheet(folder: Path, sheet: Sheet) -> None:
    """Replace it at one stroke. Raises ``OSError``."""
    path = sheet_path(folder, sheet.id)
    fresh = path.with_suffix(".fresh")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    file = create(fresh)
    try:
        write_all(file, msgspec.json.format(msgspec.json.encode(sheet), indent=1))
        os.fsync(file.fileno())
    finally:
        file.close()
    fresh.replace(path)


def read_sheet(path: Path) -> Sheet | None:
    """The sheet, or None when it is not one. Raises ``OSError``."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Sheet)
    except msgspec.DecodeError:
        return None
