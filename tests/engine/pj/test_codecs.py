"""What each codec profile offers, and that Opus in the offer harms nobody who lacks it."""

import re

import msgspec
import pytest

from softphone.domain.call import CallState
from softphone.domain.codecs import CodecProfile
from softphone.domain.messages import PlaceCall
from softphone.engine.pj.codecs import OpusAsked, asked_of_opus
from tests.engine.conftest import Direct
from tests.engine.harness import direct_configure
from tests.engine.sip_ua import Dialog, Message

PCMU, PCMA, G722, G729 = "0", "8", "9", "18"
BIT_RATES = {CodecProfile.OFFICE: 64_000, CodecProfile.HOME: 40_000, CodecProfile.THIN: 24_000}


def use(direct: Direct, profile: CodecProfile) -> None:
    command = direct_configure(f"127.0.0.1:{direct.ua.port}")
    direct.engine.send(msgspec.structs.replace(command, codecs=profile))


def offer(direct: Direct, caller: Dialog) -> Message:
    """The INVITE of a call of the agent's."""
    direct.engine.send(PlaceCall(call_id="out", target="13800001234"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    caller.adopt(invite)
    return invite


def payloads(invite: Message) -> list[str]:
    """Payload types of the offer, Opus by its name; without the telephone events."""
    found = re.search(r"m=audio \d+ RTP/AVP ([\d ]+)", invite.body)
    assert found
    names = dict(re.findall(r"a=rtpmap:(\d+) ([\w-]+)/", invite.body))
    known = {"opus", "telephone-event"}
    kinds = [names[n].lower() if names.get(n, "").lower() in known else n for n in found[1].split()]
    return [kind for kind in kinds if kind != "telephone-event"]


def answer(caller: Dialog, invite: Message, payload: str, rtpmap: str, fmtp: str = "") -> None:
    """200 with that codec alone."""
    address = caller.ua.address
    body = (
        f"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
        f"m=audio {caller.media.port} RTP/AVP {payload}\r\na=rtpmap:{payload} {rtpmap}\r\n{fmtp}"
    )
    caller.ua.reply(invite, 200, "OK", body=body)


@pytest.mark.parametrize(
    ("profile", "order"),
    [
        (CodecProfile.OFFICE, ["opus", G722, PCMA, PCMU, G729]),
        (CodecProfile.HOME, ["opus", G722, PCMA, PCMU, G729]),
        (CodecProfile.THIN, ["opus", G729, PCMA, PCMU]),
    ],
)
def test_the_offer(direct: Direct, caller: Dialog, profile: CodecProfile, order: list[str]) -> None:
    use(direct, profile)
    invite = offer(direct, caller)
    assert payloads(invite) == order
    opus = re.search(r"a=rtpmap:(\d+) opus/48000/2", invite.body)
    assert opus
    settings = re.search(rf"a=fmtp:{opus[1]} (.+)\r", invite.body)
    assert settings
    assert "maxplaybackrate=16000" in settings[1], "the stack would resample"
    assert "useinbandfec=1" in settings[1]
    assert "a=fmtp:18 annexb=no" in invite.body
    assert f"maxaveragebitrate={BIT_RATES[profile]}" in settings[1]
    # One datagram on Ethernet, ciphers of SRTP included.
    assert len(invite.text.encode()) < 1472
    assert invite.body.count("m=") == 1
    answer(caller, invite, PCMA, "PCMA/8000")


@pytest.mark.parametrize("profile", list(CodecProfile))
def test_a_far_end_with_a_law_only(direct: Direct, caller: Dialog, profile: CodecProfile) -> None:
    use(direct, profile)
    answer(caller, offer(direct, caller), PCMA, "PCMA/8000")
    call = direct.engine.wait_call("out", lambda c: c.codec != "")
    assert (call.codec, call.state) == ("PCMA/8000", CallState.CONNECTED)


def test_an_offer_without_opus_is_answered(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    body = caller.final().body
    assert call.codec == "PCMU/8000"
    assert "opus" not in body.lower()


def opus_sizes(
    direct: Direct, caller: Dialog, profile: CodecProfile, asks: str = "useinbandfec=1"
) -> list[int]:
    """Bytes of the Opus packets of a second, 20 ms each."""
    use(direct, profile)
    invite = offer(direct, caller)
    opus = re.search(r"a=rtpmap:(\d+) opus/48000/2", invite.body)
    assert opus
    answer(caller, invite, opus[1], "opus/48000/2", f"a=fmtp:{opus[1]} {asks}\r\n")
    direct.engine.wait_call("out", lambda c: c.codec.startswith("opus/"))
    # The first half second is the encoder's way to its rate.
    return caller.media.sizes(int(opus[1]), 80)[30:]


def bit_rate(sizes: list[int]) -> float:
    """Bit/s."""
    return sum(sizes) / len(sizes) * 8 / 0.02


@pytest.mark.parametrize("profile", list(CodecProfile))
def test_opus_keeps_to_the_bit_rate_of_the_profile(
    direct: Direct, caller: Dialog, profile: CodecProfile
) -> None:
    used = bit_rate(opus_sizes(direct, caller, profile))
    assert BIT_RATES[profile] * 0.5 < used < BIT_RATES[profile] * 1.15


def test_a_far_end_that_asks_for_less_gets_less(direct: Direct, caller: Dialog) -> None:
    asks = "maxaveragebitrate=14000;useinbandfec=1"
    assert bit_rate(opus_sizes(direct, caller, CodecProfile.OFFICE, asks)) < 14_000 * 1.15


def test_a_far_end_that_asks_for_a_constant_rate_gets_one(direct: Direct, caller: Dialog) -> None:
    """No packet is larger than its share; the stack takes the padding off smaller ones."""
    sizes = opus_sizes(direct, caller, CodecProfile.HOME, "cbr=1")
    share = BIT_RATES[CodecProfile.HOME] // 8 // 50
    assert max(sizes) <= share
    assert min(sizes) > share * 0.75


@pytest.mark.parametrize(
    ("fmtp", "asked"),
    [
        ({}, OpusAsked(510_000, False, False)),
        ({"useinbandfec": "1", "cbr": "1"}, OpusAsked(510_000, True, True)),
        ({"maxaveragebitrate": "20000"}, OpusAsked(20_000, False, False)),
        ({"maxaveragebitrate": "1"}, OpusAsked(6_000, False, False)),
        ({"maxaveragebitrate": "9" * 400}, OpusAsked(510_000, False, False)),
        ({"maxaveragebitrate": "-5"}, OpusAsked(510_000, False, False)),
        ({"maxaveragebitrate": "\u0663"}, OpusAsked(510_000, False, False)),
    ],
)
def test_what_is_asked_of_our_encoder(fmtp: dict[str, str], asked: OpusAsked) -> None:
    assert asked_of_opus(fmtp) == asked
