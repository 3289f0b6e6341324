"""Chooses the sound backend of a run, and tells the desk about devices and levels."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from softphone.domain.audio_devices import AudioDevices, DeviceRole
from softphone.domain.messages import (
    DevicesChanged,
    Event,
    LevelsMeasured,
    MuteChanged,
)
from softphone.engine.audio.backend import SoundBackend
from softphone.engine.audio.bridge import SoundBridge
from softphone.engine.audio.echo_session import EchoTesting
from softphone.engine.audio.file import FileBackend
from softphone.engine.audio.native import NativeBridge, NativeRings
from softphone.engine.audio.null import NullBackend
from softphone.engine.audio.processing import Processing
from softphone.engine.audio.quiet import QuietWatch
from softphone.engine.audio.system import SystemBackend
from softphone.engine.audio.tones import ToneKind
from softphone.engine.audio.wav import WavError
from softphone.engine.options import OptionError

log = logging.getLogger(__name__)

_LEVELS_EVERY_S = 0.1
NOT_PROCESSED = "Echo cancellation cannot be used. Wear a wired headset."


def open_backend(audio: str, make_rings: Callable[[], NativeRings] | None = None) -> SoundBackend:
    """The backend that ``audio`` names. Raises ``OptionError``.

    ``make_rings``: the stack brings rings of its own for this computer's devices.
    """
    if not audio:
        return SystemBackend(rings=make_rings() if make_rings is not None else None)
    if audio == "null":
        return NullBackend()
    audio, processed = audio.removeprefix("processed:"), audio.startswith("processed:")
    kind, _, files = audio.partition(":")
    source, comma, sink = files.partition(",")
    if kind != "file" or not comma or not source or not sink:
        raise OptionError(f"audio is null or file:IN,OUT, not {audio!r}")
    try:
        backend = FileBackend(Path(source), Path(sink))
        backend.processed = processed
        return backend
    except (WavError, OSError) as error:
        raise OptionError(f"audio files: {error}") from None


def make_bridge(backend: SoundBackend) -> SoundBridge:
    """The bridge that goes with a backend."""
    rings = backend.rings if isinstance(backend, SystemBackend) else None
    return SoundBridge(backend) if rings is None else NativeBridge(backend, rings)


class Sound:
    """The bridge's state as the desk knows it. Used on the engine's thread only."""

    def __init__(
        self,
        backend: SoundBackend,
        emit: Callable[[Event], None],
        processing: Processing | None = None,
    ) -> None:
        self.backend = backend
        self._processing = processing or Processing()
        self._not_processed = ""
        self.bridge = make_bridge(backend)
        self.echo = EchoTesting(self.bridge, emit)
        self.devices = AudioDevices()
        self._emit = emit
        self._sounding = False
        self._ringing = False
        self._next_levels = 0.0
        self._quiet = QuietWatch()

    @property
    def microphone_silent(self) -> bool:
        """Whether an open microphone gives nothing in a call."""
        return self._quiet.silent

    @property
    def muted(self) -> bool:
        """Whether silence is sent instead of the microphone."""
        return self.bridge.muted

    def set_mute(self, muted: bool) -> None:
        """One state for the whole engine."""
        self.bridge.muted = muted
        self._emit(MuteChanged(muted=muted))

    def unmute(self) -> None:
        """The microphone is sent again; told when it was not."""
        if self.muted:
            self.set_mute(False)

    def select(self, devices: AudioDevices) -> None:
        """Use these devices, in a running call too."""
        changed, self.devices = devices != self.devices, devices
        self.backend.select(devices)
        self.bridge.set_limit(devices.limit_dbfs)
        if changed:
            self._tell()

    @property
    def note(self) -> str:
        """What is wrong with the sound, in words; empty when all is well."""
        notes = (self.backend.note, NOT_PROCESSED if self._not_processed else "")
        return " ".join(note for note in notes if note)

    def tone(self, kind: ToneKind, on: bool = True) -> None:
        """Begin or end a tone for the agent's ear. The waiting tone goes on until it is ended."""
        if on:
            volumes = {
                ToneKind.WAITING: self.devices.waiting_volume,
                ToneKind.ZIP: self.devices.zip_volume,
            }
            self.bridge.tones.start(kind, volumes[kind])
        else:
            self.bridge.tones.stop(kind)
        self.bridge.attend()

    def tick(self, sounding: bool, ringing: bool, ringing_back: bool = False) -> None:
        """Follow the calls; about ten times a second."""
        self.bridge.ring_back(ringing_back)
        self.bridge.tick()
        if sounding or ringing:
            self.echo.stop()
        self.echo.tick()
        testing = self.echo.running
        if (active := sounding or testing) is not self._sounding:
            self._sounding = active
            self.backend.set_active(active)
        if ringing is not self._ringing:
            self._ringing = ringing
            self.backend.ring(ringing)
        now = time.monotonic()
        news = self.backend.tick()
        loudest = self.backend.take_microphone_peak()
        quiet = self._quiet.step(now, loudest, talking=sounding, muted=self.muted)
        if self._process(sounding or ringing) or news or quiet:
            self._tell()
        if sounding and now >= self._next_levels:
            self._next_levels = now + _LEVELS_EVERY_S
            microphone, speaker = self.bridge.take_levels()
            self._emit(LevelsMeasured(microphone_dbfs=microphone, speaker_dbfs=speaker))

    def _process(self, in_call: bool) -> bool:
        """Put the processor in where it is wanted; true when the note has changed."""
        bridge, processing = self.bridge, self._processing
        wanted = self.backend.processed and self.devices.processing
        wanted = wanted and self._microphone_id() not in self.devices.unprocessed
        if wanted and in_call:
            processing.load()
        before, failure = self._not_processed, processing.failure or bridge.processing_failure
        self._not_processed = failure if wanted else ""
        if not failure:
            bridge.processor = processing.processor if wanted else None
        elif not before and wanted:
            log.warning("sound is not processed: %s", failure)
        return bool(before) is not bool(self._not_processed)

    def _microphone_id(self) -> str:
        used = (use.id for use in self.backend.in_use if use.role is DeviceRole.MICROPHONE)
        return next(used, "")

    def _tell(self) -> None:
        self._emit(
            DevicesChanged(
                microphones=self.backend.microphones,
                speakers=self.backend.speakers,
                devices=self.devices,
                audio_note=self.note,
                in_use=self.backend.in_use,
                microphone_silent=self._quiet.silent,
            )
        )
