"""The SIP messages of a call on the real PBX: by ctl, in the window, without a secret."""

from __future__ import annotations

import re

from tests.e2e.program import Program
from tests.pbx.server import Pbx


def test_the_trace_of_a_failed_call_shows_why_and_holds_no_secret(agent: Program, pbx: Pbx) -> None:
    agent.do("dial", number="9404")
    agent.ended()
    answer = agent.do("trace")
    starts = [m["text"].splitlines()[0] for m in answer["messages"]]
    assert any(start.startswith("INVITE sip:9404@") for start in starts)
    assert "SIP/2.0 404 Not Found" in starts
    texts = "\n".join(m["text"] for m in answer["messages"])
    assert "Authorization: Digest" in texts
    assert not re.search(r"\bresponse=[\"0-9a-f]", texts)
    assert pbx.info.accounts["1001"] not in texts

    line = agent.do("trace", call="line")
    assert any(m["text"].startswith("REGISTER ") for m in line["messages"])
