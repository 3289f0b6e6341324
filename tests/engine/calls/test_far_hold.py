"""What the far end plays while it holds the call: music, an announcement (RFC 3264 section 5.1)."""

import re

import pytest

from softphone.domain.call import CallState
from softphone.domain.messages import HangUpCall, PlaceCall
from tests.engine.conftest import Direct
from tests.engine.harness import read_samples
from tests.engine.sip_ua import Dialog, Media, level, sdp
from tests.support.waiting import until

MUSIC_HZ, SERVER_HZ, RINGBACK_HZ = 1000.0, 1300.0, 450.0
LOUD, QUIET = 2000.0, 60.0


def heard(direct: Direct, hertz: float, last_s: float = 0.4) -> float:
    """Amplitude of a tone in the agent's ear."""
    return level(read_samples(direct.heard, last_s), hertz, 16_000)


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_its_music_is_heard(direct: Direct, caller: Dialog, method: str, elsewhere: bool) -> None:
    caller.media.hertz = MUSIC_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    until(lambda: heard(direct, MUSIC_HZ) > LOUD, "the caller is not heard")
    hertz = SERVER_HZ if elsewhere else MUSIC_HZ
    server = Media(caller.ua.address) if elsewhere else caller.media
    try:
        offer = sdp(caller.ua.address, server.port, "sendonly")
        if elsewhere:
            # A server of its own plays, and says so for the whole session.
            offer = re.sub(r"a=sendonly\r\n", "", offer).replace(
                "t=0 0\r\n", "t=0 0\r\na=sendonly\r\n"
            )
            caller.media.hertz = 0
        caller.cseq += 1
        caller.request(method, "", offer)
        answer = caller.final(method)
        assert answer.code == 200
        assert "a=recvonly" in answer.body
        direct.engine.wait_call(call.id, lambda c: c.held_by_far_end)
        if elsewhere:
            server.towards(answer.body)
            server.hertz = hertz
        until(lambda: heard(direct, hertz) > LOUD, "the music is not heard")
        before = server.highest
        until(lambda: heard(direct, hertz, 1.0) > LOUD, "the music breaks off")
        assert server.highest in (0, before), "the agent's voice goes out into a hold"
        caller.media.hertz = MUSIC_HZ
        caller.invite()
        assert caller.final().code == 200
        direct.engine.wait_call(call.id, lambda c: not c.held_by_far_end)
        until(lambda: level(caller.media.listen(0.3), 700.0, 8000) > LOUD, "the agent is not heard")
        until(lambda: heard(direct, MUSIC_HZ) > LOUD, "the caller is not heard any more")
    finally:
        if elsewhere:
            server.close()


@pytest.mark.parametrize("direction", ["inactive", "0.0.0.0"])
def test_inactive_is_silence(direct: Direct, caller: Dialog, direction: str) -> None:
    caller.media.hertz = MUSIC_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    until(lambda: heard(direct, MUSIC_HZ) > LOUD, "the caller is not heard")
    offer = sdp(caller.ua.address, caller.media.port, "inactive")
    if direction == "0.0.0.0":
        offer = sdp(caller.ua.address, caller.media.port).replace(
            f"c=IN IP4 {caller.ua.address}", "c=IN IP4 0.0.0.0"
        )
    caller.cseq += 1
    caller.request("INVITE", "", offer)
    assert caller.final().code == 200
    direct.engine.wait_call(call.id, lambda c: c.held_by_far_end)
    until(lambda: heard(direct, MUSIC_HZ) < QUIET, "something is heard")


@pytest.mark.parametrize("code", [180, 183])
def test_an_announcement_before_the_answer_is_heard(
    direct: Direct, caller: Dialog, code: int
) -> None:
    direct.engine.send(PlaceCall(call_id="out", target="4711"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE", "INVITE")
    caller.adopt(invite)
    caller.media.hertz = MUSIC_HZ
    body = sdp(caller.ua.address, caller.media.port, "sendonly")
    direct.ua.reply(invite, code, "Progress", body=body)
    direct.engine.wait_call("out", lambda c: c.state is CallState.EARLY)
    until(lambda: heard(direct, MUSIC_HZ, 1.0) > LOUD, "the announcement is not heard")
    assert heard(direct, RINGBACK_HZ, 1.0) < QUIET
    caller.accept(invite, "sendonly")
    caller.expect("ACK")
    # A recorded message for the whole call.
    direct.engine.wait_call("out", lambda c: c.state is CallState.CONNECTED)
    until(lambda: heard(direct, MUSIC_HZ, 1.0) > LOUD, "the message is not heard")
    direct.engine.send(HangUpCall(call_id="out"))
    direct.ua.reply(caller.expect("BYE"), 200, "OK")
