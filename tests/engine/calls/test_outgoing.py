"""Outgoing calls and blind transfers."""

import pytest

from softphone.domain.call import (
    CallPurpose,
    CallState,
    Direction,
    EndCause,
    EndedBy,
    TransferState,
)
from softphone.domain.dtmf import DtmfWay
from softphone.domain.messages import (
    CommandRefused,
    HangUpCall,
    LevelsMeasured,
    PlaceCall,
    RequestSnapshot,
    ResumeCall,
    SendDtmf,
    SnapshotTaken,
    TransferCall,
    TransferProgressed,
)
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog, Message, sdp


def dial(direct: Direct, target: str = "13800001234", **more: object) -> Message:
    direct.engine.send(PlaceCall(call_id="out", target=target, **more))  # type: ignore[arg-type]
    return direct.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")


def test_dial_ring_answer_hang_up(direct: Direct, caller: Dialog) -> None:
    invite = dial(direct, headers={"X-Case-Id": "K-1"})
    assert invite.first.startswith(f"INVITE sip:13800001234@127.0.0.1:{direct.ua.port}")
    assert invite.header("X-Case-Id") == "K-1"
    caller.adopt(invite)
    direct.ua.reply(invite, 180, "Ringing")
    early = direct.engine.wait_call("out", lambda c: c.state is CallState.EARLY)
    assert early.direction is Direction.OUTGOING
    caller.accept(invite)
    direct.engine.wait_call("out", lambda c: c.state is CallState.CONNECTED)
    caller.expect("ACK")
    direct.engine.send(HangUpCall(call_id="out"))
    direct.ua.reply(caller.expect("BYE"), 200, "OK")
    ended = direct.engine.wait_end("out")
    assert (ended.cause, ended.ended_by) == (EndCause.ANSWERED, EndedBy.AGENT)


def test_a_response_tells_who_rings_and_who_answers(direct: Direct, caller: Dialog) -> None:
    invite = dial(direct, "6000")
    caller.adopt(invite)
    first = 'P-Asserted-Identity: "Chen" <sip:2003@pbx.test>\r\n'
    direct.ua.reply(invite, 180, "Ringing", first)
    ringing = direct.engine.wait_call("out", lambda c: c.identity is not None).identity
    assert ringing is not None
    assert (ringing.number, ringing.name) == ("2003", "Chen")
    direct.ua.reply(invite, 183, "Session Progress")
    then = 'P-Asserted-Identity: "Lin" <sip:2004@pbx.test>\r\n'
    caller.media.towards(invite.body)
    body = sdp(direct.ua.address, caller.media.port, "sendrecv", True)
    direct.ua.reply(invite, 200, "OK", then, body)
    told = direct.engine.wait_call(
        "out", lambda c: c.identity is not None and c.identity.number == "2004"
    )
    assert told.passed_on


def test_the_number_that_was_dialled_tells_nothing_new(direct: Direct, caller: Dialog) -> None:
    invite = dial(direct, "013800001234")
    caller.adopt(invite)
    same = 'P-Asserted-Identity: "Chen" <sip:+8613800001234@pbx.test>\r\n'
    direct.ua.reply(invite, 180, "Ringing", same)
    call = direct.engine.wait_call("out", lambda c: c.identity is not None)
    assert call.identity is not None
    assert (call.identity.number, call.identity.name) == ("013800001234", "Chen")
    assert not call.passed_on


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (486, EndCause.REJECTED),
        (603, EndCause.REJECTED),
        (404, EndCause.FAILED),
        (480, EndCause.FAILED),
        (503, EndCause.FAILED),
    ],
)
def test_refused_with_a_code(direct: Direct, caller: Dialog, code: int, cause: EndCause) -> None:
    invite = dial(direct)
    direct.ua.reply(invite, code, "No")
    ended = direct.engine.wait_end("out")
    assert (ended.cause, ended.ended_by) == (cause, EndedBy.FAR_END)
    assert (ended.call.sip_code, ended.call.sip_reason) == (code, "No")


def test_a_redirect_is_not_followed(direct: Direct, caller: Dialog) -> None:
    invite = dial(direct)
    direct.ua.reply(invite, 302, "Moved", f"Contact: <sip:premium@127.0.0.1:{direct.ua.port}>\r\n")
    ended = direct.engine.wait_end("out")
    assert (ended.cause, ended.call.sip_code) == (EndCause.FAILED, 302)
    invites = [m for m in direct.ua.seen if m.method == "INVITE" and m.code == 0]
    assert {m.header("Call-ID") for m in invites} == {invite.header("Call-ID")}
    assert not any("premium" in m.first for m in invites)


def test_given_up_before_an_answer(direct: Direct, caller: Dialog) -> None:
    invite = dial(direct)
    caller.adopt(invite)
    direct.ua.reply(invite, 180, "Ringing")
    direct.engine.wait_call("out", lambda c: c.state is CallState.EARLY)
    direct.engine.send(HangUpCall(call_id="out"))
    direct.ua.reply(caller.expect("CANCEL"), 200, "OK")
    direct.ua.reply(invite, 487, "Request Terminated")
    ended = direct.engine.wait_end("out")
    assert (ended.cause, ended.ended_by) == (EndCause.ABANDONED, EndedBy.AGENT)


