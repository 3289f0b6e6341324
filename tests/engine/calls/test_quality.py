"""What a bad line does to a call, as the engine measures it; the line is made bad in the sender."""

import time
from collections.abc import Callable

import pytest

from softphone.domain.call import CallState
from softphone.domain.messages import HoldCall, QualityMeasured
from softphone.domain.quality import NoSound, Quality
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog

CALLER_HZ = 1100.0


@pytest.fixture
def talk(direct: Direct, caller: Dialog) -> str:
    """A call that talks both ways on a clean line; its id."""
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    clean = quality(direct, lambda q: q.loss_in == 0 and not q.no_sound)
    assert clean.mos > 4.3
    return call.id


def quality(direct: Direct, wanted: Callable[[Quality], bool], timeout_s: float = 30) -> Quality:
    """The next measurement that fits."""
    found = direct.engine.wait(QualityMeasured, lambda e: wanted(e.quality), timeout_s)
    return found.quality


def test_loss_is_measured_and_forgotten(direct: Direct, caller: Dialog, talk: str) -> None:
    caller.media.dropped = lambda sequence: sequence % 10 == 0
    bad = quality(direct, lambda q: q.loss_in > 0.085)
    assert bad.loss_in < 0.115
    # Ten per cent of G.711 with concealment: R 66 (tests/domain/test_quality.py).
    assert 3.2 < bad.mos < 3.7
    caller.media.dropped = lambda sequence: False
    assert quality(direct, lambda q: q.loss_in == 0).mos > 4.3


def test_jitter_is_measured(direct: Direct, caller: Dialog, talk: str) -> None:
    before = quality(direct, lambda q: q.jitter_in_ms < 8)
    # Every fourth packet 40 ms late, the next ones behind it: 0, 40, 20, 0 ms.
    caller.media.late_s = lambda sequence: 0.04 if sequence % 4 == 0 else 0.0
    bad = quality(direct, lambda q: q.jitter_in_ms > 14)
    assert bad.jitter_in_ms < 60
    assert bad.buffer_ms >= before.buffer_ms
    caller.media.late_s = lambda sequence: 0.0
    quality(direct, lambda q: q.jitter_in_ms < 8)


