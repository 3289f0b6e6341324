"""Calls whose sessions are odd in one line, on the real engine."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from softphone.domain.call import CallState
from softphone.domain.messages import AnswerCall, CallOffered
from tests.engine.calls.test_outgoing import dial
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.sip_ua import Dialog, dialog, level, sdp

pytestmark = pytest.mark.own_stack
LOUD = 1500


def unnamed(body: str) -> str:
    """Another dynamic format, without a name, and the key events without theirs."""
    body = body.replace("RTP/AVP 0 101", "RTP/AVP 0 97 101")
    return body.replace("a=rtpmap:101 telephone-event/8000\r\n", "")


def sixth(body: str) -> str:
    return re.sub(r"c=IN IP4 \S+", "c=IN IP6 2001:db8::1", body)


def named(body: str) -> str:
    return re.sub(r"c=IN IP4 \S+", "c=IN IP4 media.pbx.invalid", body)


def both(body: str) -> str:
    """ANAT (RFC 4091): IPv6 first."""
    session, audio = body.split("m=audio", 1)
    address = re.search(r"c=IN IP4 \S+\r\n", session)
    assert address
    six = "m=audio 40000 RTP/AVP 0\r\nc=IN IP6 2001:db8::1\r\na=mid:1\r\n"
    return f"{session}a=group:ANAT 1 2\r\n{six}m=audio{audio}{address[0]}a=mid:2\r\n"


def reports_elsewhere(body: str) -> str:
    return f"{body}a=rtcp:40001 IN IP6 2001:db8::1\r\n"


def reports_nowhere(body: str) -> str:
    return f"{body}a=rtcp:none IN IP9 nowhere\r\na=ssrc:none\r\n"


def torn(body: str) -> str:
    return body[:40]


def useless(_body: str) -> str:
    return "v=0\r\nnothing of use\r\n"


def offer(caller: Dialog, change: Callable[[str], str], direction: str = "sendrecv") -> None:
    caller.cseq += 1
    caller.request("INVITE", body=change(sdp(caller.ua.address, caller.media.port, direction)))


def hears_the_agent(far: Dialog) -> bool:
    return level(far.media.listen(), MICROPHONE_HZ, 8000) > LOUD


@pytest.mark.parametrize("change", [unnamed, both, reports_elsewhere, reports_nowhere])
def test_it_rings_and_is_answered_with_sound(
    direct: Direct, caller: Dialog, change: Callable[[str], str]
) -> None:
    offer(caller, change)
    caller.ringing()
    call = direct.engine.wait(CallOffered).call
    direct.engine.send(AnswerCall(call_id=call.id))
    answer = caller.ua.wait(lambda m: caller.mine(m) and m.code >= 200, "answer")
    assert answer.code == 200
    caller.far = answer.header("To")
    used = answer.body[answer.body.rindex("m=audio") :]
    caller.media.towards("c=IN IP4 127.0.0.1\r\n" + used)
    caller.request("ACK")
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED and c.codec != "")
    assert hears_the_agent(caller)


@pytest.mark.parametrize("kilobytes", [4, 6, 30])
def test_a_long_invite_rings_and_is_answered_with_sound(
    direct: Direct, caller: Dialog, kilobytes: int
) -> None:
    caller.invite("".join(f"X-Note-{n}: {'a' * 1000}\r\n" for n in range(kilobytes)))
    direct.engine.answer_next()
    answer = caller.final()
    assert (answer.code, "a=rtpmap:0 PCMU" in answer.body) == (200, True)
    assert hears_the_agent(caller)


@pytest.mark.parametrize("change", [sixth, named])
def test_an_offer_that_cannot_be_served_gets_488(
    direct: Direct, caller: Dialog, change: Callable[[str], str]
) -> None:
    offer(caller, change)
    stranger = caller.far
    assert caller.final().code == 488
    caller.far = stranger
    # In a call too, which goes on as it was.
    caller.invite()
    call = direct.engine.answer_next()
    assert caller.final().code == 200
    offer(caller, change)
    assert caller.final().code == 488
    assert hears_the_agent(caller)
    caller.bye()
    direct.engine.wait_end(call.id)


def test_a_hold_with_an_unnamed_format_holds(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    assert caller.final().code == 200
    offer(caller, unnamed, "sendonly")
    assert caller.final().code == 200
    direct.engine.wait_call(call.id, lambda c: c.held_by_far_end)


@pytest.mark.parametrize(
    ("early", "final"),
    [
        (unnamed, unnamed),
        *((sixth, str), (named, str), (torn, str), (useless, str)),
        (reports_nowhere, reports_nowhere),
    ],
)
def test_a_call_of_ours_comes_about(
    direct: Direct, early: Callable[[str], str], final: Callable[[str], str]
) -> None:
    with dialog(direct.ua, direct.address) as far:
        call_id, invite = "out", dial(direct)
        far.adopt(invite)
        ours = sdp(far.ua.address, far.media.port)
        far.ua.reply(invite, 183, "Session Progress", body=early(ours))
        direct.engine.wait_call(call_id, lambda c: c.state is CallState.EARLY)
        far.ua.reply(invite, 200, "OK", body=final(ours))
        far.expect("ACK")
        direct.engine.wait_call(call_id, lambda c: c.answered_at is not None and c.codec != "")
        assert hears_the_agent(far)
