"""The front: which INVITEs may ring at all, before anybody is disturbed (docs/sip.md)."""

from collections import deque

from softphone.domain.account import FrontRules

STRANGER, BUSY, TOO_LARGE = 403, 486, 513
WINDOW_S = 5.0


class InviteFilter:
    """Judges each new INVITE. Strangers never use up what the registrar may send."""

    def __init__(self) -> None:
        self.rules = FrontRules()
        self._times: deque[float] = deque()

    def judge(self, *, trusted: bool, size: int, ringing: int, now: float) -> int:
        """0: it may ring; else the code it is refused with.

        ``size`` in bytes, ``ringing`` how many calls ring already, ``now`` monotonic seconds.
        """
        if self.rules.only_registrar and not trusted:
            return STRANGER
        if size > self.rules.largest_invite:
            return TOO_LARGE
        while self._times and now - self._times[0] >= WINDOW_S:
            self._times.popleft()
        if ringing >= self.rules.most_ringing or len(self._times) >= self.rules.invites_in_5_s:
            return BUSY
        self._times.append(now)
        return 0
