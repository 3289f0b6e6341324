"""Incoming calls, from the INVITE to the one honest cause of their end."""

import contextlib

import pytest

from softphone.domain.call import TURNED_AWAY, CallState, EndCause, EndedBy
from softphone.domain.messages import (
    AnswerCall,
    CallEnded,
    CallOffered,
    CallRejectedByDnd,
    CommandRefused,
    HangUpCall,
    RejectCall,
    RequestSnapshot,
    SendDtmf,
    SetDoNotDisturb,
    SnapshotTaken,
)
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.sip_ua import Dialog, Ua, dialog, level

ELSEWHERE = 'Reason: SIP;cause=200;text="Call completed elsewhere"\r\n'


def test_an_invite_rings_with_180_and_its_headers(direct: Direct, caller: Dialog) -> None:
    caller.invite(
        'P-Asserted-Identity: "Caller A" <sip:13800001234@pbx.test>\r\n'
        "X-Customer-Id: C-7\r\nX-Queue: support\r\n"
    )
    caller.ringing()
    call = direct.engine.wait(CallOffered).call
    assert (call.caller.number, call.caller.name) == ("13800001234", "Caller A")
    assert call.caller.asserted
    assert call.caller.headers == {"customer_id": "C-7", "queue": "support"}
    assert "13800001234" not in direct.engine.log()


def test_hostile_text_is_harmless(direct: Direct, caller: Dialog) -> None:
    caller.local = f'"<b>x</b>\u202e\x01{"y" * 900}" <sip:a%00b@127.0.0.1>;tag=1'
    caller.invite("X-Queue: \u202etroppus\r\n")
    call = direct.engine.wait(CallOffered).call
    assert call.caller.name.startswith("<b>x</b>\ufffd\ufffdyy")
    assert len(call.caller.name) == 64
    assert call.caller.number == "a\ufffdb"
    assert call.caller.headers["queue"] == "\ufffdtroppus"


@pytest.mark.parametrize("name", ['Chen "Tom" Lin', '"=?UTF-8?B?6ZmI5p6X?="'])
def test_a_name_against_the_grammar_loses_no_caller(
    direct: Direct, caller: Dialog, name: str
) -> None:
    caller.local = f"{name} <sip:13900000001@127.0.0.1>;tag=1"
    caller.invite()
    told = direct.engine.wait(CallOffered).call.caller
    assert told.number == "13900000001"
    assert told.name in ('Chen "Tom" Lin', "陈林")


@pytest.mark.own_stack
@pytest.mark.parametrize("name", ['"Chen', '"Chen "Tom" Lin"', '"Chen\\"', 'Chen" "Lin"'])
def test_an_open_quotation_mark_in_a_name_loses_no_caller(
    direct: Direct, caller: Dialog, name: str
) -> None:
    caller.local = f"{name} <sip:13900000001@127.0.0.1>;tag=1"
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    assert call.caller.number == "13900000001"
    assert call.caller.name.startswith("Chen")
    direct.engine.send(AnswerCall(call_id=call.id))
    assert caller.final().code == 200
    caller.bye()
    direct.engine.wait_end(call.id)


def test_answered_and_ended_by_the_caller(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(AnswerCall(call_id=call.id))
    assert caller.final().code == 200
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
    caller.bye()
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.ended_by) == (EndCause.ANSWERED, EndedBy.FAR_END)
    assert ended.call.answered_at is not None
    assert ended.call.state is CallState.ENDED


def test_answered_and_hung_up_by_the_agent(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(AnswerCall(call_id=call.id))
    caller.final()
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
    direct.engine.send(HangUpCall(call_id=call.id))
    direct.ua.reply(caller.expect("BYE"), 200, "OK")
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.ended_by) == (EndCause.ANSWERED, EndedBy.AGENT)


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("", EndCause.ABANDONED),
        ("Reason: Q.850;cause=16\r\n", EndCause.ABANDONED),
        (ELSEWHERE, EndCause.ELSEWHERE),
        ("Reason: Q.850;cause=26\r\n", EndCause.ELSEWHERE),
        ("Reason: Q.850;cause=19\r\n", EndCause.MISSED),
    ],
)
def test_cancel_tells_abandoned_from_missed(
    direct: Direct, caller: Dialog, reason: str, cause: EndCause
) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    caller.ringing()
    caller.cancel(reason)
    assert caller.final().code == 487
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.ended_by) == (cause, EndedBy.FAR_END)


