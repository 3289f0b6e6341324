"""Lines that must, may or must not encrypt, against far ends that can or cannot (RFC 4568)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import msgspec
import pytest

from softphone.domain.account import Srtp
from softphone.domain.call import Call, EndCause
from softphone.domain.messages import (
    AnswerCall,
    CallOffered,
    PlaceCall,
    RequestTrace,
    TraceReported,
)
from softphone.domain.registration import LineState
from softphone.domain.sip_words import NOT_ENCRYPTED
from tests.engine.sip_ua import Dialog, dialog, sdp
from tests.hostile.phone import LOUD, Phone
from tests.support.waiting import until

KEY = base64.b64encode(bytes(range(30))).decode()
OFFERS = {
    "plain": ("RTP/AVP", ""),
    "either": ("RTP/AVP", f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}\r\n"),
    "encrypted": ("RTP/SAVP", f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}\r\n"),
}
TAKEN = {
    Srtp.OFF: {"plain": False, "either": False},
    Srtp.OPTIONAL: {"plain": False, "either": True, "encrypted": True},
    Srtp.MANDATORY: {"encrypted": True},
}
"""Which offers ring, and whether the call is encrypted then. The others get 488."""


def session(far: Dialog, kind: str) -> str:
    """An offer or answer of that kind."""
    profile, keys = OFFERS[kind]
    return sdp(far.ua.address, far.media.port).replace("RTP/AVP", profile) + keys


def use(phone: Phone, srtp: Srtp) -> None:
    """Sign in again under that rule; optional is what it begins with."""
    if srtp is Srtp.OPTIONAL:
        return
    account = msgspec.structs.replace(phone.configure.account, srtp=srtp)
    phone.engine.send(msgspec.structs.replace(phone.configure, account=account))
    phone.engine.wait_line(LineState.REGISTERED)
    assert phone.registrar.contact is not None
    phone.address = ("127.0.0.1", phone.registrar.contact[1])


@pytest.mark.parametrize("srtp", Srtp)
def test_a_caller(phone: Phone, srtp: Srtp) -> None:
    use(phone, srtp)
    for kind in OFFERS:
        with dialog(phone.ua, phone.address) as caller:
            caller.cseq += 1
            caller.request("INVITE", body=session(caller, kind))
            encrypted = TAKEN[srtp].get(kind)
            if encrypted is None:
                refused(phone, caller, kind)
            else:
                answered(phone, caller, encrypted=encrypted)


def refused(phone: Phone, caller: Dialog, kind: str) -> None:
    """488 to the caller, nothing rings, and log and trace have it."""
    rang = len(phone.offered)
    assert caller.final().code == 488
    phone.snapshot()
    assert len(phone.offered) == rang
    keys = "with" if OFFERS[kind][1] else "without"
    said = f"refused with 488 by the stack: it offers sound by {OFFERS[kind][0]} {keys} keys"
    until(lambda: said in phone.engine.log(), f"no word of it in the log: {said}")
    phone.engine.send(RequestTrace(call_id="", mask_numbers=True, request="1"))
    told = phone.engine.wait(TraceReported).messages
    mine = [m.text.split("\r\n")[0] for m in told if caller.call_id in m.text]
    assert any(line.startswith("SIP/2.0 488") for line in mine), mine


def answered(phone: Phone, caller: Dialog, *, encrypted: bool) -> None:
    """It rings, is answered, and the call tells the truth about its encryption."""
    call = phone.engine.wait(CallOffered).call
    phone.engine.send(AnswerCall(call_id=call.id))
    answer = caller.final()
    assert answer.code == 200
    assert ("a=crypto" in answer.body) is encrypted
    up = phone.engine.wait_call(call.id, lambda c: c.codec != "")
    assert up.encrypted is encrypted
    if not encrypted:
        until(lambda: phone.caller_hears(caller) > LOUD, "the caller hears no microphone")
    caller.bye()
    phone.engine.wait_end(call.id)


@pytest.fixture
def called(phone: Phone) -> Iterator[Dialog]:
    """Whom the phone calls."""
    with dialog(phone.ua, phone.address) as far:
        yield far


def place(phone: Phone, called: Dialog, kind: str) -> str:
    """Call; the far end answers 200 with that kind of session. The session that was offered."""
    phone.engine.send(PlaceCall(call_id="out", target="1002"))
    invite = phone.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    called.adopt(invite)
    phone.ua.reply(invite, 200, "OK", body=session(called, kind))
    called.expect("ACK")
    return invite.body


def test_a_far_end_that_answers_in_the_clear_is_hung_up_on(phone: Phone, called: Dialog) -> None:
    """Nothing of the agent's voice may go out before that."""
    use(phone, Srtp.MANDATORY)
    offered = place(phone, called, "plain")
    assert "RTP/SAVP" in offered
    phone.ua.reply(called.expect("BYE"), 200, "OK")
    call = phone.engine.wait_end("out").call
    told(call)
    assert called.media.highest == 0, "sound went out in the clear"


def test_a_far_end_that_says_488_is_named_in_words(phone: Phone) -> None:
    use(phone, Srtp.MANDATORY)
    phone.engine.send(PlaceCall(call_id="out", target="1002"))
    invite = phone.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    phone.ua.reply(invite, 488, "Not Acceptable Here")
    call = phone.engine.wait_end("out").call
    assert call.sip_code == 488
    told(call)


def told(call: Call) -> None:
    assert (call.cause, call.sip_reason) == (EndCause.FAILED, NOT_ENCRYPTED)


def test_where_encryption_may_be_a_far_end_without_it_is_talked_to(
    phone: Phone, called: Dialog
) -> None:
    offered = place(phone, called, "plain")
    assert "m=audio" in offered
    assert "RTP/AVP" in offered
    assert "a=crypto" in offered
    up = phone.engine.wait_call("out", lambda c: c.codec != "")
    assert not up.encrypted
    until(lambda: phone.caller_hears(called) > LOUD, "the far end hears no microphone")
    called.bye()
    phone.engine.wait_end("out")
