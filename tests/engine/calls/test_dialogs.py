"""What may happen inside a call: offers early and late, UPDATE, PRACK, session timers, glare."""

from __future__ import annotations

import re

import pytest

from softphone.domain.call import CallState, EndCause, EndedBy
from softphone.domain.messages import AnswerCall, CallOffered, HangUpCall, HoldCall
from tests.engine.calls.test_outgoing import dial
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.sip_ua import Dialog, dialog, level, sdp

CALLER_HZ = 1100.0
LOUD = 1500


def hears_the_agent(far: Dialog) -> bool:
    return level(far.media.listen(), MICROPHONE_HZ, 8000) > LOUD


def answered(direct: Direct, caller: Dialog) -> str:
    """The caller calls and is answered; the call's id."""
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    assert hears_the_agent(caller)
    return call.id


def offer(caller: Dialog, method: str, direction: str = "sendrecv", address: str = "") -> None:
    """A new offer inside the dialog."""
    caller.cseq += 1
    body = sdp(caller.ua.address, caller.media.port, direction)
    if address:
        body = body.replace(f"c=IN IP4 {caller.ua.address}", f"c=IN IP4 {address}")
    caller.request(method, body=body)


def directions(body: str) -> list[str]:
    return re.findall(r"^a=(sendrecv|sendonly|recvonly|inactive)\r?$", body, re.M)


def test_a_late_offer_is_answered_in_the_ack(direct: Direct, caller: Dialog) -> None:
    """An INVITE without a session: ours is in the 200 (RFC 3261 section 13.2.1)."""
    caller.media.hertz = CALLER_HZ
    caller.cseq += 1
    caller.request("INVITE")
    caller.ringing()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(AnswerCall(call_id=call.id))
    answer = caller.ua.wait(lambda m: caller.mine(m) and m.code == 200, "200")
    assert "m=audio" in answer.body
    caller.far = answer.header("To")
    caller.media.towards(answer.body)
    caller.request("ACK", body=sdp(caller.ua.address, caller.media.port))
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED and c.codec != "")
    assert hears_the_agent(caller)


def test_a_reinvite_without_an_offer_gets_ours(direct: Direct, caller: Dialog) -> None:
    answered(direct, caller)
    caller.cseq += 1
    caller.request("INVITE")
    answer = caller.ua.wait(lambda m: caller.mine(m) and m.code == 200, "200")
    assert "m=audio" in answer.body
    caller.media.towards(answer.body)
    caller.request("ACK", body=sdp(caller.ua.address, caller.media.port))
    assert hears_the_agent(caller)


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
@pytest.mark.parametrize(
    ("direction", "address", "expected"),
    [("sendonly", "", "recvonly"), ("inactive", "", "inactive"), ("sendrecv", "0.0.0.0", "any")],
)
def test_a_hold_of_the_far_end_is_seen(
    direct: Direct, caller: Dialog, method: str, direction: str, address: str, expected: str
) -> None:
    """RFC 3264 section 8.4, and the old way with the address 0.0.0.0 (RFC 2543)."""
    call_id = answered(direct, caller)
    offer(caller, method, direction, address)
    answer = caller.final(method)
    assert answer.code == 200
    assert expected == "any" or expected in directions(answer.body)
    direct.engine.wait_call(call_id, lambda c: c.held_by_far_end)
    offer(caller, method)
    assert caller.final(method).code == 200
    direct.engine.wait_call(call_id, lambda c: not c.held_by_far_end)
    assert hears_the_agent(caller)


def test_an_offer_that_is_nonsense_leaves_the_call_as_it_was(
    direct: Direct, caller: Dialog
) -> None:
    answered(direct, caller)
    caller.cseq += 1
    caller.request("INVITE", body="v=0\r\no=- 1 1 IN IP4 x\r\ns=-\r\nt=0 0\r\nm=audio 0\r\n")
    assert caller.final().code in (400, 415, 488)
    assert hears_the_agent(caller)


def test_both_ask_at_once(direct: Direct, caller: Dialog) -> None:
    """Glare: 491 for theirs while ours is open, and ours is tried again after theirs was refused
    (RFC 3261 section 14.1)."""
    call_id = answered(direct, caller)
    direct.engine.send(HoldCall(call_id=call_id))
    ours = caller.expect("INVITE")
    offer(caller, "INVITE")
    theirs = caller.final()
    assert theirs.code == 491
    direct.ua.reply(ours, 491, "Request Pending")
    again = caller.expect("INVITE")
    assert "sendonly" in directions(again.body)
    caller.accept(again, "recvonly")
    direct.engine.wait_call(call_id, lambda c: c.state is CallState.HELD)


