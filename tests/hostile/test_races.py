"""Call flows that cross on the way (RFC 5407), and requests that make no sense."""

import time

import pytest

from softphone.domain.call import CallState, EndCause, EndedBy
from softphone.domain.messages import (
    AnswerCall,
    CallEnded,
    CallOffered,
    HangUpCall,
    HoldCall,
    PlaceCall,
    TransferCall,
)
from softphone.domain.sip_words import NOT_CONFIRMED
from tests.engine.sip_ua import Dialog, dialog, sdp
from tests.hostile.phone import LOUD, Phone
from tests.support.waiting import until


def test_cancel_against_200(phone: Phone) -> None:
    """Whoever comes first, the call is over in the end and nothing hangs."""
    finals = set()
    for _ in range(8):
        with dialog(phone.ua, phone.address) as caller:
            caller.invite()
            call = phone.engine.wait(CallOffered).call
            phone.engine.send(AnswerCall(call_id=call.id))
            caller.cancel()
            code = caller.final().code
            finals.add(code)
            if code == 200:
                caller.bye()
            phone.engine.wait(CallEnded, lambda e, i=call.id: e.call.id == i)  # type: ignore[misc]
    assert finals <= {200, 487}
    phone.still_well()


def test_a_late_200_after_cancel_is_ended_with_bye(phone: Phone) -> None:
    phone.engine.send(PlaceCall(call_id="late", target="1002"))
    with dialog(phone.ua, phone.address) as far:
        invite = phone.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
        far.adopt(invite)
        phone.ua.reply(invite, 180, "Ringing")
        phone.engine.wait_call("late", lambda c: c.state is CallState.EARLY)
        phone.engine.send(HangUpCall(call_id="late"))
        cancel = far.expect("CANCEL")
        far.accept(invite)
        phone.ua.reply(cancel, 200, "OK")
        far.expect("ACK")
        phone.ua.reply(far.expect("BYE"), 200, "OK")
    assert phone.engine.wait_end("late").call.id == "late"
    phone.still_well()


def test_a_lost_ack_is_waited_for(phone: Phone, caller: Dialog) -> None:
    """The 200 is sent again until the ACK comes (RFC 3261 section 13.3.1.4)."""
    caller.invite()
    call = phone.engine.wait(CallOffered).call
    phone.engine.send(AnswerCall(call_id=call.id))
    for _ in range(3):
        answer = phone.ua.wait(lambda m: caller.mine(m) and m.code == 200, "200")
    caller.far = answer.header("To")
    caller.media.towards(answer.body)
    caller.request("ACK")
    until(lambda: phone.caller_hears(caller) > LOUD, "no sound after the late ACK")
    caller.bye()
    assert caller.final("BYE").code == 200
    phone.still_well()


@pytest.mark.slow
def test_an_ack_that_never_comes_ends_the_call(phone: Phone, caller: Dialog) -> None:
    """RFC 3261 section 13.3.1.4; the far end answers the BYE as little."""
    caller.invite()
    call = phone.engine.wait(CallOffered).call
    answered = time.monotonic()
    phone.engine.send(AnswerCall(call_id=call.id))
    ended = phone.engine.wait(CallEnded, lambda e: e.call.id == call.id, 45).call
    assert time.monotonic() - answered > 30
    assert (ended.cause, ended.ended_by) == (EndCause.FAILED, EndedBy.SYSTEM)
    assert (ended.sip_code, ended.sip_reason) == (408, NOT_CONFIRMED)
    bye = caller.expect("BYE", 10)
    with dialog(phone.ua, phone.address) as following:
        following.invite()
        following.ringing()
        following.cancel()
    phone.still_well()
    byes = {m.header("CSeq") for m in phone.ua.seen if caller.mine(m) and m.method == "BYE"}
    # The stack's own, after 32 s, may come on top when the machine was slow.
    assert bye.header("CSeq") in byes
    assert len(byes) <= 2


