"""Samples read a little faster or slower than they were written, without a click.

Band-limited interpolation with a windowed sinc (J. O. Smith, Digital Audio Resampling): each
output sample is a weighted sum of its ``TAPS`` neighbours, the weights from a table by phase.
"""

import numpy as np
import numpy.typing as npt

TAPS = 24
BEFORE = TAPS // 2 - 1
"""Samples needed before the position that is read, and one more than that after it."""
_PHASES = 512
_KAISER_BETA = 6.0
_STEPS = np.arange(960.0)

Samples = npt.NDArray[np.float32]


def _make_table() -> Samples:
    # One row per phase; the last is the first moved on by one sample, so that rounding never wraps.
    phases = np.arange(_PHASES + 1)[:, None] / _PHASES
    offsets = np.arange(TAPS)[None, :] - BEFORE - phases
    inside = np.clip(1.0 - (offsets / (TAPS / 2)) ** 2, 0.0, None)
    window = np.i0(_KAISER_BETA * np.sqrt(inside)) / np.i0(_KAISER_BETA)
    weights = np.sinc(offsets) * window
    normed: Samples = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    return normed


_TABLE = _make_table()


class Resampler:
    """Keeps the fraction of a sample between one call of ``read`` and the next."""

    def __init__(self) -> None:
        self._fraction = 0.0

    def needed(self, count: int, ratio: float) -> int:
        """Input samples that ``read`` looks at to make ``count`` samples."""
        return int(self._fraction + (count - 1) * ratio) + TAPS

    def read(self, samples: Samples, count: int, ratio: float) -> tuple[Samples, int]:
        """``count`` samples at steps of ``ratio`` input samples, and how many input is used up.

        ``samples`` begins ``BEFORE`` samples ahead of the position; at least ``needed`` of them.
        """
        steps = _STEPS[:count] if count <= len(_STEPS) else np.arange(float(count))
        positions = self._fraction + steps * ratio
        whole = positions.astype(np.intp)
        phases = np.rint((positions - whole) * _PHASES).astype(np.intp)
        # What numpy's sliding_window_view gives, in a twentieth of the time.
        step = samples.itemsize
        shape = (len(samples) - TAPS + 1, TAPS)
        windows: Samples = np.ndarray(shape, np.float32, samples, 0, (step, step))
        made: Samples = np.einsum(
            "ij,ij->i", windows.take(whole, axis=0), _TABLE.take(phases, axis=0)
        )
        end = self._fraction + count * ratio
        used = int(end)
        self._fraction = end - used
        return made, used

    def look(self, samples: Samples, count: int) -> Samples:
        """``count`` samples at their own speed, as if nothing had been read."""
        kept = self._fraction
        made, _ = self.read(samples, count, 1.0)
        self._fraction = kept
        return made

    def reset(self) -> None:
        """Begin on a whole sample."""
        self._fraction = 0.0
