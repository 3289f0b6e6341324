"""A fourth party comes into a conference and leaves it again; real PBX."""

from __future__ import annotations

from softphone.config.settings import Calls, Settings, WrapUp
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.hearing import COLLEAGUE_HZ, FOURTH_HZ, Parties
from tests.e2e.line import PbxLine
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx


def test_a_fourth_party_hears_the_three_others_and_they_hear_it(
    pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine, colleague: Peer
) -> None:
    settings = Settings(
        account=account(pbx),
        queue=CODES,
        wrap_up=WrapUp(time_s=120),
        calls=Calls(max_calls=3, conference_max=4),
    )
    agent = make_program(settings).start()
    agent.sign_in(pbx.info.accounts["1001"])
    for user in ("1002", "1003"):
        caller.register(colleague, user)
    answers = Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ)
    colleague.listen(answers, Rule(user="1003", behaviour=Behaviour.REFUSE, ring_ms=300, code=486))
    caller.ready(agent, ami)
    caller.call(customer="S1001")
    agent.wait_agent("reserved")
    agent.do("answer")
    agent.wait_call("connected")
    agent.do("consult", target="1002")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    agent.wait_phase("with_target")
    agent.do("merge")
    agent.wait_phase("conference")
    parties = Parties(caller.peer, agent, colleague, leg)
    three = {"caller": "agent colleague", "agent": "caller colleague", "colleague": "caller agent"}
    parties.wait_all_heard("three", three)

    agent.do("add", target="1003")
    agent.wait(lambda s: "consult_failed" in s.notices, 30)
    parties.wait_all_heard("the fourth is busy", three)

    colleague.listen(answers, Rule(user="1003", ring_ms=300, tone_hz=FOURTH_HZ))
    after = colleague.mark()
    agent.do("add", target="1003")
    fourth = colleague.wait_for("incoming", user="1003", after=after)["call"]
    parties.more["fourth"] = (colleague, fourth)
    colleague.wait_for("state", call=fourth, state="confirmed", timeout_s=30)
    parties.wait_heard(
        "four",
        timeout_s=20,
        caller="agent colleague fourth",
        agent="caller colleague fourth",
        colleague="caller agent fourth",
        fourth="caller agent colleague",
    )
    colleague.command("hangup", call=leg)
    del parties.more["fourth"]
    parties.leg = fourth
    parties.wait_heard(
        "the colleague left the four",
        timeout_s=20,
        caller="agent fourth",
        agent="caller fourth",
        colleague="caller agent",
    )
    agent.do("leave")
    agent.wait_agent("wrap_up", 30)
    agent.wait_no_call(30)
    parties.wait_heard(
        "left to caller and fourth", timeout_s=20, caller="fourth", colleague="caller"
    )
