"""Whether our own ringing tone sounds while a call of the agent's is not answered yet."""

SOUND_LASTS_S = 4.0
"""So long after its last packet the network may still be at it: a pause in an announcement, or
between two rings of its own tone."""
ALERTING = 180
TAKES_AWAY = (181, 182)
"""Forwarded, queued: whoever was alerted is not any more."""


class EarlySound:
    """One call before its answer (RFC 3960 section 3.2). Times are monotonic seconds.

    Only 180 says that somebody is alerted (RFC 3261 section 21.1), and where the network has sent
    sound of its own, that alone is heard.
    """

    def __init__(self) -> None:
        self._alerting = False
        self._received = 0
        self._came_at: float | None = None

    def answered(self, code: int) -> None:
        """A provisional answer."""
        if code == ALERTING:
            self._alerting = True
        elif code in TAKES_AWAY:
            self._alerting = False

    def received(self, packets: int, now: float) -> None:
        """How many packets of sound have come so far."""
        if packets and packets != self._received:
            self._came_at = now
        self._received = packets

    def rings_here(self, now: float) -> bool:
        """Whether our own tone is wanted."""
        if not self._alerting:
            return False
        return self._came_at is None or now - self._came_at >= SOUND_LASTS_S
