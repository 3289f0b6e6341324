"""A call that is up keeps its codec: what our re-INVITEs offer."""

from __future__ import annotations

import pytest

from softphone.domain.call import CallState
from softphone.domain.messages import HoldCall, ResumeCall
from softphone.engine.pj.offer import keep_codec
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Message, dialog

WHOLE = """v=0
o=- 1 2 IN IP4 192.0.2.1
s=pjmedia
t=0 0
m=audio 4000 RTP/AVP 96 9 8 0 120 101
c=IN IP4 192.0.2.1
a=sendrecv
a=rtpmap:96 opus/48000/2
a=fmtp:96 useinbandfec=1
a=rtpmap:9 G722/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:120 telephone-event/48000
a=fmtp:120 0-16
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x
m=text 0 RTP/AVP 98
a=rtpmap:98 t140/1000
""".replace("\n", "\r\n")


def audio(sdp: str) -> tuple[list[str], set[str]]:
    """Numbers in the audio line, and of all rtpmap and fmtp lines before the next media."""
    part = sdp.partition("m=audio ")[2].partition("\r\nm=")[0].splitlines()
    described = {
        line.partition(":")[2].partition(" ")[0]
        for line in part
        if line.startswith(("a=rtpmap:", "a=fmtp:"))
    }
    return part[0].split()[2:], described


@pytest.mark.parametrize(
    ("codec", "number"), [("PCMA", "8"), ("opus", "96"), ("Opus", "96"), ("g722", "9")]
)
def test_only_the_codec_and_the_key_events_are_left(codec: str, number: str) -> None:
    kept = keep_codec(WHOLE, codec)
    assert audio(kept) == ([number, "120", "101"], {number, "120", "101"})
    assert "a=crypto:1" in kept
    assert kept.endswith("m=text 0 RTP/AVP 98\r\na=rtpmap:98 t140/1000\r\n")
    assert kept.startswith(WHOLE.partition("m=audio")[0])
    assert keep_codec(kept, codec) == kept


@pytest.mark.parametrize("sdp", [WHOLE, "", "v=0\r\n", "m=text 0 RTP/AVP 98\r\n", "m=audio\r\n"])
def test_what_does_not_fit_stays_as_it_is(sdp: str) -> None:
    assert keep_codec(sdp, "G729") == sdp


def offered(request: Message) -> list[str]:
    body = request.body.replace("\r\n", "\n").replace("\n", "\r\n")
    names = {"8": "PCMA", "0": "PCMU", "9": "G722", "18": "G729"}
    return [names[number] for number in audio(body)[0] if number in names]


def test_hold_and_resume_offer_what_the_call_has(direct: Direct) -> None:
    """The caller has mu-law only; ours would offer five."""
    with dialog(direct.ua, direct.address) as caller:
        caller.invite()
        call = direct.engine.answer_next()
        caller.final()
        caller.media.listen()
        direct.engine.send(HoldCall(call_id=call.id))
        held = caller.expect("INVITE")
        caller.accept(held, "recvonly")
        direct.engine.wait_call(call.id, lambda c: c.state is CallState.HELD)
        direct.engine.send(ResumeCall(call_id=call.id))
        resumed = caller.expect("INVITE")
        caller.accept(resumed)
        direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
        assert offered(held) == offered(resumed) == ["PCMU"]
        assert "opus" not in (held.body + resumed.body).lower()
        caller.bye()