@pytest.mark.parametrize("code", [480, 486, 603])
def test_reject(direct: Direct, caller: Dialog, code: int) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(RejectCall(call_id=call.id, sip_code=code))
    assert caller.final().code == code
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.ended_by) == (EndCause.REJECTED, EndedBy.AGENT)


def test_the_fourth_ringing_call_is_busy(direct: Direct, ua: Ua) -> None:
    with contextlib.ExitStack() as stack:
        calls = [stack.enter_context(dialog(ua, direct.address)) for _ in range(5)]
        for one in calls[:3]:
            one.invite()
            one.ringing()
        for one in calls[3:]:
            one.invite()
            assert one.final().code == 486
        for one in calls[:3]:
            one.cancel()
            assert one.final().code == 487
        # Events come by another way than the answers: all that were told, were told before these.
        for _ in range(3):
            direct.engine.wait(CallEnded)
        assert sum(isinstance(e, CallOffered) for e in direct.engine.events) == 3
        with dialog(ua, direct.address) as next_call:
            next_call.invite()
            next_call.ringing()


def test_commands_in_the_wrong_state_are_refused_in_words(direct: Direct, caller: Dialog) -> None:
    direct.engine.send(AnswerCall(call_id="nobody"))
    assert direct.engine.wait(CommandRefused).reason == "This call is over."
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(SendDtmf(call_id=call.id, digits="1"))
    assert "running call" in direct.engine.wait(CommandRefused).reason
    direct.engine.send(RejectCall(call_id=call.id, sip_code=200))
    assert "200" in direct.engine.wait(CommandRefused).reason
    direct.engine.send(RequestSnapshot())
    assert [c.state for c in direct.engine.wait(SnapshotTaken).calls] == [CallState.OFFERED]


def test_a_spoofed_bye_ends_nothing(direct: Direct, caller: Dialog, ua: Ua) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    with dialog(ua, direct.address) as stranger:
        stranger.call_id = caller.call_id
        stranger.far = "<sip:agent@127.0.0.1>;tag=wrong"
        stranger.bye()
        answer = ua.wait(lambda m: m.method == "BYE" and m.code >= 200, "answer to BYE")
    assert answer.code == 481
    direct.engine.send(RequestSnapshot())
    assert [c.id for c in direct.engine.wait(SnapshotTaken).calls] == [call.id]


