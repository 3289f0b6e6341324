"""Devices of PulseAudio that the frames of the conference move: no thread waits for them."""

from __future__ import annotations

import math
import threading
import time
from array import array
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.engine.audio import native_streams
from softphone.engine.audio.backend import FRAME_BYTES, RATE_HZ
from softphone.engine.audio.devices import Found, list_devices
from softphone.engine.audio.native import NativeRings
from softphone.engine.audio.pulse_streams import PulseStream
from softphone.engine.audio.role import LATE_S, OpenStream
from softphone.engine.pj.face import StackRing
from tests.engine.sip_ua import level
from tests.sound.conftest import AGENT_HZ, CALLER_HZ
from tests.sound.pulse import Pulse
from tests.support.waiting import until

LOUD, QUIET = 1500.0, 100.0
FRAME_S = 0.01


class Clock:
    """The conference's: takes from one ring and puts a tone into the other, 100 times a second."""

    def __init__(self) -> None:
        self.rings = NativeRings(said=StackRing(), heard=StackRing())
        self.taken: deque[bytes] = deque(maxlen=100)
        self.runs = threading.Event()
        self.runs.set()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        at, due_s = 0, time.monotonic()
        while not self._ends.wait(max(0.0, due_s - time.monotonic())):
            due_s += FRAME_S
            if not self.runs.is_set():
                continue
            self.taken.append(self.rings.said.take_frame())
            samples = range(at, at + FRAME_BYTES // 2)
            at += FRAME_BYTES // 2
            tone = (int(8000 * math.sin(2 * math.pi * CALLER_HZ * n / RATE_HZ)) for n in samples)
            self.rings.heard.put(array("h", tone).tobytes())

    def hears(self, hertz: float) -> float:
        """Amplitude of that tone in the newest 0.3 s from the microphone."""
        newest = array("h", b"".join(list(self.taken)[-30:]) or bytes(2))
        return max(level(newest, hertz * (1 + n / 1000), RATE_HZ) for n in range(-4, 5))

    def end(self) -> None:
        self._ends.set()
        self._thread.join(5)


@pytest.fixture
def clock() -> Iterator[Clock]:
    running = Clock()
    yield running
    running.end()


def named(name: str, *, speaker: bool) -> Found:
    there = list_devices()
    return next(
        found
        for found in (there.speakers if speaker else there.microphones)
        if found.device.name == name
    )


class Opened:
    """The headset's two devices on the clock's rings."""

    def __init__(self, clock: Clock) -> None:
        before = threads()
        self.microphone: OpenStream = native_streams.open_microphone(
            named("Headset Mouth", speaker=False), clock.rings.said
        )
        self.speaker: OpenStream = native_streams.open_speaker(
            named("Headset Ear", speaker=True), clock.rings.heard, -6.0
        )
        self.more_threads = threads() - before

    def late(self, stream: OpenStream) -> bool:
        return time.monotonic() - stream.last_s > LATE_S

    def close(self) -> None:
        self.microphone.close()
        self.speaker.close()


@pytest.fixture
def opened(headset: None, clock: Clock) -> Iterator[Opened]:
    devices = Opened(clock)
    yield devices
    devices.close()


def threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def talks(pulse: Pulse, clock: Clock) -> None:
    until(lambda: clock.hears(AGENT_HZ) > LOUD, "the microphone")
    until(lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) > LOUD, "the speaker")


def test_sound_both_ways_and_no_thread(pulse: Pulse, clock: Clock, opened: Opened) -> None:
    assert isinstance(opened.microphone, PulseStream)
    assert isinstance(opened.speaker, PulseStream)
    assert opened.more_threads == 0
    talks(pulse, clock)
    assert not opened.late(opened.microphone)
    assert not opened.late(opened.speaker)
    assert pulse.speakers["usb_ear"].level(AGENT_HZ) < QUIET
    opened.close()
    clock.taken.clear()
    until(lambda: len(clock.taken) > 50, "frames after the end")
    assert clock.hears(AGENT_HZ) < QUIET, "a closed microphone is still heard"
    until(lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) < QUIET, "a closed speaker's silence")


