"""A call that rings is sent elsewhere: what goes over the wire, and what comes of it."""

import pytest

from softphone.domain.call import CallState, EndCause, EndedBy
from softphone.domain.messages import (
    AnswerCall,
    CallEnded,
    CallOffered,
    CommandRefused,
    ForwardCall,
)
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog


@pytest.mark.parametrize(
    ("target", "user"),
    [
        ("1002", "1002"),
        ("+8613900000001", "+8613900000001"),
        ("*97", "*97"),
        ("a b<c>;d", "ab%3Cc%3E%3Bd"),
    ],
)
def test_302_goes_out_with_the_target_as_its_only_contact(
    direct: Direct, caller: Dialog, target: str, user: str
) -> None:
    caller.invite()
    caller.ringing()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(ForwardCall(call_id=call.id, target=target, shown="Agent B"))
    answer = caller.final()
    proxy = f"127.0.0.1:{direct.ua.port}"
    assert answer.code == 302
    assert answer.headers("Contact") == [f"<sip:{user}@{proxy}>"]
    assert answer.headers("Diversion") == [f"<sip:agent@{proxy}>;reason=deflection"]
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.ended_by) == (EndCause.FORWARDED, EndedBy.AGENT)
    assert (ended.call.sip_code, ended.call.forwarded_to) == (302, "Agent B")


def test_a_whole_address_stays_as_it_is(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(ForwardCall(call_id=call.id, target="sip:b@pbx.test;transport=tcp"))
    assert caller.final().headers("Contact") == ["<sip:b@pbx.test;transport=tcp>"]
    assert direct.engine.wait_end(call.id).call.forwarded_to == "sip:b@pbx.test;transport=tcp"


@pytest.mark.parametrize(
    "target",
    [
        "",
        " ",
        "1002\r\nX-Evil: 1",
        "sip:b@pbx.test?Replaces=x",
        "sip:b@pbx.test>,<sip:c@pbx.test",
        "sips:nobody",
        "b@pbx.test",
        "9" * 256,
    ],
)
def test_a_target_that_is_none_is_refused_and_the_call_rings_on(
    direct: Direct, caller: Dialog, target: str
) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(ForwardCall(call_id=call.id, target=target))
    refused = direct.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("ForwardCall", call.id)
    assert refused.reason.startswith("Not a valid ")
    direct.engine.send(AnswerCall(call_id=call.id))
    assert caller.final().code == 200
    caller.bye()
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.call.forwarded_to) == (EndCause.ANSWERED, "")


def test_a_call_that_is_answered_is_not_forwarded(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(AnswerCall(call_id=call.id))
    assert caller.final().code == 200
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
    direct.engine.send(ForwardCall(call_id=call.id, target="1002"))
    assert direct.engine.wait(CommandRefused).reason == "This call is not ringing."
    caller.bye()
    assert direct.engine.wait_end(call.id).cause is EndCause.ANSWERED


def test_pressed_twice_it_goes_to_the_first_target(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    for target in ("1002", "1003"):
        direct.engine.send(ForwardCall(call_id=call.id, target=target))
    assert "1002" in caller.final().header("Contact")
    assert direct.engine.wait_end(call.id).call.forwarded_to == "1002"
    assert sum(isinstance(e, CallEnded) for e in direct.engine.events) == 1


def test_a_caller_who_has_just_hung_up_has_abandoned(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.wait(CallOffered).call
    caller.cancel()
    assert caller.final().code == 487
    direct.engine.send(ForwardCall(call_id=call.id, target="1002"))
    ended = direct.engine.wait_end(call.id)
    assert (ended.cause, ended.call.forwarded_to) == (EndCause.ABANDONED, "")
    assert direct.engine.wait(CommandRefused).reason == "This call is over."
