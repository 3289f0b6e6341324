"""Do not disturb at the real PBX: no ring, no contact, one line, over a crash of the window too."""

from __future__ import annotations

from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami


def turned_away(program: Program, caller: PbxLine, id_: str, count: int) -> None:
    """The caller dials the agent directly, in vain."""
    caller.call("1001", id_=id_, number=f"1390000000{count}")
    caller.wait_ended(id_)
    row = program.ended(count)
    assert (row["cause"], row["ended_by"], row["sip_code"]) == ("missed", "system", 480)
    assert row["caller"]["number"].endswith(f"1390000000{count}")
    seen = program.seen()
    assert not seen.contact
    assert not seen.calls
    assert seen.agent == "not_ready"


def test_nobody_gets_through_until_the_agent_is_ready(
    ready: Program, caller: PbxLine, ami: Ami
) -> None:
    ready.click("stateButton")
    ready.click("doNotDisturbEntry")
    assert ready.wait_agent("not_ready").reason == "system"
    caller.wait_member(ami, paused=True)
    assert ready.text("doNotDisturbButton")

    watch = ready.watch()
    turned_away(ready, caller, "c1", 1)
    told = [event["event"] for event in watch.events]
    assert "call" not in told
    assert "contact" not in told
    ready.kill("desk")
    ready.wait(lambda s: s.state["engine_up"] and s.state["do_not_disturb"], 30)
    turned_away(ready, caller, "c2", 2)

    ready.key("stateButton", "F9")
    ready.wait_agent("ready")
    assert ready.seen().state["do_not_disturb"] is False
    caller.wait_member(ami, paused=False)
    caller.call("1001", id_="c3", number="13900000003")
    ready.wait_agent("reserved")
    caller.hang_up("c3")
    ready.wait_agent("ready")


def test_switched_off_the_agent_stays_out_of_the_queue(
    ready: Program, caller: PbxLine, ami: Ami
) -> None:
    ready.do("dnd", on=True)
    caller.wait_member(ami, paused=True)
    ready.click("doNotDisturbButton")
    ready.wait(lambda s: not s.state["do_not_disturb"])
    assert ready.seen().agent == "not_ready"
    caller.call("1001")
    ready.wait_agent("reserved")
    caller.hang_up()
    ready.wait_agent("not_ready")
