"""Offered and not answered: each with its one honest cause, on the real PBX."""

from __future__ import annotations

from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.line import AGENT, PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami


def test_the_caller_gives_up(ready: Program, caller: PbxLine) -> None:
    caller.call()
    ready.wait_agent("reserved")
    caller.hang_up()
    call = ready.ended()
    assert (call["cause"], call["ended_by"]) == ("abandoned", "far_end")
    seen = ready.wait_agent("ready")
    assert "call_missed" in seen.notices
    assert not seen.contact


def test_the_agent_rejects(ready: Program, caller: PbxLine) -> None:
    caller.call()
    ready.wait_agent("reserved")
    ready.click("rejectButton")
    call = ready.ended()
    assert (call["cause"], call["ended_by"], call["sip_code"]) == ("rejected", "agent", 486)


def test_a_colleague_answers_first(
    agent: Program, caller: PbxLine, colleague: Peer, ami: Ami
) -> None:
    """The queue ``vip`` rings everybody; its CANCEL says that the call was answered elsewhere."""
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", behaviour=Behaviour.MANUAL, tone_hz=1600))
    caller.ready(agent, ami)
    for interface in (AGENT, "PJSIP/1002"):
        ami.action("QueueAdd", Queue="vip", Interface=interface)
    caller.call("8001")
    agent.wait_agent("reserved")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    colleague.command("answer", call=leg)
    call = agent.ended()
    assert (call["cause"], call["ended_by"]) == ("elsewhere", "far_end")
    assert "call_missed" not in agent.wait_agent("ready").notices


def test_it_rings_out(agent: Program, caller: PbxLine, ami: Ami) -> None:
    """The queue ``vip`` takes a call away after 10 s."""
    caller.ready(agent, ami)
    ami.action("QueueAdd", Queue="vip", Interface=AGENT)
    caller.call("8001")
    agent.wait_agent("reserved")
    assert ami.wait_for("AgentRingNoAnswer", 20, Queue="vip")
    call = agent.ended()
    assert (call["cause"], call["ended_by"]) == ("missed", "far_end")
    agent.wait_agent("ready")
