"""Consult, attended transfer and conference on the real PBX; what each party hears is measured."""

from __future__ import annotations

import pytest

from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import talk
from tests.e2e.consulting import ask, merge, music, wait_handed_over, wait_together
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.e2e.line import CALLER_HZ
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.support.waiting import until


def test_attended_transfer_hands_the_caller_over(parties: Parties, ami: Ami) -> None:
    ask(parties)
    contact = parties.agent.seen().contact["id"]
    parties.agent.do("complete")
    wait_handed_over(parties, ami, "completed")
    assert parties.agent.seen().contact["id"] == contact


def test_swap_lets_one_wait_with_music_each_time(parties: Parties, ami: Ami) -> None:
    ask(parties)
    parties.agent.do("swap")
    parties.agent.wait_phase("with_caller")
    parties.wait_heard("swapped", caller="agent", agent="caller", colleague="music")
    parties.agent.do("swap")
    parties.agent.wait_phase("with_target")
    parties.wait_heard("swapped back", caller=music(parties), agent="colleague", colleague="agent")
    parties.agent.do("swap")
    parties.agent.wait_phase("with_caller")
    parties.agent.do("complete")
    wait_handed_over(parties, ami, "completed while with the caller")


def test_cancel_takes_the_caller_back(parties: Parties) -> None:
    ask(parties)
    parties.agent.do("cancel")
    parties.colleague.wait_for("state", call=parties.leg, state="disconnected")
    wait_together(parties, "cancelled")


@pytest.mark.parametrize(
    ("what", "rule", "code"),
    [
        ("busy", Rule(user="1002", behaviour=Behaviour.REFUSE, code=486), 486),
        ("declined", Rule(user="1002", behaviour=Behaviour.REFUSE, ring_ms=300, code=603), 0),
    ],
)
def test_a_colleague_who_refuses_brings_the_caller_back(
    parties: Parties, what: str, rule: Rule, code: int
) -> None:
    parties.colleague.listen(rule)
    parties.agent.do("consult", target="1002")
    seen = parties.agent.wait(lambda s: "consult_failed" in s.notices)
    notice = next(n for n in seen.state["notices"] if n["code"] == "consult_failed")
    told = int(notice["args"]["sip_code"])
    assert told == code or (not code and told >= 400)
    wait_together(parties, what)


@pytest.mark.usefixtures("short_ringing")
def test_a_colleague_who_does_not_answer_brings_the_caller_back(parties: Parties) -> None:
    parties.colleague.listen(Rule(user="1002", behaviour=Behaviour.NO_ANSWER))
    parties.agent.do("consult", target="1002")
    parties.agent.wait(
        lambda s: (
            (s.state["consult"] or {}).get("hearing") == "target_rings"
            and s.calls[-1]["state"] == "early"
        )
    )
    parties.wait_heard("ringing there", caller=music(parties))
    parties.agent.wait(lambda s: "consult_failed" in s.notices, 40)
    wait_together(parties, "no answer")


def test_a_number_that_is_nobodys_brings_the_caller_back(parties: Parties) -> None:
    parties.agent.do("consult", target="5999")
    parties.agent.wait(lambda s: "consult_failed" in s.notices)
    wait_together(parties, "nobody's number")


def test_the_colleague_hangs_up_in_the_consult(parties: Parties) -> None:
    ask(parties)
    parties.colleague.command("hangup", call=parties.leg)
    parties.agent.wait(lambda s: "consult_ended" in s.notices)
    wait_together(parties, "colleague hung up")


def test_the_caller_hangs_up_in_the_consult(parties: Parties) -> None:
    ask(parties)
    parties.caller.command("hangup", call="c1")
    seen = parties.agent.wait(lambda s: "caller_gone" in s.notices)
    assert seen.agent == "on_contact"
    parties.wait_heard("caller hung up", agent="colleague", colleague="agent")
    parties.agent.do("cancel")
    seen = parties.agent.wait_agent("wrap_up")
    assert seen.contact["ended_by"] == "far_end"
    parties.agent.wait_no_call()


