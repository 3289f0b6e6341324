"""Ear protection: the last step before every output, and nothing gets past it.

ITU-T P.360 and ETSI EG 202 518 limit a headset to 118 dB(A) at the ear, the Australian guideline
G616 to 102 dB SPL against acoustic shock. Those are sound pressures; a program only knows
samples, so it limits these, and docs/sound.md says how the two hang together.
"""

import numpy as np

from softphone.engine.audio.backend import RATE_HZ

DEFAULT_LIMIT_DBFS = -6.0
"""Peak. Speech at the usual -26 dBov has its peaks some 2 dB below."""
LOWEST_LIMIT_DBFS = -30.0
_STEP = RATE_HZ // 1000
"""The gain is decided anew for each millisecond and moves in a straight line between."""
_RELEASE = 1 / 150
"""Per millisecond: back to normal within some tenths of a second, too slow to be heard pumping."""
_UNITY = 0.999


class Limiter:
    """Turns loud blocks down as a whole instead of clipping them; others pass bit for bit.

    16-bit little-endian mono. No look-ahead and so no delay: a block that begins too loud is
    turned down from its first sample on.
    """

    def __init__(self, limit_dbfs: float = DEFAULT_LIMIT_DBFS) -> None:
        self._gain = 1.0
        self.set_limit(limit_dbfs)

    def set_limit(self, limit_dbfs: float) -> None:
        """The highest peak from now on, -30 … 0 dBFS; what lies outside is moved there."""
        limit_dbfs = min(0.0, max(LOWEST_LIMIT_DBFS, limit_dbfs))
        self.peak = int(32767 * 10 ** (limit_dbfs / 20))
        """The highest magnitude of a sample that can come out."""

    def apply(self, data: bytes) -> bytes:
        """The block as it may be heard; of any length."""
        samples = np.frombuffer(data, dtype="<i2", count=len(data) // 2)
        if not samples.size:
            return data
        highest = max(int(samples.max()), -int(samples.min()))
        if highest <= self.peak and self._gain >= 1.0:
            return data
        count = samples.size
        steps = -(-count // _STEP)
        padded = np.zeros(steps * _STEP, dtype=np.float64)
        padded[:count] = samples
        peaks = np.abs(padded).reshape(steps, _STEP).max(axis=1)
        allowed = np.minimum(1.0, self.peak / np.maximum(peaks, 1.0)).tolist()
        bounds = self._bounds(allowed)
        gains = np.interp(np.arange(count) / _STEP, np.arange(steps + 1), bounds)
        limited = np.clip(np.rint(padded[:count] * gains), -self.peak, self.peak)
        self._gain = bounds[-1] if bounds[-1] < _UNITY else 1.0
        return limited.astype("<i2").tobytes()

    def _bounds(self, allowed: list[float]) -> list[float]:
        """Gains at the beginning and end of each millisecond, below what both sides allow."""
        gain = min(self._gain, allowed[0])
        bounds = [gain]
        for this, following in zip(allowed, [*allowed[1:], 1.0], strict=True):
            gain = min(gain + (1.0 - gain) * _RELEASE, this, following)
            bounds.append(gain)
        return bounds
