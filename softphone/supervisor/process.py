"""A process the supervisor watches: its own child, or one adopted from a dead supervisor."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol

from softphone.ipc.lock import Holder

_LOOK_EVERY_S = 0.2

if sys.platform == "win32":
    _APART: dict[str, int | bool] = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    _APART = {"start_new_session": True}


ExitHandler = Callable[[int, int | None], None]
"""Called once with the pid, on a thread of its own: exit code, minus the signal, or None when it
can't be known."""


class Watched(Protocol):
    """A process with one of the roles."""

    pid: int

    def tell_quit(self) -> bool:
        """Ask for an orderly end; false when it can't be asked this way."""

    def terminate(self) -> None: ...
    def kill(self) -> None: ...


def spawn(command: list[str]) -> "subprocess.Popen[bytes]":
    """Start a child of its own session, so that a Ctrl-C at the terminal reaches us alone; stdin
    is a pipe that ends with us. Raises ``OSError``."""
    return subprocess.Popen(command, stdin=subprocess.PIPE, close_fds=True, **_APART)  # type: ignore[call-overload, no-any-return]


class OwnChild:
    """A child of this process."""

    def __init__(self, command: list[str], on_exit: ExitHandler) -> None:
        """Start it. Raises ``OSError``."""
        self._process = spawn(command)
        self.pid = self._process.pid
        self._on_exit = on_exit
        threading.Thread(target=self._wait, name=f"wait {self.pid}", daemon=True).start()

    def tell_quit(self) -> bool:
        """``quit`` on its stdin."""
        return self.tell("quit")

    def tell(self, word: str) -> bool:
        """A line on its stdin; false when it does not read any more."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(word.encode("ascii") + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            return False
        return True

    def terminate(self) -> None:
        """SIGTERM; on Windows the hard end."""
        self._process.terminate()

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()

    def _wait(self) -> None:
        code = self._process.wait()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._on_exit(self.pid, code)


class Adopted:
    """A process that was here before; known by pid and start time, so never a stranger."""

    def __init__(self, holder: Holder, on_exit: ExitHandler) -> None:
        self._holder = holder
        self.pid = holder.pid
        self._on_exit = on_exit
        self._pidfd = _open_pidfd(holder.pid)
        threading.Thread(target=self._wait, name=f"wait {self.pid}", daemon=True).start()

    def tell_quit(self) -> bool:
        """Its stdin was another's: the order must go over its socket."""
        return False

    def terminate(self) -> None:
        """SIGTERM; on Windows the hard end."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL; on Windows the same as ``terminate``."""
        self._signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if not self._holder.alive:
            return
        with contextlib.suppress(OSError):
            if sys.platform == "linux" and self._pidfd is not None:
                signal.pidfd_send_signal(self._pidfd, number)
            else:
                os.kill(self.pid, number)

    def _wait(self) -> None:
        # Opened first, compared then: from here on the descriptor means that very process.
        if self._pidfd is not None and self._holder.alive:
            select.select([self._pidfd], [], [])
        else:
            while self._holder.alive:
                time.sleep(_LOOK_EVERY_S)
        self._on_exit(self.pid, None)
        # The descriptor stays open to the end of the program: a signal may be under way.


def _open_pidfd(pid: int) -> int | None:
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None
