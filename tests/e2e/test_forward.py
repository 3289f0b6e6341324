"""A call that rings is sent elsewhere by 302, at the real PBX: who rings, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from softphone.config.settings import Answering, Settings, WrapUp
from softphone.domain.forwarding import ForwardRule
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.line import CALLER_HZ, PbxLine, channels
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until

COLLEAGUE_HZ = 1600
Start = Callable[..., Program]


@pytest.fixture
def start(pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine) -> Start:
    """Agent 1001, ready, with that rule, and more of how calls are answered."""

    def make(rule: ForwardRule, **answering: Any) -> Program:
        program = make_program(
            Settings(
                account=account(pbx),
                queue=CODES,
                wrap_up=WrapUp(time_s=120),
                answering=Answering(forward=rule, **answering),
            )
        )
        program.secrets.append(pbx.info.accounts["1001"])
        program.start()
        program.sign_in(pbx.info.accounts["1001"])
        program.wait_agent("not_ready")
        caller.ready(program, ami)
        return program

    return make


def test_a_direct_call_rings_at_the_colleague_and_the_two_talk(
    start: Start, caller: PbxLine, colleague: Peer, ami: Ami
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    agent = start(ForwardRule.DIRECT)
    caller.call("1001", customer="S1001")
    agent.wait(lambda s: s.agent == "reserved" and s.customer == "S1001", 30)

    agent.click("rejectMenuButton")
    agent.click("forwardEntry")
    agent.type("forwardTarget", "1002")
    agent.click("forwardConfirmButton")
    leg = colleague.wait_for("incoming", user="1002", timeout_s=30)["call"]
    caller.peer.wait_sound("c1", COLLEAGUE_HZ)
    colleague.wait_sound(leg, CALLER_HZ)
    until(lambda: not channels(ami), "the agent's leg to be gone at the PBX", 30)

    row = agent.ended()
    assert (row["cause"], row["ended_by"], row["sip_code"]) == ("forwarded", "agent", 302)
    assert row["forwarded_to"] == "1002"
    seen = agent.wait_agent("ready")
    assert not seen.contact
    assert "call_forwarded" in seen.notices
    assert "call_missed" not in seen.notices
    colleague.wait_sound(leg, CALLER_HZ)
    caller.peer.wait_sound("c1", COLLEAGUE_HZ)


def test_a_colleague_who_refuses_leaves_the_rest_to_the_exchange(
    start: Start, caller: PbxLine, colleague: Peer
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", behaviour=Behaviour.REFUSE, ring_ms=100, code=486))
    agent = start(ForwardRule.DIRECT)
    caller.call("1001")
    agent.wait_agent("reserved", 30)
    agent.do("forward", target="1002")
    assert caller.wait_ended()["code"] == 486
    assert agent.ended()["cause"] == "forwarded"
    agent.wait_agent("ready")


def test_a_call_of_the_queue_goes_where_the_queue_follows(
    start: Start, caller: PbxLine, colleague: Peer
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    agent = start(ForwardRule.ALL)
    caller.call()
    agent.wait_agent("reserved", 30)
    agent.do("forward", target="1002")
    leg = colleague.wait_for("incoming", user="1002", timeout_s=30)["call"]
    caller.peer.wait_sound("c1", COLLEAGUE_HZ)
    colleague.wait_sound(leg, CALLER_HZ)
    # The caller is not the agent's any more: the next one is offered meanwhile.
    agent.wait_agent("ready")
    caller.call(id_="c2", number="13900000002")
    agent.wait_agent("reserved", 30)
    caller.hang_up("c2")
    agent.wait_agent("ready")


def test_a_call_that_nobody_answers_goes_on_by_itself(
    start: Start, caller: PbxLine, colleague: Peer, ami: Ami
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    agent = start(ForwardRule.DIRECT, not_ready_after_s=2, not_answered_to="1002")
    caller.call("1001")
    agent.wait_agent("reserved", 30)
    leg = colleague.wait_for("incoming", user="1002", timeout_s=30)["call"]
    caller.peer.wait_sound("c1", COLLEAGUE_HZ)
    colleague.wait_sound(leg, CALLER_HZ)
    seen = agent.wait_agent("not_ready", 30)
    assert "not_answered" in seen.notices
    row = agent.ended()
    assert (row["cause"], row["ended_by"], row["forwarded_to"]) == ("forwarded", "system", "1002")
    caller.wait_member(ami, paused=True)
