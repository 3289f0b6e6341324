"""Notices that the computer has slept: what was open before is stale afterwards."""

AWAY_S = 5.0


class SleepWatch:
    """Compares clocks. In a sleep the wall clock goes on; the monotonic one stands still (Linux,
    macOS) or jumps (Windows). ``asked_every_s``: how far apart the questions are at the most."""

    def __init__(self, monotonic_s: float, wall_s: float, asked_every_s: float = 5.0) -> None:
        self._monotonic_s = monotonic_s
        self._wall_s = wall_s
        self._asked_every_s = asked_every_s

    def woke(self, monotonic_s: float, wall_s: float) -> float:
        """Seconds that were slept since the last question; 0 when none were.

        A wall clock that is set forward looks the same; that costs one reopening or one
        registration, too short to be noticed.
        """
        passed_s = monotonic_s - self._monotonic_s
        jumped_s = wall_s - self._wall_s - passed_s
        self._monotonic_s, self._wall_s = monotonic_s, wall_s
        if jumped_s > AWAY_S:
            return passed_s + jumped_s
        return passed_s if passed_s > self._asked_every_s + AWAY_S else 0.0
