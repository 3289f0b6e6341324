"""The agent's states as the real queue feels them: who is offered a call, and who is not."""

from __future__ import annotations

import pytest

from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.config import QUEUE_HZ, PbxError
from tests.support.waiting import until

QUIET_S = 4.0
"""The queue offers again every second: within this time it would have."""


def assert_not_offered(ami: Ami, since: int) -> None:
    with pytest.raises(PbxError):
        ami.wait_for("AgentCalled", QUIET_S, since=since)


def test_a_break_keeps_the_queue_away(ready: Program, caller: PbxLine, ami: Ami) -> None:
    ready.click("breakMenuButton")
    ready.click("breakReason")
    assert ready.wait_agent("not_ready").reason == "break"
    member = caller.wait_member(ami, paused=True)
    assert member.paused_reason == "Break"
    since = ami.mark()
    caller.call()
    caller.peer.wait_sound("c1", QUEUE_HZ)
    assert_not_offered(ami, since)
    assert ready.seen().agent == "not_ready"

    ready.click("readyButton")
    caller.wait_member(ami, paused=False)
    assert ami.wait_for("AgentCalled", since=since)
    ready.wait_agent("reserved")
    ready.do("answer")
    caller.peer.wait_sound("c1", AGENT_HZ)


def test_a_break_asked_for_in_a_call_comes_after_it(
    ready: Program, caller: PbxLine, ami: Ami
) -> None:
    caller.call()
    ready.wait_agent("reserved")
    ready.do("answer")
    ready.wait_agent("on_contact")
    ready.do("not-ready", reason="break")
    assert ready.wait(lambda s: s.next).next == "break"
    ready.do("cancel-next")
    assert ready.wait(lambda s: not s.next).agent == "on_contact"
    ready.do("not-ready", reason="meal")
    assert ready.wait(lambda s: s.next).agent == "on_contact"
    caller.hang_up()
    assert ready.wait_agent("wrap_up").next == "meal"
    caller.wait_member(ami, paused=True)
    since = ami.mark()
    ready.do("finish")
    assert ready.wait_agent("not_ready").reason == "meal"
    caller.call(id_="c2")
    caller.peer.wait_sound("c2", QUEUE_HZ)
    assert_not_offered(ami, since)
    assert caller.wait_member(ami, paused=True)


def test_signing_out_leaves_the_queue(ready: Program, caller: PbxLine, ami: Ami) -> None:
    ready.do("sign-out")
    ready.wait_agent("signed_out")
    caller.wait_no_member(ami)
    ready.wait_line("off")


def test_quitting_leaves_the_queue(ready: Program, caller: PbxLine, ami: Ami) -> None:
    ready.quit()
    caller.wait_no_member(ami)
    (last,) = ready.rows("select * from state_log order by id desc limit 1")
    assert (last["after"], last["actor"], last["proof"]) == ("signed_out", "agent", "quit")


def test_every_change_has_cause_actor_and_proof(ready: Program, caller: PbxLine) -> None:
    caller.call()
    ready.wait_agent("reserved")
    ready.do("answer")
    ready.wait_agent("on_contact")
    caller.hang_up()
    ready.wait_agent("wrap_up")
    ready.do("finish")
    ready.wait_agent("not_ready")
    rows = until(
        lambda: seen if len(seen := ready.rows("select * from state_log order by id")) > 5 else [],
        "six changes in the state log",
    )
    steps = [(row["before"], row["after"], row["actor"], row["proof"]) for row in rows]
    assert steps[:2] == [
        ("signed_out", "not_ready", "agent", "ctl"),
        ("not_ready", "ready", "agent", "ctl"),
    ]
    assert steps[2][:3] == ("ready", "reserved", "caller")
    assert steps[3] == ("reserved", "on_contact", "agent", "ctl")
    assert steps[4][:3] == ("on_contact", "wrap_up", "far_end")
    assert all(row["cause"] and row["proof"] for row in rows)
    assert len({row["contact_id"] for row in rows[2:5]}) == 1
