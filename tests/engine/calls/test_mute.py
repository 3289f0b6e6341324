"""A mute belongs to a call: the next one begins with the microphone open."""

from softphone.domain.call import CallState
from softphone.domain.messages import HoldCall, MuteChanged, RequestSnapshot, SetMute, SnapshotTaken
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog, dialog, level
from tests.support.waiting import until

MICROPHONE_HZ, LOUD, QUIET = 700.0, 2000.0, 60.0


def muted(direct: Direct) -> bool:
    direct.engine.send(RequestSnapshot())
    return direct.engine.wait(SnapshotTaken).muted


def hears(caller: Dialog) -> float:
    return level(caller.media.listen(0.3), MICROPHONE_HZ, 8000)


def mute(direct: Direct) -> None:
    direct.engine.send(SetMute(muted=True))
    direct.engine.wait(MuteChanged, lambda e: e.muted)


def test_it_ends_with_its_call(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    first = direct.engine.answer_next()
    caller.final()
    mute(direct)
    direct.engine.send(HoldCall(call_id=first.id))
    caller.accept(caller.expect("INVITE"), "recvonly")
    direct.engine.wait_call(first.id, lambda c: c.state is CallState.HELD)
    assert muted(direct), "a hold changes nothing"
    caller.bye()
    caller.final("BYE")
    direct.engine.wait_end(first.id)
    assert not muted(direct)
    assert any(isinstance(e, MuteChanged) and not e.muted for e in direct.engine.events)
    with dialog(direct.ua, direct.address) as second:
        second.invite()
        direct.engine.answer_next()
        second.final()
        assert hears(second) > LOUD
        second.bye()
        second.final("BYE")


def test_a_second_call_begins_unmuted_and_a_held_one_s_end_opens_no_microphone(
    direct: Direct, caller: Dialog
) -> None:
    caller.invite()
    first = direct.engine.answer_next()
    caller.final()
    mute(direct)
    with dialog(direct.ua, direct.address) as second:
        direct.engine.send(HoldCall(call_id=first.id))
        caller.accept(caller.expect("INVITE"), "recvonly")
        direct.engine.wait_call(first.id, lambda c: c.state is CallState.HELD)
        second.invite()
        direct.engine.answer_next()
        second.final()
        assert hears(second) > LOUD
        mute(direct)
        caller.bye()
        caller.final("BYE")
        direct.engine.wait_end(first.id)
        assert muted(direct)
        until(lambda: hears(second) < QUIET, "the microphone is open")
        second.bye()
        second.final("BYE")
