"""Nobody answers: the call goes back to the queue, the agent is not ready, the queue knows."""

from __future__ import annotations

from softphone.config.settings import Answering, Settings, WrapUp
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.line import PbxLine
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until


def test_a_call_that_rings_too_long_makes_the_agent_not_ready(
    pbx: Pbx, ami: Ami, caller: PbxLine, make_program: MakeProgram
) -> None:
    program = make_program(
        Settings(
            account=account(pbx),
            queue=CODES,
            wrap_up=WrapUp(time_s=120),
            answering=Answering(not_ready_after_s=2),
        )
    )
    program.start()
    program.sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")
    program.do("ready")
    program.wait_agent("ready")
    caller.wait_member(ami, paused=False)
    caller.call()
    program.wait_agent("reserved")
    seen = program.wait_agent("not_ready")
    assert seen.reason == "system"
    assert "not_answered" in seen.notices
    caller.wait_member(ami, paused=True)
    ended = program.ended()
    assert (ended["cause"], ended["ended_by"]) == ("missed", "system")
    last = "select cause, proof from state_log order by rowid desc limit 1"
    told = [{"cause": "no answer", "proof": "rang 2 s"}]
    until(lambda: program.rows(last) == told, "the change in the state log")
    caller.peer.wait_sound("c1", 480)
