"""The whole program and the real PBX: states of colleagues, pick-up, voice mail, favourites."""

from __future__ import annotations

from typing import Any

import pytest

from softphone.config.settings import Settings, Targets, WrapUp
from softphone.domain.target import Target, TargetKind
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.line import CALLER_HZ, PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until


@pytest.fixture
def team(pbx: Pbx, ami: Ami, make_program: MakeProgram) -> Program:
    """Agent 1001 with a list of targets, registered, not ready."""
    targets = Targets(
        saved=(
            Target(number="1002", name="Agent B"),
            Target(number="8000", name="Support", kind=TargetKind.QUEUE),
        ),
        pickup_code="*8",
        voicemail="*97",
    )
    settings = Settings(
        account=account(pbx), queue=CODES, wrap_up=WrapUp(time_s=120), targets=targets
    )
    program = make_program(settings).start()
    program.sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")
    return program


def presence(program: Program, number: str) -> str:
    found: list[dict[str, Any]] = program.do("targets", text=number)["targets"]
    return str(found[0]["presence"])


def wait_presence(program: Program, number: str, wanted: str) -> None:
    until(lambda: presence(program, number) == wanted, f"{number} is {wanted}", 30)


def test_a_call_that_rings_at_a_colleague_is_picked_up(
    team: Program, caller: PbxLine, colleague: Peer
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", behaviour=Behaviour.NO_ANSWER))
    wait_presence(team, "1002", "free")
    caller.call("1002")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    wait_presence(team, "1002", "ringing")
    team.do("pickup", number="1002")
    team.wait_call("connected")
    caller.peer.wait_sound("c1", AGENT_HZ)
    team.sound.wait_tone(CALLER_HZ)
    colleague.wait_for("state", call=leg, state="disconnected")
    wait_presence(team, "1002", "free")


def test_a_message_lights_the_lamp_and_one_click_listens(
    team: Program, caller: PbxLine, pbx: Pbx, ami: Ami
) -> None:
    caller.call("71001")
    caller.peer.wait_for("state", call="c1", state="confirmed")

    def recorded() -> bool:
        found = pbx.info.run.rglob("voicemail/default/1001/*/*.wav")
        return any(file.stat().st_size > 24_000 for file in found)

    until(recorded, "a second and a half of the message")
    caller.hang_up()
    team.wait(lambda s: s.state["mailbox"]["waiting"], 30)
    since = ami.mark()
    team.click("mailboxButton")
    team.wait_call("connected")
    ami.wait_for("UserEvent", since=since, UserEvent="Mailbox", Caller="1001")


def test_a_queue_tells_that_callers_wait_and_a_favourite_stays(
    team: Program, caller: PbxLine
) -> None:
    wait_presence(team, "8000", "free")
    caller.call("8000")
    wait_presence(team, "8000", "ringing")
    caller.hang_up()
    wait_presence(team, "8000", "free")
    team.do("star", number="8000")
    assert [t["number"] for t in team.do("targets")["targets"]] == ["8000", "1002"]
    team.kill("desk")
    team.wait(lambda s: s.state["engine_up"] and s.line == "registered", 30)
    until(lambda: team.do("targets")["targets"][0]["favourite"], "the favourite after a restart")
    wait_presence(team, "8000", "free")
