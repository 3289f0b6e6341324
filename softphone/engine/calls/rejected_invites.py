"""INVITEs that are refused without ringing, spread out so that a flood cannot end the stack."""

import logging
import time
from collections import deque

from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.leg import LegHandle

log = logging.getLogger(__name__)

MOST_AT_ONCE = 6
WITHIN_S = 0.6


class RejectedInvites:
    """Owns each refused leg until the stack is done with it.

    The stack has 64 places for sockets, keeps the two of an ended call for 0.5 s more, and aborts
    when none is free (measured with 2.15.1). In a flood the legs that still wait for their refusal
    fill the stack's limit of calls, and further INVITEs get 486 before they cost a socket.
    """

    def __init__(self) -> None:
        self._legs: dict[int, LegHandle] = {}
        self._waiting: deque[tuple[LegHandle, int]] = deque()
        self._times: deque[float] = deque(maxlen=MOST_AT_ONCE)

    @property
    def idle(self) -> bool:
        """Whether no refused leg is left."""
        return not self._legs

    def add(self, leg: LegHandle, code: int) -> None:
        """Refuse that leg, now or in a moment."""
        self._legs[leg.serial] = leg
        self._waiting.append((leg, code))
        self.tick()

    def gone(self, serial: int) -> LegHandle | None:
        """The stack is done with that leg; it is the caller's to drop, if it was one of these."""
        return self._legs.pop(serial, None)

    def tick(self, *, all_now: bool = False) -> None:
        """Send what may be sent by now."""
        now = time.monotonic()
        while self._waiting:
            full = len(self._times) == MOST_AT_ONCE and now - self._times[0] < WITHIN_S
            if full and not all_now:
                return
            leg, code = self._waiting.popleft()
            if leg.serial not in self._legs:
                continue
            self._times.append(now)
            log.info("an INVITE was refused with %d", code)
            try:
                leg.hang_up(code)
            except StackError as error:
                # The far end gave up a moment ago; its DISCONNECTED is queued then.
                log.info("too late: %s", error)
