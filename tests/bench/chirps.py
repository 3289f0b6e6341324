"""Swept tones: what is said into a phone and found again at the other end to the millisecond."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]
LENGTH_S = 0.1
LOW_HZ, HIGH_HZ = 500.0, 3000.0
"""Within what every telephone codec carries."""
GAP_S = (0.9, 1.4)
"""Between two sweeps, at random: so that their places in blocks and packets are all different."""
_LEAST_LIKENESS = 0.4
_NEAR_S = 0.6


def sweep(rate_hz: int) -> Sound:
    """One swept tone, softly begun and ended, peak 1."""
    time_s = np.arange(int(LENGTH_S * rate_hz)) / rate_hz
    phase = 2 * np.pi * (LOW_HZ * time_s + (HIGH_HZ - LOW_HZ) / (2 * LENGTH_S) * time_s**2)
    sound: Sound = np.sin(phase) * np.hanning(len(time_s)) ** 0.5
    return sound


def train(count: int, rate_hz: int, lead_s: float = 1.0, peak: float = 0.3) -> Sound:
    """``count`` sweeps with silence before, between and after."""
    dice = random.Random(1)
    parts: list[Sound] = [np.zeros(int(lead_s * rate_hz))]
    for _ in range(count):
        parts += [peak * sweep(rate_hz), np.zeros(int(dice.uniform(*GAP_S) * rate_hz))]
    return np.concatenate(parts)


def find(sound: Sound, rate_hz: int) -> list[float]:
    """Seconds from the start at which each sweep begins, by normalised cross-correlation."""
    pattern = sweep(rate_hz)
    pattern = pattern / np.linalg.norm(pattern)
    if len(sound) < len(pattern):
        return []
    size = 1 << (len(sound) + len(pattern)).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(pattern, size))
    likeness = np.fft.irfft(spectrum, size)[: len(sound) - len(pattern) + 1]
    energy = np.concatenate([[0.0], np.cumsum(sound**2)])
    norm = np.sqrt(np.maximum(energy[len(pattern) :] - energy[: -len(pattern)], 1e-9))
    likeness = np.abs(likeness) / np.maximum(norm, 0.05)
    found: list[float] = []
    while (best := int(np.argmax(likeness))) >= 0 and likeness[best] > _LEAST_LIKENESS:
        found.append(best / rate_hz)
        likeness[max(0, best - int(_NEAR_S * rate_hz)) : best + int(_NEAR_S * rate_hz)] = 0
    return sorted(found)


def delays(said_s: Sequence[float], heard_s: Sequence[float], most_s: float = 0.5) -> list[float]:
    """Milliseconds from each sweep said to the next one heard, where one is within ``most_s``."""
    found = []
    for said in said_s:
        later = [heard - said for heard in heard_s if 0 <= heard - said <= most_s]
        if later:
            found.append(1000 * min(later))
    return found
