"""The keys and lamps of a simulated headset, through the whole program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.config.settings import Settings, WrapUp
from softphone.practice.peer_client import Peer
from tests.doubles.descriptors import SWITCH
from tests.doubles.headset import SimulatedHeadset
from tests.e2e.conftest import MakeProgram
from tests.e2e.line import CALLER_HZ
from tests.e2e.program import Program
from tests.engine.harness import free_port
from tests.support.waiting import until

DARK, RING, OFF_HOOK, MUTED = b"\x02\x00\x00", b"\x02\x14\x00", b"\x02\x01\x00", b"\x02\x03\x00"


@pytest.fixture
def headset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedHeadset]:
    """Plugged in; programs that the test starts find it."""
    made = SimulatedHeadset(tmp_path / "headset", SWITCH)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.unplug()


@pytest.fixture
def agent(headset: SimulatedHeadset, make_program: MakeProgram, peer: Peer) -> Program:
    """Ready in direct mode, with the headset open."""
    program = make_program(
        Settings(proxy=f"127.0.0.1:{peer.port}", wrap_up=WrapUp(time_s=120)),
        direct=f"127.0.0.1:{free_port()}",
    ).start()
    program.wait_line("direct")
    program.wait(lambda seen: seen.state["headset"] == "Test Headset")
    program.do("ready")
    program.wait_agent("ready")
    return program


def ring(agent: Program, peer: Peer) -> None:
    peer.command(
        "call",
        id="c1",
        to=f"sip:agent@{agent.options.direct}",
        from_user="13900000001",
        tone_hz=CALLER_HZ,
    )


def shows(headset: SimulatedHeadset, lamps: bytes) -> None:
    until(lambda: headset.lamps == lamps, f"lamps {lamps.hex()}; now {headset.lamps.hex()}")


def test_answered_muted_and_hung_up_at_the_headset(
    agent: Program, headset: SimulatedHeadset, peer: Peer
) -> None:
    shows(headset, DARK)
    ring(agent, peer)
    shows(headset, RING)
    headset.report(b"\x02\x01\x00")
    agent.wait_agent("on_contact")
    agent.sound.wait_tone(CALLER_HZ)
    shows(headset, OFF_HOOK)

    agent.do("mute")
    shows(headset, MUTED)
    headset.report(b"\x02\x03\x00")
    headset.report(b"\x02\x01\x00")
    agent.wait(lambda seen: not seen.state["muted"])
    shows(headset, OFF_HOOK)
    headset.report(b"\x02\x03\x00")
    headset.report(b"\x02\x01\x00")
    agent.wait(lambda seen: seen.state["muted"])
    shows(headset, MUTED)

    headset.report(b"\x02\x00\x00")
    agent.wait_agent("wrap_up")
    shows(headset, DARK)
    (row,) = agent.rows("select proof from state_log where after = 'on_contact'")
    assert row["proof"] == "headset"


def test_unplugged_in_a_call_it_goes_on(
    agent: Program, headset: SimulatedHeadset, peer: Peer, tmp_path: Path
) -> None:
    ring(agent, peer)
    shows(headset, RING)
    agent.do("answer")
    agent.wait_agent("on_contact")
    shows(headset, OFF_HOOK)
    headset.unplug()
    agent.wait(lambda seen: seen.state["headset"] == "")
    agent.sound.wait_tone(CALLER_HZ)
    again = SimulatedHeadset(tmp_path / "headset", SWITCH)
    try:
        shows(again, OFF_HOOK)
        again.report(b"\x02\x01\x00")  # it follows the lamp, as real ones do
        agent.sound.wait_tone(CALLER_HZ)
        again.report(b"\x02\x00\x00")
        agent.wait_agent("wrap_up")
    finally:
        again.unplug()