def test_the_limit_holds_at_the_device(pulse: Pulse, clock: Clock, opened: Opened) -> None:
    talks(pulse, clock)
    opened.speaker.limiter.set_limit(-30.0)
    most = 32767 * 10 ** (-30 / 20)
    ear = pulse.speakers["usb_ear"]

    def limited() -> bool:
        newest = ear.samples(0.3)
        return max(map(abs, newest)) <= most + 1 and ear.level(CALLER_HZ) > most / 2

    until(limited, "the tone within the new limit")


def test_a_clock_that_stands_still_kills_no_device(
    pulse: Pulse, clock: Clock, opened: Opened
) -> None:
    """Between two calls no frame asks: whoever looks at the stream keeps it alive."""
    talks(pulse, clock)
    clock.runs.clear()
    looked = threading.Event()
    for _ in range(20):
        looked.wait(0.1)
        assert not opened.late(opened.microphone)
        assert not opened.late(opened.speaker)
    clock.runs.set()
    talks(pulse, clock)


def test_a_device_that_is_unplugged_is_late(pulse: Pulse, clock: Clock, opened: Opened) -> None:
    talks(pulse, clock)
    pulse.speakers["usb_ear"].unplug()
    until(lambda: opened.late(opened.speaker), "the end of the speaker")
    assert not opened.late(opened.microphone)
    pulse.microphones["usb_mouth"].unplug()
    until(lambda: opened.late(opened.microphone), "the end of the microphone")


def test_a_server_that_is_gone_stops_nothing(pulse: Pulse, clock: Clock, opened: Opened) -> None:
    talks(pulse, clock)
    pulse.close()
    until(lambda: opened.late(opened.speaker) and opened.late(opened.microphone), "the end")
    clock.taken.clear()
    until(lambda: len(clock.taken) > 50, "frames that go on without a device")
    with pytest.raises(OSError, match=r"\w"):
        clock.rings.said.pulse(False, "", "softphone")


def test_a_server_that_hangs_stops_no_frame(pulse: Pulse, clock: Clock, opened: Opened) -> None:
    talks(pulse, clock)
    pulse.hang(True)
    try:
        until(lambda: opened.late(opened.speaker) and opened.late(opened.microphone), "the end")
        clock.taken.clear()
        until(lambda: len(clock.taken) == clock.taken.maxlen, "a second of frames")
        assert clock.hears(AGENT_HZ) < QUIET, "silence is sent, not what was said last"
    finally:
        pulse.hang(False)
    talks(pulse, clock)


def test_the_server_keeps_more_for_a_clock_that_is_often_late(
    pulse: Pulse, clock: Clock, opened: Opened
) -> None:
    talks(pulse, clock)

    def kept_us() -> int:
        listed = pulse.control("list", "sink-inputs").splitlines()
        return max(int(line.split()[2]) for line in listed if "Buffer Latency" in line)

    calm = max(kept_us() for _ in range(10))
    pause = threading.Event()

    def late_again() -> bool:
        clock.runs.clear()
        pause.wait(0.05)
        clock.runs.set()
        pause.wait(0.25)
        return kept_us() > calm + 5_000

    until(late_again, "a longer buffer at the server")
    until(lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) > LOUD, "the tone all the same")


def test_a_device_that_is_not_there(headset: None, clock: Clock) -> None:
    with pytest.raises(OSError, match="No such entity"):
        clock.rings.heard.pulse(True, "no_such_speaker", "softphone")


def test_a_device_with_long_blocks_keeps_one_of_them(
    pulse: Pulse, clock: Clock, tmp_path: Path
) -> None:
    """As Bluetooth has them; asked for as usual, the server would keep three in store."""
    pulse.load("module-pipe-sink", "sink_name=long", f"file={tmp_path / 'pipe'}", "rate=16000")
    device = clock.rings.heard.pulse(True, "long", "softphone")
    wanted = pulse.control("list", "sink-inputs")
    device.close()
    buffered = [int(line.split()[2]) for line in wanted.splitlines() if "Buffer Latency" in line]
    assert buffered
    sinks = pulse.control("list", "sinks").split("Name: long")[1]
    block = int(sinks.partition("configured ")[2].split()[0])
    assert block > 50_000
    assert buffered[0] < 1.5 * block
