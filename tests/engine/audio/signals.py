"""Test signals, and how pure they are after something was done to them."""

import numpy as np
import numpy.typing as npt

from softphone.engine.audio.backend import RATE_HZ

Floats = npt.NDArray[np.float64]


def tone(hertz: float, start: int, count: int, peak: float = 8000.0) -> bytes:
    """``count`` samples of an endless tone from its sample ``start`` on."""
    index = np.arange(start, start + count)
    return (peak * np.sin(2 * np.pi * hertz * index / RATE_HZ)).round().astype("<i2").tobytes()


def floats(data: bytes) -> Floats:
    return np.frombuffer(data, dtype="<i2").astype(np.float64)


def roughness(samples: Floats, hertz: float) -> Floats:
    """How far each sample is from what a tone's two samples before foretell.

    A sine obeys x[n] = 2 cos(w) x[n-1] - x[n-2]; a click does not.
    """
    w = 2 * np.pi * hertz / RATE_HZ
    rough: Floats = np.abs(samples[2:] - 2 * np.cos(w) * samples[1:-1] + samples[:-2])
    return rough


def purity_db(samples: Floats, hertz: float, width_hz: float = 20.0) -> float:
    """The tone's power over all the rest's, in dB."""
    spectrum = np.abs(np.fft.rfft(samples * np.blackman(len(samples)))) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    near = np.abs(frequencies - hertz) <= width_hz
    return float(10 * np.log10(spectrum[near].sum() / spectrum[~near].sum()))
