"""Complete while the colleague still rings: the caller goes there on the answer, or comes back."""

from __future__ import annotations

import pytest

from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.consulting import music, wait_handed_over, wait_together
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.pbx.ami import Ami


def ask_and_complete(parties: Parties, rule: Rule) -> None:
    """The colleague's phone does as the rule says; Complete is pressed as soon as it rings."""
    parties.colleague.listen(rule)
    parties.agent.do("consult", target="1002")
    parties.leg = parties.colleague.wait_for("incoming", user="1002")["call"]
    parties.agent.wait_phase("calling")
    parties.agent.do("complete")
    parties.agent.wait_phase("awaiting")


def test_the_caller_goes_to_the_colleague_on_the_answer(parties: Parties, ami: Ami) -> None:
    ask_and_complete(parties, Rule(user="1002", ring_ms=2500, tone_hz=COLLEAGUE_HZ))
    parties.wait_heard("completed, still ringing", caller=music(parties))
    parties.colleague.wait_for("state", call=parties.leg, state="confirmed")
    wait_handed_over(parties, ami, "completed while it rang")


@pytest.mark.parametrize(
    ("what", "rule", "code"),
    [
        ("busy", Rule(user="1002", behaviour=Behaviour.REFUSE, ring_ms=1000, code=486), 486),
        ("declined", Rule(user="1002", behaviour=Behaviour.REFUSE, ring_ms=1000, code=603), 0),
        ("no answer", Rule(user="1002", behaviour=Behaviour.NO_ANSWER), 0),
    ],
)
@pytest.mark.usefixtures("short_ringing")
def test_a_colleague_who_does_not_take_the_call_brings_the_caller_back(
    parties: Parties, what: str, rule: Rule, code: int
) -> None:
    ask_and_complete(parties, rule)
    seen = parties.agent.wait(lambda s: "consult_failed" in s.notices, 60)
    notice = next(n for n in seen.state["notices"] if n["code"] == "consult_failed")
    told = int(notice["args"]["sip_code"])
    assert told == code or (not code and told >= 400)
    assert notice["args"]["target"] == "1002"
    parties.leg = ""
    wait_together(parties, f"completed while it rang, {what}")


def test_the_caller_hangs_up_while_the_answer_is_awaited(parties: Parties) -> None:
    ask_and_complete(parties, Rule(user="1002", behaviour=Behaviour.NO_ANSWER))
    parties.caller.command("hangup", call="c1")
    parties.agent.wait_agent("wrap_up")
    parties.colleague.wait_for("state", call=parties.leg, state="disconnected", timeout_s=30)
    parties.agent.wait_no_call()
