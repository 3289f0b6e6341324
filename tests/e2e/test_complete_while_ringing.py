"""Complete while the colleague still rings: the caller goes there on the answer, or comes back."""

from __future__ import annotations

import pytest

from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.consulting import music, wait_handed_over, wait_together
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.pbx.ami import Ami


def ask_and_complete(parties: Parties) -> None:
    """The colleague's phone rings until a command says otherwise; Complete is pressed meanwhile."""
    parties.colleague.listen(Rule(user="1002", behaviour=Behaviour.MANUAL))
    parties.agent.do("consult", target="1002")
    parties.leg = parties.colleague.wait_for("incoming", user="1002")["call"]
    parties.agent.wait_phase("calling")
    parties.agent.do("complete")
    parties.agent.wait_phase("awaiting")


def test_the_caller_goes_to_the_colleague_on_the_answer(parties: Parties, ami: Ami) -> None:
    ask_and_complete(parties)
    parties.wait_heard("completed, still ringing", caller=music(parties))
    parties.colleague.command("answer", call=parties.leg)
    parties.colleague.wait_for("state", call=parties.leg, state="confirmed")
    parties.colleague.command("play", call=parties.leg, tone_hz=COLLEAGUE_HZ)
    wait_handed_over(parties, ami, "completed while it rang")


@pytest.mark.parametrize(("what", "code"), [("busy", 486), ("declined", 603)])
def test_a_colleague_who_refuses_brings_the_caller_back(
    parties: Parties, what: str, code: int
) -> None:
    ask_and_complete(parties)
    parties.colleague.command("answer", call=parties.leg, code=code)
    wait_back(parties, what)


@pytest.mark.usefixtures("short_ringing")
def test_a_colleague_who_does_not_answer_brings_the_caller_back(parties: Parties) -> None:
    ask_and_complete(parties)
    wait_back(parties, "no answer")


def wait_back(parties: Parties, what: str) -> None:
    """The agent reads why, and talks to the caller again."""
    seen = parties.agent.wait(lambda s: "consult_failed" in s.notices, 60)
    notice = next(n for n in seen.state["notices"] if n["code"] == "consult_failed")
    assert int(notice["args"]["sip_code"]) >= 400
    assert notice["args"]["target"] == "1002"
    parties.leg = ""
    wait_together(parties, f"completed while it rang, {what}")


def test_the_caller_hangs_up_while_the_answer_is_awaited(parties: Parties) -> None:
    ask_and_complete(parties)
    parties.caller.command("hangup", call="c1")
    parties.agent.wait_agent("wrap_up")
    parties.colleague.wait_for("state", call=parties.leg, state="disconnected", timeout_s=30)
    parties.agent.wait_no_call()
