"""A conference room of the PBX on the desk: who is moved when, and the way back."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import (
    Call,
    CallPurpose,
    CallState,
    EndCause,
    EndedBy,
    Transfer,
    TransferState,
)
from softphone.domain.consult import Hearing, Phase
from tests.agent.conftest import REGISTERED, RULES, World
from tests.agent.consult.test_consult import CALLER, Consult


class InRoom(Consult):
    """The same, where three parties meet in a room of the PBX."""

    def __init__(self, world: World) -> None:
        world.rules = msgspec.structs.replace(RULES, room="*88{id}")
        world.desk.take_rules(world.rules)
        super().__init__(world)

    @property
    def room(self) -> m.PlaceCall:
        placed = [c for c in self.world.phone.of(m.PlaceCall) if c.purpose is CallPurpose.ROOM]
        return placed[-1]

    @property
    def room_id(self) -> str:
        return self.room.call_id

    def referred(self) -> list[str]:
        sent = self.world.phone.of(m.TransferCall)
        assert all(command.target == self.room.target for command in sent)
        return [command.call_id for command in sent]

    def entering(self) -> None:
        """The room is being called; caller and colleague are on hold."""
        self.with_target()
        self.world.wishes.merge()
        self.hold(self.target_id)

    def moving_caller(self) -> None:
        """The agent is in the room."""
        self.entering()
        now = self.world.clock.now()
        self.change(self.room_id, state=CallState.CONNECTED, answered_at=now)

    def verdict(self, call_id: str, state: TransferState, code: int = 200) -> None:
        """The final NOTIFY; the engine ends a leg that was moved."""
        if state is TransferState.DONE:
            self.change(call_id, transfer=Transfer(self.room.target, state))
        self.world.desk.on_event(
            m.TransferProgressed(
                call_id=call_id, target="x", state=state, sip_code=code, sip_reason="words"
            )
        )
        if state is TransferState.DONE:
            self.world.end(self.call(call_id), by=EndedBy.TRANSFER)

    def moving_target(self) -> None:
        """The caller is there too."""
        self.moving_caller()
        self.verdict(CALLER, TransferState.DONE)

    def all_there(self) -> None:
        """All three are."""
        self.moving_target()
        self.verdict(self.target_id, TransferState.DONE)

    def end_room(self, by: EndedBy = EndedBy.FAR_END) -> None:
        cause = EndCause.ANSWERED
        self.world.end(self.call(self.room_id), cause, by)


@pytest.fixture
def room(world: World) -> InRoom:
    return InRoom(world)


def test_the_agent_goes_first_then_the_caller_then_the_colleague(
    room: InRoom, world: World
) -> None:
    room.entering()
    room.at(Phase.ENTERING)
    room.hears(Hearing.BOTH_HELD)
    assert room.room.target.startswith("*88")
    assert room.room.consult_of == CALLER
    assert room.referred() == []
    room.change(room.room_id, state=CallState.CONNECTED, answered_at=world.clock.now())
    assert room.referred() == [CALLER]
    room.verdict(CALLER, TransferState.DONE)
    room.at(Phase.MOVING_TARGET)
    room.hears(Hearing.AGENT_AND_CALLER)
    assert room.referred() == [CALLER, room.target_id]
    assert not world.phone.of(m.MergeCalls)
    target_id = room.target_id
    room.verdict(target_id, TransferState.DONE)
    room.at(Phase.ROOM)
    room.hears(Hearing.ALL_THREE)
    assert [view.call.id for view in room.view.moved] == [CALLER, target_id]
    assert room.view.moved[0].title == "Sample Customer A"
    assert [view.call.id for view in world.model.calls] == [room.room_id]


def test_the_contact_and_its_ticket_stay_while_the_callers_leg_is_moved(
    room: InRoom, world: World
) -> None:
    contact_id = world.contact().contact.id
    room.all_there()
    assert world.state() is AgentState.ON_CONTACT
    assert world.contact().contact.id == contact_id
    assert world.contact().contact.ended_at is None
    world.fill_ticket()
    world.wishes.save_ticket(go_ready=True)
    assert NoticeCode.NOT_POSSIBLE in world.notices(), "the caller is still there"
    world.clock.advance(60)
    room.end_room()
    contact = world.contact().contact
    assert world.state() is AgentState.WRAP_UP
    assert contact.id == contact_id
    assert contact.ended_at == world.clock.now()
    assert contact.talk_s >= 60
    assert (contact.cause, contact.ended_by) == (EndCause.ANSWERED, EndedBy.FAR_END)
    assert world.model.consult is None


@pytest.mark.parametrize("button", ["complete", "hang_up"])
def test_who_leaves_lets_the_others_stay(room: InRoom, world: World, button: str) -> None:
    room.all_there()
    getattr(world.wishes, button)()
    assert world.phone.of(m.HangUpCall) == [m.HangUpCall(call_id=room.room_id)]
    room.at(Phase.DONE)
    room.end_room(EndedBy.AGENT)
    contact = world.contact().contact
    assert (contact.transferred_to, contact.ended_by) == ("1002", EndedBy.TRANSFER)
    assert world.state() is AgentState.WRAP_UP
    assert NoticeCode.TRANSFER_DONE in world.notices()


def test_a_room_that_does_not_answer_brings_the_caller_back(room: InRoom, world: World) -> None:
    room.entering()
    world.clock.advance(11)
    assert m.HangUpCall(call_id=room.room_id) in world.phone.sent
    assert world.phone.of(m.SwapCalls)[-1].other_id == CALLER
    notice = next(n for n in world.model.notices if n.code is NoticeCode.ROOM_FAILED)
    assert notice.args["sip_code"] == "408"
    room.end_room(EndedBy.AGENT)
    room.resume(CALLER)
    room.at(Phase.WITH_CALLER)
    assert room.call(room.target_id).state is CallState.HELD


def test_a_busy_room_brings_the_caller_back(room: InRoom, world: World) -> None:
    room.entering()
    world.end(room.call(room.room_id), EndCause.REJECTED, EndedBy.FAR_END, 486)
    assert world.phone.of(m.SwapCalls)[-1].other_id == CALLER
    notice = next(n for n in world.model.notices if n.code is NoticeCode.ROOM_FAILED)
    assert notice.args["sip_code"] == "486"
    assert room.referred() == []


@pytest.mark.parametrize("code", [603, 404, 408])
def test_a_caller_who_cannot_be_moved_comes_back(room: InRoom, world: World, code: int) -> None:
    room.moving_caller()
    room.verdict(CALLER, TransferState.FAILED, code)
    assert m.HangUpCall(call_id=room.room_id) in world.phone.sent
    assert world.phone.of(m.SwapCalls)[-1].other_id == CALLER
    room.end_room(EndedBy.AGENT)
    room.resume(CALLER)
    room.at(Phase.WITH_CALLER)
    assert room.referred() == [CALLER]
    assert NoticeCode.ROOM_FAILED in world.notices()
    assert world.state() is AgentState.ON_CONTACT


def test_another_try_has_another_room(room: InRoom, world: World) -> None:
    room.moving_caller()
    first = room.room
    room.verdict(CALLER, TransferState.FAILED, 603)
    room.end_room(EndedBy.AGENT)
    room.resume(CALLER)
    world.phone.sent.clear()
    world.wishes.merge()
    assert room.room.target != first.target
    assert room.room_id != first.call_id


def test_a_colleague_who_cannot_be_moved_waits_while_the_caller_has_the_agent(
    room: InRoom, world: World
) -> None:
    room.moving_target()
    room.verdict(room.target_id, TransferState.FAILED, 603)
    room.at(Phase.ROOM_WAITING)
    room.hears(Hearing.AGENT_AND_CALLER)
    assert NoticeCode.ROOM_PARTY_FAILED in world.notices()
    assert room.room_id not in [c.call_id for c in world.phone.of(m.HangUpCall)]
    world.wishes.merge()
    assert room.referred() == [CALLER, room.target_id, room.target_id]
    room.verdict(room.target_id, TransferState.DONE)
    room.at(Phase.ROOM)


def test_a_colleague_who_waits_is_let_go(room: InRoom, world: World) -> None:
    room.moving_target()
    room.verdict(room.target_id, TransferState.FAILED, 603)
    world.wishes.complete()
    assert NoticeCode.NOT_POSSIBLE in world.notices(), "the caller would be alone"
    world.wishes.cancel_consult()
    room.end_target(by=EndedBy.AGENT)
    room.at(Phase.ROOM_TWO)
    assert world.state() is AgentState.ON_CONTACT
    world.wishes.hang_up()
    assert world.phone.of(m.HangUpCall)[-1].call_id == room.room_id
    room.end_room(EndedBy.AGENT)
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().contact.ended_by is EndedBy.AGENT


def test_a_leg_that_ends_before_its_verdict_may_be_in_the_room(room: InRoom, world: World) -> None:
    room.moving_caller()
    room.end_caller()
    room.at(Phase.MOVING_TARGET)
    assert NoticeCode.ROOM_CALLER_UNSURE in world.notices()
    assert world.state() is AgentState.ON_CONTACT
    room.verdict(room.target_id, TransferState.DONE)
    room.at(Phase.ROOM)
    room.end_room()
    assert world.state() is AgentState.WRAP_UP


def test_the_caller_hangs_up_before_the_room_answers(room: InRoom, world: World) -> None:
    room.entering()
    room.end_caller()
    room.at(Phase.ALONE)
    assert m.HangUpCall(call_id=room.room_id) in world.phone.sent
    assert world.phone.of(m.ResumeCall)[-1].call_id == room.target_id
    room.end_room(EndedBy.AGENT)
    room.resume(room.target_id)
    room.end_target()
    assert world.state() is AgentState.WRAP_UP


def test_the_colleague_hangs_up_on_the_way(room: InRoom, world: World) -> None:
    room.moving_caller()
    room.end_target()
    room.at(Phase.MOVING_CALLER)
    room.verdict(CALLER, TransferState.DONE)
    room.at(Phase.ROOM_TWO)
    assert NoticeCode.CONSULT_ENDED in world.notices()
    assert room.referred() == [CALLER]


def test_who_falls_out_of_the_room_calls_the_same_again(room: InRoom, world: World) -> None:
    room.moving_target()
    first = room.room
    room.end_room()
    room.at(Phase.REENTERING)
    assert room.room.target == first.target
    assert room.room_id != first.call_id
    assert world.state() is AgentState.ON_CONTACT
    room.verdict(room.target_id, TransferState.DONE)
    room.change(room.room_id, state=CallState.CONNECTED, answered_at=world.clock.now())
    room.at(Phase.ROOM)


def test_a_room_that_is_lost_for_good_is_told(room: InRoom, world: World) -> None:
    room.moving_target()
    room.end_room()
    world.clock.advance(11)
    room.end_room(EndedBy.AGENT)
    room.at(Phase.ALONE)
    assert NoticeCode.ROOM_LOST in world.notices()
    room.verdict(room.target_id, TransferState.FAILED, 603)
    assert world.phone.of(m.ResumeCall)[-1].call_id == room.target_id
    room.end_target()
    assert world.state() is AgentState.WRAP_UP


def test_nobody_is_hung_up_on_or_held_while_somebody_is_moved(room: InRoom, world: World) -> None:
    room.moving_caller()
    before = len(world.phone.sent)
    for call_id in (CALLER, room.target_id, room.room_id):
        world.wishes.hang_up(call_id)
    world.wishes.hold(room.room_id)
    world.wishes.resume(CALLER)
    world.wishes.swap()
    assert len(world.phone.sent) == before
    assert NoticeCode.NOT_POSSIBLE in world.notices()


def test_the_agent_goes_out_for_a_moment(room: InRoom, world: World) -> None:
    room.all_there()
    world.wishes.hold()
    assert world.phone.of(m.HoldCall)[-1].call_id == room.room_id
    room.hold(room.room_id)
    room.hears(Hearing.CALLER_AND_TARGET)
    world.wishes.resume()
    assert world.phone.of(m.ResumeCall)[-1].call_id == room.room_id
    room.resume(room.room_id)
    room.hears(Hearing.ALL_THREE)


@pytest.mark.expects_log("the engine is gone")
def test_the_engine_dies_in_the_room(room: InRoom, world: World) -> None:
    room.all_there()
    world.clock.advance(30)
    world.desk.on_engine_down("gone")
    assert world.state() is AgentState.WRAP_UP
    contact = world.contact().contact
    assert contact.cause is EndCause.ENGINE_FAILURE
    assert contact.ended_at == world.clock.now()
    assert world.model.consult is None


def live(room: InRoom, *ids: str) -> tuple[Call, ...]:
    return tuple(room.call(call_id) for call_id in ids)


def crash(room: InRoom, calls: tuple[Call, ...], ended: tuple[Call, ...]) -> None:
    room.world.start_desk()
    room.world.engine_up(*calls, configured=True, line=REGISTERED, ended=ended)


def over(call: Call, room: InRoom) -> Call:
    """As the engine tells of a leg that was moved."""
    return msgspec.structs.replace(
        call,
        state=CallState.ENDED,
        ended_at=room.world.clock.now(),
        cause=EndCause.ANSWERED,
        ended_by=EndedBy.TRANSFER,
        transfer=Transfer(room.room.target, TransferState.DONE),
    )


def test_a_new_window_goes_on_in_the_room(room: InRoom, world: World) -> None:
    room.moving_target()
    target_id, room_id = room.target_id, room.room_id
    contact_id = world.contact().contact.id
    caller = over(world.model.consult.moved[0].call, room) if world.model.consult else None
    assert caller is not None
    ended = (caller, over(room.call(target_id), room))
    crash(room, live(room, room_id), ended)
    room.at(Phase.ROOM)
    assert {view.call.id for view in room.view.moved} == {CALLER, target_id}
    assert room.view.target == "1002"
    assert world.model.calls[0].title == "Sample Customer A"
    assert world.contact().contact.id == contact_id
    world.wishes.complete()
    world.end(room.call(room_id), by=EndedBy.AGENT)
    contact = world.contact().contact
    assert (contact.transferred_to, contact.ended_by) == ("1002", EndedBy.TRANSFER)
    assert world.state() is AgentState.WRAP_UP


def test_a_new_window_refers_a_caller_again_who_is_not_there_yet(
    room: InRoom, world: World
) -> None:
    room.moving_caller()
    calls = live(room, CALLER, room.target_id, room.room_id)
    world.phone.sent.remove(m.TransferCall(call_id=CALLER, target=room.room.target))
    crash(room, calls, ())
    room.at(Phase.MOVING_CALLER)
    assert room.referred() == [CALLER]


def test_a_new_window_finds_the_colleague_waiting(room: InRoom, world: World) -> None:
    room.moving_target()
    assert world.model.consult is not None
    caller = over(world.model.consult.moved[0].call, room)
    crash(room, live(room, room.target_id, room.room_id), (caller,))
    room.at(Phase.ROOM_WAITING)
    world.wishes.merge()
    room.at(Phase.MOVING_TARGET)


# ------------------------------------------------------------------ one more party


def further(room: InRoom, world: World) -> str:
    """A further party has been called into the room; its id."""
    world.rules = msgspec.structs.replace(world.rules, conference_max=4)
    world.desk.take_rules(world.rules)
    assert room.view.may_add
    world.wishes.add_party("1003")
    placed = world.phone.of(m.PlaceCall)[-1]
    assert (placed.join, placed.consult_of) == (room.room_id, CALLER)
    assert room.view.more_ids == (placed.call_id,)
    return placed.call_id


def test_three_are_the_limit_of_a_room_too(room: InRoom, world: World) -> None:
    room.all_there()
    assert not room.view.may_add
    world.wishes.add_party("1003")
    assert NoticeCode.NOT_POSSIBLE in world.notices()


def test_a_fourth_hears_the_room_through_the_agent_and_is_then_in_it(
    room: InRoom, world: World
) -> None:
    room.all_there()
    fourth = further(room, world)
    before = room.referred()
    room.change(fourth, state=CallState.CONNECTED, answered_at=world.clock.now())
    assert room.referred() == [*before, fourth]
    world.wishes.complete()
    assert not world.phone.of(m.HangUpCall), "the fourth would be lost"
    room.verdict(fourth, TransferState.DONE)
    room.at(Phase.ROOM)
    assert [view.call.id for view in room.view.moved][-1] == fourth
    assert room.view.more_ids == ()
    told = world.notices()
    assert NoticeCode.CONSULT_ENDED not in told
    assert NoticeCode.TRANSFER_DONE not in told
    assert not world.contact().contact.transferred_to
    world.wishes.complete()
    room.at(Phase.DONE)


def test_a_fourth_who_cannot_be_moved_stays_with_us(room: InRoom, world: World) -> None:
    room.all_there()
    fourth = further(room, world)
    room.change(fourth, state=CallState.CONNECTED, answered_at=world.clock.now())
    room.verdict(fourth, TransferState.FAILED, 603)
    assert world.phone.of(m.MergeCalls) == [m.MergeCalls(call_id=room.room_id, other_id=fourth)]
    assert NoticeCode.ROOM_PARTY_FAILED in world.notices()
    room.end_room()
    assert world.phone.of(m.HangUpCall)[-1] == m.HangUpCall(call_id=fourth)
    assert world.state() is AgentState.WRAP_UP


def test_a_busy_fourth_changes_nothing(room: InRoom, world: World) -> None:
    room.all_there()
    fourth = further(room, world)
    world.end(room.call(fourth), EndCause.REJECTED, code=486)
    assert NoticeCode.CONSULT_FAILED in world.notices()
    room.at(Phase.ROOM)
    assert room.view.more_ids == ()


def test_a_further_party_takes_the_place_of_a_colleague_who_went(
    room: InRoom, world: World
) -> None:
    room.moving_target()
    world.end(room.call(room.target_id))
    room.at(Phase.ROOM_TWO)
    third = further_in_two(room, world)
    room.change(third, state=CallState.CONNECTED, answered_at=world.clock.now())
    room.verdict(third, TransferState.DONE)
    room.at(Phase.ROOM)
    assert room.view.target_id == third
    world.wishes.complete()
    room.end_room(EndedBy.AGENT)
    assert world.contact().contact.transferred_to == "1003"


def further_in_two(room: InRoom, world: World) -> str:
    """Two are in the room: a third may come, whatever the limit."""
    assert room.view.may_add
    world.wishes.add_party("1003")
    return world.phone.of(m.PlaceCall)[-1].call_id
