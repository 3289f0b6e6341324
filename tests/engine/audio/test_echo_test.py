"""The guided echo test in a room whose echo is known."""

import threading

import numpy as np
import pytest

from softphone.domain.echo import EchoStage
from softphone.domain.messages import EchoMeasured, EchoTestProgressed, Event
from softphone.engine.audio.backend import FRAME_BYTES, RATE_HZ, SILENCE
from softphone.engine.audio.echo_measurement import EchoRunner, EchoTest
from softphone.engine.audio.echo_return import echo_return, probe_sound
from softphone.engine.audio.echo_session import EchoTesting
from softphone.engine.audio.sound import Sound
from tests.engine.audio.room import Room, likeness, speech
from tests.engine.audio.signals import Floats, floats

VOICE_FROM_S = 4.0


def near_end(noise: float = 0.0) -> bytes:
    """Silence while the test sound plays, then a voice; over a noise."""
    voice = floats(speech("agent", seconds=6))
    samples = np.concatenate([np.zeros(int(VOICE_FROM_S * RATE_HZ)), voice, np.zeros(8 * RATE_HZ)])
    samples += np.random.default_rng(5).normal(0, noise, len(samples)) if noise else 0
    return samples.astype("<i2").tobytes()


def run(room: Room) -> tuple[EchoTest, Floats, list[EchoStage]]:
    test, played = EchoTest(), []
    stages: list[EchoStage] = []
    while test.stage is not EchoStage.DONE:
        frame = test.step(room.read())
        room.write(frame)
        played.append(frame)
        if test.stage not in stages:
            stages.append(test.stage)
    return test, floats(b"".join(played)), stages


@pytest.mark.parametrize(("gain", "frames"), [(0.5, 3), (0.03, 10), (0.01, 25)])
def test_the_echo_of_a_room_is_measured(gain: float, frames: int) -> None:
    test, _, stages = run(Room(near_end(10), gain=gain, delay_frames=frames))
    assert stages == [
        EchoStage.LISTENING,
        EchoStage.SPEAKING,
        EchoStage.PLAYING,
        EchoStage.DONE,
    ]
    assert test.result is not None
    assert test.result.return_db == pytest.approx(20 * np.log10(gain), abs=1.5)
    assert test.result.delay_ms == pytest.approx(frames * 10, abs=1)
    assert test.result.noise_dbfs == pytest.approx(-70, abs=2)
    assert -30 < test.result.voice_dbfs < -10


@pytest.mark.parametrize("noise", [0.0, 100.0])
def test_a_headset_has_none(noise: float) -> None:
    test, _, _ = run(Room(near_end(noise), gain=0.0))
    assert test.result is not None
    assert (test.result.return_db, test.result.delay_ms) == (-90.0, 0)


def test_what_was_said_is_played_back() -> None:
    test, played, _ = run(Room(near_end(), gain=0.0))
    assert test.result is not None
    said = floats(near_end())
    voice = said[int(4.2 * RATE_HZ) : int(8.5 * RATE_HZ)]
    back = played[-int(5.5 * RATE_HZ) :]
    best = max(
        likeness(voice, back[shift : shift + len(voice)])
        for shift in range(0, RATE_HZ, RATE_HZ // 100)
    )
    assert best > 0.95
    assert test.step(SILENCE) == SILENCE


def test_two_clocks_that_differ_blur_nothing() -> None:
    sound = probe_sound(2.0)
    heard = np.zeros(len(sound) + RATE_HZ)
    heard[800 : 800 + len(sound)] = 0.1 * sound
    index = np.arange(len(heard)) * 1.0002
    gain_db, delay_ms = echo_return(sound, np.interp(index, np.arange(len(heard)), heard))
    assert gain_db == pytest.approx(-20, abs=1.5)
    assert delay_ms == pytest.approx(50, abs=1)


class Bench:
    """A test that runs as in the engine, at the pace of a test."""

    def __init__(self, room: Room) -> None:
        self.events: list[Event] = []
        self.held = threading.Event()
        self.held.set()
        self.sound = Sound(room, self.events.append)
        self.sound.echo = EchoTesting(
            self.sound.bridge, self.events.append, lambda bridge: EchoRunner(room, self._pause)
        )

    def _pause(self, seconds: float) -> None:
        self.held.wait(20)

    def stages(self) -> list[EchoStage]:
        return [event.stage for event in self.events if isinstance(event, EchoTestProgressed)]

    def tick_until_over(self) -> None:
        pause = threading.Event()
        for _ in range(2000):
            self.sound.tick(False, False)
            if not self.sound.echo.running:
                return
            pause.wait(0.01)
        raise AssertionError(f"the test does not end: {self.stages()}")


def test_the_desk_is_told_and_the_backend_given_back() -> None:
    bench = Bench(Room(near_end(), gain=0.1))
    bench.sound.echo.start()
    assert bench.sound.bridge.resting
    assert bench.sound.bridge.next_microphone_frame() == SILENCE
    bench.tick_until_over()
    assert bench.stages()[0] is EchoStage.LISTENING
    assert bench.stages()[-1] is EchoStage.DONE
    (measured,) = (event for event in bench.events if isinstance(event, EchoMeasured))
    assert measured.result.return_db == pytest.approx(-20, abs=1.5)
    assert not bench.sound.bridge.resting


@pytest.mark.parametrize(("sounding", "ringing"), [(True, False), (False, True)])
def test_a_call_ends_the_test_at_once(sounding: bool, ringing: bool) -> None:
    room = Room(near_end(), gain=0.1)
    bench = Bench(room)
    bench.held.clear()
    bench.sound.echo.start()
    bench.sound.tick(False, False)
    bench.held.set()
    bench.sound.tick(sounding, ringing)
    assert bench.stages() == [EchoStage.LISTENING, EchoStage.STOPPED]
    assert not bench.sound.bridge.resting
    frame = b"\x01\x02" * (FRAME_BYTES // 2)
    bench.sound.bridge.put_speaker_frame(frame)
    assert not any(isinstance(event, EchoMeasured) for event in bench.events)


def test_it_can_be_ended_and_begun_again() -> None:
    bench = Bench(Room(near_end(), gain=0.1))
    bench.held.clear()
    bench.sound.echo.start()
    bench.held.set()
    bench.sound.echo.stop()
    bench.sound.echo.start()
    bench.tick_until_over()
    expected = [EchoStage.LISTENING, EchoStage.STOPPED, EchoStage.LISTENING]
    assert bench.stages()[:3] == expected
    assert bench.stages()[-1] is EchoStage.DONE
