"""A desk that was killed takes up the call, the card and the draft where they were."""

import msgspec

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import CallState, EndCause, EndedBy
from tests.agent.conftest import REGISTERED, World


def test_in_a_call(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.fill_ticket("half a sentence")
    world.clock.advance(1)
    contact = world.contact()
    configured = len(world.phone.of(m.Configure))
    world.start_desk()
    world.engine_up(call, configured=True, line=REGISTERED)
    model = world.model
    assert model.agent.state is AgentState.ON_CONTACT
    assert [v.call.id for v in model.calls] == [call.id]
    assert model.contact is not None
    assert model.contact.contact.id == contact.contact.id
    assert model.contact.draft == contact.draft
    assert model.contact.card == contact.card
    assert len(world.phone.of(m.Configure)) == configured
    assert NoticeCode.DESK_RESTARTED in world.notices()
    world.end(call)
    world.wishes.save_ticket(go_ready=True)
    assert world.model.tickets_today[0].excerpt == "half a sentence"


def test_while_it_rings_and_it_was_answered_meanwhile(world: World) -> None:
    world.ready()
    call = world.offer()
    world.start_desk()
    answered = msgspec.structs.replace(
        call, state=CallState.CONNECTED, answered_at=world.clock.now()
    )
    world.engine_up(answered, configured=True, line=REGISTERED)
    assert world.state() is AgentState.ON_CONTACT


def test_a_call_that_ended_meanwhile_keeps_its_honest_cause(world: World) -> None:
    world.ready()
    call = world.offer()
    world.start_desk()
    ended = msgspec.structs.replace(
        call,
        state=CallState.ENDED,
        cause=EndCause.ABANDONED,
        ended_by=EndedBy.FAR_END,
        ended_at=world.clock.now(),
    )
    world.engine_up(configured=True, line=REGISTERED, ended=(ended,))
    assert world.state() is AgentState.READY
    assert world.model.history[0].call.cause is EndCause.ABANDONED
    assert not world.store.open_contacts()


def test_a_talk_that_ended_meanwhile_is_wrapped_up(world: World) -> None:
    world.ready()
    world.connect(world.offer())
    world.start_desk()
    world.engine_up(configured=True, line=REGISTERED)
    assert world.state() is AgentState.WRAP_UP


def test_in_wrap_up_the_countdown_goes_on(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket("words")
    world.clock.advance(20)
    world.start_desk()
    world.engine_up(configured=True, line=REGISTERED)
    assert world.contact().draft.notes == "words"
    world.clock.advance(39)
    assert world.state() is AgentState.WRAP_UP
    world.clock.advance(2)
    assert world.state() is AgentState.READY


def test_a_call_that_came_while_nobody_was_there_rings(world: World) -> None:
    world.ready()
    world.start_desk()
    call = world.offer()
    world.start_desk()
    world.engine_up(call, configured=True, line=REGISTERED)
    assert world.state() is AgentState.RESERVED


def test_a_new_start_of_everything_is_signed_out_and_keeps_the_draft(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket("kept")
    world.clock.advance(1)
    world.start_desk()
    world.engine_up()
    assert world.state() is AgentState.SIGNED_OUT
    assert not world.has_contact()
    assert [d.notes for d in world.model.open_drafts] == ["kept"]