def test_many_calls_without_an_ack_leave_room_for_the_next(patient: Phone) -> None:
    """Each keeps a place in the stack until its BYE may go out, and that is answered by nobody."""
    before = patient.resident_kb()
    for _ in range(20):
        with dialog(patient.ua, patient.address) as caller:
            caller.invite()
            caller.ringing()
            call = patient.engine.wait(CallOffered).call
            patient.engine.send(AnswerCall(call_id=call.id))
            patient.ua.wait(lambda m, c=caller: c.mine(m) and m.code == 200, "200")  # type: ignore[misc]
            patient.engine.send(HangUpCall(call_id=call.id))
            patient.engine.wait_end(call.id)
    patient.still_well()
    print(f"UNCONFIRMED | 20 calls, {patient.resident_kb() - before} kB more resident")


def test_glare(phone: Phone, caller: Dialog) -> None:
    """Both sides re-INVITE at once: 491 for theirs, ours is tried again (RFC 3261 section 14)."""
    call = phone.talk(caller)
    phone.engine.send(HoldCall(call_id=call.id))
    ours = caller.expect("INVITE")
    caller.cseq += 1
    caller.request("INVITE", "", sdp(caller.ua.address, caller.media.port))
    assert caller.final().code in (491, 500)
    phone.ua.reply(ours, 491, "Request Pending")
    caller.accept(caller.expect("INVITE"), "recvonly")
    phone.engine.wait_call(call.id, lambda c: c.state is CallState.HELD)
    caller.bye()
    assert caller.final("BYE").code == 200
    phone.still_well()


def test_bye_while_a_refer_is_under_way(phone: Phone, caller: Dialog) -> None:
    call = phone.talk(caller)
    phone.engine.send(TransferCall(call_id=call.id, target="1002"))
    caller.accept(caller.expect("INVITE"), "recvonly")
    refer = caller.expect("REFER")
    caller.bye()
    assert caller.final("BYE").code == 200
    phone.ua.reply(refer, 202, "Accepted")
    phone.engine.wait_end(call.id)
    phone.still_well()


def test_notifies_nobody_asked_for(phone: Phone, caller: Dialog) -> None:
    phone.talk(caller)
    for fragment in ("SIP/2.0 200 OK\r\n", "SIP/2.0", "\0" * 50, "SIP/2.0 99999999999 X\r\n"):
        caller.cseq += 1
        caller.request(
            "NOTIFY",
            "Event: refer\r\nSubscription-State: terminated\r\n",
            fragment,
            kind="message/sipfrag",
        )
        assert caller.final("NOTIFY").code >= 400
    assert len(phone.snapshot().calls) == 1
    caller.bye()
    assert caller.final("BYE").code == 200
    phone.still_well()


def test_garbage_in_the_notify_of_a_transfer(phone: Phone, caller: Dialog) -> None:
    call = phone.talk(caller)
    phone.engine.send(TransferCall(call_id=call.id, target="1002"))
    caller.accept(caller.expect("INVITE"), "recvonly")
    phone.ua.reply(caller.expect("REFER"), 202, "Accepted")
    for fragment in ("", "SIP/2.0", "SIP/2.0 x y\r\n", "\0" * 90, "SIP/2.0 999999 " + "z" * 900):
        caller.cseq += 1
        caller.request(
            "NOTIFY",
            "Event: refer\r\nSubscription-State: active;expires=60\r\n",
            fragment,
            kind="message/sipfrag",
        )
        caller.final("NOTIFY")
    caller.bye()
    phone.engine.wait_end(call.id)
    phone.still_well()


def test_a_session_that_changes_all_the_time(phone: Phone, caller: Dialog) -> None:
    call = phone.talk(caller)
    bodies = (
        sdp(caller.ua.address, 0),
        sdp(caller.ua.address, caller.media.port, "inactive"),
        sdp("0.0.0.0", caller.media.port),
        sdp(caller.ua.address, caller.media.port).replace("PCMU/8000", "PCMU/16000"),
        sdp(caller.ua.address, caller.media.port).replace("RTP/AVP 0", "RTP/AVP 8 18 9"),
        sdp(caller.ua.address, caller.media.port)
        + "m=video 4 RTP/AVP 99\r\nm=text 4 RTP/AVP 98\r\n",
        "garbage",
        "",
    )
    for method in ("INVITE", "UPDATE"):
        for body in bodies:
            caller.cseq += 1
            caller.request(method, "", body)
            caller.final(method)
            if method == "INVITE" and not body:
                # An INVITE without a session is answered with an offer: the ACK has none here.
                phone.snapshot()
    caller.cseq += 1
    caller.request("INVITE", "", sdp(caller.ua.address, caller.media.port))
    if caller.final().code == 200:
        until(lambda: phone.caller_hears(caller) > LOUD, "no sound after the changes")
    caller.bye()
    phone.engine.wait(CallEnded, lambda e: e.call.id == call.id)
    phone.still_well()


