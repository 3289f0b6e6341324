"""The whole program and the real PBX: how many wait in a queue, from its manager interface."""

from __future__ import annotations

from typing import Any

import pytest

from softphone.config.settings import Settings, Targets, WrapUp
from softphone.domain.queues import AmiRules
from softphone.domain.target import Target, TargetKind
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.server import Pbx
from tests.support.waiting import until

LIMIT_S = 30


def wait_length(program: Program, waiting: int) -> dict[str, Any]:
    """Until bar and list of targets say so; the queue of the bar."""
    seen = program.wait(lambda s: [q["waiting"] for q in s.state["queues"]] == [waiting], LIMIT_S)
    (target,) = program.do("targets", text="8000")["targets"]
    assert target["waiting"] == waiting
    queue: dict[str, Any] = seen.state["queues"][0]
    return queue


@pytest.mark.usefixtures("ami")
def test_callers_in_the_queue_are_counted_in_bar_and_list(
    pbx: Pbx, make_program: MakeProgram, caller: PbxLine
) -> None:
    user, secret = pbx.info.desk_login
    rules = AmiRules(host=pbx.info.bind, port=pbx.info.ami_port, user=user, queues=("support",))
    support = Target(number="8000", name="Support", kind=TargetKind.QUEUE, queue="support")
    settings = Settings(
        account=account(pbx),
        queue=CODES,
        wrap_up=WrapUp(time_s=120),
        ami=rules,
        targets=Targets(saved=(support,)),
    )
    keyring = {f"softphone/{rules.secret_name}": secret}
    program = make_program(settings, keyring=keyring).start()
    wait_length(program, 0)
    program.sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")

    caller.call()
    queue = wait_length(program, 1)
    assert queue["title"] == "Support"
    assert queue["longest_since"] is not None
    until(lambda: "Support 1 waiting" in program.text("queuesText"), "the words in the bar", 10)
    caller.call(id_="c2", number="13900000002")
    wait_length(program, 2)
    caller.hang_up("c2")
    wait_length(program, 1)
    # The agent takes the last one: nobody waits any more.
    program.do("ready")
    program.wait_agent("reserved", LIMIT_S)
    program.do("answer")
    assert wait_length(program, 0)["longest_since"] is None
    caller.hang_up()