def test_the_caller_hangs_up_while_the_colleague_rings(parties: Parties) -> None:
    parties.colleague.listen(Rule(user="1002", behaviour=Behaviour.NO_ANSWER))
    parties.agent.do("consult", target="1002")
    leg = parties.colleague.wait_for("incoming", user="1002")["call"]
    parties.agent.wait_phase("calling")
    parties.caller.command("hangup", call="c1")
    parties.agent.wait_agent("wrap_up")
    parties.colleague.wait_for("state", call=leg, state="disconnected")
    parties.agent.wait_no_call()


def test_in_a_conference_each_hears_the_two_others(parties: Parties) -> None:
    ask(parties)
    merge(parties)
    parties.agent.do("mute")
    parties.wait_heard(
        "conference, agent muted",
        caller="colleague",
        agent="caller colleague",
        colleague="caller",
    )
    parties.agent.do("mute", on=False)
    parties.agent.do("split")
    parties.agent.wait_phase("with_target")
    parties.wait_heard("split", caller=music(parties), agent="colleague", colleague="agent")
    merge(parties)
    parties.agent.do("cancel")
    wait_together(parties, "colleague dropped")


def test_a_party_that_leaves_the_conference_leaves_the_others_together(
    parties: Parties,
) -> None:
    ask(parties)
    merge(parties)
    parties.caller.command("hangup", call="c1")
    parties.agent.wait(lambda s: "caller_gone" in s.notices)
    parties.wait_heard("caller left the conference", agent="colleague", colleague="agent")
    parties.colleague.command("hangup", call=parties.leg)
    parties.agent.wait_agent("wrap_up")


def test_the_agent_leaves_the_conference_and_connects_the_others(
    parties: Parties, ami: Ami
) -> None:
    ask(parties)
    merge(parties)
    parties.agent.do("leave")
    wait_handed_over(parties, ami, "agent left the conference")


def test_a_phone_that_follows_the_refer_itself_replaces_the_consult_call(
    direct: Program, peer: Peer
) -> None:
    """No PBX between: caller and colleague are user agents (RFC 5589 section 7)."""
    peer.listen(Rule(user="2002", ring_ms=100, tone_hz=COLLEAGUE_HZ))
    talk(direct, peer)
    direct.do("consult", target="2002")
    asked = peer.wait_for("incoming", user="2002")
    assert asked["headers"]["x-customer-id"] == "S1001"
    assert asked["headers"]["x-contact-id"] == direct.seen().contact["id"]
    assert asked["headers"]["x-from-agent"] == "agent"
    direct.wait_phase("with_target")
    peer.wait_sound(asked["call"], AGENT_HZ)
    direct.do("complete")
    accepted = peer.wait_for("transfer_accepted", call="c1")
    assert "Replaces=" in accepted["target"]
    peer.wait_for("state", call=accepted["new_call"], state="confirmed")
    peer.wait_for("replaced", call=asked["call"])
    peer.wait_for("state", call="c1", state="disconnected")
    peer.wait_sound(accepted["new_call"], COLLEAGUE_HZ)
    peer.wait_sound(asked["call"], CALLER_HZ)
    assert direct.wait_agent("wrap_up").contact["transferred_to"] == "2002"
    direct.wait_no_call()
    # Ended dialogs are let go after two seconds: the new one must not go with them.
    until(lambda: len(peer.command("calls")["calls"]) == 2, "the old dialogs to be forgotten")
    peer.wait_sound(accepted["new_call"], COLLEAGUE_HZ)
    peer.wait_sound(asked["call"], CALLER_HZ)


def test_a_new_window_goes_on_with_the_conference(parties: Parties, ami: Ami) -> None:
    ask(parties)
    merge(parties)
    parties.agent.kill("desk")
    parties.agent.wait_phase("conference")
    parties.wait_heard(
        "window restarted",
        caller="agent colleague",
        agent="caller colleague",
        colleague="caller agent",
    )
    parties.agent.do("leave")
    wait_handed_over(parties, ami, "left after the window's restart")


def test_the_engine_dies_in_a_consult(parties: Parties) -> None:
    ask(parties)
    parties.agent.kill("engine")
    seen = parties.agent.wait_agent("wrap_up")
    assert seen.contact["cause"] == "engine_failure"
    parties.agent.wait_no_call()
    parties.agent.wait_line("registered", 30)
