"""The bridge over a face of the stack: Python is asked only when it has something to do."""

import ctypes
from collections.abc import Callable

import numpy as np
import pytest
from livekit.rtc import AudioFrame

from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ, SILENCE
from softphone.engine.audio.clip import Clip
from softphone.engine.audio.native import NativeBridge, NativeRings
from softphone.engine.audio.null import NullBackend
from softphone.engine.audio.processing import Entry, Processor, WebRtc, entry_of
from softphone.engine.audio.tones import ToneKind
from softphone.engine.pj.face import StackRing, native_rings
from tests.engine.audio.clocks import RINGS, AnyRing
from tests.engine.audio.signals import Floats, floats, tone

LIMIT = 8000


class Face:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.muted = self.resting = False
        self.peak = 0
        self.attended = (False, False)
        self.entry: Entry | None = None
        self.process_failed = False

    def mute(self, on: bool) -> None:
        self.muted = on

    def rest(self, on: bool) -> None:
        self.resting = on

    def limit(self, peak: int) -> None:
        self.peak = peak

    def attend(self, sent: bool, heard: bool) -> None:
        self.attended = (sent, heard)

    def use(self, entry: Entry | None) -> None:
        self.entry = entry

    def take_peaks(self) -> tuple[int, int]:
        return 32768, 3277


class Tape:
    """A tap."""

    def __init__(self) -> None:
        self.frames: list[tuple[bytes, bytes]] = []

    def put(self, sent: bytes, heard: bytes) -> None:
        self.frames.append((sent, heard))


@pytest.fixture
def face() -> Face:
    return Face()


@pytest.fixture
def bridge(face: Face) -> NativeBridge:
    rings = native_rings()
    assert rings is not None, "our own build of the stack has rings"
    made = NativeBridge(NullBackend(), rings())
    made.open(face)
    return made


def test_what_was_set_before_the_face_was_there_holds() -> None:
    bridge = NativeBridge(NullBackend(), NativeRings(StackRing(), StackRing()))
    bridge.muted = bridge.resting = True
    bridge.set_limit(-20)
    bridge.tap((Tape(),))
    face = Face()
    bridge.open(face)
    assert (face.muted, face.resting, face.attended) == (True, True, (False, True))
    assert face.peak == bridge.limiter.peak == 3276


def test_python_is_asked_only_while_something_is_added(bridge: NativeBridge, face: Face) -> None:
    bridge.say(Clip([tone(1000, 0, FRAME_SAMPLES)]))
    assert face.attended == (True, False)
    assert bridge.add_to_sent(SILENCE) == tone(1000, 0, FRAME_SAMPLES)
    assert bridge.add_to_sent(SILENCE) == SILENCE
    bridge.tick()
    assert face.attended == (False, False)

    bridge.ring_back(True)
    assert face.attended == (False, True)
    assert bridge.add_to_heard(SILENCE, SILENCE) != SILENCE
    bridge.ring_back(False)
    assert face.attended == (False, False)

    bridge.tones.start(ToneKind.WAITING, 0.5)
    bridge.attend()
    assert face.attended == (False, True)
    bridge.tones.stop(ToneKind.WAITING)
    bridge.play(Clip([SILENCE]))
    assert face.attended == (False, True)
    bridge.play(None)
    assert face.attended == (False, False)


def test_a_tap_gets_what_is_sent_and_heard(bridge: NativeBridge, face: Face) -> None:
    tape = Tape()
    bridge.tap((tape,))
    one, two = tone(1000, 0, FRAME_SAMPLES), tone(500, 0, FRAME_SAMPLES)
    assert bridge.add_to_heard(one, two) == two
    assert tape.frames == [(one, two)]
    bridge.tap(())
    assert face.attended == (False, False)


def test_levels_are_the_face_s(bridge: NativeBridge) -> None:
    sent, heard = bridge.take_levels()
    assert sent == 0.0
    assert heard == pytest.approx(-20.0, abs=0.01)


def test_a_processor_that_failed_is_left_out_and_said(bridge: NativeBridge, face: Face) -> None:
    processor: Processor | None = WebRtc()
    bridge.processor = processor
    assert face.entry is not None
    face.process_failed = True
    bridge.tick()
    left: Processor | None = bridge.processor
    assert left is None
    assert bridge.processing_failure


