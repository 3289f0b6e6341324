"""What engine and desk do about their supervisor: hear it on stdin, notice that it is gone."""

import os
import threading
import time
from collections.abc import Callable

from softphone.ipc.runtime import RuntimeDir

ALONE_S = 10.0
"""Seconds an engine without desk, supervisor and call stays."""


def wait_for_go(fd: int = 0) -> bool:
    """A spare process waits on stdin: true at the line ``go``, false when the supervisor ended."""
    text = b""
    while b"\n" not in text:
        # Byte by byte: what follows the line is for StdinWatch.
        try:
            piece = os.read(fd, 1)
        except OSError:
            return False
        if not piece:
            return False
        text += piece
    return text.strip() == b"go"


class StdinWatch:
    """Reads stdin on a daemon thread: the line ``quit`` is the orderly end (``on_quit``), the end
    of the file means that the supervisor has gone (``on_parent_gone``). Both come on that thread,
    one of them, once."""

    def __init__(
        self, on_quit: Callable[[], None], on_parent_gone: Callable[[], None], fd: int = 0
    ) -> None:
        self._on_quit = on_quit
        self._on_parent_gone = on_parent_gone
        self._fd = fd

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, name="stdin", daemon=True).start()

    def _read(self) -> None:
        # os.read, not sys.stdin: a buffered reader's lock held by a daemon thread at the
        # interpreter's end is a fatal error.
        text = b""
        while True:
            try:
                piece = os.read(self._fd, 256)
            except OSError:
                piece = b""
            if not piece:
                self._on_parent_gone()
                return
            *lines, text = (text + piece).split(b"\n")
            if any(line.strip() == b"quit" for line in lines):
                self._on_quit()
                return


class AloneRule:
    """Pure: how long an engine has been of no use to anybody."""

    def __init__(self, limit_s: float = ALONE_S) -> None:
        self._limit_s = limit_s
        self._since_s: float | None = None

    def due(self, now_s: float, *, desk: bool, supervisor: bool, call: bool) -> bool:
        """Whether to end now. A call holds the engine; the time counts from the call's end."""
        if desk or supervisor or call:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = now_s
        return now_s - self._since_s >= self._limit_s


class AloneWatch:
    """Calls ``on_alone`` once, on its own daemon thread, when ``AloneRule`` says so.

    A supervisor lives as long as its lock is held, whoever started it.
    """

    def __init__(
        self,
        runtime: RuntimeDir,
        has_desk: Callable[[], bool],
        has_call: Callable[[], bool],
        on_alone: Callable[[], None],
        *,
        limit_s: float = ALONE_S,
        look_every_s: float = 1.0,
    ) -> None:
        self._runtime = runtime
        self._has_desk = has_desk
        self._has_call = has_call
        self._on_alone = on_alone
        self._rule = AloneRule(limit_s)
        self._look_every_s = look_every_s
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._look, name="alone", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _look(self) -> None:
        while not self._stopped.wait(self._look_every_s):
            if self._rule.due(
                time.monotonic(),
                desk=self._has_desk(),
                supervisor=self._runtime.holder("supervisor") is not None,
                call=self._has_call(),
            ):
                self._on_alone()
                return
