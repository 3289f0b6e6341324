"""The stack's log lines, copied for the loop to write. Called on any thread, native ones too."""

import contextlib
from collections import deque
from datetime import UTC, datetime

import pjsua2 as pj

MESSAGE_LEVEL = 4
"""The stack writes whole SIP messages at this level, from ``pjsua_core.c``."""
_WRITES_MESSAGES = "pjsua_core.c"


class LogWriter(pj.LogWriter):  # type: ignore[misc]
    """Keeps the newest lines; never calls the stack, never raises, never does I/O.

    ``lines`` holds (level, text) of levels 1 and 2, ``messages`` (time, text) of SIP messages:
    those never go to a log file. Everything else the stack has to say is dropped.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[tuple[int, str]] = deque(maxlen=200)
        self.messages: deque[tuple[datetime, str]] = deque(maxlen=400)

    def write(self, entry: pj.LogEntry) -> None:
        # Whatever went wrong here, nobody could hear of it.
        with contextlib.suppress(Exception):
            level = int(entry.level)
            if level == MESSAGE_LEVEL:
                text = str(entry.msg)
                if _WRITES_MESSAGES in text[:40]:
                    self.messages.append((datetime.now(UTC), text))
            elif level <= 2:
                self.lines.append((level, str(entry.msg).rstrip()))
