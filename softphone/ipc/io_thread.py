"""One thread with one asyncio loop: everything this process does on sockets."""

import asyncio
import concurrent.futures
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class IoThread:
    """``start`` it once, ``stop`` it once. The other methods may be called from any thread."""

    def __init__(self, name: str = "io") -> None:
        # Not the system's default: Windows' proactor loop can't watch a listening socket.
        self._loop = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._started = False
        self._stopped = False

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop, for code that runs on it."""
        return self._loop

    def start(self) -> None:
        """Start the thread."""
        self._started = True
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Cancel what still runs, end the thread and close the loop; harmless when done twice."""
        if self._stopped:
            return
        self._stopped = True
        if self._started:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout_s)
        else:
            self._loop.close()

    def submit(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run a coroutine on the loop. Raises ``RuntimeError`` after ``stop``."""
        if self._stopped:
            work.close()
            raise RuntimeError("the I/O thread has been stopped")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def call_soon(self, function: Callable[..., object], *args: object) -> None:
        """Call it on the loop, in the order handed in; dropped after ``stop``."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function, *args)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            tasks = asyncio.all_tasks(self._loop)
            for task in tasks:
                task.cancel()
            if tasks:
                self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            # A few more turns let closing transports give their sockets back.
            for _ in range(3):
                self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()
