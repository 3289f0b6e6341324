"""The operating system's sound: microphone, speaker and ringers, each on a device of its own.

Devices are listed, opened and closed on one thread of this backend, which never touches the SIP
stack: a driver that hangs costs sound, never a call.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from softphone import shipped
from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceInUse,
    DeviceRole,
)
from softphone.engine.audio import devices as system_devices
from softphone.engine.audio import native_streams, streams
from softphone.engine.audio.bridge import peak
from softphone.engine.audio.devices import (
    FOLLOW_DEFAULT,
    NULL_DEVICE,
    DeviceList,
    Found,
    silence_alsa,
)
from softphone.engine.audio.native import NativeRing, NativeRings
from softphone.engine.audio.ring import Ring
from softphone.engine.audio.ringer import Ringer, load_tone
from softphone.engine.audio.role import OpenStream, Role
from softphone.engine.network.sleep_watch import SleepWatch

log = logging.getLogger(__name__)

RING_TONE = shipped.path("tones", "ring.wav")
LIST_EVERY_S = 3.0
LIST_IN_CALL_EVERY_S = 1.0
ROUND_IN_CALL_S = 0.25
CLOSED_WITHIN_S = 1.0
DEVICES_DELAY_MS = 20
"""The server's buffer for the speaker (14.5 ms), a step of it and one of the microphone; three
periods and one where the sound library's own threads move the sound."""
MOST_DELAY_MS = 500
"""WebRTC's canceller refuses more. While no speaker takes what is to be heard, it piles up."""
_RING_PERIOD_MS = 50


class SoundSystem(Protocol):
    """Where devices come from. Every call may block; opening raises ``MiniaudioError``."""

    def list_devices(self) -> DeviceList: ...
    def open_microphone(self, found: Found, put: Callable[[bytes], None]) -> OpenStream: ...
    def open_speaker(
        self, found: Found, take: Callable[[int], bytes], period_ms: int, limit_dbfs: float
    ) -> OpenStream: ...


class ThisComputer:
    """The devices of this computer."""

    def list_devices(self) -> DeviceList:
        return system_devices.list_devices()

    def open_microphone(self, found: Found, put: Callable[[bytes], None]) -> OpenStream:
        return streams.open_microphone(found, put)

    def open_speaker(
        self, found: Found, take: Callable[[int], bytes], period_ms: int, limit_dbfs: float
    ) -> OpenStream:
        return streams.open_speaker(found, take, period_ms, limit_dbfs)


class _Wanted(msgspec.Struct, frozen=True):
    devices: AudioDevices = AudioDevices()
    active: bool = False
    ringing: bool = False
    closing: bool = False

    @property
    def busy(self) -> bool:
        return self.active or self.ringing


