"""How fast a buffer between two clocks must be read so that its level stays put.

The level that counts is the one between two blocks: what is there, plus what the writing side
has made since it last wrote. It falls only when a block is late, and its slow movement is the
difference of the two clocks. How high it must be depends on how late the blocks come and on how
the blocks of both sides lie to each other: one that is written just before it is read need not
wait for the whole length of a block. Both are seen at once in what is left after a read.
"""

from collections import deque

LATE_S = 0.002
"""Each block is taken to come so much later than it did; so the level is up before two blocks that
move against each other (200 ppm: 0.2 ms a second) change places."""
MOST_JITTER_S = 0.060
RESERVE_S = 0.0005
"""Kept at the worst moment that is foreseen."""
MOST_CORRECTION = 0.004
"""0.4 %, 7 cents: below what is heard as a change of pitch in speech."""
HURRY_OVER_S, HURRY = 0.012, 0.008
"""So far above the wanted level a machine has stood still: twice as fast for as long."""
_MOST_DRIFT = 0.001
"""Sound devices are within some 200 ppm of the computer's clock; 1000 ppm is a broken one."""
_SMOOTH_S = 0.5
_GAIN = 0.25
"""Correction per second of error: what is too much goes by 1/e in 4 s."""
_GAIN_UP = 0.75
"""What is too little comes by 1/e in 1.3 s."""
_DRIFT_GAIN = 0.02
_DRIFT_WITHIN_S = 0.0025
"""A larger error is a level that has to move, and no difference of the clocks."""
_WINDOW_S = 1.0
_WINDOWS = 12


class LevelKeeper:
    """A PI controller; times and levels in seconds. One thread only."""

    def __init__(self) -> None:
        self.drift = 0.0
        """What the difference of the clocks is thought to be (+0.0002: written 200 ppm faster)."""
        self.clear()

    def clear(self) -> None:
        """Forget the level, after a gap; the difference of the clocks stays."""
        self._smooth: float | None = None
        self._window_s = 0.0
        self._depth = 0.0
        self._depths: deque[float] = deque(maxlen=_WINDOWS)
        self._known: float | None = None

    def restart(self) -> None:
        """A gap was filled: the level begins anew, the jitter seen so far still counts."""
        self._smooth = None

    def wanted_s(self, written_block_s: float, read_block_s: float) -> float:
        """The level before a read that just bears all that was seen; both block lengths until
        something was."""
        blocks_s = written_block_s + read_block_s
        if self._known is None:
            return blocks_s + LATE_S / 2 + RESERVE_S
        return min(self._known, blocks_s + MOST_JITTER_S) + RESERVE_S

    def missed(self, by_s: float, wanted_s: float) -> None:
        """A block came so much later than that level could bear."""
        self._depths.append(wanted_s + by_s)
        self._judge()

    def ratio(self, level_s: float, wanted_s: float, step_s: float, left_s: float) -> float:
        """Input samples per output sample for a read that lasts ``step_s``; ``left_s`` would be
        left after it, had each block come ``LATE_S`` later (less than nothing: a gap)."""
        if self._smooth is None:
            self._smooth = level_s
        self._watch(self._smooth - left_s, step_s)
        self._smooth += (level_s - self._smooth) * min(1.0, step_s / _SMOOTH_S)
        error_s = self._smooth - wanted_s
        correction = (_GAIN if error_s > 0 else _GAIN_UP) * error_s + self.drift
        if abs(error_s) < _DRIFT_WITHIN_S:
            drift = self.drift + _DRIFT_GAIN * error_s * step_s
            self.drift = min(_MOST_DRIFT, max(-_MOST_DRIFT, drift))
        most = HURRY if error_s > HURRY_OVER_S else MOST_CORRECTION
        return 1.0 + min(most, max(-MOST_CORRECTION, correction))

    def _watch(self, depth_s: float, step_s: float) -> None:
        """``depth_s``: how far the level is above having nothing left."""
        self._depth = max(self._depth, depth_s)
        self._window_s += step_s
        if self._window_s < _WINDOW_S:
            return
        self._depths.append(self._depth)
        self._window_s = self._depth = 0.0
        self._judge()

    def _judge(self) -> None:
        # The second worst: one hiccup in twelve seconds is not worth a longer delay for all.
        if len(self._depths) > 1:
            self._known = sorted(self._depths)[-2]
