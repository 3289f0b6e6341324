"""Echo cancellation through the bridge's own code: the echo goes, the voice stays."""

from collections.abc import Callable

import numpy as np
import pytest

from softphone.domain.audio_devices import (
    AudioDevices,
    DeviceInUse,
    DeviceRole,
)
from softphone.domain.messages import DevicesChanged, Event
from softphone.engine.audio.backend import FRAME_BYTES, RATE_HZ, SILENCE
from softphone.engine.audio.bridge import SoundBridge
from softphone.engine.audio.null import NullBackend
from softphone.engine.audio.processing import Processing, ProcessingError, Processor, WebRtc
from softphone.engine.audio.sound import NOT_PROCESSED, Sound, open_backend
from tests.engine.audio.room import Room, level_db, likeness, speech
from tests.engine.audio.signals import Floats, floats, tone

LAG = round(0.014 * RATE_HZ)
"""What echo cancellation (8 ms) and noise suppression (6 ms) take."""


def talk(room: Room, far: bytes, processor: Processor | None) -> Floats:
    """Everything that is sent while ``far`` is heard."""
    bridge = SoundBridge(room)
    bridge.processor = processor
    sent = []
    for start in range(0, len(far), FRAME_BYTES):
        sent.append(bridge.next_microphone_frame())
        bridge.put_speaker_frame(far[start : start + FRAME_BYTES])
    assert bridge.processing_failure == ""
    return floats(b"".join(sent))


@pytest.mark.parametrize("delay_frames", [2, 6, 15])
def test_the_echo_is_25_db_less_and_more(
    delay_frames: int, record_property: Callable[[str, object], None]
) -> None:
    room = Room(delay_frames=delay_frames)
    sent = talk(room, speech("bill-1", "bill-2", "bill-3", seconds=12), WebRtc())
    echo = floats(b"".join(room.echo))
    late = slice(4 * RATE_HZ, None)
    reduction = level_db(echo[late]) - level_db(sent[late])
    record_property("echo_reduction_db", round(reduction, 1))
    assert level_db(echo[late]) > 50
    assert reduction > 25


def test_the_voice_survives_alone_and_over_the_echo() -> None:
    near = speech("agent", seconds=12)
    far = speech("bill-1", "bill-2", "bill-3", seconds=12)
    voice = floats(near)[6 * RATE_HZ : -LAG]

    alone = talk(Room(near), bytes(len(near)), WebRtc())[6 * RATE_HZ + LAG :]
    assert likeness(alone, voice) > 0.9
    assert -3 < level_db(alone) - level_db(voice) < 12

    both = talk(Room(near), far, WebRtc())[6 * RATE_HZ + LAG :]
    assert likeness(both, voice) > 0.75
    assert -6 < level_db(both) - level_db(voice) < 12


def test_noise_is_suppressed_under_speech() -> None:
    noise = np.random.default_rng(3).normal(0, 300, 12 * RATE_HZ)
    near = (floats(speech("agent", seconds=12)) + noise).astype("<i2").tobytes()
    sent = talk(Room(near, gain=0), bytes(len(near)), WebRtc())

    def span_db(samples: Floats) -> float:
        steps = (samples[6 * RATE_HZ :].reshape(-1, 320) ** 2).mean(axis=1)
        quiet, loud = np.percentile(10 * np.log10(steps + 1), (5, 95))
        return float(loud - quiet)

    assert span_db(sent) - span_db(floats(near)) > 8


def test_without_a_processor_sound_is_exact() -> None:
    near = tone(1000, 0, RATE_HZ)
    assert (talk(Room(near, gain=0), bytes(len(near)), None) == floats(near)).all()