def asking(entry: Entry) -> tuple[Callable[[bytes], bool], ctypes.c_size_t]:
    """Asks as the stack does; the size is that of the newest answer."""
    kinds = (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p)
    request = ctypes.CFUNCTYPE(ctypes.c_uint64, *kinds)(entry.request)
    drop = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_uint64)(entry.drop)
    answer, size = ctypes.c_void_p(), ctypes.c_size_t()

    def ask(message: bytes) -> bool:
        handle = request(message, len(message), ctypes.byref(answer), ctypes.byref(size))
        return bool(drop(handle))

    return ask, size


def test_requests_made_once_do_what_the_library_does_for_each_frame() -> None:
    noise = np.random.default_rng(3).normal(0, 3000, RATE_HZ * 2)
    far = np.clip(noise, -20000, 20000).astype("<i2").tobytes()
    near = (floats(far)[::-1] / 2 + floats(tone(700, 0, RATE_HZ * 2))).astype("<i2").tobytes()

    def by_entry(processor: WebRtc) -> Floats:
        entry = processor.entry
        ask, size = asking(entry)
        processor.tell_delay(0)
        sent = []
        for start in range(0, len(far), FRAME_BYTES):
            ctypes.memmove(entry.heard_frame, far[start : start + FRAME_BYTES], FRAME_BYTES)
            assert ask(entry.heard_message)
            ctypes.memmove(entry.said_frame, near[start : start + FRAME_BYTES], FRAME_BYTES)
            assert ask(entry.said_message)
            assert size.value == entry.answer_bytes
            sent.append(ctypes.string_at(entry.said_frame, FRAME_BYTES))
        return floats(b"".join(sent))

    def by_frame(processor: Processor) -> Floats:
        sent = []
        for start in range(0, len(far), FRAME_BYTES):
            processor.heard(far[start : start + FRAME_BYTES])
            sent.append(processor.said(near[start : start + FRAME_BYTES], 0))
        return floats(b"".join(sent))

    assert np.array_equal(by_entry(WebRtc()), by_frame(WebRtc()))


def test_a_request_that_fails_has_no_answer_or_a_longer_one() -> None:
    half = AudioFrame(bytearray(FRAME_BYTES // 2), RATE_HZ, 1, FRAME_SAMPLES // 2)
    entry = entry_of(WebRtc().module, half, half)
    ask, size = asking(entry)
    assert not ask(entry.said_message) or size.value > entry.answer_bytes


@pytest.mark.parametrize("loud", [12000, 32767])
def test_nothing_leaves_a_ring_over_its_limit(loud: int) -> None:
    now = [0.0]
    ring = StackRing(lambda: now[0])
    ring.limit(LIMIT)
    dice = np.random.default_rng(5)
    heard = []
    for _ in range(300):
        block = dice.integers(-loud, loud + 1, FRAME_SAMPLES).astype("<i2")
        ring.put(block.tobytes())
        heard.append(ring.take_frame())
        now[0] += 0.01
    samples = floats(b"".join(heard))
    assert np.abs(samples[RATE_HZ:]).max() > LIMIT * 0.9
    assert np.abs(samples).max() <= LIMIT


def test_a_ring_tells_the_loudest_sample_put_in() -> None:
    ring = StackRing()
    assert ring.take_peak() is None
    ring.put(np.array([5, -700, 30], dtype="<i2").tobytes())
    assert ring.take_peak() == 700
    assert ring.take_peak() is None
    assert ring.called_s_ago is None


@pytest.mark.parametrize("kind", RINGS)
@pytest.mark.parametrize("way", ["read", "written"])
def test_sound_goes_on_after_a_second_was_moved_at_once(kind: AnyRing, way: str) -> None:
    """As a sound server does that hung; the store must not be made for such steps."""
    now = [0.0]
    ring = kind(lambda: now[0])
    block = np.full(FRAME_SAMPLES, 1000, "<i2").tobytes()

    def frames(count: int) -> list[bytes]:
        heard = []
        for _ in range(count):
            ring.put(block)
            heard.append(ring.take_frame())
            now[0] += 0.01
        return heard

    frames(100)
    if way == "read":
        ring.take(RATE_HZ * 2)
    else:
        ring.put(block * 100)
    heard = frames(200)[-50:]
    assert all(any(frame) for frame in heard), "silence for ever"
