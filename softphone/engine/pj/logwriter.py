"""The stack's log lines, copied for the loop to write. Called on any thread, native ones too."""

import contextlib
from collections import deque

import pjsua2 as pj


class LogWriter(pj.LogWriter):  # type: ignore[misc]
    """Keeps the newest lines; never calls the stack, never raises, never does I/O."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[tuple[int, str]] = deque(maxlen=1000)

    def write(self, entry: pj.LogEntry) -> None:
        # Whatever went wrong here, nobody could hear of it.
        with contextlib.suppress(Exception):
            self.lines.append((int(entry.level), str(entry.msg).rstrip()))