def test_the_far_end_tells_what_it_lost(direct: Direct, caller: Dialog, talk: str) -> None:
    media = caller.media
    media.listen(0.2)
    first = media.highest
    media.report(lost=0)
    good = quality(direct, lambda q: q.loss_out is None or q.loss_out == 0)
    assert good.jitter_out_ms in (None, 0.0)
    media.listen(2.0)
    media.report(lost=(media.highest - first) // 5, jitter=160)
    bad = quality(direct, lambda q: bool(q.loss_out))
    assert bad.loss_out == pytest.approx(0.2, abs=0.04)
    assert bad.jitter_out_ms == pytest.approx(20, abs=1)
    assert bad.mos_out is not None
    assert bad.mos == bad.mos_out < 3.2 < bad.mos_in


@pytest.mark.own_stack
def test_nothing_received(direct: Direct, caller: Dialog, talk: str) -> None:
    caller.media.hertz = 0
    since = time.monotonic()
    caller.media.tell_sent(1000)
    quality(direct, lambda q: True)
    # It has gone on speaking, so this is no pause.
    caller.media.tell_sent(1100)
    bad = quality(direct, lambda q: bool(q.no_sound))
    assert bad.no_sound == (NoSound.NOTHING_RECEIVED,)
    assert 4 < time.monotonic() - since < 20
    assert bad.mos < 1.5
    caller.media.hertz = CALLER_HZ
    assert quality(direct, lambda q: not q.no_sound, timeout_s=20).mos_in > 1


def test_only_silence_received(direct: Direct, caller: Dialog, talk: str) -> None:
    caller.media.silent = True
    since = time.monotonic()
    bad = quality(direct, lambda q: bool(q.no_sound))
    assert bad.no_sound == (NoSound.SILENCE_RECEIVED,)
    assert 4 < time.monotonic() - since < 20
    assert bad.mos > 4.3, "the network is not to blame"
    caller.media.silent = False
    quality(direct, lambda q: not q.no_sound, timeout_s=20)


def test_the_far_end_hears_nothing_any_more(direct: Direct, caller: Dialog, talk: str) -> None:
    media = caller.media
    media.listen(0.2)
    media.report()
    quality(direct, lambda q: not q.no_sound)
    stuck = media.highest
    media.listen(3.5)
    media.report(highest=stuck)
    bad = quality(direct, lambda q: bool(q.no_sound))
    assert bad.no_sound == (NoSound.NOT_HEARD,)
    assert (bad.loss_out, bad.mos_in > 4.3, bad.mos < 1.5) == (1.0, True, True)
    media.report()
    assert not quality(direct, lambda q: not q.no_sound, timeout_s=20).no_sound


def test_who_names_nobody_is_not_deaf(direct: Direct, caller: Dialog, talk: str) -> None:
    """Gateways and media servers without a block in any report."""
    media = caller.media
    media.report(blind=True)
    media.tell_sent(100)
    since = time.monotonic()
    calm = quality(direct, lambda q: time.monotonic() - since > 7)
    assert (calm.no_sound, calm.loss_out, calm.mos_out) == ((), None, None)


@pytest.mark.own_stack
def test_who_has_named_us_and_does_no_more_hears_nothing(
    direct: Direct, caller: Dialog, talk: str
) -> None:
    media = caller.media
    media.listen(0.2)
    media.report()
    media.listen(1.5)
    media.report()
    quality(direct, lambda q: q.mos_out is not None)
    media.report(blind=True)
    bad = quality(direct, lambda q: bool(q.no_sound))
    assert bad.no_sound == (NoSound.NOT_HEARD,)


@pytest.mark.own_stack
def test_a_report_about_others_says_nothing_of_us(
    direct: Direct, caller: Dialog, talk: str
) -> None:
    media = caller.media
    media.listen(0.2)

    def block(ssrc: bytes, share: int, lost: int) -> bytes:
        numbers = lost.to_bytes(3, "big") + media.highest.to_bytes(4, "big")
        return ssrc + bytes([share]) + numbers + bytes(12)

    def report(*blocks: bytes) -> None:
        words = 1 + 6 * len(blocks)
        head = bytes([0x80 | len(blocks), 201]) + words.to_bytes(2, "big") + media.ssrc
        media.socket.sendto(head + b"".join(blocks), media.rtcp)

    for lost in (90, 180):
        report(block(b"\x11\x11\x11\x11", 230, lost), block(media.source, 0, 0))
        media.listen(1.0)
    good = quality(direct, lambda q: q.mos_out is not None)
    assert (good.loss_out or 0.0, good.no_sound) == (0.0, ())
    assert good.mos > 4.3


@pytest.mark.own_stack
def test_what_is_no_report_says_nothing(direct: Direct, caller: Dialog, talk: str) -> None:
    media = caller.media
    media.listen(0.2)
    media.report()
    media.listen(1.5)
    media.report()
    quality(direct, lambda q: q.mos_out is not None)
    for kind in (204, 205, 206, 207):  # APP, two of feedback, XR
        media.socket.sendto(bytes([0x80, kind, 0, 2]) + media.ssrc + b"none", media.rtcp)
    since = time.monotonic()
    assert not quality(direct, lambda q: time.monotonic() - since > 7).no_sound


@pytest.mark.own_stack
@pytest.mark.parametrize("jump", [50, 500, 2900, 3100, -500])
def test_another_source_begins_its_own_count(
    direct: Direct, caller: Dialog, talk: str, jump: int
) -> None:
    """A PBX goes from the queue's music to a person: another SSRC, another sequence."""
    media = caller.media
    media.listen(1.5)

    def change(sequence: int) -> bool:
        media.ssrc = b"\0\0\x20\x08"
        media._sequence = (sequence + jump) & 0xFFFF
        media._stamp += 123_456
        media.dropped = lambda sequence: False
        return False

    media.dropped = change
    since = time.monotonic()
    seen: list[Quality] = []
    quality(direct, lambda q: seen.append(q) or time.monotonic() - since > 5)  # type: ignore[func-returns-value]
    assert max(q.loss_in for q in seen) == 0
    assert min(q.mos for q in seen) > 4.3
    media.dropped = lambda sequence: sequence % 10 == 0
    assert quality(direct, lambda q: q.loss_in > 0.085).loss_in < 0.115


def test_absurd_reports_do_no_harm(direct: Direct, caller: Dialog, talk: str) -> None:
    media = caller.media
    media.report()
    media.report(lost=0x7FFFFF, highest=0xFFFFFFFF, jitter=0xFFFFFFFF)
    absurd = quality(direct, lambda q: q.loss_out is not None)
    assert 0 <= absurd.loss_out <= 1 <= absurd.mos  # type: ignore[operator]
    assert 0 <= (absurd.jitter_out_ms or 0) <= 10_000
    media.report(lost=0xFFFFFF)
    media.report(lost=0xFFFFFF)
    assert quality(direct, lambda q: q.loss_out == 0).mos > 4.3


def test_a_held_call_misses_nothing(direct: Direct, caller: Dialog, talk: str) -> None:
    direct.engine.send(HoldCall(call_id=talk))
    caller.accept(caller.expect("INVITE"), "recvonly")
    direct.engine.wait_call(talk, lambda c: c.state is CallState.HELD)
    caller.media.hertz = 0
    with pytest.raises(AssertionError, match="no QualityMeasured"):
        quality(direct, lambda q: True, timeout_s=6.5)


@pytest.mark.own_stack
def test_a_pause_after_comfort_noise_is_no_loss(direct: Direct, caller: Dialog, talk: str) -> None:
    caller.media.noise()
    caller.media.hertz = 0
    since = time.monotonic()
    paused = quality(direct, lambda q: time.monotonic() - since > 8)
    assert (paused.no_sound, paused.loss_in) == ((), 0.0)
    assert paused.mos > 4.3
    assert not [m for m in direct.ua.seen if m.method in ("INVITE", "REGISTER") and not m.code]
    caller.media.hertz = CALLER_HZ
    again = quality(direct, lambda q: time.monotonic() - since > 12)
    assert (again.no_sound, again.loss_in) == ((), 0.0)
