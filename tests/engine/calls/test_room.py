"""Into a conference room with bare SIP user agents: the agent first, then who is referred."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from softphone.domain.call import CallPurpose, CallState, EndedBy, TransferState
from softphone.domain.messages import (
    CommandRefused,
    HangUpCall,
    PlaceCall,
    SwapCalls,
    TransferCall,
    TransferProgressed,
)
from tests.engine.calls.test_conference import Pair, notify, pair, target_ua
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog, Ua, dialog
from tests.support.waiting import until

__all__ = ["pair", "target_ua"]

ROOM_HZ = 2300.0


class Room:
    """A room that answers, or not; what the agent hears there is one tone."""

    def __init__(self, pair: Pair, ua: Ua) -> None:
        self.pair, self.ua = pair, ua
        self.number = f"sip:*881234567890@127.0.0.1:{ua.port}"
        pair.engine.send(
            PlaceCall(
                call_id="room",
                target=self.number,
                purpose=CallPurpose.ROOM,
                consult_of=pair.caller_id,
            )
        )
        # The colleague was talked with: on hold before the room is called.
        pair.settle_hold(pair.target, held=True)
        self.invite = ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")

    def answer(self, agents_leg: Dialog) -> None:
        agents_leg.adopt(self.invite)
        agents_leg.media.hertz = ROOM_HZ
        agents_leg.accept(self.invite)
        told = self.pair.wait_state("room", CallState.CONNECTED)
        assert (told.purpose, told.consult_of) == (CallPurpose.ROOM, self.pair.caller_id)
        agents_leg.expect("ACK")

    def refer(self, call_id: str, party: Dialog, code: int = 202) -> None:
        """Refer that party here; its side answers with the code."""
        self.pair.engine.send(TransferCall(call_id=call_id, target=self.number))
        refer = party.expect("REFER")
        assert "*881234567890" in refer.header("Refer-To")
        party.ua.reply(refer, code, "Accepted" if code == 202 else "Decline")

    def moved(self, call_id: str, party: Dialog) -> None:
        """The final NOTIFY; our leg is ended after it, not before."""
        assert not [x for x in party.ua.seen if x.method == "BYE"]
        notify(party, "200 OK", final=True)
        self.pair.engine.wait(
            TransferProgressed, lambda e: e.state is TransferState.DONE and e.call_id == call_id
        )
        party.ua.reply(party.expect("BYE"), 200, "OK")
        assert self.pair.engine.wait_end(call_id).ended_by is EndedBy.TRANSFER


@pytest.fixture
def room_ua() -> Iterator[Ua]:
    made = Ua()
    yield made
    made.close()


def test_one_after_the_other_is_referred_and_the_agent_stays_in_the_room(
    pair: Pair, room_ua: Ua, direct: Direct
) -> None:
    room = Room(pair, room_ua)
    with dialog(room_ua, direct.address) as agents_leg:
        room.answer(agents_leg)
        room.refer(pair.caller_id, pair.caller)
        notify(pair.caller, "100 Trying")
        room.moved(pair.caller_id, pair.caller)
        room.refer("consult", pair.target)
        room.moved("consult", pair.target)
        until(lambda: pair.agent_hears(ROOM_HZ) > 0.01, "the agent does not hear the room")
        pair.engine.send(HangUpCall(call_id="room"))
        agents_leg.ua.reply(agents_leg.expect("BYE"), 200, "OK")
        pair.engine.wait_end("room")


def test_a_caller_whose_refer_is_declined_comes_back_to_the_agent(
    pair: Pair, room_ua: Ua, direct: Direct
) -> None:
    room = Room(pair, room_ua)
    with dialog(room_ua, direct.address) as agents_leg:
        room.answer(agents_leg)
        room.refer(pair.caller_id, pair.caller, 603)
        failed = pair.engine.wait(TransferProgressed, lambda e: e.state is TransferState.FAILED)
        assert (failed.call_id, failed.sip_code) == (pair.caller_id, 603)
        # What the desk does then, in this order.
        pair.engine.send(HangUpCall(call_id="room"))
        pair.engine.send(SwapCalls(call_id="consult", other_id=pair.caller_id))
        agents_leg.ua.reply(agents_leg.expect("BYE"), 200, "OK")
        pair.settle_hold(pair.caller, held=False)
        pair.wait_state(pair.caller_id, CallState.CONNECTED)
        pair.wait_heard(caller="a", agent="c", target="")


def test_a_room_that_is_busy_leaves_both_on_hold(pair: Pair, room_ua: Ua, direct: Direct) -> None:
    room = Room(pair, room_ua)
    room_ua.reply(room.invite, 486, "Busy Here")
    assert pair.engine.wait_end("room").call.sip_code == 486
    pair.engine.send(SwapCalls(call_id="consult", other_id=pair.caller_id))
    pair.settle_hold(pair.caller, held=False)
    pair.wait_heard(caller="a", agent="c", target="")


def test_a_colleague_who_cannot_be_held_keeps_the_sound_and_no_room_is_called(
    pair: Pair, room_ua: Ua, direct: Direct
) -> None:
    pair.engine.send(
        PlaceCall(
            call_id="room",
            target=f"sip:*881234567890@127.0.0.1:{room_ua.port}",
            purpose=CallPurpose.ROOM,
            consult_of=pair.caller_id,
        )
    )
    pair.target.ua.reply(pair.target.expect("INVITE"), 488, "Not Acceptable Here")
    refused = pair.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("PlaceCall", "room")
    pair.wait_heard(caller="", agent="t", target="a")
    assert not [x for x in room_ua.seen if x.method == "INVITE"]
