"""The three-way call in a conference room of the real PBX; what each party hears is measured."""

from __future__ import annotations

import msgspec

from softphone.config.settings import Calls, Conference, ConferencePlace, Settings, WrapUp
from softphone.domain.recording import RecordingPolicy, RecordingRules
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.consulting import ask
from tests.e2e.hearing import COLLEAGUE_HZ, FOURTH_HZ, Parties
from tests.e2e.line import PbxLine, channels
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until

ROOM = Conference(where=ConferencePlace.PBX)
MOVED_WITHIN_S = HEARD_WITHIN_S = 40.0


def sign_in(pbx: Pbx, make_program: MakeProgram, settings: Settings, user: str) -> Program:
    program = make_program(settings).start()
    program.sign_in(pbx.info.accounts[user])
    program.wait_agent("not_ready")
    return program


def talk_and_ask(program: Program, caller: PbxLine, colleague: Peer, number: str) -> Parties:
    """The caller calls that number and is answered; extension 1002 is asked."""
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    caller.call(number, customer="S1001")
    program.wait_agent("reserved", MOVED_WITHIN_S)
    program.do("answer")
    program.wait_agent("on_contact", MOVED_WITHIN_S)
    made = Parties(caller.peer, program, colleague)
    made.wait_heard("talk", HEARD_WITHIN_S, caller="agent", agent="caller")
    ask(made)
    return made


def rooms(pbx: Pbx) -> list[str]:
    """The lines of the PBX's list of rooms, without its head."""
    return [line for line in pbx.cli("confbridge list").splitlines() if line[:1].isdigit()]


def test_all_three_meet_in_the_room_and_the_others_stay_when_the_agent_leaves(
    pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine, colleague: Peer
) -> None:
    settings = Settings(
        account=account(pbx),
        queue=CODES,
        wrap_up=WrapUp(time_s=120),
        conference=ROOM,
        recording=RecordingRules(policy=RecordingPolicy.ALWAYS, encrypt=False),
    )
    agent = sign_in(pbx, make_program, settings, "1001")
    caller.ready(agent, ami)
    parties = talk_and_ask(agent, caller, colleague, "8000")
    contact = agent.seen().contact["id"]
    agent.do("merge")
    agent.wait_phase("room", MOVED_WITHIN_S)
    parties.wait_heard(
        "in the room",
        HEARD_WITHIN_S,
        caller="agent colleague",
        agent="caller colleague",
        colleague="caller agent",
    )
    seen = agent.wait(lambda s: [call["purpose"] for call in s.calls] == ["room"], 40)
    assert seen.agent == "on_contact"
    assert seen.contact["id"] == contact
    assert not seen.contact["ended_at"]
    assert len(seen.state["consult"]["moved"]) == 2
    recording = seen.state["recording"]["recording"]
    assert recording["state"] == "recording"
    assert seen.calls[0]["id"] in recording["call_ids"]
    agent.do("mute")
    parties.wait_heard(
        "in the room, agent muted",
        HEARD_WITHIN_S,
        caller="colleague",
        agent="caller colleague",
        colleague="caller",
    )
    # The window crashes: the room is there again.
    agent.kill("desk")
    agent.wait_phase("room")
    agent.do("mute", on=False)
    parties.wait_heard(
        "in the room, new window",
        HEARD_WITHIN_S,
        caller="agent colleague",
        agent="caller colleague",
        colleague="caller agent",
    )
    agent.do("leave")
    seen = agent.wait_agent("wrap_up", MOVED_WITHIN_S)
    assert seen.contact["id"] == contact
    assert seen.contact["transferred_to"] == "1002"
    assert seen.contact["ended_by"] == "transfer"
    agent.wait_no_call()
    parties.wait_heard(
        "agent left the room", HEARD_WITHIN_S, caller="colleague", colleague="caller"
    )
    until(lambda: not channels(ami), "the agent's legs to be gone at the PBX", 30)
    # Who is left alone is not kept there.
    parties.colleague.command("hangup", call=parties.leg)
    caller.wait_ended()
    until(lambda: not rooms(pbx), "the room to be gone", 30)


