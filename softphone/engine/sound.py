"""Chooses the sound backend of a run, and tells the desk about devices and levels."""

import time
from collections.abc import Callable
from pathlib import Path

from softphone.domain.messages import (
    AudioDevices,
    DevicesChanged,
    Event,
    LevelsMeasured,
    MuteChanged,
)
from softphone.engine.audio.backend import SoundBackend
from softphone.engine.audio.bridge import SoundBridge
from softphone.engine.audio.file import FileBackend
from softphone.engine.audio.null import NullBackend
from softphone.engine.audio.system import SystemBackend
from softphone.engine.audio.wav import WavError
from softphone.engine.options import OptionError

_LEVELS_EVERY_S = 0.1


def open_backend(audio: str) -> SoundBackend:
    """The backend that ``audio`` names. Raises ``OptionError``."""
    if not audio:
        return SystemBackend()
    if audio == "null":
        return NullBackend()
    kind, _, files = audio.partition(":")
    source, comma, sink = files.partition(",")
    if kind != "file" or not comma or not source or not sink:
        raise OptionError(f"audio is null or file:IN,OUT, not {audio!r}")
    try:
        return FileBackend(Path(source), Path(sink))
    except (WavError, OSError) as error:
        raise OptionError(f"audio files: {error}") from None


class Sound:
    """The bridge's state as the desk knows it. Used on the engine's thread only."""

    def __init__(self, backend: SoundBackend, emit: Callable[[Event], None]) -> None:
        self.backend = backend
        self.bridge = SoundBridge(backend)
        self.devices = AudioDevices()
        self._emit = emit
        self._sounding = False
        self._ringing = False
        self._next_levels = 0.0

    @property
    def muted(self) -> bool:
        """Whether silence is sent instead of the microphone."""
        return self.bridge.muted

    def set_mute(self, muted: bool) -> None:
        """One state for the whole engine."""
        self.bridge.muted = muted
        self._emit(MuteChanged(muted=muted))

    def select(self, devices: AudioDevices) -> None:
        """Use these devices, in a running call too."""
        changed, self.devices = devices != self.devices, devices
        self.backend.select(devices)
        if changed:
            self._tell()

    def tick(self, sounding: bool, ringing: bool, ringing_back: bool = False) -> None:
        """Follow the calls; about ten times a second."""
        self.bridge.ring_back(ringing_back)
        if sounding is not self._sounding:
            self._sounding = sounding
            self.backend.set_active(sounding)
        if ringing is not self._ringing:
            self._ringing = ringing
            self.backend.ring(ringing)
        if self.backend.tick():
            self._tell()
        now = time.monotonic()
        if sounding and now >= self._next_levels:
            self._next_levels = now + _LEVELS_EVERY_S
            microphone, speaker = self.bridge.take_levels()
            self._emit(LevelsMeasured(microphone_dbfs=microphone, speaker_dbfs=speaker))

    def _tell(self) -> None:
        self._emit(
            DevicesChanged(
                microphones=self.backend.microphones,
                speakers=self.backend.speakers,
                devices=self.devices,
                audio_note=self.backend.note,
            )
        )
