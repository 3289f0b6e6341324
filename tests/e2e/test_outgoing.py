"""Calls that the agent makes: echo, honest causes, DTMF, on the real PBX."""

from __future__ import annotations

from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.program import Program
from tests.pbx.ami import Ami


def test_echo_brings_the_own_voice_back(agent: Program) -> None:
    agent.type("dialEdit", "*43")
    agent.click("dialButton")
    agent.wait_call("connected")
    agent.sound.wait_tone(AGENT_HZ)
    agent.do("hangup")
    agent.wait_agent("wrap_up")
    call = agent.ended()
    assert (call["cause"], call["ended_by"], call["direction"]) == ("answered", "agent", "outgoing")


def test_digits_arrive(agent: Program, ami: Ami) -> None:
    agent.do("dial", number="*41")
    agent.wait_call("connected")
    agent.do("dtmf", digits="1209*8#")
    assert ami.wait_for("UserEvent", UserEvent="DtmfSeen")["Digits"] == "1209*8"
    agent.wait_agent("wrap_up")


def test_a_failed_call_says_why(agent: Program) -> None:
    expected = [("9404", 404, "failed"), ("9486", 486, "rejected"), ("9503", 503, "failed")]
    for count, (number, code, cause) in enumerate(expected, start=1):
        agent.do("dial", number=number)
        call = agent.ended(count)
        assert (call["caller"]["number"], call["sip_code"], call["cause"]) == (number, code, cause)
        seen = agent.wait(lambda s: not s.calls and "call_failed" in s.notices)
        # Nobody answered: there is nothing to wrap up.
        assert (seen.agent, seen.contact) == ("not_ready", {})


def test_either_side_gives_up(agent: Program) -> None:
    agent.do("dial", number="9408")
    agent.wait_call("early")
    agent.do("hangup")
    call = agent.ended()
    assert (call["cause"], call["ended_by"]) == ("abandoned", "agent")

    agent.do("dial", number="9003")
    agent.wait_call("connected")
    agent.wait_agent("wrap_up")
    call = agent.ended(2)
    assert (call["cause"], call["ended_by"]) == ("answered", "far_end")
