"""The real room process, and a peer that acts as the softphone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.practice import sound
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule

LINE = {"wav": "line.wav", "text": "x"}


@pytest.fixture
def agent() -> Iterator[Peer]:
    with Peer() as peer:
        yield peer


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    sound.write_wav(tmp_path / "line.wav", sound.sine(300, -20, 0.3))
    customers: list[dict[str, object]] = [
        {"key": "one", "number": "+8613900000001", "name": "Caller A", "queue": "support"},
        {"key": "two", "number": "+8613900000002", "queue": "orders", "vip": True},
    ]
    extra: dict[str, object] = {
        "lines": [LINE, LINE],
        "patience_s": 1.0,
        "hold_patience_s": 0.5,
        "waited_s": 80,
    }
    parties = [
        {"user": "2001", "ring_ms": 100, "tone_hz": 1400},
        {"user": "2002", "busy": True},
        {"user": "*", "tone_hz": 1500, "hang_up_ms": 200},
    ]
    path = tmp_path / "room.json"
    path.write_text(
        json.dumps({"customers": [{**each, **extra} for each in customers], "parties": parties}),
        encoding="utf-8",
    )
    return path


def room_program(agent: Peer, scenario: Path) -> list[str]:
    program = [sys.executable, "-m", "softphone.practice.room_process", "--pace", "fast"]
    return [*program, "--pilots", "--agent", f"127.0.0.1:{agent.port}", "--scenario", str(scenario)]


@pytest.fixture
def room(agent: Peer, scenario: Path) -> Iterator[Peer]:
    with Peer(program=room_program(agent, scenario)) as process:
        yield process
        faults = [event for event in process.events if event["event"] == "fault"]
        assert not faults
    assert process.stop() == 0


def tell(agent: Peer, room: Peer, code: str) -> None:
    """Dial a feature code and wait until the room has hung up."""
    call = f"code-{agent.mark()}"
    agent.command("call", id=call, to=room.uri(code), from_user="agent")
    assert agent.wait_for("state", call=call, state="confirmed")["code"] == 200
    agent.wait_for("state", call=call, state="disconnected")


def test_ready_brings_customers_one_after_the_other(agent: Peer, room: Peer) -> None:
    agent.listen(Rule(user="agent", ring_ms=100, tone_hz=700, hang_up_ms=1200))
    tell(agent, room, "*101")
    assert room.wait_for("told", code="*101")["told"] == "sign_in"
    tell(agent, room, "*121")
    first = agent.wait_for("incoming", user="agent")
    assert first["headers"]["x-queue"] == "support"
    assert first["headers"]["x-waited"] == "80"
    assert first["headers"]["x-vip"] == "0"
    assert first["headers"]["p-asserted-identity"] == '"Caller A" <sip:+8613900000001@127.0.0.1>'
    assert room.wait_for("rang", customer="one")["code"] == 180
    talking = room.wait_for("answered", customer="one")
    room.wait_sound(talking["call"], 700)
    agent.wait_sound(first["call"], 1000)
    room.wait_for("served", customer="one")
    second = room.wait_for("offered", customer="two")
    assert second["number"] == "+8613900000002"


def test_not_ready_keeps_customers_away_until_ready(agent: Peer, room: Peer) -> None:
    agent.listen(Rule(user="agent", behaviour=Behaviour.REFUSE))
    tell(agent, room, "*121")
    room.wait_for("not_taken", customer="one")
    tell(agent, room, "*1202")
    assert room.wait_for("told", code="*1202")["reason"] == "meal"
    after = room.mark()
    # A call to the outside takes longer than the room's pause: time for a wrong offer.
    agent.command("call", id="out", to=room.uri("02212345678"))
    agent.wait_for("state", call="out", state="disconnected")
    offers = [event for event in room.events[after:] if event["event"] == "offered"]
    assert offers == []
    tell(agent, room, "*121")
    room.wait_for("offered", after=after, customer="two")


def test_a_customer_gives_up_and_comes_again(agent: Peer, room: Peer) -> None:
    agent.listen(Rule(user="agent", behaviour=Behaviour.NO_ANSWER))
    tell(agent, room, "*121")
    ended = room.wait_for("ended", customer="one")
    assert ended["code"] == 487
    room.wait_for("abandoned", customer="one")
    room.wait_for("abandoned", customer="two")
    again = [event for event in room.events if event["event"] == "offered"]
    assert [event["customer"] for event in again] == ["one", "two"]
    room.wait_for("offered", customer="one", after=room.events.index(again[-1]))


def test_a_customer_does_not_bear_a_long_hold(agent: Peer, room: Peer) -> None:
    agent.listen(Rule(user="agent", tone_hz=700))
    tell(agent, room, "*121")
    leg = agent.wait_for("incoming", user="agent")["call"]
    agent.wait_sound(leg, 1000)
    agent.command("hold", call=leg)
    room.wait_for("held", customer="one")
    agent.wait_for("state", call=leg, state="disconnected")
    room.wait_for("served", customer="one")


def test_a_customer_answers_what_the_agent_says(agent: Peer, room: Peer, tmp_path: Path) -> None:
    sound.write_wav(tmp_path / "agent.wav", sound.sine(300, -15, 2.0))
    agent.listen(Rule(user="agent", wav=str(tmp_path / "agent.wav")))
    tell(agent, room, "*121")
    first = room.wait_for("said", customer="one", line=0)
    second = room.wait_for("said", customer="one", line=1)
    assert second["t"] - first["t"] > 2.0
    ended = room.wait_for("answered", customer="one")
    agent.command("hangup", call=agent.wait_for("incoming", user="agent")["call"])
    assert room.wait_for("ended", call=ended["call"])["code"] == 200


def test_a_transferred_customer_talks_with_the_colleague(agent: Peer, room: Peer) -> None:
    agent.listen(Rule(user="agent", tone_hz=700))
    tell(agent, room, "*121")
    leg = agent.wait_for("incoming", user="agent")["call"]
    agent.wait_sound(leg, 1000)
    agent.command("transfer", call=leg, to=room.uri("2001"))
    accepted = room.wait_for("transfer_accepted")
    assert agent.wait_for("transfer_progress", call=leg, final=True)["code"] == 200
    colleague = room.wait_for("incoming", user="2001")["call"]
    room.wait_sound(accepted["new_call"], 1400)
    room.wait_sound(colleague, 1000)


def test_the_busy_colleague_and_the_outside_party(agent: Peer, room: Peer) -> None:
    agent.command("call", id="busy", to=room.uri("2002"))
    assert agent.wait_for("state", call="busy", state="disconnected")["code"] == 486
    agent.command("call", id="out", to=room.uri("4001234567"))
    assert agent.wait_for("state", call="out", state="early")["code"] == 180
    assert agent.wait_for("state", call="out", state="disconnected")["code"] == 200


@pytest.mark.parametrize("how", ["stdin", "SIGTERM", "quit"])
def test_it_ends_with_its_peer(agent: Peer, scenario: Path, how: str) -> None:
    room = Peer(program=room_program(agent, scenario)).start()
    peer_pid = room.wait_for("started")["peer_pid"]
    if how == "SIGTERM":
        os.kill(room.pid, signal.SIGTERM)
    elif how == "quit":
        room.send("quit")
    assert room.stop() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(peer_pid, 0)


def test_a_wrong_scenario_is_said(tmp_path: Path, agent: Peer) -> None:
    ended = subprocess.run(
        room_program(agent, tmp_path / "none.json"), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "none.json" in ended.stderr
