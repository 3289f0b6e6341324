"""A consult on the real PBX, step by step; what each party hears is measured at every step."""

from __future__ import annotations

from tests.e2e.hearing import Parties
from tests.e2e.line import channels
from tests.pbx.ami import Ami
from tests.support.waiting import until


def ask(parties: Parties) -> None:
    """Consult the colleague, who answers; the caller hears music."""
    parties.agent.do("consult", target="1002")
    parties.leg = parties.colleague.wait_for("incoming", user="1002")["call"]
    parties.agent.wait_phase("with_target")
    parties.wait_heard("consult", caller=music(parties), agent="colleague", colleague="agent")


def music(parties: Parties) -> str:
    """The music a held caller of this queue hears."""
    until(lambda: any(_music(parties).values()), "music for the held caller")
    return next(name for name, plays in _music(parties).items() if plays)


def _music(parties: Parties) -> dict[str, bool]:
    levels = parties.levels("caller")["caller"]
    return {name: levels[name] > -45 for name in ("music", "queue")}


def merge(parties: Parties) -> None:
    parties.agent.do("merge")
    parties.agent.wait_phase("conference")
    parties.wait_heard(
        "conference",
        caller="agent colleague",
        agent="caller colleague",
        colleague="caller agent",
    )


def wait_handed_over(parties: Parties, ami: Ami, what: str) -> None:
    """Caller and colleague talk, the agent is out and wraps up."""
    seen = parties.agent.wait_agent("wrap_up")
    assert seen.contact["transferred_to"] == "1002"
    assert seen.contact["ended_by"] == "transfer"
    assert not seen.state["consult"]
    parties.agent.wait_no_call()
    parties.wait_heard(what, caller="colleague", colleague="caller")
    until(lambda: not channels(ami), "the agent's legs to be gone at the PBX")
    parties.wait_heard(f"{what}, later", caller="colleague", colleague="caller")


def wait_together(parties: Parties, what: str) -> None:
    """Caller and agent talk again, as if nothing had been."""
    parties.agent.wait(lambda s: not s.state["consult"])
    parties.agent.wait_call("connected")
    parties.wait_heard(what, caller="agent", agent="caller")
    assert parties.agent.seen().agent == "on_contact"
