"""Between the stack's frames and a sound backend: mute, processing, tones, levels, taps."""

import math
from typing import Protocol

import numpy as np

from softphone.engine.audio.backend import SILENCE, SoundBackend
from softphone.engine.audio.clip import Insertion, mix
from softphone.engine.audio.limiter import Limiter
from softphone.engine.audio.processing import Processor
from softphone.engine.audio.ringback import Ringback
from softphone.engine.audio.tones import Tones

SILENCE_DBFS = -90.0
EARLY_MEDIA_PEAK = 100
"""A louder frame (about -50 dBFS) is the network's own tone or announcement."""


class Tap(Protocol):
    """Takes what is sent and what is heard, one frame each per tick of the clock."""

    def put(self, sent: bytes, heard: bytes) -> None:
        """Called on the clock thread: no waiting."""


class SoundBridge:
    """Frames of 10 ms both ways. Its frame methods run on the stack's clock thread."""

    def __init__(self, backend: SoundBackend) -> None:
        self.backend = backend
        self.muted = False
        self.resting = False
        """Another has the backend for itself; frames come from nowhere and go nowhere."""
        self._ringback = Ringback()
        self._ringing_back = False
        self._microphone_peak = 0
        self._speaker_peak = 0
        self.taps: tuple[Tap, ...] = ()
        """Replaced, never changed: the clock thread goes through it."""
        self.said: Insertion | None = None
        """Sent with the microphone, muted or not."""
        self.played: Insertion | None = None
        """For the agent's ear only."""
        self._sent = SILENCE
        self.tones = Tones()
        """For the agent's ear only."""
        self.processor: Processor | None = None
        """Works on the microphone's sound; None: it is sent as it comes."""
        self.processing_failure = ""
        """Why the processor was taken out, in the library's words."""
        self.limiter = Limiter()

    def next_microphone_frame(self) -> bytes:
        if self.resting:
            return SILENCE
        frame = self._microphone_frame()
        if self.said is not None:
            extra = self.said.next_frame()
            if extra is None:
                self.said = None
            else:
                frame = mix(frame, extra)
        self._sent = frame
        return frame

    def _microphone_frame(self) -> bytes:
        # Muted, it is read and processed all the same: nothing old is said when it opens again,
        # and the echo is still known.
        frame = self._process(self.backend.read())
        if self.muted:
            return SILENCE
        self._microphone_peak = max(self._microphone_peak, peak(frame))
        return frame

    def ring_back(self, on: bool) -> None:
        """Whether the far end rings: heard wherever it sends nothing but silence."""
        if on and not self._ringing_back:
            self._ringback.restart()
        self._ringing_back = on

    def put_speaker_frame(self, frame: bytes) -> None:
        if self.resting:
            return
        # The conference takes from all ports before it gives to any, once per tick each: the
        # frame just sent belongs to this one. Unasked, when nobody listens, it is silence.
        for tap in self.taps:
            tap.put(self._sent, frame)
        self._sent = SILENCE
        if self._ringing_back and peak(frame) < EARLY_MEDIA_PEAK:
            frame = self._ringback.next_frame()
        if self.played is not None:
            extra = self.played.next_frame()
            if extra is None:
                self.played = None
            else:
                frame = mix(frame, extra)
        frame = self.tones.mix_into(frame)
        self._speaker_peak = max(self._speaker_peak, peak(frame))
        self.backend.write(self._reference(frame))

    def _process(self, frame: bytes) -> bytes:
        processor = self.processor
        if processor is None:
            return frame
        try:
            return processor.said(frame, self.backend.delay_ms)
        except Exception as error:  # noqa: BLE001
            self._give_up(error)
            return frame

    def _reference(self, frame: bytes) -> bytes:
        """What the speaker plays, told to the processor: an echo of what was limited is known."""
        processor = self.processor
        if processor is None:
            return frame
        frame = self.limiter.apply(frame)
        try:
            processor.heard(frame)
        except Exception as error:  # noqa: BLE001
            self._give_up(error)
        return frame

    def _give_up(self, error: Exception) -> None:
        self.processor = None
        self.processing_failure = f"{type(error).__name__}: {error}"

    def take_levels(self) -> tuple[float, float]:
        """Peaks since the last time in dBFS: what is sent (silence while muted), what is heard."""
        levels = dbfs(self._microphone_peak), dbfs(self._speaker_peak)
        self._microphone_peak = self._speaker_peak = 0
        return levels


def peak(frame: bytes) -> int:
    """The largest magnitude of 16-bit little-endian samples, 0 … 32768."""
    # Asked four times a frame: Python's own max and min take three times as long.
    samples = np.frombuffer(frame, "<i2", count=len(frame) // 2)
    if not samples.size:
        return 0
    return max(int(np.maximum.reduce(samples)), -int(np.minimum.reduce(samples)))


def dbfs(magnitude: int) -> float:
    """Decibels below full scale; -90 for silence."""
    if magnitude <= 0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 20.0 * math.log10(magnitude / 32768.0))
