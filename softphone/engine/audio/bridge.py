"""Between the stack's frames and a sound backend: mute and levels."""

import math
import sys

from softphone.engine.audio.backend import SILENCE, SoundBackend
from softphone.engine.audio.ringback import Ringback

SILENCE_DBFS = -90.0
EARLY_MEDIA_PEAK = 100
"""A louder frame (about -50 dBFS) is the network's own tone or announcement."""


class SoundBridge:
    """Frames of 10 ms both ways. Its frame methods run on the stack's clock thread."""

    def __init__(self, backend: SoundBackend) -> None:
        self.backend = backend
        self.muted = False
        self._ringback = Ringback()
        self._ringing_back = False
        self._microphone_peak = 0
        self._speaker_peak = 0

    def next_microphone_frame(self) -> bytes:
        frame = self.backend.read()
        if self.muted:
            # The backend is read all the same, so that nothing old is said when it opens again.
            return SILENCE
        self._microphone_peak = max(self._microphone_peak, peak(frame))
        return frame

    def ring_back(self, on: bool) -> None:
        """Whether the far end rings: heard wherever it sends nothing but silence."""
        if on and not self._ringing_back:
            self._ringback.restart()
        self._ringing_back = on

    def put_speaker_frame(self, frame: bytes) -> None:
        if self._ringing_back and peak(frame) < EARLY_MEDIA_PEAK:
            frame = self._ringback.next_frame()
        self._speaker_peak = max(self._speaker_peak, peak(frame))
        self.backend.write(frame)

    def take_levels(self) -> tuple[float, float]:
        """Peaks since the last time in dBFS: what is sent (silence while muted), what is heard."""
        levels = dbfs(self._microphone_peak), dbfs(self._speaker_peak)
        self._microphone_peak = self._speaker_peak = 0
        return levels


def peak(frame: bytes) -> int:
    """The largest magnitude of 16-bit little-endian samples, 0 … 32768."""
    if not frame:
        return 0
    if sys.byteorder == "big":
        return max(
            abs(int.from_bytes(frame[i : i + 2], "little", signed=True))
            for i in range(0, len(frame) - 1, 2)
        )
    samples = memoryview(frame).cast("h")
    return max(max(samples), -min(samples))


def dbfs(magnitude: int) -> float:
    """Decibels below full scale; -90 for silence."""
    if magnitude <= 0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 20.0 * math.log10(magnitude / 32768.0))
