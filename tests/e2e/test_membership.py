"""The real PBX forgets its members, or a supervisor pauses one: the agent does not wait in vain."""

from __future__ import annotations

import pytest

from softphone.config.settings import Settings, WrapUp
from softphone.domain.queues import AmiRules
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.line import AGENT, PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until


@pytest.fixture
def informed(pbx: Pbx, ami: Ami, caller: PbxLine, make_program: MakeProgram) -> Program:
    """Agent 1001, ready, whose desk hears the manager interface."""
    user, secret = pbx.info.desk_login
    rules = AmiRules(host=pbx.info.bind, port=pbx.info.ami_port, user=user, queues=("support",))
    settings = Settings(account=account(pbx), queue=CODES, wrap_up=WrapUp(time_s=120), ami=rules)
    program = make_program(settings, keyring={f"softphone/{rules.secret_name}": secret}).start()
    program.sign_in(pbx.info.accounts["1001"])
    caller.ready(program, ami)
    program.wait(lambda s: [q["waiting"] for q in s.state["queues"]] == [0])
    return program


def test_an_exchange_that_has_forgotten_its_members_is_told_again(
    informed: Program, pbx: Pbx, caller: PbxLine
) -> None:
    pbx.restart(hard=True)
    assert AGENT not in pbx.cli("queue show support")
    until(lambda: AGENT in pbx.cli("queue show support"), "the agent in the queue again", 30)
    seen = informed.wait(lambda s: "queue_rejoined" in s.notices)
    assert (seen.agent, seen.line) == ("ready", "registered")
    caller.call()
    informed.wait_agent("reserved")


def test_a_pause_by_a_supervisor_is_shown_and_can_be_ended(
    informed: Program, pbx: Pbx, caller: PbxLine, ami: Ami
) -> None:
    pause = f"queue pause member {AGENT} queue support reason coaching"
    pbx.cli(pause)
    seen = informed.wait_agent("not_ready")
    assert "queue_paused" in seen.notices
    assert "coaching" in informed.text("noticeText")
    informed.do("ready")
    caller.wait_member(ami, paused=False)
    assert "queue_paused" not in informed.wait_agent("ready").notices
    # Ended where it was begun, it needs no click here.
    until(lambda: "1001" not in pbx.cli("core show channels"), "the end of the code's call")
    pbx.cli(pause)
    informed.wait_agent("not_ready")
    pbx.cli(f"queue unpause member {AGENT} queue support")
    assert "queue_paused" not in informed.wait_agent("ready").notices
