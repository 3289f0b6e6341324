"""The operating system's sound: microphone, speaker and ringer, each on a device of its own.

Devices are listed, opened and closed on one thread of this backend, which never touches the SIP
stack: a driver that hangs costs sound, never a call.
"""

import logging
import threading
import time
from pathlib import Path

import miniaudio
import msgspec

from softphone.domain.messages import AudioDevice, AudioDevices
from softphone.engine.audio.devices import (
    NULL_DEVICE,
    DeviceList,
    Found,
    choose,
    list_devices,
    silence_alsa,
)
from softphone.engine.audio.ring import Ring
from softphone.engine.audio.ringer import Ringer, load_tone
from softphone.engine.audio.streams import Stream, open_microphone, open_speaker

log = logging.getLogger(__name__)

RING_TONE = Path(__file__).resolve().parents[3] / "resources" / "tones" / "ring.wav"
LIST_EVERY_S = 3.0
DEAD_AFTER_S = 2.0
"""A device that has not called back for so long is opened again."""
CLOSED_WITHIN_S = 1.0
DEVICES_DELAY_MS = 30
"""Two periods of the speaker and one of the microphone, before the system's own."""


class _Wanted(msgspec.Struct, frozen=True):
    devices: AudioDevices = AudioDevices()
    active: bool = False
    ringing: bool = False
    closing: bool = False


class SystemBackend:
    """Follows what is wanted in the background; notes tell what could not be had."""

    def __init__(self, ring_tone: Path = RING_TONE) -> None:
        self.note = ""
        self.microphones: tuple[AudioDevice, ...] = ()
        self.speakers: tuple[AudioDevice, ...] = ()
        self.processed = True
        self._ring_tone = ring_tone
        self._heard = Ring()
        self._said = Ring()
        self._wanted = _Wanted()
        self._changed = threading.Condition()
        self._news = False
        self._list = DeviceList()
        self._streams: dict[str, Stream] = {}
        self._failures: dict[str, str] = {}
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------ clock thread

    def read(self) -> bytes:
        return self._said.take_frame()

    def write(self, frame: bytes) -> None:
        self._heard.put(frame)

    @property
    def delay_ms(self) -> int:
        return round(1000 * (self._heard.level_s + self._said.level_s)) + DEVICES_DELAY_MS

    # ------------------------------------------------------------ engine's thread

    def select(self, devices: AudioDevices) -> None:
        self._want(devices=devices)

    def set_active(self, active: bool) -> None:
        if active:
            self._said.clear()
            self._heard.clear()
        self._want(active=active)

    def ring(self, on: bool) -> None:
        self._want(ringing=on)

    def tick(self) -> bool:
        news, self._news = self._news, False
        return news

    def close(self) -> None:
        self._want(closing=True)
        self._thread.join(CLOSED_WITHIN_S)

    def _want(self, **fields: object) -> None:
        with self._changed:
            self._wanted = msgspec.structs.replace(self._wanted, **fields)
            self._changed.notify()

    # ------------------------------------------------------------ sound thread

    def _run(self) -> None:
        silence_alsa()
        next_list = 0.0
        done: _Wanted | None = None
        while done is None or not done.closing:
            with self._changed:
                if self._wanted == done:
                    self._changed.wait(1.0 if done.active else LIST_EVERY_S)
                done = self._wanted
            try:
                now = time.monotonic()
                if now >= next_list and not done.closing:
                    next_list = now + LIST_EVERY_S
                    self._list = list_devices()
                self._follow(done)
            except Exception:
                log.exception("the sound devices could not be used")

    def _follow(self, wanted: _Wanted) -> None:
        devices, there = wanted.devices, self._list
        talking = wanted.active and not wanted.closing
        self._keep("microphone", devices.microphone, there.microphones, talking)
        self._keep("speaker", devices.speaker, there.speakers, talking)
        ringing = wanted.ringing and not wanted.closing
        ringer = devices.ringer or devices.speaker
        self._keep("ringer", ringer, there.speakers, ringing, devices.ring_volume)
        note = " ".join(text for text in self._failures.values() if text)
        microphones = tuple(found.device for found in there.microphones)
        speakers = tuple(found.device for found in there.speakers)
        before = (self.note, self.microphones, self.speakers)
        if before != (note, microphones, speakers):
            self.note, self.microphones, self.speakers = note, microphones, speakers
            self._news = True

    def _keep(
        self,
        role: str,
        wanted: str,
        there: tuple[Found, ...],
        on: bool,
        volume: float = 1.0,
    ) -> None:
        """Have the right device open for that role, or none."""
        found = choose(wanted, there)
        stream = self._streams.get(role)
        if stream is not None:
            same = found is not None and found.device.id == stream.found.device.id
            alive = time.monotonic() - stream.last_s < DEAD_AFTER_S
            stream.limiter.set_limit(self._wanted.devices.limit_dbfs)
            if on and same and alive:
                return
            self._streams.pop(role).close()
        if found is None:
            self._failures[role] = _missing(role, wanted)
            return
        if not on:
            self._failures[role] = ""
            return
        try:
            stream = self._open(role, found, volume)
            stream.limiter.set_limit(self._wanted.devices.limit_dbfs)
            self._streams[role] = stream
            self._failures[role] = ""
            log.info("%s: %s", role, found.device.name)
        except miniaudio.MiniaudioError as error:
            failure = f"The {role} could not be opened. Choose another one."
            if self._failures.get(role) != failure:
                log.info("%s %s not opened: %s", role, found.device.name, error)
            self._failures[role] = failure

    def _open(self, role: str, found: Found, volume: float) -> Stream:
        if role == "microphone":
            return open_microphone(found, self._said.put)
        if role == "speaker":
            return open_speaker(found, self._heard.take)
        return open_speaker(found, Ringer(load_tone(self._ring_tone, volume)).take, 50)


def _missing(role: str, wanted: str) -> str:
    if wanted == NULL_DEVICE:
        return ""
    effect = {
        "microphone": "callers cannot hear you",
        "speaker": "you cannot hear callers",
        "ringer": "calls do not ring",
    }[role]
    if wanted:
        return f"The chosen {role} is not plugged in: {effect}."
    return f"No {role} found: {effect}."
