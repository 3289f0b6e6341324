"""Speech to judge sound by: said by espeak-ng, or the practice customers' own without it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from softphone.practice import sound

RATE_HZ = 16_000
Sound = NDArray[np.float64]
PEAK = 0.5
SENTENCES = (
    "The birch canoe slid on the smooth planks, and the parcel came too late.",
    "Glue the sheet to the dark blue background before you send it back to us.",
    "It is easy to tell the depth of a well, but not when the refund arrives.",
    "These days a chicken leg is a rare dish; please repeat the order number.",
    "Rice is often served in round bowls, four of which were broken on arrival.",
    "The juice of lemons makes fine punch, so the second box was never opened.",
    "The box was thrown beside the parked truck, and nobody rang at the door.",
    "The hogs were fed chopped corn and garbage, said the driver on the phone.",
)
"""Begun with the Harvard sentences (IEEE 297-1969, list 1), usual in such measurements."""
VOICES = ("en-us+f3", "en-us+m3")
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "practice" / "speech"


def sentences(count: int) -> tuple[list[Sound], str]:
    """Sentences at 16 kHz (peak 0.5), and in words where they come from."""
    if not shutil.which("espeak-ng"):
        files = sorted(_FOLDER.glob("*.wav"))[:count]
        return [_levelled(_read(file)) for file in files], "practice speech (8 kHz A-law)"
    with tempfile.TemporaryDirectory() as folder:
        said = []
        for number in range(count):
            file = Path(folder) / f"{number}.wav"
            argv = ["espeak-ng", "-v", VOICES[number % len(VOICES)], "-s", "150", "-w", str(file)]
            text = SENTENCES[number % len(SENTENCES)]
            subprocess.run([*argv, text], check=True, capture_output=True)
            said.append(_levelled(_read(file)))
    return said, "speech by espeak-ng, two voices"


def _read(file: Path) -> Sound:
    pcm, rate = sound.read_wav(file)
    samples = np.frombuffer(pcm, "<i2").astype(np.float64) / 32768
    return to_rate(samples, rate, RATE_HZ)


def to_rate(samples: Sound, from_hz: int, to_hz: int) -> Sound:
    """Resample by the spectrum: exact for a whole recording."""
    if from_hz == to_hz:
        return samples
    count = len(samples) * to_hz // from_hz
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(count // 2 + 1, complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    result: Sound = np.fft.irfft(kept, count) * count / len(samples)
    return result


def _levelled(samples: Sound) -> Sound:
    return PEAK * samples / max(1e-9, float(np.abs(samples).max()))


def reel(said: Sequence[Sound], lead_s: float, gap_s: float) -> tuple[Sound, list[int]]:
    """All sentences one after another with silence around, and where each begins (samples)."""
    gap = np.zeros(int(gap_s * RATE_HZ))
    parts, starts = [np.zeros(int(lead_s * RATE_HZ))], []
    for one in said:
        starts.append(sum(map(len, parts)))
        parts += [one, gap]
    return np.concatenate(parts), starts


def place(heard: Sound, said: Sound) -> tuple[int, float]:
    """Where ``said`` best fits into ``heard`` (sample), and how alike they are (0 … 1)."""
    if len(heard) < len(said):
        return 0, 0.0
    size = 1 << (len(heard) + len(said)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size))
    likeness = np.fft.irfft(spectrum, size)[: len(heard) - len(said) + 1]
    energy = np.concatenate([[0.0], np.cumsum(heard**2)])
    norm = np.sqrt(np.maximum(energy[len(said) :] - energy[: -len(said)], 1e-9))
    likeness = likeness / (norm * max(1e-9, float(np.linalg.norm(said))))
    best = int(np.argmax(likeness))
    return best, float(likeness[best])
