"""A masked and a withheld caller at the real PBX: nobody's card, nothing to call back."""

from __future__ import annotations

from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami


def test_masked_and_withheld_callers_are_nobody(ready: Program, caller: PbxLine, ami: Ami) -> None:
    caller.call("1001", id_="c1", number="1391234XXXX")
    ready.wait_agent("reserved")
    contact = ready.wait(lambda s: s.contact and s.contact["pop"] == "unknown").contact
    assert contact["number"] == "1391234XXXX"
    caller.hang_up("c1")
    row = ready.ended()
    assert row["caller"]["number"] == "1391234XXXX"
    ready.wait_agent("ready")
    caller.call("1001", id_="c2", number="anonymous")
    ready.wait_agent("reserved")
    contact = ready.wait(lambda s: s.contact and s.contact["pop"] == "unknown").contact
    assert contact["number"] == ""
    assert ready.seen().calls[0]["title"] == ""
    caller.hang_up("c2")
    ready.ended(2)
    ready.wait_agent("ready")
    ready.do("open", uri="tel:4008108888%2C%2C1%23")
    assert ready.wait(lambda s: s.state["prefill"]).state["prefill"] == "4008108888,,1#"