def test_refer_from_the_far_end_is_declined(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    direct.engine.answer_next()
    caller.final()
    caller.cseq += 1
    caller.request("REFER", "Refer-To: <sip:premium@127.0.0.1>\r\n")
    assert caller.final("REFER").code == 603
    caller.cseq += 1
    caller.request("REFER", "Refer-To: <<;;>\x01sip:\r\n")
    assert caller.final("REFER").code >= 400
    direct.engine.send(RequestSnapshot())
    assert len(direct.engine.wait(SnapshotTaken).calls) == 1


def replacing(caller: Dialog, other: Dialog, headers: str = "") -> None:
    """Ask to take the caller's place (RFC 3891)."""
    to_tag = caller.far.partition("tag=")[2]
    from_tag = caller.local.partition("tag=")[2]
    place = f"Replaces: {caller.call_id};to-tag={to_tag};from-tag={from_tag}\r\n"
    other.invite(place + headers)


def test_the_far_end_is_replaced_and_the_call_goes_on(
    direct: Direct, caller: Dialog, ua: Ua
) -> None:
    """An attended transfer between phones: same call, other party, sound both ways."""
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    with dialog(ua, direct.address) as other:
        other.media.hertz = 1100.0
        replacing(caller, other, 'P-Asserted-Identity: "Caller B" <sip:13800005678@pbx.test>\r\n')
        answer = other.final()
        assert answer.code == 200
        direct.ua.reply(caller.expect("BYE"), 200, "OK")
        after = direct.engine.wait_call(call.id, lambda c: c.caller.name == "Caller B")
        assert (after.state, after.caller.number) == (CallState.CONNECTED, "13800005678")
        assert level(other.media.listen(), MICROPHONE_HZ, 8000) > 1500
        direct.engine.send(RequestSnapshot())
        assert [c.id for c in direct.engine.wait(SnapshotTaken).calls] == [call.id]
        direct.engine.send(HangUpCall(call_id=call.id))
        direct.ua.reply(other.expect("BYE"), 200, "OK")
        ended = direct.engine.wait_end(call.id)
        assert (ended.cause, ended.ended_by) == (EndCause.ANSWERED, EndedBy.AGENT)


def test_a_call_that_only_rings_is_not_replaced(direct: Direct, caller: Dialog, ua: Ua) -> None:
    caller.invite()
    caller.far = caller.ringing().header("To")
    call = direct.engine.wait(CallOffered).call
    with dialog(ua, direct.address) as other:
        replacing(caller, other)
        assert other.final().code == 481
    direct.engine.send(RequestSnapshot())
    calls = direct.engine.wait(SnapshotTaken).calls
    assert [(c.id, c.state) for c in calls] == [(call.id, CallState.OFFERED)]


def test_nobody_replaces_a_call_that_does_not_exist(direct: Direct, caller: Dialog, ua: Ua) -> None:
    caller.invite()
    direct.engine.answer_next()
    caller.final()
    caller.call_id, kept = "guessed", caller.call_id
    with dialog(ua, direct.address) as other:
        replacing(caller, other)
        assert other.final().code == 481
    caller.call_id = kept
    assert level(caller.media.listen(), MICROPHONE_HZ, 8000) > 1500


def test_a_flood_is_refused_and_the_next_call_rings(direct: Direct, ua: Ua) -> None:
    """Beyond the stack's limits of calls and of sockets, without a pause."""
    with contextlib.ExitStack() as stack:
        calls = [stack.enter_context(dialog(ua, direct.address)) for _ in range(120)]
        for one in calls:
            one.invite()
        refused = 0
        while refused < len(calls) - 3:
            answer = ua.wait(lambda m: m.method == "INVITE" and m.code >= 200, "refusal")
            assert answer.code == 486
            flooder = next(one for one in calls if one.mine(answer))
            if flooder.far.count("tag=") == 0:
                refused += 1
                flooder.far = answer.header("To")
            flooder.request("ACK", same=True)
        ringing = [one for one in calls if "tag=" not in one.far]
        for one in ringing:
            one.cancel()
            assert one.final().code == 487
        for _ in ringing:
            direct.engine.wait(CallEnded)
        with dialog(ua, direct.address) as next_call:
            next_call.invite()
            next_call.ringing()


@pytest.mark.parametrize("code", [480, 486, 603])
def test_not_to_be_disturbed(direct: Direct, caller: Dialog, code: int) -> None:
    direct.engine.send(SetDoNotDisturb(on=True, sip_code=code))
    direct.engine.send(RequestSnapshot())
    assert direct.engine.wait(SnapshotTaken).do_not_disturb
    caller.invite("P-Asserted-Identity: <sip:13800001234@pbx.test>\r\n")
    first = direct.ua.wait(lambda m: caller.mine(m) and m.code > 100)
    assert first.code == code
    caller.far = first.header("To")
    caller.request("ACK", same=True)
    call = direct.engine.wait(CallRejectedByDnd).call
    assert (call.caller.number, call.state) == ("13800001234", CallState.ENDED)
    assert (call.cause, call.ended_by) == (EndCause.MISSED, EndedBy.SYSTEM)
    assert (call.sip_code, call.sip_reason) == (code, TURNED_AWAY)
    assert call.ended_at == call.started_at
    assert " offered from " not in direct.engine.log()
    direct.engine.send(RequestSnapshot())
    assert direct.engine.wait(SnapshotTaken).calls == ()


def test_disturbed_again(direct: Direct, caller: Dialog) -> None:
    direct.engine.send(SetDoNotDisturb(on=True))
    direct.engine.send(SetDoNotDisturb(on=False))
    direct.engine.send(RequestSnapshot())
    assert not direct.engine.wait(SnapshotTaken).do_not_disturb
    caller.invite()
    caller.ringing()
    assert direct.engine.wait(CallOffered).call.state is CallState.OFFERED


def test_who_rings_already_goes_on_ringing(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(SetDoNotDisturb(on=True))
    direct.engine.send(AnswerCall(call_id=call.id))
    assert caller.final().code == 200


def test_a_code_that_says_something_else_is_refused(direct: Direct) -> None:
    direct.engine.send(SetDoNotDisturb(on=True, sip_code=404))
    assert direct.engine.wait(CommandRefused).command == "SetDoNotDisturb"