class Loud:
    """Notes what it is given, shouts instead."""

    def __init__(self) -> None:
        self.seen: list[tuple[bytes, int]] = []
        self.broken = False

    def heard(self, frame: bytes) -> None:
        if self.broken:
            raise RuntimeError("gone")

    def said(self, frame: bytes, delay_ms: int) -> bytes:
        self.seen.append((frame, delay_ms))
        return b"\x01\x40" * (len(frame) // 2)


def test_muted_is_silence_and_still_watched() -> None:
    bridge = SoundBridge(Room(tone(1000, 0, RATE_HZ)))
    bridge.processor = watcher = Loud()
    bridge.muted = True
    assert bridge.next_microphone_frame() == SILENCE
    assert watcher.seen == [(tone(1000, 0, 160), 60)]


def test_the_reference_is_what_is_played_limiter_included() -> None:
    room = Room(delay_frames=0)
    bridge = SoundBridge(room)
    bridge.processor = Loud()
    bridge.put_speaker_frame(tone(1000, 0, 160, 32767.0))
    assert np.abs(floats(room.read())).max() <= bridge.limiter.peak * room.gain + 1


class Desk:
    """A sound with a processing of the test's own, and what it told."""

    def __init__(self, backend: NullBackend, make: type[Processor]) -> None:
        self.events: list[Event] = []
        self.processing = Processing(make)
        self.sound = Sound(backend, self.events.append, self.processing)

    def tick(self, sounding: bool = False, ringing: bool = False) -> None:
        self.sound.tick(sounding, ringing)
        self.processing.wait(10)
        self.sound.tick(sounding, ringing)

    def used(self) -> Processor | None:
        return self.sound.bridge.processor

    @property
    def notes(self) -> list[str]:
        return [e.audio_note for e in self.events if isinstance(e, DevicesChanged)]


def test_it_is_loaded_with_the_first_ringing_and_not_before() -> None:
    desk = Desk(Room(), Loud)
    desk.tick()
    assert desk.used() is None
    desk.tick(ringing=True)
    assert desk.used() is desk.processing.processor is not None


def test_it_is_off_for_a_microphone_that_is_named() -> None:
    room = Room()
    room.in_use = (DeviceInUse(role=DeviceRole.MICROPHONE, id="headset", name="Headset"),)
    desk = Desk(room, Loud)
    desk.sound.select(AudioDevices(unprocessed=("headset",)))
    desk.tick(sounding=True)
    assert desk.used() is None
    room.in_use = (DeviceInUse(role=DeviceRole.MICROPHONE, id="room", name="Room"),)
    desk.tick(sounding=True)
    assert desk.used() is not None
    desk.sound.select(AudioDevices(processing=False))
    desk.tick(sounding=True)
    assert desk.used() is None


def test_files_and_silence_are_exact_unless_asked() -> None:
    desk = Desk(NullBackend(), Loud)
    desk.tick(sounding=True)
    assert desk.processing.processor is None
    assert not open_backend("null").processed


class Missing(Loud):
    """A library that cannot be loaded."""

    def __init__(self) -> None:
        raise ProcessingError("no such library")


@pytest.mark.expects_log("sound is not processed: no such library")
def test_without_the_library_the_phone_goes_on_and_says_so() -> None:
    room = Room(tone(1000, 0, RATE_HZ), gain=0)
    desk = Desk(room, Missing)
    desk.tick(sounding=True)
    assert desk.notes == [NOT_PROCESSED]
    assert desk.sound.bridge.next_microphone_frame() == tone(1000, 0, 160)
    desk.sound.select(AudioDevices(processing=False))
    desk.tick(sounding=True)
    assert desk.notes[-1] == ""


@pytest.mark.expects_log("sound is not processed: RuntimeError: gone")
def test_a_library_that_breaks_in_a_call_is_taken_out() -> None:
    room = Room(tone(1000, 0, RATE_HZ), gain=0)
    desk = Desk(room, Loud)
    desk.tick(sounding=True)
    loud = desk.processing.processor
    assert isinstance(loud, Loud)
    assert desk.sound.bridge.next_microphone_frame() != tone(1000, 0, 160)
    loud.broken = True
    desk.sound.bridge.put_speaker_frame(SILENCE)
    desk.tick(sounding=True)
    assert desk.sound.bridge.next_microphone_frame() == tone(1000, 160, 160)
    assert desk.notes[-1] == NOT_PROCESSED
