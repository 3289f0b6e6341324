"""Ports served by Qt: the clock, the worker, and the way of events onto the Qt thread."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from softphone.ports import Timer

T = TypeVar("T")
log = logging.getLogger(__name__)


class Invoker(QObject):
    """Runs functions on the thread it was made on, in the order they were handed in."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def call(self, function: Callable[[], None]) -> None:
        """From any thread: run it on the Qt thread soon."""
        self._asked.emit(function)

    @Slot(object)
    def _run(self, function: Callable[[], None]) -> None:
        function()


class _QtTimer:
    def __init__(self, timer: QTimer) -> None:
        self._timer = timer

    def cancel(self) -> None:
        self._timer.stop()
        self._timer.deleteLater()


class QtClock:
    """``Clock`` on Qt timers."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent

    def now(self) -> datetime:
        """The wall clock, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    def after(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Call it once, after that many seconds."""
        timer = QTimer(self._parent)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(call)
        timer.timeout.connect(timer.deleteLater)
        timer.start(max(0, round(delay_s * 1000)))
        return _QtTimer(timer)


class SerialWorker:
    """``Worker`` with one thread of that name. Results come back through the invoker."""

    def __init__(self, invoker: Invoker, name: str = "store") -> None:
        self._invoker = invoker
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name)
        self._thread.start()

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """See ``Worker``."""

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - every failure belongs to its caller
                self._invoker.call(_call_with(failed, error))
            else:
                self._invoker.call(_call_with(done, result))

        self._jobs.put(job)

    def close(self) -> None:
        """Finish what was handed in, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


def _call_with(function: Callable[[Any], None], value: object) -> Callable[[], None]:
    return lambda: function(value)
