"""Two callers at the real PBX: the second waits, is answered, swapped; what each hears."""

from __future__ import annotations

import pytest

from softphone.config.settings import Calls, Settings, WrapUp
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx


@pytest.fixture
def waiting(pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine) -> Program:
    """Ready in the queue, with call waiting and room for three calls."""
    settings = Settings(
        account=account(pbx),
        queue=CODES,
        wrap_up=WrapUp(time_s=120),
        calls=Calls(waiting=True, max_calls=3),
    )
    program = make_program(settings)
    program.secrets.append(pbx.info.accounts["1001"])
    program.start()
    program.sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")
    caller.ready(program, ami)
    return program


def test_two_callers_one_after_the_other_hear_the_agent(
    waiting: Program, caller: PbxLine, colleague: Peer, pbx: Pbx
) -> None:
    """The second caller hums 1600 Hz; the agent goes to them and back."""
    caller.call(customer="S1001")
    waiting.wait_agent("reserved")
    waiting.do("answer")
    waiting.wait_agent("on_contact")
    parties = Parties(caller.peer, waiting, colleague, leg="c2")
    first = waiting.seen().calls[0]["id"]
    waiting.do("ticket", set={"notes": "the first caller's matter"})

    PbxLine(colleague, pbx).call("1001", id_="c2", number="13900000002", tone_hz=COLLEAGUE_HZ)
    waiting.wait(lambda s: len(s.calls) == 2 and s.calls[1]["state"] == "offered")
    assert waiting.seen().contact["call_id"] == first, "what is typed stays in front"
    waiting.do("answer")
    seen = waiting.wait(lambda s: [c["state"] for c in s.calls] == ["held", "connected"])
    assert seen.contact["call_id"] == seen.calls[1]["id"]
    parties.wait_heard(
        "second caller answered", caller="queue", agent="colleague", colleague="agent"
    )

    waiting.do("ticket", set={"notes": "the second caller's matter"})
    waiting.do("swap")
    waiting.wait(lambda s: [c["state"] for c in s.calls] == ["connected", "held"])
    parties.wait_heard("swapped to the first", caller="agent", agent="caller", colleague="music")

    caller.hang_up()
    seen = waiting.wait(lambda s: len(s.calls) == 1)
    assert seen.agent == "on_contact", "somebody still waits"
    assert seen.calls[0]["held_since"]
    waiting.do("resume")
    waiting.wait(lambda s: s.calls[0]["state"] == "connected")
    parties.wait_heard("the first gone", agent="colleague", colleague="agent")
    colleague.command("hangup", call="c2")
    seen = waiting.wait_agent("wrap_up")
    notes = [contact["draft"]["notes"] for contact in seen.state["contacts"]]
    assert notes == ["the first caller's matter", "the second caller's matter"]


def test_a_second_call_is_dialled_and_the_window_crashes(
    waiting: Program, caller: PbxLine, colleague: Peer, pbx: Pbx
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    caller.call(customer="S1001")
    waiting.wait_agent("reserved")
    waiting.do("answer")
    waiting.wait_agent("on_contact")
    waiting.do("dial", number="1002")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    waiting.wait(lambda s: [c["state"] for c in s.calls] == ["held", "connected"])
    parties = Parties(caller.peer, waiting, colleague, leg=leg)
    parties.wait_heard("second call dialled", caller="queue", agent="colleague", colleague="agent")
    waiting.kill("desk")
    seen = waiting.wait(lambda s: [c["state"] for c in s.calls] == ["held", "connected"], 30)
    assert len(seen.state["contacts"]) == 2
    parties.wait_heard("window restarted", caller="queue", agent="colleague", colleague="agent")
    waiting.do("hangup", call=seen.calls[1]["id"])
    waiting.wait(lambda s: len(s.calls) == 1)
    waiting.do("swap")
    waiting.wait(lambda s: s.calls[0]["state"] == "connected")
    caller.peer.wait_sound("c1", AGENT_HZ)
