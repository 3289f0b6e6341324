"""One call of the queue, from the first ring to the ticket, on the real PBX."""

from __future__ import annotations

from softphone.practice import sound
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.line import AGENT, CALLER_HZ, PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.config import HOLD_HZ, QUEUE_HZ
from tests.support.waiting import until

NUMBER = "13900000001"


def test_the_straight_way_of_a_call(ready: Program, caller: PbxLine, ami: Ami) -> None:
    ready.numbers.append(NUMBER)
    caller.call(customer="S1002", number=NUMBER)
    caller.peer.wait_sound("c1", QUEUE_HZ)

    # It rings: 180 has been seen by the PBX, and the card is there before anybody answers.
    seen = ready.wait(lambda s: s.agent == "reserved" and s.customer)
    assert [call["state"] for call in seen.calls] == ["offered"]
    assert seen.customer == "S1002"  # the header wins over the number, which is S1001's
    assert seen.contact["number"] == "+8613900000001"
    assert seen.calls[0]["queue"] == "support"
    assert not seen.calls[0]["unverified"]
    assert ready.text("cardName") == "Sample Customer A"
    assert ami.wait_for("Newstate", Channel=AGENT, ChannelStateDesc="Ringing")

    ready.click("answerButton")
    ready.wait_agent("on_contact")
    caller.peer.wait_sound("c1", AGENT_HZ)
    ready.sound.wait_tone(CALLER_HZ)

    ready.do("hold")
    ready.wait_call("held")
    # The caller's channel took the queue's music class when it entered the queue.
    caller.peer.wait_sound("c1", QUEUE_HZ)

    def only_music() -> bool:
        heard = caller.peer.measure("c1", [AGENT_HZ, HOLD_HZ, QUEUE_HZ], window_ms=400)["tones"]
        agents, default, queue = (float(tone["level_dbfs"]) for tone in heard)
        return max(agents, default) < -60 and queue > -30

    until(only_music, "the hold music alone")
    since = ready.sound.mark()
    caller.peer.wait_sound("c1", QUEUE_HZ)
    assert sound.rms_dbfs(ready.sound.heard(since)) < -60

    ready.do("resume")
    ready.wait_call("connected")
    caller.peer.wait_sound("c1", AGENT_HZ)
    ready.sound.wait_tone(CALLER_HZ)

    ready.do("mute", on=True)
    ready.wait(lambda s: s.state["muted"])
    until(lambda: caller.peer.measure("c1", window_ms=400)["rms_dbfs"] < -60, "silence")
    assert ready.text("unmuteButton")  # in the band that cannot be overlooked
    ready.do("mute", on=False)
    caller.peer.wait_sound("c1", AGENT_HZ)

    caller.hang_up()
    seen = ready.wait_agent("wrap_up")
    assert (seen.contact["cause"], seen.contact["ended_by"]) == ("answered", "far_end")
    assert seen.contact["held_s"] > 0
    caller.wait_member(ami, paused=True)

    # The next one waits until the ticket is written.
    caller.call(id_="c2", number="13900000003")
    caller.peer.wait_sound("c2", QUEUE_HZ)
    contact = seen.contact["id"]
    ready.choose("categoryBox", "refunds.progress")
    ready.click("priorityUrgent")
    ready.choose("dispositionBox", "follow_up")
    ready.type("notesEdit", "Asked about the refund. 退款进度。")
    assert ready.seen().agent == "wrap_up"
    ready.click("saveReadyButton")
    joined = until(
        lambda: ready.rows(
            "select t.*, o.state as outbox from tickets t left join outbox o on o.ticket_id = t.id "
            "where t.contact_id = ?",
            contact,
        ),
        "the ticket",
    )
    assert len(joined) == 1
    ticket = joined[0]
    assert ticket["outbox"]  # there at the first sight of the ticket: one transaction
    assert (ticket["category_id"], ticket["priority"]) == ("refunds.progress", "urgent")
    assert (ticket["disposition_id"], ticket["customer_id"]) == ("follow_up", "S1002")
    assert ticket["notes"] == "Asked about the refund. 退款进度。"
    assert not ready.rows("select * from drafts where contact_id = ?", contact)

    seen = ready.wait(lambda s: s.agent == "reserved" and s.customer)
    assert seen.customer == "S1003"
    ready.do("answer")
    caller.peer.wait_sound("c2", AGENT_HZ)
    ready.do("hangup")
    assert caller.wait_ended("c2")["code"] == 200
    assert ready.wait_agent("wrap_up").contact["ended_by"] == "agent"


def test_an_unknown_caller_is_a_new_customer(ready: Program, caller: PbxLine) -> None:
    ready.numbers.append("13711112222")
    caller.call(number="13711112222")
    seen = ready.wait(lambda s: s.agent == "reserved" and s.pop == "unknown")
    assert seen.draft["number"] == "+8613711112222"
    ready.wait(lambda s: s.calls[0]["region"])


def test_a_second_caller_is_not_offered_in_a_call(
    ready: Program, caller: PbxLine, ami: Ami
) -> None:
    caller.call()
    ready.wait_agent("reserved")
    ready.do("answer")
    ready.wait_agent("on_contact")
    caller.peer.wait_sound("c1", AGENT_HZ)
    first = ready.seen().calls[0]["id"]
    # The queue knows that the agent talks; a direct call is refused by the softphone itself.
    caller.call("1001", id_="c2", number="13900000003")
    assert caller.wait_ended("c2")["code"] == 486
    seen = ready.wait(lambda s: "call_refused_busy" in s.notices)
    assert [call["id"] for call in seen.calls] == [first]
    caller.peer.wait_sound("c1", AGENT_HZ)