def test_the_same_again_and_what_belongs_to_nothing(phone: Phone, caller: Dialog) -> None:
    """Retransmissions, a merged request (RFC 3261 section 8.2.2.2), a second BYE, stray ACKs."""
    body = sdp(caller.ua.address, caller.media.port)
    caller.invite()
    caller.request("INVITE", "", body, same=True)
    caller.request("INVITE", "", body, same=True)
    call = phone.engine.wait(CallOffered).call
    caller.request("INVITE", "", body)
    phone.ua.wait(lambda m: caller.mine(m) and m.code in (482, 486), "482 for the merged one")
    assert len(phone.snapshot().calls) == 1
    phone.engine.send(HangUpCall(call_id=call.id))
    phone.engine.wait_end(call.id)
    for method in ("ACK", "BYE", "CANCEL", "PRACK", "UPDATE"):
        caller.cseq += 1
        caller.request(method)
        caller.request(method, same=True)
    phone.still_well()


def test_refer_is_never_followed(phone: Phone, caller: Dialog) -> None:
    call = phone.talk(caller)
    for extra in (
        "",
        "Refer-To: \r\n",
        "Refer-To: <sip:premium@127.0.0.1>\r\nReferred-By: <sip:boss@127.0.0.1>\r\n",
        "Refer-To: <sip:premium@127.0.0.1;method=BYE>\r\n",
        "Refer-To: <sip:a@b?Replaces=x%3Bto-tag%3D1%3Bfrom-tag%3D2>\r\n",
        "Refer-To: <<;;>\x01sip:\r\n",
        "Refer-To: <tel:+1900>\r\nRefer-Sub: false\r\nSupported: norefersub\r\n",
    ):
        caller.cseq += 1
        caller.request("REFER", extra)
        assert caller.final("REFER").code >= 400, extra
    assert [c.id for c in phone.snapshot().calls] == [call.id]
    assert not [m for m in phone.ua.seen if m.code == 0 and m.method == "INVITE"]
    caller.bye()
    assert caller.final("BYE").code == 200
    phone.still_well()


@pytest.mark.parametrize("code", [300, 301, 302, 305, 380])
def test_a_redirection_is_told_and_not_followed(phone: Phone, code: int) -> None:
    phone.engine.send(PlaceCall(call_id="away", target="1002"))
    invite = phone.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    premium = f"Contact: <sip:premium@127.0.0.1:{phone.ua.port}>, <tel:+1900>\r\n"
    phone.ua.reply(invite, code, "Elsewhere", premium)
    assert phone.engine.wait_end("away").call.sip_code == code
    phone.snapshot()
    dialled = [m for m in phone.ua.seen if m.code == 0 and m.method == "INVITE"]
    assert {m.header("Call-ID") for m in dialled} == {invite.header("Call-ID")}
    phone.still_well()


def test_answers_that_make_no_sense(phone: Phone) -> None:
    """To an INVITE of ours: two 200s from two ends, 1xx without end, garbage for a session."""
    phone.engine.send(PlaceCall(call_id="odd", target="1002"))
    with dialog(phone.ua, phone.address) as far:
        invite = phone.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
        far.adopt(invite)
        for number in range(60):
            phone.ua.reply(invite, 180 + number % 4, "Ringing", tag=f"fork{number}")
        phone.ua.reply(invite, 183, "Progress", body="garbage", tag="fork1")
        phone.ua.reply(invite, 200, "OK", body=sdp(far.ua.address, far.media.port), tag="one")
        phone.ua.reply(invite, 200, "OK", body=sdp(far.ua.address, far.media.port), tag="two")
        phone.ua.reply(invite, 603, "Decline", tag="three")
        phone.engine.wait_call("odd", lambda c: c.answered_at is not None)
        phone.engine.send(HangUpCall(call_id="odd"))
        for _ in range(2):
            bye = far.expect("BYE")
            phone.ua.reply(bye, 200, "OK")
        phone.engine.wait_end("odd")
    phone.still_well()
