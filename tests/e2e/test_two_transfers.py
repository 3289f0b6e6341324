"""Two customers are handed on at the same moment: one attended, one blind; real PBX."""

from __future__ import annotations

from softphone.config.settings import Calls, Settings, WrapUp
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.hearing import COLLEAGUE_HZ, FOURTH_HZ, SECOND_HZ, Parties
from tests.e2e.line import PbxLine, channels
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until


def test_an_attended_and_a_blind_transfer_at_once(
    pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine, colleague: Peer
) -> None:
    """The first caller goes blind to 1003 while the second one's consult with 1002 is completed."""
    settings = Settings(
        account=account(pbx),
        queue=CODES,
        wrap_up=WrapUp(time_s=120),
        calls=Calls(waiting=True, max_calls=3),
    )
    agent = make_program(settings).start()
    agent.sign_in(pbx.info.accounts["1001"])
    for user in ("1002", "1003"):
        caller.register(colleague, user)
    colleague.listen(
        Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ),
        Rule(user="1003", ring_ms=1500, tone_hz=FOURTH_HZ),
    )
    caller.ready(agent, ami)
    caller.call(customer="S1001")
    agent.wait_agent("reserved")
    agent.do("answer")
    agent.wait_call("connected")
    caller.call("1001", id_="c2", number="13900000002", tone_hz=SECOND_HZ)
    agent.wait(lambda s: [c["state"] for c in s.calls] == ["connected", "offered"])
    agent.do("answer")
    seen = agent.wait(lambda s: [c["state"] for c in s.calls] == ["held", "connected"])
    first, second = (str(call["id"]) for call in seen.calls)
    agent.do("consult", target="1002", call=second)
    leg = colleague.wait_for("incoming", user="1002")["call"]
    agent.wait_phase("with_target")
    parties = Parties(caller.peer, agent, colleague, leg, {"second": (caller.peer, "c2")})
    parties.wait_heard(
        "two callers wait", caller="queue", second="music", agent="colleague", colleague="agent"
    )

    agent.do("transfer", target="1003", call=first)
    agent.do("complete")
    fourth = colleague.wait_for("incoming", user="1003")["call"]
    colleague.wait_for("state", call=fourth, state="confirmed", timeout_s=30)
    parties.more["fourth"] = (colleague, fourth)
    agent.wait_no_call(30)
    handed_over = {
        "caller": "fourth",
        "fourth": "caller",
        "second": "colleague",
        "colleague": "second",
    }
    parties.wait_all_heard("both handed over", handed_over)
    until(lambda: not channels(ami), "the agent's legs to be gone at the PBX")
    parties.wait_all_heard("both handed over, later", handed_over)
    seen = agent.wait_agent("wrap_up")
    told = {c["call_id"]: c["transferred_to"] for c in seen.state["contacts"]}
    assert told == {first: "1003", second: "1002"}
