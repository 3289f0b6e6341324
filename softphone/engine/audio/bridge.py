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
        frame = self.add_to_sent(self._microphone_frame())
        self._sent = frame
        return frame

    @property
    def adds_to_sent(self) -> bool:
        """Whether ``add_to_sent`` would change anything."""
        return self.said is not None

    def add_to_sent(self, frame: bytes) -> bytes:
        """A frame with what is said besides the microphone."""
        said = self.said
        if said is None:
            return frame
        extra = said.next_frame()
        if extra is not None:
            return mix(frame, extra)
        if self.said is said:
            self.said = None
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
        self.attend()

    def say(self, insertion: Insertion) -> None:
        """Send it with the microphone's sound, from its beginning."""
        self.said = insertion
        self.attend()

    def play(self, insertion: Insertion | None) -> None:
        """Let the agent hear it, or nothing more of it."""
        self.played = insertion
        self.attend()

    def tap(self, taps: tuple[Tap, ...]) -> None:
        """Give these what is sent and heard from now on."""
        self.taps = taps
        self.attend()

    def attend(self) -> None:
        """Something is to be added or taken from now on, or nothing any more."""

    def tick(self) -> None:
        """Housekeeping on the engine's thread, about ten times a second."""

    def shut(self) -> None:
        """The stack is about to go."""

    def set_limit(self, limit_dbfs: float) -> None:
        """Ear protection; see ``Limiter``."""
        self.limiter.set_limit(limit_dbfs)

    def put_speaker_frame(self, frame: bytes) -> None:
        if self.resting:
            return
        # The conference takes from all ports before it gives to any, once per tick each: the
        # frame just sent belongs to this one. Unasked, when nobody listens, it is silence.
        frame = self.add_to_heard(self._sent, frame)
        self._sent = SILENCE
        self._speaker_peak = max(self._speaker_peak, peak(frame))
        self.backend.write(self._reference(frame))

    @property
    def adds_to_heard(self) -> bool:
        """Whether ``add_to_heard`` would do anything."""
        return bool(self.taps or self._ringing_back or self.played or self.tones.sounding)

    def add_to_heard(self, sent: bytes, frame: bytes) -> bytes:
        """Give both to the taps; the frame with what the agent hears besides the calls."""
        for tap in self.taps:
            tap.put(sent, frame)
        if self._ringing_back and peak(frame) < EARLY_MEDIA_PEAK:
            frame = self._ringback.next_frame()
        played = self.played
        if played is not None:
            extra = played.next_frame()
            if extra is not None:
                frame = mix(frame, extra)
            elif self.played is played:
                self.played = None
        return self.tones.mix_into(frame)

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
