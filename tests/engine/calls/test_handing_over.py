"""Transfers whose result is told oddly or not at all, and holds that the stack asks for twice."""

from __future__ import annotations

import pytest

from softphone.domain.call import RESULT_UNKNOWN, CallState, EndedBy, TransferState
from softphone.domain.messages import (
    AnswerCall,
    CallChanged,
    CallOffered,
    CommandRefused,
    HoldCall,
    TransferProgressed,
)
from tests.engine.calls.test_outgoing import notify, transferring
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog, Message, dialog


@pytest.mark.parametrize("order", [["202", "BYE"], ["202", "NOTIFY", "BYE"], ["BYE", "202"]])
def test_who_hangs_up_right_after_the_refer_has_taken_the_caller_over(
    direct: Direct, caller: Dialog, order: list[str]
) -> None:
    call_id, refer = transferring(direct, caller)
    for what in order:
        if what == "202":
            direct.ua.reply(refer, 202, "Accepted")
        elif what == "NOTIFY":
            notify(caller, "100 Trying")
        else:
            caller.bye()
    told = direct.engine.wait(TransferProgressed, lambda e: e.state is TransferState.DONE)
    assert (told.call_id, told.sip_code) == (call_id, RESULT_UNKNOWN)
    ended = direct.engine.wait_end(call_id)
    assert ended.ended_by is EndedBy.TRANSFER


def test_a_final_code_is_the_result_though_the_subscription_goes_on(
    direct: Direct, caller: Dialog
) -> None:
    call_id, refer = transferring(direct, caller)
    direct.ua.reply(refer, 202, "Accepted")
    notify(caller, "100 Trying")
    notify(caller, "200 OK")
    told = direct.engine.wait(TransferProgressed, lambda e: e.state is TransferState.DONE)
    assert told.sip_code == 200
    direct.ua.reply(caller.expect("BYE"), 200, "OK")
    assert direct.engine.wait_end(call_id).ended_by is EndedBy.TRANSFER


def too_small(direct: Direct, hold: Message) -> None:
    direct.ua.reply(hold, 422, "Session Interval Too Small", "Min-SE: 1800\r\n")


def hold_again(direct: Direct, caller: Dialog) -> Message:
    """The hold is refused for its session timer; the stack's own second one."""
    hold = caller.expect("INVITE")
    assert "a=sendonly" in hold.body
    too_small(direct, hold)
    caller.expect("ACK")
    again = caller.expect("INVITE")
    assert "a=sendonly" in again.body
    assert again.header("Min-SE") == "1800"
    return again


def up(direct: Direct, caller: Dialog) -> str:
    caller.invite("Supported: timer\r\n")
    call = direct.engine.answer_next()
    assert caller.final().code == 200
    return call.id


def test_a_hold_is_under_way_until_its_last_answer(direct: Direct, caller: Dialog) -> None:
    call_id = up(direct, caller)
    direct.engine.send(HoldCall(call_id=call_id))
    caller.accept(hold_again(direct, caller), "recvonly")
    direct.engine.wait_call(call_id, lambda c: c.state is CallState.HELD)
    assert not [e for e in direct.engine.events if isinstance(e, CommandRefused)]


def test_a_hold_that_is_refused_in_the_end_is_told_once(direct: Direct, caller: Dialog) -> None:
    call_id = up(direct, caller)
    direct.engine.send(HoldCall(call_id=call_id))
    again = hold_again(direct, caller)
    direct.ua.reply(again, 488, "Not Acceptable Here")
    refused = direct.engine.wait(CommandRefused)
    assert "488" in refused.reason


def test_a_second_call_is_answered_after_a_hold_that_was_asked_for_twice(
    direct: Direct, caller: Dialog
) -> None:
    first = up(direct, caller)
    with dialog(direct.ua, direct.address) as second:
        second.invite()
        other = direct.engine.wait(CallOffered).call
        direct.engine.send(AnswerCall(call_id=other.id))
        caller.accept(hold_again(direct, caller), "recvonly")
        assert second.final().code == 200
        direct.engine.wait_call(other.id, lambda c: c.state is CallState.CONNECTED)
    told = [e.call for e in direct.engine.events if isinstance(e, CallChanged)]
    assert [call.state for call in told if call.id == first][-1] is CallState.HELD