def test_service_calls_have_no_sound(direct: Direct, caller: Dialog) -> None:
    invite = dial(direct, "*120", purpose=CallPurpose.SERVICE)
    assert invite.first.startswith("INVITE sip:*120@")
    caller.adopt(invite)
    caller.accept(invite)
    direct.engine.wait_call("out", lambda c: c.state is CallState.CONNECTED)
    caller.expect("ACK")
    caller.bye()
    ended = direct.engine.wait_end("out")
    assert ended.call.purpose is CallPurpose.SERVICE
    assert not any(isinstance(e, LevelsMeasured) for e in direct.engine.events)


@pytest.mark.parametrize(
    "target", ["", "sip:x@y?Subject=z", "a@b", "sip:x@y\r\nEvil: 1", "x" * 300]
)
def test_what_cannot_be_dialled_is_refused(direct: Direct, target: str) -> None:
    direct.engine.send(PlaceCall(call_id="out", target=target))
    refused = direct.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("PlaceCall", "out")
    assert "Not a valid" in refused.reason


def transferring(direct: Direct, caller: Dialog) -> tuple[str, Message]:
    """A connected call that is being transferred: its id and the REFER."""
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    direct.engine.send(TransferCall(call_id=call.id, target="1002"))
    hold = caller.expect("INVITE")
    assert "a=sendonly" in hold.body
    caller.accept(hold, "recvonly")
    refer = caller.expect("REFER")
    assert refer.header("Refer-To").strip("<>") == f"sip:1002@127.0.0.1:{direct.ua.port}"
    return call.id, refer


def notify(caller: Dialog, sipfrag: str, final: bool = False) -> None:
    state = "terminated;reason=noresource" if final else "active;expires=60"
    caller.cseq += 1
    caller.request(
        "NOTIFY",
        f"Event: refer\r\nSubscription-State: {state}\r\n",
        f"SIP/2.0 {sipfrag}\r\n",
        kind="message/sipfrag",
    )


def test_blind_transfer_with_its_progress(direct: Direct, caller: Dialog) -> None:
    call_id, refer = transferring(direct, caller)
    direct.ua.reply(refer, 202, "Accepted")
    notify(caller, "100 Trying")
    notify(caller, "180 Ringing")
    ringing = direct.engine.wait(TransferProgressed, lambda e: e.state is TransferState.RINGING)
    assert (ringing.call_id, ringing.target, ringing.sip_code) == (call_id, "1002", 180)
    notify(caller, "200 OK", final=True)
    direct.engine.wait(TransferProgressed, lambda e: e.state is TransferState.DONE)
    direct.ua.reply(caller.expect("BYE"), 200, "OK")
    ended = direct.engine.wait_end(call_id)
    assert (ended.cause, ended.ended_by) == (EndCause.ANSWERED, EndedBy.TRANSFER)
    assert ended.call.transfer is not None
    assert ended.call.transfer.state is TransferState.DONE


def test_a_failed_transfer_leaves_the_call_held(direct: Direct, caller: Dialog) -> None:
    call_id, refer = transferring(direct, caller)
    direct.ua.reply(refer, 202, "Accepted")
    notify(caller, "486 Busy Here", final=True)
    failed = direct.engine.wait(TransferProgressed, lambda e: e.state is TransferState.FAILED)
    assert (failed.sip_code, failed.sip_reason) == (486, "Busy Here")
    direct.engine.send(ResumeCall(call_id=call_id))
    caller.accept(caller.expect("INVITE"))
    direct.engine.wait_call(call_id, lambda c: c.state is CallState.CONNECTED)


def test_a_refused_transfer_leaves_the_call_held(direct: Direct, caller: Dialog) -> None:
    call_id, refer = transferring(direct, caller)
    direct.ua.reply(refer, 403, "Forbidden")
    failed = direct.engine.wait(TransferProgressed, lambda e: e.state is TransferState.FAILED)
    assert failed.sip_code == 403
    direct.engine.send(RequestSnapshot())
    (call,) = direct.engine.wait(SnapshotTaken).calls
    assert (call.id, call.state) == (call_id, CallState.HELD)


def test_digits_by_info_where_it_is_asked_for(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    direct.engine.send(SendDtmf(call_id=call.id, digits="7", way=DtmfWay.INFO))
    info = caller.expect("INFO")
    assert "dtmf-relay" in info.header("Content-Type")
    assert "Signal= 7" in info.body.replace("=7", "= 7")
    caller.ua.reply(info, 200, "OK")


def test_the_agent_sees_the_number_not_what_the_plan_made_of_it(direct: Direct) -> None:
    direct.engine.send(PlaceCall(call_id="c1", target="91002", shown="1002"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    assert "sip:91002@" in invite.first
    call = direct.engine.wait_call("c1", lambda c: True)
    assert call.caller.number == "1002"
    direct.ua.reply(invite, 486, "Busy Here")
    direct.engine.wait_end("c1")