def test_reliable_ringing_is_acknowledged(direct: Direct, caller: Dialog) -> None:
    """A far end that needs it gets PRACK (RFC 3262), and its early sound is heard."""
    invite = dial(direct)
    assert "100rel" in invite.header("Supported")
    caller.adopt(invite)
    caller.media.hertz = CALLER_HZ
    body = sdp(caller.ua.address, caller.media.port)
    direct.ua.reply(invite, 183, "Session Progress", "Require: 100rel\r\nRSeq: 7\r\n", body=body)
    prack = caller.expect("PRACK")
    assert prack.header("RAck") == f"7 {invite.header('CSeq')}"
    direct.ua.reply(prack, 200, "OK")
    direct.engine.wait_call("out", lambda c: c.state is CallState.EARLY)
    assert hears_the_agent(caller)
    direct.ua.reply(invite, 200, "OK")
    caller.expect("ACK")
    direct.engine.wait_call("out", lambda c: c.state is CallState.CONNECTED)


def test_ringing_is_reliable_for_a_caller_who_requires_it(direct: Direct, caller: Dialog) -> None:
    caller.cseq += 1
    caller.request("INVITE", "Require: 100rel\r\n", sdp(caller.ua.address, caller.media.port))
    ringing = caller.ringing()
    assert ringing.header("Require") == "100rel"
    call = direct.engine.wait(CallOffered).call
    invited = caller.cseq
    caller.far = ringing.header("To")
    contact = re.search(r"<([^>]+)>", ringing.header("Contact"))
    assert contact is not None
    caller.target = contact[1]
    caller.cseq += 1
    caller.request("PRACK", f"RAck: {ringing.header('RSeq')} {invited} INVITE\r\n")
    assert caller.final("PRACK").code == 200
    direct.engine.send(AnswerCall(call_id=call.id))
    answer = caller.ua.wait(
        lambda m: caller.mine(m) and m.code == 200 and m.method == "INVITE", "200"
    )
    caller.media.towards(answer.body)
    caller.cseq = invited
    caller.request("ACK")
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
    assert hears_the_agent(caller)


def test_session_timers(direct: Direct, caller: Dialog) -> None:
    """RFC 4028: ours refreshes where it was asked to, ends a call nobody refreshes, and refuses a
    time that is too short. Both calls run side by side: each takes the better part of a minute."""
    with dialog(direct.ua, direct.address) as hasty:
        hasty.invite("Supported: timer\r\nSession-Expires: 30\r\n")
        refused = hasty.final()
    assert (refused.code, refused.header("Min-SE")) == (422, "90")
    assert not [event for event in direct.engine.events if isinstance(event, CallOffered)]

    kept = refreshed_by(direct, caller, "uas")
    with dialog(direct.ua, direct.address) as other:
        lost = refreshed_by(direct, other, "uac", talking=caller)
        refresh = direct.ua.wait(
            lambda m: caller.mine(m) and m.code == 0 and m.method in ("UPDATE", "INVITE"),
            "a refresh",
            70,
        )
        assert "refresher" in refresh.header("Session-Expires")
        extra = f"Session-Expires: {refresh.header('Session-Expires')}\r\nRequire: timer\r\n"
        direct.ua.reply(refresh, 200, "OK", extra)
        direct.ua.reply(other.expect("BYE", 90), 200, "OK")
        ended = direct.engine.wait_end(lost)
        assert (ended.cause, ended.ended_by) == (EndCause.FAILED, EndedBy.SYSTEM)
    direct.engine.send(HangUpCall(call_id=kept))
    direct.ua.reply(caller.expect("BYE"), 200, "OK")


def refreshed_by(direct: Direct, far: Dialog, refresher: str, talking: Dialog | None = None) -> str:
    """An answered call with a session timer of 90 s; the one on the line is held for it."""
    far.invite(f"Supported: timer\r\nSession-Expires: 90;refresher={refresher}\r\nMin-SE: 90\r\n")
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(AnswerCall(call_id=call.id))
    if talking is not None:
        hold = talking.expect("INVITE")
        body = sdp(talking.ua.address, talking.media.port, "recvonly")
        extra = "Require: timer\r\nSession-Expires: 90;refresher=uac\r\n"
        direct.ua.reply(hold, 200, "OK", extra, body)
    answer = far.final()
    assert answer.code == 200
    assert answer.header("Session-Expires").replace(" ", "") == f"90;refresher={refresher}"
    return call.id
