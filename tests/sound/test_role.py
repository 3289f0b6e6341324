"""Which device a role uses: unplugged, refused, stalled, back again; the devices by script."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import miniaudio
import pytest

from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceRole,
)
from softphone.engine.audio.devices import (
    DeviceList,
    Found,
    is_wanted,
    ranked,
    stable_id,
)
from softphone.engine.audio.limiter import Limiter
from softphone.engine.audio.role import AGAIN_AFTER_S, DEAD_S, WAKES_WITHIN_S, Role
from softphone.engine.audio.system import SystemBackend
from tests.support.waiting import until


def found(name: str, key: str = "", *, default: bool = False) -> Found:
    device = AudioDevice(id=stable_id("speaker", name, key), name=name, is_default=default)
    return Found(device, name)


HEADSET, BUILTIN, HDMI = found("Headset", "usb-1"), found("Built-in", default=True), found("HDMI")


@dataclass
class Stream:
    """A stream that calls back when the test says so."""

    found: Found
    limiter: Limiter = field(default_factory=Limiter)
    started: bool = True
    last_s: float = 0.0
    closed: bool = False

    def close(self) -> None:
        self.closed = True


@dataclass
class Opener:
    """Opens all but ``broken``."""

    broken: set[str] = field(default_factory=set)
    opened: list[Stream] = field(default_factory=list)
    now_s: float = 0.0

    def __call__(self, entry: Found) -> Stream:
        if entry.device.name in self.broken:
            raise miniaudio.MiniaudioError("busy")
        stream = Stream(entry, last_s=self.now_s)
        self.opened.append(stream)
        return stream

    @property
    def live(self) -> list[str]:
        return [stream.found.device.name for stream in self.opened if not stream.closed]


@pytest.fixture
def opener() -> Opener:
    return Opener()


def keep(role: Role, wanted: str, *there: Found, now_s: float = 0.0) -> str:
    role.keep(wanted, there, True, now_s, name="Named")
    return role.in_use.name if role.in_use else ""


def test_an_id_survives_another_socket_and_tells_twins_apart() -> None:
    first, second = found("Twin", "serial-1"), found("Twin", "serial-2")
    assert first.device.id != second.device.id
    assert ranked(second.device.id, (first, second))[0] is second
    moved = found("Twin", "serial-9")
    assert ranked(second.device.id, (BUILTIN, moved))[0] is moved
    assert is_wanted(second.device.id, moved.device)
    assert not is_wanted(second.device.id, BUILTIN.device)


def test_an_id_saved_by_an_earlier_version_is_understood() -> None:
    old = stable_id("speaker", "Headset")
    assert ranked(old, (BUILTIN, HEADSET))[0] is HEADSET


def test_no_device_is_wanted() -> None:
    assert ranked("null", (BUILTIN, HEADSET)) == ()


def test_next_best_and_back(opener: Opener) -> None:
    role = Role(DeviceRole.SPEAKER, opener)
    wanted = HEADSET.device.id
    assert keep(role, wanted, HDMI, BUILTIN, HEADSET) == "Headset"
    assert role.in_use is not None
    assert not role.in_use.stand_in
    assert keep(role, wanted, HDMI, BUILTIN) == "Built-in"
    assert (role.in_use.stand_in, role.in_use.wanted) == (True, "Named")
    assert keep(role, wanted, HDMI) == "HDMI"
    assert keep(role, wanted, HDMI, HEADSET) == "Headset"
    assert opener.live == ["Headset"]


def test_one_that_cannot_be_opened_is_tried_again_later(opener: Opener) -> None:
    role = Role(DeviceRole.SPEAKER, opener)
    opener.broken = {"Headset"}
    assert keep(role, HEADSET.device.id, HEADSET, BUILTIN) == "Built-in"
    opener.broken = set()
    assert keep(role, HEADSET.device.id, HEADSET, BUILTIN) == "Built-in"
    assert keep(role, HEADSET.device.id, HEADSET, BUILTIN, now_s=0.9) == "Built-in"
    opener.opened[-1].last_s = AGAIN_AFTER_S
    assert keep(role, HEADSET.device.id, HEADSET, BUILTIN, now_s=AGAIN_AFTER_S) == "Headset"
    assert opener.live == ["Headset"]


def test_nothing_can_be_opened(opener: Opener) -> None:
    role = Role(DeviceRole.SPEAKER, opener)
    opener.broken = {"Headset", "Built-in"}
    assert keep(role, "", HEADSET, BUILTIN) == ""
    assert role.failed


def test_a_stalled_stream_is_opened_again_and_then_given_up(opener: Opener) -> None:
    role = Role(DeviceRole.SPEAKER, opener)
    keep(role, HEADSET.device.id, HEADSET, BUILTIN)
    now = opener.now_s = DEAD_S + 0.1
    assert role.late(now)
    assert keep(role, HEADSET.device.id, HEADSET, BUILTIN, now_s=now) == "Headset"
    assert [stream.closed for stream in opener.opened] == [True, False]
    now = opener.now_s = 2 * now
    assert keep(role, HEADSET.device.id, HEADSET, BUILTIN, now_s=now) == "Built-in"
    assert opener.live == ["Built-in"]


def test_a_device_may_take_its_time_to_wake(opener: Opener) -> None:
    role = Role(DeviceRole.SPEAKER, opener)
    keep(role, "", BUILTIN)
    opener.opened[0].started = False
    keep(role, "", BUILTIN, now_s=WAKES_WITHIN_S - 0.1)
    assert len(opener.opened) == 1
    assert not role.late(WAKES_WITHIN_S - 0.1)
    keep(role, "", BUILTIN, now_s=WAKES_WITHIN_S + 0.1)
    assert len(opener.opened) == 2


class ScriptedSystem:
    """Streams that call back as long as ``alive``; opening waits while ``hangs``."""

    def __init__(self) -> None:
        self.opened: list[Stream] = []
        self.alive = True
        self.hangs = threading.Event()
        self.hangs.set()

    def list_devices(self) -> DeviceList:
        if self.alive:
            for stream in self.opened:
                stream.last_s = monotonic()
        return DeviceList(microphones=(BUILTIN,), speakers=(BUILTIN,))

    def open_microphone(self, entry: Found, put: Callable[[bytes], None]) -> Stream:
        return self.open_speaker(entry, bytes, 10, 0.0)

    def open_speaker(
        self, entry: Found, take: Callable[[int], bytes], period_ms: int, limit_dbfs: float
    ) -> Stream:
        self.hangs.wait(30)
        self.opened.append(Stream(entry, last_s=monotonic()))
        return self.opened[-1]


def test_sound_is_opened_anew_after_a_sleep() -> None:
    system, slept = ScriptedSystem(), [0.0]
    backend = SystemBackend(system=system, wall=lambda: monotonic() + slept[0])
    try:
        backend.set_active(True)
        until(lambda: len(system.opened) == 2, "microphone and speaker")
        before = list(system.opened)
        slept[0] = 3600.0
        until(lambda: all(stream.closed for stream in before), "what was open before to be closed")
        until(lambda: len(system.opened) >= 4, "both to be opened again")
    finally:
        backend.close()


def test_stalled_streams_are_opened_again() -> None:
    system = ScriptedSystem()
    backend = SystemBackend(system=system)
    try:
        backend.set_active(True)
        until(lambda: len(system.opened) == 2, "microphone and speaker")
        before = list(system.opened)
        system.alive = False
        until(lambda: all(stream.closed for stream in before), "the stalled ones to be closed")
        system.alive = True
        until(lambda: sum(not stream.closed for stream in system.opened) == 2, "fresh ones")
    finally:
        backend.close()


def test_a_driver_that_hangs_keeps_nobody_else_waiting() -> None:
    system = ScriptedSystem()
    system.hangs.clear()
    backend = SystemBackend(system=system)
    began = monotonic()
    backend.set_active(True)
    backend.ring(True)
    backend.select(AudioDevices(speaker="null"))
    for _ in range(50):
        backend.write(backend.read())
        backend.tick()
    assert monotonic() - began < 5
    system.hangs.set()
    backend.close()
    assert all(stream.closed for stream in system.opened)
