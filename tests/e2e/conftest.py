"""Fixtures of the tests of the whole program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from softphone.config.settings import FeatureCodes, Settings, WrapUp
from softphone.domain.account import Account, Transport
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.e2e.line import CALLER_HZ, PbxLine
from tests.e2e.program import Program
from tests.engine.harness import free_port
from tests.pbx.ami import Ami
from tests.pbx.relay import Relay
from tests.pbx.server import Pbx

if not sys.platform.startswith("linux"):
    collect_ignore_glob = ["test_*.py"]

CODES = FeatureCodes(sign_in="*101", sign_out="*110", ready="*121", not_ready="*120")
MakeProgram = Callable[..., Program]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that is below this folder needs the whole program."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
def peer() -> Iterator[Peer]:
    """Somebody at the far end: a SIP peer of its own."""
    with Peer() as running:
        yield running


@pytest.fixture
def colleague() -> Iterator[Peer]:
    """Another one."""
    with Peer() as running:
        yield running


@pytest.fixture
def caller(peer: Peer, pbx: Pbx) -> PbxLine:
    """A caller from the public network, at the PBX's trunk."""
    return PbxLine(peer, pbx)


@pytest.fixture
def make_program(tmp_path: Path) -> Iterator[MakeProgram]:
    """Makes softphones (not started yet); each is ended and looked through afterwards."""
    made: list[Program] = []

    def make(settings: Settings, **options: Any) -> Program:
        folder = tmp_path / f"agent-{len(made)}"
        folder.mkdir()
        made.append(Program(folder, settings, **options))
        return made[-1]

    yield make
    errors = []
    for program in made:
        try:
            program.close()
        except AssertionError as error:
            errors.append(str(error))
    assert not errors, "\n".join(errors)


def account(pbx: Pbx, transport: Transport = Transport.UDP, expires_s: int = 120) -> Account:
    """Agent 1001 of the PBX."""
    return Account(
        server=pbx.info.bind,
        port=pbx.info.sip_port,
        user="1001",
        display_name="Agent A",
        transport=transport,
        expires_s=expires_s,
    )


@pytest.fixture
def agent_at(pbx: Pbx, make_program: MakeProgram) -> Callable[..., Program]:
    """Makes a running softphone of agent 1001 at the PBX, not signed in yet."""

    def start(transport: Transport = Transport.UDP, expires_s: int = 120) -> Program:
        settings = Settings(
            account=account(pbx, transport, expires_s),
            queue=CODES,
            wrap_up=WrapUp(time_s=120),
        )
        program = make_program(settings)
        program.secrets.append(pbx.info.accounts["1001"])
        return program.start()

    return start


@pytest.fixture
def agent(pbx: Pbx, ami: Ami, agent_at: Callable[..., Program]) -> Program:
    """A softphone of agent 1001, registered at the PBX, not ready."""
    program = agent_at()
    program.sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")
    return program


@pytest.fixture
def ready(agent: Program, caller: PbxLine, ami: Ami) -> Program:
    """The same, ready and offered calls of the queue ``support``."""
    caller.ready(agent, ami)
    return agent


@pytest.fixture
def short_ringing(ami: Ami) -> Iterator[None]:
    """The PBX gives a colleague's phone 6 s to be answered, not 25."""
    ami.action("Setvar", Variable="RING_S", Value="6")
    yield
    ami.action("Setvar", Variable="RING_S", Value="25")


@pytest.fixture
def parties(agent: Program, ami: Ami, caller: PbxLine, colleague: Peer) -> Parties:
    """A caller of the queue and the agent talk; extension 1002 is the colleague's phone."""
    return talk_in_queue(agent, ami, caller, colleague)


@pytest.fixture
def relay(pbx: Pbx) -> Iterator[Relay]:
    """The network between agent 1001 and the PBX."""
    with Relay((pbx.info.bind, pbx.info.sip_port)) as running:
        yield running


@pytest.fixture
def distant(relay: Relay, pbx: Pbx, ami: Ami, make_program: MakeProgram) -> Program:
    """Agent 1001, registered, not ready; all of its packets go over the relay."""
    there = msgspec.structs.replace(account(pbx), port=relay.port)
    program = make_program(Settings(account=there, queue=CODES, wrap_up=WrapUp(time_s=120)))
    program.secrets.append(pbx.info.accounts["1001"])
    program.start().sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")
    return program


@pytest.fixture
def distant_parties(distant: Program, ami: Ami, caller: PbxLine, colleague: Peer) -> Parties:
    """A caller of the queue and the distant agent talk; 1002 is the colleague's phone."""
    return talk_in_queue(distant, ami, caller, colleague)


@pytest.fixture
def direct(make_program: MakeProgram, peer: Peer) -> Program:
    """A running softphone without a registrar; its calls go to ``peer``."""
    program = make_program(
        Settings(proxy=f"127.0.0.1:{peer.port}", wrap_up=WrapUp(time_s=120)),
        direct=f"127.0.0.1:{free_port()}",
    )
    program.start()
    program.wait_line("direct")
    return program


def talk_in_queue(program: Program, ami: Ami, caller: PbxLine, colleague: Peer) -> Parties:
    """Go ready and take a caller of the queue; both hear each other."""
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    caller.ready(program, ami)
    caller.call(customer="S1001")
    program.wait_agent("reserved")
    program.do("answer")
    program.wait_agent("on_contact")
    made = Parties(caller.peer, program, colleague)
    made.wait_all_heard("talk", {"caller": "agent", "agent": "caller"})
    return made


def talk(program: Program, peer: Peer, id_: str = "c1") -> None:
    """A sample customer calls in direct mode and is answered; both hear each other."""
    if program.seen().agent != "ready":
        program.do("ready")
        program.wait_agent("ready")
    peer.command(
        "call",
        id=id_,
        to=f"sip:agent@{program.options.direct}",
        from_user="13900000001",
        headers={"X-Customer-Id": "S1001"},
        tone_hz=CALLER_HZ,
    )
    program.wait(lambda s: s.agent == "reserved" and s.customer == "S1001")
    program.do("answer")
    program.wait_agent("on_contact")
    peer.wait_sound(id_, AGENT_HZ)
