"""Reading back what a shift left: sound in a file, rows in the store. Nothing is changed."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from softphone.practice import sound

_WAV_HEAD = 44


def heard_bytes(path: Path) -> int:
    """How much sound the file holds by now, in bytes after the header."""
    try:
        return max(0, path.stat().st_size - _WAV_HEAD)
    except OSError:
        return 0


def heard_since(path: Path, start: int, hz: float, window_s: float = 1.0) -> sound.Tone | None:
    """The tone in the newest sound of a growing WAV file, of what came after byte ``start``.

    None while there is less than ``window_s`` of it. Raises ``SoundError``.
    """
    pcm, rate = sound.read_wav(path)
    window = 2 * round(window_s * rate)
    # The file grows between two looks; only what is there now counts.
    new = pcm[start & ~1 :]
    if len(new) < window:
        return None
    return sound.tone(new[-window:], hz, rate)


def rows(database: Path, query: str, *values: str) -> list[dict[str, object]]:
    """Rows of the store, through a connection that cannot write. Raises ``sqlite3.Error``."""
    uri = f"{database.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=2.0)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, values)]


def alive(pids: Sequence[int]) -> list[int]:
    """Which of these processes still live. On Windows none can be looked at without harm."""
    return [pid for pid in pids if os.name == "posix" and _lives(pid)]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
