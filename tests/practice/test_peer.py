"""Two peers on loopback: real SIP, real RTP, tones measured at the far end."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.practice import sound
from softphone.practice.peer_client import Peer, PeerError
from softphone.practice.peer_words import Behaviour, Happening, Rule


@pytest.fixture
def caller() -> Iterator[Peer]:
    with Peer() as peer:
        yield peer
    assert not [event for event in peer.events if event["event"] == "fault"]


@pytest.fixture
def callee() -> Iterator[Peer]:
    with Peer() as peer:
        yield peer
    assert not [event for event in peer.events if event["event"] == "fault"]


def connect(caller: Peer, callee: Peer, user: str = "2001", call: str = "c1") -> str:
    """Call that user; the callee's id of the call."""
    after = callee.mark()
    caller.command("call", id=call, to=callee.uri(user), tone_hz=1000)
    caller.wait_for("state", call=call, state="confirmed")
    return str(callee.wait_for("incoming", after=after)["call"])


def test_both_hear_each_other(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="2001", ring_ms=50, tone_hz=1400))
    leg = connect(caller, callee)
    caller.wait_sound("c1", 1400)
    heard = callee.wait_sound(leg, 1000)
    assert heard["tones"][0]["level_dbfs"] == pytest.approx(-30, abs=3)
    ringing = caller.wait_for("state", call="c1", state="early")
    assert ringing["code"] == 180


def test_headers_and_identity_arrive(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="*", behaviour=Behaviour.MANUAL))
    caller.command(
        "call",
        id="c1",
        to=callee.uri("agent"),
        from_user="+8613900000001",
        from_name='Caller "A"',
        headers={"P-Asserted-Identity": "<sip:+8613900000001@127.0.0.1>", "X-Queue": "support"},
    )
    seen = callee.wait_for("incoming", user="agent")
    assert seen["headers"]["x-queue"] == "support"
    assert seen["headers"]["p-asserted-identity"] == "<sip:+8613900000001@127.0.0.1>"
    assert "sip:+8613900000001@" in seen["remote"]
    callee.command("answer", call=seen["call"], code=486)
    assert caller.wait_for("state", call="c1", state="disconnected")["code"] == 486


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(user="2002", behaviour=Behaviour.REFUSE), 486),
        (Rule(user="2002", behaviour=Behaviour.REFUSE, ring_ms=30, code=603), 603),
        (Rule(user="2001"), 404),
        (Rule(user="2002", hang_up_ms=100), 200),
    ],
)
def test_rules_end_calls_with_their_code(caller: Peer, callee: Peer, rule: Rule, code: int) -> None:
    callee.listen(rule)
    caller.command("call", id="c1", to=callee.uri("2002"))
    assert caller.wait_for("state", call="c1", state="disconnected")["code"] == code


def test_a_caller_who_gives_up_cancels(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="2001", behaviour=Behaviour.NO_ANSWER))
    caller.command("call", id="c1", to=callee.uri("2001"))
    caller.wait_for("state", call="c1", state="early")
    caller.command("hangup", call="c1")
    assert caller.wait_for("state", call="c1", state="disconnected")["code"] == 487
    callee.wait_for("state", state="disconnected")


def test_dtmf_and_hold_are_seen_by_the_far_end(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="2001"))
    leg = connect(caller, callee)
    callee.wait_sound(leg, 1000)
    caller.command("dtmf", call="c1", digits="7#")
    callee.wait_for("dtmf", call=leg, digit="7")
    callee.wait_for("dtmf", call=leg, digit="#")
    caller.command("hold", call="c1")
    callee.wait_for("media", call=leg, status="remote_hold")
    after = callee.mark()
    caller.command("hold", call="c1", on=False)
    callee.wait_for("media", call=leg, status="active", after=after)
    callee.wait_sound(leg, 1000)


def test_refer_makes_the_far_end_really_call(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="2001"), Rule(user="2003", ring_ms=50, tone_hz=1600))
    leg = connect(caller, callee)
    callee.command("transfer", call=leg, to=callee.uri("2003"))
    accepted = caller.wait_for("transfer_accepted", call="c1")
    assert accepted["target"] == callee.uri("2003")
    assert callee.wait_for("transfer_progress", call=leg, final=True)["code"] == 200
    caller.wait_sound(accepted["new_call"], 1600)
    colleague = callee.wait_for("incoming", user="2003")["call"]
    callee.wait_sound(colleague, 1000)


def test_refer_to_somebody_busy_tells_the_code(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="2001"), Rule(user="2002", behaviour=Behaviour.REFUSE))
    leg = connect(caller, callee)
    callee.command("transfer", call=leg, to=callee.uri("2002"))
    assert callee.wait_for("transfer_progress", call=leg, final=True)["code"] == 486


def test_a_hole_in_the_sound_is_measured(caller: Peer, callee: Peer) -> None:
    callee.listen(Rule(user="2001"))
    leg = connect(caller, callee)
    callee.wait_sound(leg, 1000, window_ms=300)
    start = time.monotonic()
    whole = measure_until(callee, leg, start, lambda heard: heard["frames"] >= 25)
    assert whole["longest_silence_ms"] <= 250
    caller.command("play", call="c1")
    holed = measure_until(callee, leg, start, lambda heard: heard["longest_silence_ms"] > 400)
    assert holed["longest_wait_ms"] < holed["longest_silence_ms"]


def measure_until(
    peer: Peer, call: str, since: float, enough: Callable[[Happening], bool]
) -> Happening:
    """Measure all since then, again and again, until it is enough (20 s at most)."""
    limit = time.monotonic() + 20
    while True:
        heard = peer.measure(call, since=since)
        if enough(heard):
            return heard
        assert time.monotonic() < limit, heard


def test_what_is_heard_can_be_recorded(caller: Peer, callee: Peer, tmp_path: Path) -> None:
    callee.listen(Rule(user="2001", wav=str(_speech(tmp_path)), loop=True))
    connect(caller, callee)
    path = tmp_path / "heard.wav"
    caller.command("record", call="c1", path=str(path))
    caller.wait_sound("c1", 600, window_ms=700)
    caller.command("record", call="c1")
    pcm, rate = sound.read_wav(path)
    assert sound.tone(pcm[-8000:], 600, rate).level_dbfs > -25


def _speech(folder: Path) -> Path:
    path = folder / "speech.wav"
    sound.write_wav(path, sound.sine(600, -20, 0.5, 16000), 16000)
    return path


def test_wrong_commands_are_refused_and_the_peer_lives_on(caller: Peer) -> None:
    for do, fields in (
        ("fly", {}),
        ("answer", {"call": "nobody"}),
        ("call", {"id": "c1", "to": "not a uri"}),
        ("call", {"id": "c1", "to": "sip:x@127.0.0.1", "surprise": 1}),
        ("call", {"id": "c2", "to": "sip:x@127.0.0.1", "wav": "missing.wav"}),
    ):
        with pytest.raises(PeerError, match=r"refused|Malformed"):
            # What cannot be read has no number, so that its refusal is no reply.
            caller.command(do, timeout_s=5.0, **fields)
    assert caller.command("calls")["event"] == "done"


def test_it_ends_with_its_stdin_in_mid_call(callee: Peer) -> None:
    callee.listen(Rule(user="2001"))
    caller = Peer().start()
    leg = connect(caller, callee)
    assert caller.stop() == 0
    callee.wait_for("state", call=leg, state="disconnected")
    with pytest.raises(OSError, match="No such process"):
        os.kill(caller.pid, 0)
