"""The thread that writes all recordings: a slow disk costs a gap, never a click in the call."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from softphone.engine.recording.scribe import Scribe

log = logging.getLogger(__name__)
EVERY_S = 0.2


class Writer:
    """A thread of that name, started at its first work."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._scribes: list[Scribe] = []
        self._jobs: deque[Callable[[], None]] = deque()
        self._changed = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None

    def add(self, scribe: Scribe) -> None:
        """Write it until it is done."""
        self.submit(lambda: self._scribes.append(scribe))

    def submit(self, job: Callable[[], None]) -> None:
        """Do it on the writer's thread."""
        self._jobs.append(job)
        self._changed.set()
        if self._thread is None:
            # A daemon: a disk that hangs must not keep the engine from ending.
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def close(self, within_s: float) -> None:
        """Write what there is and end; recordings must have ended already."""
        self._closing = True
        self._changed.set()
        if self._thread is not None:
            self._thread.join(within_s)

    def _run(self) -> None:
        while not (self._closing and not self._scribes and not self._jobs):
            self._changed.wait(EVERY_S if self._scribes else None)
            self._changed.clear()
            while self._jobs:
                self._guard(self._jobs.popleft())
            for scribe in tuple(self._scribes):
                self._guard(lambda scribe=scribe: scribe.work(time.monotonic()))  # type: ignore[misc]
                if scribe.done:
                    self._scribes.remove(scribe)

    def _guard(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("a step on the thread %s failed", self._name)
