"""Several calls: who rings, who waits, whose contact is in front, and that no word is lost."""

from __future__ import annotations

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import Call, CallState, EndCause, TransferState
from tests.agent.conftest import RULES, World

replace = msgspec.structs.replace
WAITING = replace(
    RULES,
    waiting_in=frozenset({AgentState.RESERVED, AgentState.ON_CONTACT, AgentState.WRAP_UP}),
    max_calls=3,
)
FIRST, SECOND = "+8613900000001", "+8613900000002"


@pytest.fixture
def waiting(world: World) -> World:
    """Ready, with call waiting in every state and room for three calls."""
    world.desk.take_rules(WAITING)
    world.ready()
    return world


def change(world: World, call: Call, **fields: object) -> Call:
    call = replace(call, **fields)
    world.desk.on_event(m.CallChanged(call=call, at=world.clock.now()))
    return call


def hold(world: World, call: Call) -> Call:
    return change(world, call, state=CallState.HELD, held_since=world.clock.now())


def back(world: World, call: Call) -> Call:
    return change(world, call, state=CallState.CONNECTED, held_since=None)


def talk_and_take_second(world: World) -> tuple[Call, Call]:
    """Talking to the second caller, the first on hold; the engine holds as the desk asked."""
    first = world.offer("call1", FIRST)
    world.wishes.answer()
    first = world.connect(first)
    world.wishes.edit_draft(replace(world.contact().draft, notes="first caller's matter"))
    second = world.offer("call2", SECOND)
    world.wishes.answer()
    assert world.phone.of(m.AnswerCall)[-1].call_id == "call2"
    first = hold(world, first)
    return first, world.connect(second)


def front(world: World) -> str:
    return world.contact().contact.call_id


def test_without_call_waiting_a_second_call_is_busy(world: World) -> None:
    world.ready()
    world.connect(world.offer("call1", FIRST))
    world.offer("call2", SECOND)
    assert world.phone.of(m.RejectCall)[-1].sip_code == 486
    assert NoticeCode.CALL_REFUSED_BUSY in world.notices()
    assert len(world.model.contacts) == 1


def test_a_call_beyond_the_number_is_busy(waiting: World) -> None:
    _, second = talk_and_take_second(waiting)
    waiting.offer("call3", "+8613900000003")
    waiting.offer("call4", "+8613900000004")
    assert [c.call_id for c in waiting.phone.of(m.RejectCall)] == ["call4"]
    assert front(waiting) == second.id


def test_only_the_named_states_let_a_call_wait(world: World) -> None:
    world.desk.take_rules(replace(WAITING, waiting_in=frozenset({AgentState.WRAP_UP})))
    world.ready()
    world.connect(world.offer("call1", FIRST))
    world.offer("call2", SECOND)
    assert world.phone.of(m.RejectCall)[-1].call_id == "call2"


def test_a_waiting_call_does_not_take_the_front(waiting: World) -> None:
    first = waiting.connect(waiting.offer("call1", FIRST))
    waiting.offer("call2", SECOND)
    assert front(waiting) == first.id
    assert [v.contact.call_id for v in waiting.model.contacts] == ["call1", "call2"]
    assert waiting.state() is AgentState.ON_CONTACT
    waiting.wishes.show_contact(waiting.model.contacts[1].contact.id)
    assert front(waiting) == "call2"


