"""Nothing gets through between the phone and the PBX for seconds, in a call and in a consult."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from softphone.config.settings import Settings, WrapUp
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.consulting import ask, wait_together
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.relay import Relay
from tests.pbx.server import Pbx


@pytest.fixture
def relay(pbx: Pbx) -> Iterator[Relay]:
    """The network between agent 1001 and the PBX."""
    with Relay((pbx.info.bind, pbx.info.sip_port)) as running:
        yield running


@pytest.fixture
def behind(
    relay: Relay,
    pbx: Pbx,
    ami: Ami,
    make_program: MakeProgram,
    caller: PbxLine,
    colleague: Peer,
) -> Parties:
    """A caller of the queue and the agent talk, all of the agent's packets over the relay."""
    there = msgspec.structs.replace(account(pbx), port=relay.port)
    program = make_program(Settings(account=there, queue=CODES, wrap_up=WrapUp(time_s=120)))
    program.secrets.append(pbx.info.accounts["1001"])
    program.start().sign_in(pbx.info.accounts["1001"])
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    caller.ready(program, ami)
    caller.call(customer="S1001")
    program.wait_agent("reserved")
    program.do("answer")
    program.wait_agent("on_contact")
    parties = Parties(caller.peer, program, colleague)
    parties.wait_all_heard("talk", {"caller": "agent", "agent": "caller"})
    return parties


def wait_told(program: Program) -> None:
    """The agent reads that nothing comes any more."""
    seen = program.wait(lambda s: "no_sound_received" in s.notices, 30)
    assert seen.agent == "on_contact"


def test_nothing_for_five_seconds_in_a_call(behind: Parties, relay: Relay) -> None:
    program = behind.agent
    relay.cut()
    wait_told(program)
    assert [c["state"] for c in program.seen().calls] == ["connected"]
    behind.wait_all_heard("nothing gets through", {"caller": "", "agent": ""})
    relay.mend()
    behind.wait_all_heard("it gets through again", {"caller": "agent", "agent": "caller"})
    program.wait(lambda s: "no_sound_received" not in s.notices, 30)
    assert program.wait_line("registered", 60)
    program.do("hold")
    program.wait_call("held", 30)
    program.do("resume")
    program.wait_call("connected", 30)
    behind.wait_all_heard("held and taken back", {"caller": "agent", "agent": "caller"})
    assert relay.lost


def test_the_network_drops_in_a_consult(behind: Parties, relay: Relay) -> None:
    """Both legs lose it; the agent goes back to the caller meanwhile, and gets there."""
    program = behind.agent
    ask(behind)
    relay.cut()
    wait_told(program)
    program.do("cancel")
    program.wait_phase("returning")
    relay.mend()
    behind.colleague.wait_for("state", call=behind.leg, state="disconnected", timeout_s=60)
    behind.leg = ""
    wait_together(behind, "the network is back")
