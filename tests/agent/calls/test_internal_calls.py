"""A talk with a colleague is no customer's contact, and a colleague has a name everywhere."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode, PopState
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import Caller, EndCause
from softphone.domain.target import Target, TargetKind
from softphone.domain.ticket import TicketField
from tests.agent.conftest import REGISTERED, RULES, World

replace = msgspec.structs.replace
TARGETS = (
    Target(number="2001", name="Zhang Wei"),
    Target(number="02288880000", name="Courier", kind=TargetKind.NUMBER),
)


def working(world: World, **rules: object) -> World:
    """The agent is ready, with targets."""
    world.rules = replace(RULES, targets=TARGETS, **rules)
    world.start_desk()
    world.ready()
    return world


def talked(world: World, number: str) -> None:
    """The agent dials, somebody answers and hangs up."""
    world.wishes.dial(number)
    world.end(world.connect(next(view.call for view in world.model.calls)))


def test_a_call_to_a_colleague_has_a_name_and_asks_for_no_ticket(world: World) -> None:
    working(world)
    world.wishes.dial("2001")
    call = world.connect(next(view.call for view in world.model.calls))
    shown = world.model.calls[0]
    assert (shown.title, shown.number) == ("Zhang Wei", "2001")
    view = world.contact()
    assert (view.pop, view.missing) == (PopState.INTERNAL, ())
    world.end(call)
    assert world.state() is AgentState.READY
    assert world.model.contact is None
    assert world.model.open_drafts == ()
    assert world.model.history[0].colleague == "Zhang Wei"
    assert not world.store.open_contacts()


def test_a_colleague_who_calls_is_no_new_customer(world: World) -> None:
    working(world)
    call = world.offer("call1", "2001")
    assert world.model.calls[0].title == "Zhang Wei"
    assert world.contact().pop is PopState.INTERNAL
    world.wishes.answer()
    world.end(world.connect(call))
    assert world.state() is AgentState.READY


def test_a_colleague_who_was_missed_is_told_by_name(world: World) -> None:
    working(world)
    world.end(world.offer("call1", "2001"), EndCause.MISSED)
    told = next(n for n in world.model.notices if n.code is NoticeCode.CALL_MISSED)
    assert told.args["name"] == "Zhang Wei"


def test_what_was_written_about_a_talk_with_a_colleague_is_not_lost(world: World) -> None:
    working(world)
    call = world.offer("call1", "2001")
    world.wishes.answer()
    call = world.connect(call)
    world.wishes.edit_draft(replace(world.contact().draft, notes="parcel found"))
    world.end(call)
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().missing == (TicketField.CATEGORY, TicketField.DISPOSITION)


def test_a_talk_with_a_colleague_about_a_customer_is_the_customer_s(world: World) -> None:
    working(world)
    call = world.offer("call1", "2001")
    world.wishes.answer()
    call = world.connect(call)
    world.wishes.choose_customer("c1")
    world.end(call)
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().pop is PopState.FOUND


@pytest.mark.parametrize(
    ("number", "digits", "tickets", "after"),
    [
        ("02288880000", 0, False, AgentState.WRAP_UP),
        ("2345", 0, False, AgentState.WRAP_UP),
        ("2345", 4, False, AgentState.READY),
        ("23456", 4, False, AgentState.WRAP_UP),
        ("2001", 0, True, AgentState.WRAP_UP),
    ],
)
def test_who_is_a_colleague_and_whether_tickets_are_written_is_set(
    world: World, number: str, digits: int, tickets: bool, after: AgentState
) -> None:
    working(world, extension_digits=digits, internal_tickets=tickets)
    talked(world, number)
    assert world.state() is after


def test_a_desk_that_comes_back_still_knows_a_colleague(world: World) -> None:
    working(world)
    call = world.offer("call1", "2001")
    world.wishes.answer()
    call = world.connect(call)
    world.start_desk()
    world.engine_up(call, configured=True, line=REGISTERED)
    assert world.contact().pop is PopState.INTERNAL
    world.end(call)
    assert world.state() is AgentState.READY


def test_a_consult_names_the_colleague(world: World) -> None:
    working(world)
    call = world.offer("call1", "+8613900000001")
    world.wishes.answer()
    world.connect(call)
    world.wishes.consult("2001")
    assert world.model.consult is not None
    assert world.model.consult.target == "Zhang Wei"


def test_who_answers_does_not_replace_the_number_that_was_dialled(world: World) -> None:
    working(world)
    world.wishes.dial("02255550000")
    call = world.connect(next(view.call for view in world.model.calls))
    told = replace(call, identity=Caller(number="+8613700000009", name="Somebody"))
    world.desk.on_event(m.CallChanged(call=told, at=world.clock.now()))
    assert world.model.calls[0].title == "Somebody"
    assert world.contact().contact.number == world.contact().draft.number != "+8613700000009"


@pytest.mark.parametrize(("ticketed", "counted"), [(False, (0, 0, 0)), (True, (1, 1, 0))])
def test_a_talk_with_a_colleague_counts_where_it_gets_a_ticket(
    world: World, ticketed: bool, counted: tuple[int, int, int]
) -> None:
    working(world, internal_tickets=ticketed)
    talked(world, "2001")
    figures = world.model.figures
    assert (figures.contacts, figures.answered, figures.missed) == counted
    assert len(world.model.history) == 1


def test_a_colleague_who_was_not_answered_is_no_missed_customer(world: World) -> None:
    working(world)
    world.end(world.offer("call1", "2001"), EndCause.MISSED)
    assert world.model.figures.missed == 0
    assert [row.colleague for row in world.model.history] == ["Zhang Wei"]