def test_the_second_caller_has_a_contact_and_a_draft_of_its_own(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    assert front(waiting) == second.id
    waiting.wishes.edit_draft(replace(waiting.contact().draft, notes="second caller's matter"))
    waiting.wishes.swap()
    assert waiting.phone.of(m.ResumeCall)[-1].call_id == first.id
    hold(waiting, second)
    back(waiting, first)
    assert front(waiting) == first.id
    notes = {v.contact.call_id: v.draft.notes for v in waiting.model.contacts}
    assert notes == {"call1": "first caller's matter", "call2": "second caller's matter"}
    waiting.clock.advance(1)
    kept = {d.contact_id: d.notes for d in waiting.store.open_drafts()}
    assert sorted(kept.values()) == ["first caller's matter", "second caller's matter"]


def test_the_second_caller_gives_up(waiting: World) -> None:
    first = waiting.connect(waiting.offer("call1", FIRST))
    second = waiting.offer("call2", SECOND)
    waiting.end(second, EndCause.ABANDONED, code=487)
    assert waiting.state() is AgentState.ON_CONTACT
    assert [v.contact.call_id for v in waiting.model.contacts] == [first.id]
    assert NoticeCode.CALL_MISSED in waiting.notices()


def test_each_contact_has_its_wrap_up(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.end(second)
    assert waiting.state() is AgentState.ON_CONTACT, "the first caller still waits"
    assert waiting.model.calls[0].call.state is CallState.HELD
    waiting.wishes.resume()
    first = back(waiting, first)
    assert front(waiting) == first.id
    waiting.end(first)
    assert waiting.state() is AgentState.WRAP_UP
    until = waiting.model.agent.wrap_up_until
    assert until is not None
    assert (until - waiting.clock.now()).total_seconds() == 2 * WAITING.wrap_up_s
    waiting.fill_ticket("first done")
    waiting.wishes.save_ticket(go_ready=True)
    assert waiting.state() is AgentState.WRAP_UP, "the second ticket is not written yet"
    assert front(waiting) == second.id
    waiting.fill_ticket("second done")
    waiting.wishes.save_ticket(go_ready=True)
    assert waiting.state() is AgentState.READY
    assert not waiting.has_contact()
    assert len(waiting.model.tickets_today) == 2


def test_a_ticket_is_saved_while_the_other_caller_waits(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.end(second)
    waiting.fill_ticket("second done")
    waiting.wishes.save_ticket(go_ready=True)
    assert waiting.state() is AgentState.ON_CONTACT
    assert front(waiting) == first.id
    waiting.wishes.save_ticket(go_ready=True)
    assert NoticeCode.NOT_POSSIBLE in waiting.notices(), "this one is still on the phone"


def test_wrap_up_runs_out_for_both_and_both_drafts_stay(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.wishes.edit_draft(replace(waiting.contact().draft, notes="second caller's matter"))
    waiting.end(first)
    waiting.end(second)
    waiting.clock.advance(2 * WAITING.wrap_up_s + 1)
    assert waiting.state() is AgentState.READY
    assert not waiting.model.contacts
    assert sorted(d.notes for d in waiting.model.open_drafts) == [
        "first caller's matter",
        "second caller's matter",
    ]


def test_a_call_in_wrap_up_is_answered_and_the_ticket_waits(waiting: World) -> None:
    waiting.talk()
    waiting.wishes.edit_draft(replace(waiting.contact().draft, notes="half a sentence"))
    call = waiting.offer("call2", SECOND)
    assert waiting.state() is AgentState.WRAP_UP
    waiting.wishes.answer()
    call = waiting.connect(call)
    assert waiting.state() is AgentState.ON_CONTACT
    assert front(waiting) == "call2"
    waiting.end(call)
    assert waiting.state() is AgentState.WRAP_UP
    assert [v.draft.notes for v in waiting.model.contacts] == ["half a sentence", ""]


def test_wrap_up_runs_out_while_a_call_rings(waiting: World) -> None:
    waiting.talk()
    waiting.offer("call2", SECOND)
    waiting.clock.advance(WAITING.wrap_up_s + 1)
    assert waiting.state() is AgentState.RESERVED
    assert front(waiting) == "call2"


def test_a_second_outgoing_call_is_a_contact_of_its_own(waiting: World) -> None:
    first = waiting.connect(waiting.offer("call1", FIRST))
    assert waiting.model.may_dial
    waiting.wishes.dial("+862259990134")
    placed = waiting.phone.of(m.PlaceCall)[-1]
    busy = waiting.model
    assert not busy.may_dial, "one after the other"
    dialed = busy.calls[1].call
    assert placed.call_id == dialed.id == front(waiting)
    hold(waiting, first)
    waiting.wishes.resume(first.id)
    assert NoticeCode.NOT_POSSIBLE in waiting.notices(), "it may be answered any moment"
    waiting.end(dialed, EndCause.FAILED, code=486)
    assert front(waiting) == first.id
    assert waiting.state() is AgentState.ON_CONTACT
    waiting.wishes.resume()
    assert waiting.phone.of(m.ResumeCall)[-1].call_id == first.id


def test_the_second_call_could_not_be_dialled(waiting: World) -> None:
    waiting.connect(waiting.offer("call1", FIRST))
    waiting.wishes.dial("+862259990134")
    call_id = waiting.phone.of(m.PlaceCall)[-1].call_id
    waiting.desk.on_event(
        m.CommandRefused(command=m.CommandName.PLACE_CALL, call_id=call_id, reason="not held")
    )
    assert [v.call.id for v in waiting.model.calls] == ["call1"]
    assert [v.contact.call_id for v in waiting.model.contacts] == ["call1"]


def test_no_call_waits_in_a_consult(waiting: World) -> None:
    first = waiting.connect(waiting.offer("call1", FIRST))
    waiting.wishes.consult("1002")
    hold(waiting, first)
    waiting.offer("call2", SECOND)
    assert waiting.phone.of(m.RejectCall)[-1].call_id == "call2"


def test_a_consult_about_one_of_two_contacts(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.wishes.consult("1002", second.id)
    second = hold(waiting, second)
    placed = waiting.phone.of(m.PlaceCall)[-1]
    assert placed.consult_of == second.id
    view = next(v for v in waiting.model.calls if v.call.id == placed.call_id)
    target = waiting.connect(replace(view.call, state=CallState.CONNECTED))
    assert front(waiting) == second.id
    waiting.wishes.complete()
    assert waiting.phone.of(m.CompleteTransfer)[-1].call_id == second.id
    progress = m.TransferProgressed(
        call_id=second.id, target="1002", state=TransferState.DONE, sip_code=200, sip_reason="OK"
    )
    waiting.desk.on_event(progress)
    waiting.end(target)
    waiting.end(second)
    contacts = {v.contact.call_id: v.contact for v in waiting.model.contacts}
    assert contacts[second.id].transferred_to == "1002"
    assert contacts[first.id].transferred_to == ""
    assert waiting.state() is AgentState.ON_CONTACT


def test_two_blind_transfers_at_once(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.wishes.transfer("1002", first.id)
    waiting.wishes.transfer("1003", second.id)
    sent = {c.call_id: c.target for c in waiting.phone.of(m.TransferCall)}
    assert sent == {first.id: "1002", second.id: "1003"}
    for call, target in ((second, "1003"), (first, "1002")):
        waiting.desk.on_event(
            m.TransferProgressed(
                call_id=call.id,
                target=target,
                state=TransferState.DONE,
                sip_code=200,
                sip_reason="OK",
            )
        )
        waiting.end(call)
    noted = {v.contact.call_id: v.contact.transferred_to for v in waiting.model.contacts}
    assert noted == {first.id: "1002", second.id: "1003"}
    assert waiting.state() is AgentState.WRAP_UP


@pytest.mark.expects_log("the engine is gone")
def test_the_engine_dies_with_two_calls(waiting: World) -> None:
    talk_and_take_second(waiting)
    waiting.desk.on_engine_down("killed")
    assert waiting.state() is AgentState.WRAP_UP
    assert len(waiting.model.contacts) == 2
    assert not waiting.model.calls


def test_the_desk_restarts_with_two_calls(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.clock.advance(1)
    waiting.start_desk()
    waiting.engine_up(first, second, configured=True)
    assert {v.call.id for v in waiting.model.calls} == {first.id, second.id}
    assert front(waiting) == second.id
    notes = {v.contact.call_id: v.draft.notes for v in waiting.model.contacts}
    assert notes == {"call1": "first caller's matter", "call2": ""}
    assert waiting.state() is AgentState.ON_CONTACT


def test_one_of_two_calls_ends_while_no_desk_is_there(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.clock.advance(1)
    over = replace(second, state=CallState.ENDED, ended_at=waiting.clock.now())
    waiting.start_desk()
    waiting.engine_up(first, configured=True, ended=(over,))
    assert [v.call.id for v in waiting.model.calls] == [first.id]
    assert waiting.state() is AgentState.ON_CONTACT
    ended = {v.contact.call_id: v.contact.ended_at is not None for v in waiting.model.contacts}
    assert ended == {"call1": False, "call2": True}


def test_another_customer_can_be_passed_on_during_a_consult(waiting: World) -> None:
    first, second = talk_and_take_second(waiting)
    waiting.wishes.consult("1002", second.id)
    hold(waiting, second)
    target = waiting.phone.of(m.PlaceCall)[-1].call_id
    for call_id in (second.id, target):
        waiting.wishes.transfer("1003", call_id)
        assert NoticeCode.NOT_POSSIBLE in waiting.notices()
    assert not waiting.phone.of(m.TransferCall)
    waiting.wishes.transfer("1003", first.id)
    sent = waiting.phone.of(m.TransferCall)
    assert [(t.call_id, t.target) for t in sent] == [(first.id, "1003")]
