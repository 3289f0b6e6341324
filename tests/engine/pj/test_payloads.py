"""Each packet is decoded by its own payload type; one that was not agreed is not heard."""

import pytest

from softphone.domain.messages import HangUpCall, PlaceCall
from tests.engine.conftest import Direct
from tests.engine.harness import read_samples
from tests.engine.sip_ua import Dialog, alaw, level, sdp, ulaw
from tests.support.waiting import until

TONE_HZ = 1000.0
SAID, QUIET = 8000.0, 60.0
PCMU, PCMA, G722, G729 = 0, 8, 9, 18
NAMES = {PCMU: "PCMU", PCMA: "PCMA", G722: "G722", G729: "G729"}

pytestmark = pytest.mark.own_stack


def heard(direct: Direct, hertz: float = TONE_HZ, last_s: float = 0.4) -> float:
    """Amplitude of a tone in the agent's ear."""
    return level(read_samples(direct.heard, last_s), hertz, 16_000)


def session(caller: Dialog, *kinds: int) -> str:
    """An offer or answer with these codecs."""
    body = sdp(caller.ua.address, caller.media.port)
    body = body.replace(" 0 101\r\n", f" {' '.join(map(str, kinds))} 101\r\n")
    maps = "".join(f"a=rtpmap:{kind} {NAMES[kind]}/8000\r\n" for kind in kinds)
    return body.replace("a=rtpmap:0 PCMU/8000\r\n", maps)


@pytest.mark.parametrize(
    "codecs", [(PCMA, PCMU), (G722, PCMU), (PCMU, PCMA), (G722, PCMA, PCMU), (G722, PCMU, PCMA)]
)
def test_any_codec_of_the_answer_is_heard_as_it_was_said(
    direct: Direct, caller: Dialog, codecs: tuple[int, ...]
) -> None:
    """The far end sends as the last one of those that it lists."""
    direct.engine.send(PlaceCall(call_id="out", target="4711"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE", "INVITE")
    caller.adopt(invite)
    direct.ua.reply(invite, 200, "OK", body=session(caller, *codecs))
    caller.expect("ACK")
    # It insists on all of them.
    locked = caller.expect("INVITE")
    direct.ua.reply(locked, 488, "Not Acceptable Here")
    caller.expect("ACK")
    caller.media.kind = codecs[-1]
    caller.media.law = alaw if codecs[-1] == PCMA else ulaw
    caller.media.hertz = TONE_HZ
    until(lambda: heard(direct) > 0.9 * SAID, "the far end is not heard")
    until(lambda: heard(direct, last_s=1.0) == pytest.approx(SAID, rel=0.06), "not as it was said")
    assert heard(direct, 3000.0) < 3 * QUIET, "distorted"
    direct.engine.send(HangUpCall(call_id="out"))
    direct.ua.reply(caller.expect("BYE"), 200, "OK")


def test_what_was_not_agreed_is_not_heard(direct: Direct, caller: Dialog) -> None:
    caller.cseq += 1
    caller.request("INVITE", "", session(caller, PCMA, PCMU))
    call = direct.engine.answer_next()
    answer = caller.final().body
    agreed = PCMA if call.codec.startswith("PCMA") else PCMU
    assert f"RTP/AVP {agreed} " in answer, answer
    media = caller.media
    media.kind = PCMU + PCMA - agreed
    media.hertz = TONE_HZ
    media.sizes(agreed, 75)
    samples = read_samples(direct.heard, 0.8)
    assert max(map(abs, samples)) < QUIET
