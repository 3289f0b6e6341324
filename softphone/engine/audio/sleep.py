"""Notices that the computer has slept: what was open before is stale afterwards."""

AWAY_S = 5.0


class SleepWatch:
    """Compares clocks. In a sleep the wall clock goes on; the monotonic one stands still (Linux,
    macOS) or jumps (Windows)."""

    def __init__(self, monotonic_s: float, wall_s: float) -> None:
        self._monotonic_s = monotonic_s
        self._wall_s = wall_s

    def woke(self, monotonic_s: float, wall_s: float) -> bool:
        """Asked every few seconds at the most: whether more time has passed than was waited.

        A wall clock that is set forward looks the same; that costs one reopening, too short to
        be noticed.
        """
        passed_s = monotonic_s - self._monotonic_s
        jumped_s = wall_s - self._wall_s - passed_s
        self._monotonic_s, self._wall_s = monotonic_s, wall_s
        return passed_s > 2 * AWAY_S or jumped_s > AWAY_S
