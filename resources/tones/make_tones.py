"""Make the ring tone: ``python resources/tones/make_tones.py``. Standard library only.

Two soft chords rising a fourth, 0.4 s each with a short fade, then a pause: 3 s that loop.
"""

import array
import math
import sys
import wave
from pathlib import Path

RATE_HZ = 16_000
LOUDNESS = 9_000
NOTES = ((0.0, (659.3, 830.6)), (0.45, (880.0, 1108.7)))
NOTE_S = 0.4
LENGTH_S = 3.0
FADE_S = 0.02


def loudness(at_s: float) -> float:
    """A quick start and a bell-like end, 0 … 1."""
    if not 0 <= at_s < NOTE_S:
        return 0.0
    start = min(1.0, at_s / FADE_S)
    end = min(1.0, (NOTE_S - at_s) / FADE_S)
    return start * end * math.exp(-3.0 * at_s)


def main() -> None:
    """Write ``ring.wav`` beside this file."""
    samples = array.array("h")
    for index in range(int(RATE_HZ * LENGTH_S)):
        now = index / RATE_HZ
        value = 0.0
        for start, chord in NOTES:
            tones = sum(math.sin(2 * math.pi * hertz * now) for hertz in chord) / len(chord)
            value += loudness(now - start) * tones
        samples.append(round(LOUDNESS * value))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(Path(__file__).with_name("ring.wav")), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
