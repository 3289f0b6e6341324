"""The ringing tone, looped at the chosen volume."""

import array
import sys
from pathlib import Path

from softphone.engine.audio.wav import WavError, read_wav


class Ringer:
    """Gives bytes of the tone for ever; ``take`` runs on the audio system's thread."""

    def __init__(self, tone: bytes) -> None:
        self._tone = tone
        self._position = 0

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes."""
        data = b""
        while self._tone and len(data) < count:
            part = self._tone[self._position : self._position + count - len(data)]
            self._position = (self._position + len(part)) % len(self._tone)
            data += part
        return data


def load_tone(path: Path, volume: float) -> bytes:
    """The tone at 16 kHz, scaled by 0 … 1; nothing when the file cannot be read."""
    try:
        samples = array.array("h", read_wav(path))
    except WavError:
        return b""
    volume = min(1.0, max(0.0, volume))
    if sys.byteorder == "big":
        samples.byteswap()
    scaled = array.array("h", (int(sample * volume) for sample in samples))
    if sys.byteorder == "big":
        scaled.byteswap()
    return scaled.tobytes()