def test_a_fourth_party_comes_into_the_room(
    pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine, colleague: Peer
) -> None:
    settings = Settings(
        account=account(pbx),
        queue=CODES,
        wrap_up=WrapUp(time_s=120),
        conference=ROOM,
        calls=Calls(conference_max=4),
    )
    agent = sign_in(pbx, make_program, settings, "1001")
    caller.ready(agent, ami)
    caller.register(colleague, "1003")
    parties = talk_and_ask(agent, caller, colleague, "8000")
    agent.do("merge")
    agent.wait_phase("room", MOVED_WITHIN_S)
    agent.wait(lambda s: [call["purpose"] for call in s.calls] == ["room"], MOVED_WITHIN_S)
    three = {"caller": "agent colleague", "agent": "caller colleague", "colleague": "caller agent"}
    parties.wait_all_heard("three in the room", three, HEARD_WITHIN_S)

    colleague.listen(Rule(user="1003", behaviour=Behaviour.REFUSE, ring_ms=300, code=486))
    agent.do("add", target="1003")
    agent.wait(lambda s: "consult_failed" in s.notices, MOVED_WITHIN_S)
    parties.wait_all_heard("three in the room, the fourth is busy", three, HEARD_WITHIN_S)

    colleague.listen(Rule(user="1003", ring_ms=300, tone_hz=FOURTH_HZ))
    after = colleague.mark()
    agent.do("add", target="1003")
    fourth = colleague.wait_for("incoming", user="1003", after=after)["call"]
    parties.more["fourth"] = (colleague, fourth)
    agent.wait(lambda s: len((s.state["consult"] or {}).get("moved", ())) == 3, MOVED_WITHIN_S)
    agent.wait(lambda s: [call["purpose"] for call in s.calls] == ["room"], MOVED_WITHIN_S)
    four = {
        "caller": "agent colleague fourth",
        "agent": "caller colleague fourth",
        "colleague": "caller agent fourth",
        "fourth": "caller agent colleague",
    }
    parties.wait_all_heard("four in the room", four, HEARD_WITHIN_S)
    agent.do("leave")
    agent.wait_agent("wrap_up", MOVED_WITHIN_S)
    agent.wait_no_call()
    left = {
        "caller": "colleague fourth",
        "colleague": "caller fourth",
        "fourth": "caller colleague",
    }
    parties.wait_all_heard("agent left the four in the room", left, HEARD_WITHIN_S)
    until(lambda: not channels(ami), "the agent's legs to be gone at the PBX", 30)
    # Who is left alone is not kept there.
    for call in (fourth, parties.leg):
        colleague.command("hangup", call=call)
    caller.wait_ended()


def test_a_refer_that_is_declined_brings_the_caller_back(
    pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine, colleague: Peer
) -> None:
    """Extension 1005 may transfer nobody."""
    settings = Settings(
        account=msgspec.structs.replace(account(pbx), user="1005"),
        wrap_up=WrapUp(time_s=120),
        conference=ROOM,
    )
    agent = sign_in(pbx, make_program, settings, "1005")
    agent.do("ready")
    agent.wait_agent("ready", MOVED_WITHIN_S)
    parties = talk_and_ask(agent, caller, colleague, "1005")
    agent.do("merge")
    seen = agent.wait(lambda s: "room_failed" in s.notices, MOVED_WITHIN_S)
    notice = next(n for n in seen.state["notices"] if n["code"] == "room_failed")
    assert notice["args"]["sip_code"] == "603"
    agent.wait_phase("with_caller")
    parties.wait_heard(
        "caller not moved", HEARD_WITHIN_S, caller="agent", agent="caller", colleague="music"
    )
    assert agent.seen().agent == "on_contact"
    until(lambda: not rooms(pbx), "the room to be gone", 30)
    # Nothing is lost: the colleague is still there.
    agent.do("complete")
    agent.wait(lambda s: "transfer_failed" in s.notices, MOVED_WITHIN_S)
    agent.wait_phase("with_caller")
    agent.do("cancel")
    agent.wait(lambda s: not s.state["consult"])
    parties.wait_heard("colleague let go", HEARD_WITHIN_S, caller="agent", agent="caller")
