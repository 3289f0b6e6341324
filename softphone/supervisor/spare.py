"""A desk process that has loaded everything and waits for its turn.

Two thirds of a desk's start are imports (1.3-1.5 s on two cores). After a crash that is the time in
which the agent sees no window while the customer talks, so the next desk has done them beforehand.
"""

import logging

import msgspec

from softphone.options import RunOptions
from softphone.supervisor.command import CommandFor
from softphone.supervisor.process import ExitHandler, OwnChild

log = logging.getLogger(__name__)

STANDBY_FLAG = "--standby"
RESTART_NOTICE = "desk_restarted"


class Spare:
    """At most one waiting process; it holds no role, no socket and no file until it is told."""

    def __init__(self, options: RunOptions, command: CommandFor, on_exit: ExitHandler) -> None:
        options = msgspec.structs.replace(options, notice=RESTART_NOTICE)
        self._command = [*command("desk", options), STANDBY_FLAG]
        self._on_exit = on_exit
        self._child: OwnChild | None = None

    @property
    def pid(self) -> int:
        """Of the waiting process; 0 when there is none."""
        return self._child.pid if self._child is not None else 0

    def start(self) -> None:
        """Have one waiting. Raises ``OSError``."""
        if self._child is None:
            self._child = OwnChild(self._command, self._on_exit)
            log.info("spare desk started, pid %d", self._child.pid)

    def take(self) -> OwnChild | None:
        """The waiting process, told to go on as the desk; None when there is none."""
        child, self._child = self._child, None
        return child if child is not None and child.tell("go") else None

    def forget(self, pid: int) -> bool:
        """It has ended by itself; whether it was this one."""
        if pid != self.pid:
            return False
        self._child = None
        return True

    def close(self) -> None:
        """End it: it has nothing to lose."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