class SystemBackend:
    """Follows what is wanted in the background; notes tell what could not be had.

    ``wall`` is the clock that goes on while the computer sleeps, in seconds.
    """

    def __init__(
        self,
        ring_tone: Path = RING_TONE,
        system: SoundSystem | None = None,
        wall: Callable[[], float] = time.time,
        rings: NativeRings | None = None,
    ) -> None:
        self.rings = rings
        """The stack's own, which the sound library calls without Python; None: those in Python."""
        self.note = ""
        self.microphones: tuple[AudioDevice, ...] = ()
        self.speakers: tuple[AudioDevice, ...] = ()
        self.in_use: tuple[DeviceInUse, ...] = ()
        self.processed = True
        self._ring_tone = ring_tone
        self._system = system or ThisComputer()
        self._wall = wall
        self._heard: Ring | NativeRing = rings.heard if rings else Ring()
        self._said: Ring | NativeRing = rings.said if rings else Ring()
        self._peak: int | None = None
        self._wanted = _Wanted()
        self._changed = threading.Condition()
        self._news = False
        self._list = DeviceList()
        self._names: dict[str, str] = {}
        self._microphone = Role(DeviceRole.MICROPHONE, self._open_microphone)
        self._speaker = Role(DeviceRole.SPEAKER, self._open_speaker)
        self._ringer = Role(DeviceRole.RINGER, self._open_ringer)
        self._ring_also = Role(DeviceRole.RING_ALSO, self._open_ringer)
        self._roles = (self._microphone, self._speaker, self._ringer, self._ring_also)
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------ clock thread

    def read(self) -> bytes:
        return self._said.take_frame()

    def write(self, frame: bytes) -> None:
        self._heard.put(frame)

    @property
    def delay_ms(self) -> int:
        waiting_s = self._heard.level_s + self._said.level_s
        return min(MOST_DELAY_MS, round(1000 * waiting_s) + DEVICES_DELAY_MS)

    # ------------------------------------------------------------ microphone's thread

    def _hear(self, data: bytes) -> None:
        self._peak = max(self._peak or 0, peak(data))
        self._said.put(data)

    # ------------------------------------------------------------ engine's thread

    def select(self, devices: AudioDevices) -> None:
        self._want(devices=devices)

    def take_microphone_peak(self) -> int | None:
        if self.rings is not None:
            return self.rings.said.take_peak()
        taken, self._peak = self._peak, None
        return taken

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
        sleep = SleepWatch(time.monotonic(), self._wall())
        next_list = 0.0
        done: _Wanted | None = None
        while done is None or not done.closing:
            with self._changed:
                if self._wanted == done:
                    self._changed.wait(ROUND_IN_CALL_S if done.busy else LIST_EVERY_S)
                done = self._wanted
            try:
                now = time.monotonic()
                if sleep.woke(now, self._wall()):
                    log.info("the computer has slept: sound is opened anew")
                    next_list = 0.0
                    for role in self._roles:
                        role.forget()
                late = any(role.late(now) for role in self._roles)
                if (now >= next_list or late) and not done.closing:
                    next_list = now + (LIST_IN_CALL_EVERY_S if done.busy else LIST_EVERY_S)
                    self._list = self._system.list_devices()
                self._follow(done)
            except Exception:
                log.exception("the sound devices could not be used")

    def _follow(self, wanted: _Wanted) -> None:
        devices, there = wanted.devices, self._list
        for found in (*there.microphones, *there.speakers):
            self._names[found.device.id] = found.device.name
        talking = wanted.active and not wanted.closing
        ringing = wanted.ringing and not wanted.closing
        self._keep(self._microphone, devices.microphone, there.microphones, talking)
        self._keep(self._speaker, devices.speaker, there.speakers, talking)
        self._keep(self._ringer, devices.ringer or devices.speaker, there.speakers, ringing)
        also = devices.ring_also
        others = tuple(
            found
            for found in there.speakers
            if found.device.id != self._ringer.device_id
            and (also not in FOLLOW_DEFAULT or found.device.is_default)
        )
        self._keep(self._ring_also, also or NULL_DEVICE, others, ringing, stand_in=False)
        for role in self._roles:
            role.limit(devices.limit_dbfs)
        self._tell(
            _note(devices, there, self._roles),
            tuple(found.device for found in there.microphones),
            tuple(found.device for found in there.speakers),
            tuple(role.in_use for role in self._roles if role.in_use is not None),
        )

    def _keep(
        self, role: Role, wanted: str, there: tuple[Found, ...], on: bool, stand_in: bool = True
    ) -> None:
        name = self._wanted.devices.names.get(wanted) or self._names.get(wanted, "")
        role.keep(wanted, there, on, time.monotonic(), name=name, stand_in=stand_in)

    def _tell(
        self,
        note: str,
        microphones: tuple[AudioDevice, ...],
        speakers: tuple[AudioDevice, ...],
        in_use: tuple[DeviceInUse, ...],
    ) -> None:
        before = (self.note, self.microphones, self.speakers, self.in_use)
        if before != (note, microphones, speakers, in_use):
            self.note, self.microphones, self.speakers = note, microphones, speakers
            self.in_use = in_use
            self._news = True

    def _open_microphone(self, found: Found) -> OpenStream:
        if self.rings is not None:
            return native_streams.open_microphone(found, self.rings.said)
        return self._system.open_microphone(found, self._hear)

    def _open_speaker(self, found: Found) -> OpenStream:
        limit_dbfs = self._wanted.devices.limit_dbfs
        if self.rings is not None:
            return native_streams.open_speaker(found, self.rings.heard, limit_dbfs)
        return self._system.open_speaker(found, self._heard.take, streams.PERIOD_MS, limit_dbfs)

    def _open_ringer(self, found: Found) -> OpenStream:
        devices = self._wanted.devices
        take = Ringer(load_tone(self._ring_tone, devices.ring_volume)).take
        return self._system.open_speaker(found, take, _RING_PERIOD_MS, devices.limit_dbfs)


def _note(devices: AudioDevices, there: DeviceList, roles: tuple[Role, ...]) -> str:
    """What the agent must know because nothing stands in for it."""
    texts: list[str] = []
    for role in roles:
        if role.role is DeviceRole.RING_ALSO:
            continue
        if role.failed:
            texts.append(f"The {role.role} could not be opened. Choose another one.")
        elif not (there.microphones if role.role is DeviceRole.MICROPHONE else there.speakers):
            texts.append(_missing(role.role, devices))
    return " ".join(filter(None, texts))


def _missing(role: DeviceRole, devices: AudioDevices) -> str:
    wanted, effect = {
        DeviceRole.MICROPHONE: (devices.microphone, "callers cannot hear you"),
        DeviceRole.SPEAKER: (devices.speaker, "you cannot hear callers"),
        DeviceRole.RINGER: (devices.ringer or devices.speaker, "calls do not ring"),
    }[role]
    return "" if wanted == NULL_DEVICE else f"No {role} found: {effect}."
