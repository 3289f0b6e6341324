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


def test_nothing_received(direct: Direct, caller: Dialog, talk: str) -> None:
    caller.media.hertz = 0
    since = time.monotonic()
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


def test_the_far_end_has_never_heard_anything(direct: Direct, caller: Dialog, talk: str) -> None:
    caller.media.report(blind=True)
    bad = quality(direct, lambda q: bool(q.no_sound))
    assert bad.no_sound == (NoSound.NOT_HEARD,)


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
