"""One holder per role. The operating system drops the lock with the process: never stale."""

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from softphone.ipc.procmark import start_mark

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes against reading too; a byte far behind the text leaves the text readable.
_LOCKED_BYTE = 1 << 30
_RETRY_S = 0.01


class AlreadyHeldError(Exception):
    """Another process holds the role."""


class Holder(NamedTuple):
    """The process that holds a role; ``mark`` is its ``start_mark``."""

    pid: int
    mark: str

    @property
    def alive(self) -> bool:
        """Whether that very process still lives."""
        return bool(self.mark) and start_mark(self.pid) == self.mark


class RoleLock:
    """A held role; ``release`` (or the end of the process) gives it back."""

    def __init__(self, path: Path, wait_s: float = 1.0) -> None:
        """Take it. The wait is for those who only look (``holder``) and for a dying holder.

        Raises ``AlreadyHeldError``, ``OSError``.
        """
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + wait_s
        while not _try_lock(self._fd):
            if time.monotonic() >= deadline:
                os.close(self._fd)
                self._fd = -1
                raise AlreadyHeldError(path.stem)
            time.sleep(_RETRY_S)
        os.ftruncate(self._fd, 0)
        os.lseek(self._fd, 0, os.SEEK_SET)
        os.write(self._fd, f"{os.getpid()} {start_mark(os.getpid())}\n".encode("ascii"))

    def release(self) -> None:
        """Give it back; harmless when done twice."""
        if self._fd >= 0:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = -1


def holder(path: Path) -> Holder | None:
    """Who holds the role now; None when nobody does. The mark may be empty for a moment."""
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        if _try_lock(fd, shared=True):
            return None
        os.lseek(fd, 0, os.SEEK_SET)
        pid, _, mark = os.read(fd, 200).decode("ascii", errors="replace").strip().partition(" ")
        return Holder(int(pid) if pid.isdigit() else 0, mark)
    finally:
        os.close(fd)


def _try_lock(fd: int, *, shared: bool = False) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
