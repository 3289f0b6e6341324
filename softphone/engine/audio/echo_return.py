"""How much of a sound that was played is in what a microphone heard, and how late."""

import numpy as np
import numpy.typing as npt

from softphone.domain.echo import NOTHING_DB
from softphone.engine.audio.backend import RATE_HZ

Floats = npt.NDArray[np.float64]
LONGEST_S = 0.5
_PIECE = RATE_HZ // 4
"""Measured piece by piece: over a longer time the two clocks of a device would blur the echo."""
_TAPS = 64
_AHEAD = 16
_LEAST_LIKENESS = 6.0
"""How far the strongest place must stand above the rest to be an echo and no chance."""


def probe_sound(seconds: float, peak: float = 0.2) -> Floats:
    """Noise from 300 to 3400 Hz, the band of a telephone, the same every time; full scale 1.0."""
    count = round(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(17).normal(size=count))
    hertz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    noise = np.fft.irfft(spectrum, count)
    edge = np.linspace(0, 1, RATE_HZ // 20)
    noise[: len(edge)] *= edge
    noise[-len(edge) :] *= edge[::-1]
    sound: Floats = noise / np.abs(noise).max() * peak
    return sound


def level_dbfs(samples: Floats) -> float:
    """RMS of samples with full scale 1.0."""
    if not samples.size:
        return NOTHING_DB
    return max(NOTHING_DB, float(10 * np.log10((samples**2).mean() + 1e-12)))


def echo_return(played: Floats, heard: Floats) -> tuple[float, int]:
    """Level of the echo against what was played in dB, and its delay in ms.

    ``heard`` begins with ``played`` and is at least ``LONGEST_S`` longer. -90 when there is none.
    """
    reach = int(LONGEST_S * RATE_HZ)
    delay = _delay(played, heard, reach)
    if delay is None:
        return NOTHING_DB, 0
    found = []
    for start in range(_PIECE, len(played) - _PIECE + 1, _PIECE):
        gain = _gain(played, heard, start, max(0, delay - _AHEAD))
        if gain is not None:
            found.append(gain)
    power = float(np.median(found)) if found else 0.0
    if power <= 10 ** (NOTHING_DB / 10):
        return NOTHING_DB, 0
    return 10 * float(np.log10(power)), round(1000 * delay / RATE_HZ)


def _delay(played: Floats, heard: Floats, reach: int) -> int | None:
    size = 1 << (len(heard) + len(played)).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    likeness = np.abs(np.fft.irfft(product, size)[:reach])
    best = int(likeness.argmax())
    usual = float(np.sqrt((likeness**2).mean()))
    return best if likeness[best] > _LEAST_LIKENESS * usual > 0 else None


def _gain(played: Floats, heard: Floats, start: int, delay: int) -> float | None:
    """Power of the best-fitting short echo in one piece, over the piece's own power."""
    past = np.concatenate([np.zeros(_TAPS), played])
    rows = np.lib.stride_tricks.sliding_window_view(past, _TAPS)[start + 1 : start + 1 + _PIECE]
    rows = rows[:, ::-1]
    got = heard[start + delay : start + delay + _PIECE]
    if len(got) < _PIECE:
        return None
    # A little is added to the diagonal: outside its band the sound has no power to fit.
    matrix = rows.T @ rows
    matrix += np.eye(_TAPS) * matrix[0, 0] * 1e-6
    fit = rows @ np.linalg.solve(matrix, rows.T @ got)
    rest = got - fit
    # What any fit of so many numbers finds in noise is taken off again.
    chance = float((rest**2).sum()) * _TAPS / (_PIECE - _TAPS)
    own = float((played[start : start + _PIECE] ** 2).sum())
    return max(0.0, float((fit**2).sum()) - chance) / own
