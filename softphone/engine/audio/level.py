"""How fast a buffer between two clocks must be read so that its level stays put.

The level that counts is the one between two blocks: what is there, plus what the writing side
has made since it last wrote. It falls only when a block is late, so its dips are the jitter the
buffer has to bear, and its slow movement is the difference of the two clocks.
"""

from collections import deque

LEAST_JITTER_S = 0.001
MOST_JITTER_S = 0.060
RESERVE_S = 0.0005
"""Kept at the worst moment that is foreseen."""
MOST_CORRECTION = 0.004
"""0.4 %, 7 cents: below what is heard as a change of pitch in speech."""
_MOST_DRIFT = 0.001
"""Sound devices are within some 200 ppm of the computer's clock; 1000 ppm is a broken one."""
_SMOOTH_S = 0.5
_GAIN = 0.25
"""Correction per second of error: what is wrong goes by 1/e in 4 s."""
_DRIFT_GAIN = 0.02
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
        self.jitter_s = LEAST_JITTER_S
        self._smooth: float | None = None
        self._window_s = 0.0
        self._dip = 0.0
        self._dips: deque[float] = deque([0.0] * 2, maxlen=_WINDOWS)

    def restart(self) -> None:
        """A gap was filled: the level begins anew, the jitter seen so far still counts."""
        self._smooth = None

    def wanted_s(self, written_block_s: float, read_block_s: float) -> float:
        """The level before a read that just bears both block lengths and the jitter."""
        return written_block_s + read_block_s + self.jitter_s + RESERVE_S

    def missed(self, by_s: float) -> None:
        """A block came so much later than the buffer could bear."""
        self._dips.append(self.jitter_s + by_s)
        self._judge()

    def ratio(self, level_s: float, wanted_s: float, step_s: float) -> float:
        """Input samples per output sample for a read that lasts ``step_s``."""
        if self._smooth is None:
            self._smooth = level_s
        self._watch_jitter(self._smooth - level_s, step_s)
        self._smooth += (level_s - self._smooth) * min(1.0, step_s / _SMOOTH_S)
        error_s = self._smooth - wanted_s
        correction = _GAIN * error_s + self.drift
        if abs(correction) < MOST_CORRECTION:
            drift = self.drift + _DRIFT_GAIN * error_s * step_s
            self.drift = min(_MOST_DRIFT, max(-_MOST_DRIFT, drift))
        return 1.0 + min(MOST_CORRECTION, max(-MOST_CORRECTION, correction))

    def _watch_jitter(self, dip_s: float, step_s: float) -> None:
        self._dip = max(self._dip, dip_s)
        self._window_s += step_s
        if self._window_s < _WINDOW_S:
            return
        self._dips.append(self._dip)
        self._window_s = self._dip = 0.0
        self._judge()

    def _judge(self) -> None:
        # The second worst: one hiccup in twelve seconds is not worth a longer delay for all.
        second = sorted(self._dips)[-2]
        self.jitter_s = min(MOST_JITTER_S, max(LEAST_JITTER_S, second))
