"""Blind transfer: to a colleague of the real PBX, to nobody, and to somebody busy."""

from __future__ import annotations

from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.hearing import COLLEAGUE_HZ, Parties
from tests.e2e.line import CALLER_HZ, PbxLine, channels
from tests.e2e.program import Program, State
from tests.pbx.ami import Ami
from tests.support.waiting import until


def transfer_states(events: list[State]) -> list[str]:
    """The steps of the transfer in the order they were told."""
    told: list[str] = []
    for event in events:
        transfer = (event.get("call") or {}).get("transfer")
        if transfer and transfer["state"] not in told:
            told.append(transfer["state"])
    return told


def test_a_colleague_takes_the_caller(
    ready: Program, caller: PbxLine, colleague: Peer, ami: Ami
) -> None:
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=300, tone_hz=COLLEAGUE_HZ))
    caller.call(customer="S1001")
    ready.wait_agent("reserved")
    ready.do("answer")
    caller.peer.wait_sound("c1", AGENT_HZ)
    watch = ready.watch()

    ready.click("transferButton")
    ready.type("transferTarget", "1002")
    ready.click("transferConfirmButton")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    caller.peer.wait_sound("c1", COLLEAGUE_HZ)
    colleague.wait_sound(leg, CALLER_HZ)

    seen = ready.wait_agent("wrap_up")
    assert seen.contact["transferred_to"] == "1002"
    assert seen.contact["ended_by"] == "transfer"
    assert not seen.calls
    states = transfer_states(watch.events)
    assert states[0] == "asked"
    assert "done" in states or seen.notices.count("transfer_done") == 1
    until(lambda: not channels(ami), "the agent's leg to be gone at the PBX")
    caller.wait_member(ami, paused=True)
    parties = Parties(caller.peer, ready, colleague, leg)
    parties.wait_all_heard("blind transfer", {"caller": "colleague", "colleague": "caller"})


def test_a_number_that_is_nobodys_brings_the_caller_back(
    ready: Program, caller: PbxLine, colleague: Peer
) -> None:
    caller.call()
    ready.wait_agent("reserved")
    ready.do("answer")
    caller.peer.wait_sound("c1", AGENT_HZ)
    ready.do("transfer", target="5999")
    seen = ready.wait(lambda s: "transfer_failed" in s.notices)
    notice = next(n for n in seen.state["notices"] if n["code"] == "transfer_failed")
    assert (notice["args"]["target"], notice["args"]["sip_code"]) == ("5999", "404")
    call = ready.wait_call("held")
    assert (call["transfer"]["state"], call["transfer"]["sip_code"]) == ("failed", 404)
    parties = Parties(caller.peer, ready, colleague)
    parties.wait_all_heard("blind to nobody", {"caller": "queue", "agent": ""})
    ready.do("resume")
    ready.wait_call("connected")
    parties.wait_all_heard("blind to nobody, resumed", {"caller": "agent", "agent": "caller"})
    assert ready.seen().agent == "on_contact"


def test_the_exchange_hangs_up_on_the_caller_when_the_colleague_is_busy(
    ready: Program, caller: PbxLine, colleague: Peer
) -> None:
    """Asterisk's dial plan has the caller after a blind transfer; the agent is told who is lost."""
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", behaviour=Behaviour.REFUSE, code=486))
    caller.call(customer="S1001")
    ready.wait_agent("reserved")
    ready.do("answer")
    caller.peer.wait_sound("c1", AGENT_HZ)
    ready.do("transfer", target="1002")
    caller.wait_ended()
    ready.wait(lambda s: "transfer_failed" in s.notices, 30)
    ready.do("resume")
    seen = ready.wait(lambda s: "transfer_lost" in s.notices, 30)
    notice = next(n for n in seen.state["notices"] if n["code"] == "transfer_lost")
    assert notice["args"]["target"] == "1002"
    assert notice["args"]["number"].endswith("13900000001")
    assert ready.wait_agent("wrap_up").contact["transferred_to"] == ""


def test_a_busy_colleague_brings_the_caller_back(direct: Program, peer: Peer) -> None:
    """A PBX that keeps the caller until the colleague answers (RFC 5589 section 6.1)."""
    peer.listen(Rule(user="2002", behaviour=Behaviour.REFUSE, ring_ms=100, code=486))
    direct.do("ready")
    peer.command("call", id="c1", to=f"sip:agent@{direct.options.direct}", tone_hz=CALLER_HZ)
    direct.wait_agent("reserved")
    direct.do("answer")
    peer.wait_sound("c1", AGENT_HZ)
    direct.do("transfer", target="2002")
    seen = direct.wait(lambda s: "transfer_failed" in s.notices)
    assert seen.calls[0]["transfer"]["sip_code"] == 486
    direct.wait_call("held")
    direct.do("resume")
    direct.wait_call("connected")
    peer.wait_sound("c1", AGENT_HZ)
    direct.sound.wait_tone(CALLER_HZ)
