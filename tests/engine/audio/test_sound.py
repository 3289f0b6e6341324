"""Both directions of sound, hold, mute and keys, measured in what really arrived."""

import pytest

from softphone.domain.call import CallState
from softphone.domain.messages import (
    CommandRefused,
    DtmfReceived,
    DtmfSent,
    HoldCall,
    LevelsMeasured,
    MuteChanged,
    PlaceCall,
    ResumeCall,
    SendDtmf,
    SetMute,
)
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.harness import read_samples
from tests.engine.sip_ua import Dialog, level
from tests.support.waiting import until

CALLER_HZ = 1100.0
LOUD = 2000.0
QUIET = 60.0


def caller_hears(caller: Dialog, hertz: float = MICROPHONE_HZ) -> float:
    return level(caller.media.listen(0.3), hertz, 8000)


def agent_hears(direct: Direct, hertz: float = CALLER_HZ) -> float:
    return level(read_samples(direct.heard, 0.5), hertz, 16_000)


def test_both_hear_each_other(direct: Direct, caller: Dialog) -> None:
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    assert (call.codec, call.encrypted) == ("PCMU/8000", False)
    until(lambda: caller_hears(caller) > LOUD, "the caller hears no microphone")
    until(lambda: agent_hears(direct) > LOUD, "the agent hears no caller")
    assert caller_hears(caller, CALLER_HZ) < QUIET, "the caller hears itself"
    assert agent_hears(direct, MICROPHONE_HZ) < QUIET, "the agent hears the own microphone"
    levels = [e for e in direct.engine.events if isinstance(e, LevelsMeasured)]
    assert levels[-1].microphone_dbfs == pytest.approx(-12.2, abs=1.5)
    assert levels[-1].speaker_dbfs == pytest.approx(-12.2, abs=1.5)


def test_mute_silences_and_opens_again(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    direct.engine.answer_next()
    caller.final()
    until(lambda: caller_hears(caller) > LOUD, "the caller hears no microphone")
    direct.engine.send(SetMute(muted=True))
    assert direct.engine.wait(MuteChanged).muted
    until(lambda: max(map(abs, caller.media.listen(0.3))) < QUIET, "mute is heard through")
    assert max(map(abs, caller.media.listen(0.5))) < QUIET
    direct.engine.send(SetMute(muted=False))
    until(lambda: caller_hears(caller) > LOUD, "the microphone stays shut")


def test_hold_and_resume(direct: Direct, caller: Dialog) -> None:
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    until(lambda: agent_hears(direct) > LOUD, "the agent hears no caller")

    direct.engine.send(HoldCall(call_id=call.id))
    offer = caller.expect("INVITE")
    assert "a=sendonly" in offer.body
    caller.accept(offer, "recvonly")
    held = direct.engine.wait_call(call.id, lambda c: c.state is CallState.HELD)
    assert held.held_since is not None
    until(lambda: agent_hears(direct) < QUIET, "the agent still hears the held caller")

    direct.engine.send(HoldCall(call_id=call.id))
    assert "running call" in direct.engine.wait(CommandRefused).reason
    direct.engine.send(ResumeCall(call_id=call.id))
    offer = caller.expect("INVITE")
    assert "a=sendrecv" in offer.body
    caller.accept(offer)
    back = direct.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
    assert back.held_since is None
    assert back.held_s > 0
    until(lambda: agent_hears(direct) > LOUD, "the agent hears nothing after the hold")
    until(lambda: caller_hears(caller) > LOUD, "the caller hears nothing after the hold")


def test_a_refused_hold_leaves_the_call_connected(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    direct.engine.send(HoldCall(call_id=call.id))
    direct.ua.reply(caller.expect("INVITE"), 488, "Not Acceptable Here")
    refused = direct.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("HoldCall", call.id)
    assert "488" in refused.reason
    until(lambda: caller_hears(caller) > LOUD, "the call went silent")


def test_hold_tries_again_after_491(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    direct.engine.send(HoldCall(call_id=call.id))
    direct.ua.reply(caller.expect("INVITE"), 491, "Request Pending")
    caller.accept(caller.expect("INVITE"), "recvonly")
    direct.engine.wait_call(call.id, lambda c: c.state is CallState.HELD)


def test_held_by_the_far_end(direct: Direct, caller: Dialog) -> None:
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    caller.invite(direction="sendonly")
    assert "a=recvonly" in caller.final().body
    held = direct.engine.wait_call(call.id, lambda c: c.held_by_far_end)
    assert held.state is CallState.CONNECTED
    caller.invite()
    caller.final()
    direct.engine.wait_call(call.id, lambda c: not c.held_by_far_end)
    until(lambda: caller_hears(caller) > LOUD, "silent after the far end's hold")


def test_keys_both_ways(direct: Direct, caller: Dialog) -> None:
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    caller.media.press(5)
    assert direct.engine.wait(DtmfReceived).digit == "5"
    direct.engine.send(SendDtmf(call_id=call.id, digits="12#"))
    assert direct.engine.wait(DtmfSent).digits == "12#"
    until(lambda: caller.media.keys == [1, 2, 11], f"keys heard: {caller.media.keys}")
    direct.engine.send(SendDtmf(call_id=call.id, digits="12x"))
    assert "0-9" in direct.engine.wait(CommandRefused).reason


def test_keys_by_info_where_events_were_not_negotiated(direct: Direct, caller: Dialog) -> None:
    caller.invite(dtmf=False)
    call = direct.engine.answer_next()
    caller.final()
    direct.engine.send(SendDtmf(call_id=call.id, digits="7"))
    info = caller.expect("INFO")
    direct.ua.reply(info, 200, "OK")
    assert "Signal=7" in info.body.replace(" ", "")
    direct.engine.wait(DtmfSent)


def test_the_agent_hears_it_ring_at_the_far_end(direct: Direct, caller: Dialog) -> None:
    direct.engine.send(PlaceCall(call_id="out", target="13800001234"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    caller.adopt(invite)
    direct.ua.reply(invite, 180, "Ringing")
    until(lambda: agent_hears(direct, 450.0) > LOUD, "no ringing tone at the agent's ear")
    caller.media.hertz = CALLER_HZ
    caller.accept(invite)
    direct.engine.wait_call("out", lambda c: c.state is CallState.CONNECTED)
    until(lambda: agent_hears(direct) > LOUD, "the agent hears nobody")
    assert agent_hears(direct, 450.0) < QUIET, "the ringing tone goes on in the talk"
