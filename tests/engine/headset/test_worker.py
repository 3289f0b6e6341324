"""The thread between headset and engine: found, read, lit, refused, unplugged."""

import queue
import threading
from collections.abc import Iterator, Sequence

import pytest

from softphone.domain.audio_devices import HeadsetAction
from softphone.engine.headset.device import HidDevice, HidEntry
from softphone.engine.headset.machine import Effect, MuteWish, Phone
from softphone.engine.headset.worker import REFUSED, HeadsetInfo, HeadsetWorker
from tests.doubles import descriptors
from tests.support.waiting import until


class Device:
    """Reports from a queue."""

    def __init__(self, descriptor: bytes) -> None:
        self._descriptor = descriptor
        self.reports: queue.Queue[bytes] = queue.Queue()
        self.lamps: list[bytes] = []
        self.gone = threading.Event()
        self.closed = False

    def descriptor(self) -> bytes:
        return self._descriptor

    def read(self, timeout_ms: int) -> bytes:
        if self.gone.is_set():
            raise OSError("read error")
        try:
            return self.reports.get(timeout=timeout_ms / 1000)
        except queue.Empty:
            return b""

    def write(self, data: bytes) -> None:
        if self.gone.is_set():
            raise OSError("write error")
        self.lamps.append(data)

    def close(self) -> None:
        self.closed = True


class Bus:
    """Devices by name; ``refused`` ones cannot be opened."""

    def __init__(self) -> None:
        self.devices: dict[str, Device] = {}
        self.refused: set[str] = set()
        self.asked = 0

    def find(self) -> Sequence[HidEntry]:
        self.asked += 1
        return [HidEntry(name.encode(), name) for name in self.devices]

    def open(self, entry: HidEntry) -> HidDevice:
        if entry.name in self.refused:
            raise OSError("open failed")
        return self.devices[entry.name]


class Desk:
    """A worker and what it says."""

    def __init__(self) -> None:
        self.bus = Bus()
        self.pressed: list[Effect] = []
        self.told: list[HeadsetInfo] = []
        self.worker = HeadsetWorker(self.bus, self.pressed.append, self.told.append)

    def plug(self, name: str, descriptor: bytes = descriptors.SWITCH) -> Device:
        self.bus.devices[name] = Device(descriptor)
        return self.bus.devices[name]

    def follow(self, phone: Phone | None = None, *near: str, on: bool = True) -> None:
        self.worker.follow(on=on, phone=phone or Phone(), near=near)

    def wait_name(self, name: str, problem: str = "") -> None:
        until(lambda: self.told[-1:] == [HeadsetInfo(name, problem)], f"{name}: {self.told}")


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.worker.close()


def test_keys_and_lamps(desk: Desk) -> None:
    headset = desk.plug("Headset")
    desk.follow()
    desk.wait_name("Headset")
    until(lambda: headset.lamps == [b"\x02\x00\x00"], "all lamps off")
    desk.follow(Phone(ringing=True))
    until(lambda: headset.lamps[-1] == b"\x02\x14\x00", "the ring lamp")
    headset.reports.put(b"\x02\x01\x00")
    until(lambda: desk.pressed == [HeadsetAction.ANSWER], "the answer")
    desk.follow(Phone(talking=True))
    until(lambda: headset.lamps[-1] == b"\x02\x01\x00", "the off-hook lamp")
    headset.reports.put(b"\x02\x03\x00")
    until(lambda: desk.pressed[1:] == [MuteWish.TOGGLE], "the mute")
    desk.follow(Phone(talking=True, muted=True))
    until(lambda: headset.lamps[-1] == b"\x02\x03\x00", "the mute lamp")
    desk.worker.close()
    assert headset.closed
    assert headset.lamps[-1] == b"\x02\x00\x00", "dark at the end"


def test_lifted_while_nothing_is_up_it_is_told_again(desk: Desk) -> None:
    headset = desk.plug("Headset")
    desk.follow()
    until(lambda: len(headset.lamps) == 1, "lamps")
    headset.reports.put(b"\x02\x01\x00")
    until(lambda: len(headset.lamps) == 2, "lamps again")
    assert desk.pressed == []


def test_unplugged_and_plugged_in_again(desk: Desk) -> None:
    headset = desk.plug("Headset")
    desk.follow()
    desk.wait_name("Headset")
    del desk.bus.devices["Headset"]
    headset.gone.set()
    desk.wait_name("")
    assert headset.closed
    desk.plug("Headset")
    desk.wait_name("Headset")


def test_one_that_may_not_be_opened_is_named(desk: Desk) -> None:
    desk.plug("Headset")
    desk.bus.refused = {"Headset"}
    desk.follow()
    desk.wait_name("Headset", REFUSED)


def test_the_one_whose_sound_is_used_is_taken(desk: Desk) -> None:
    desk.plug("Speakerphone")
    desk.plug("Evolution 40")
    desk.follow(None, "Evolution 40 Mono")
    desk.wait_name("Evolution 40")


def test_what_is_no_headset_is_left_alone(desk: Desk) -> None:
    broken = desk.plug("Broken", b"\xc0")
    keyboard = desk.plug("Keyboard", descriptors.KEYBOARD)
    desk.plug("Headset")
    desk.follow()
    desk.wait_name("Headset")
    assert broken.closed
    assert keyboard.closed


def test_switched_off_it_lets_go(desk: Desk) -> None:
    headset = desk.plug("Headset")
    desk.follow()
    desk.wait_name("Headset")
    desk.follow(on=False)
    desk.wait_name("")
    assert headset.closed


def test_off_from_the_start_nothing_is_looked_for(desk: Desk) -> None:
    desk.follow(on=False)
    desk.worker.close()
    assert desk.bus.asked == 0
