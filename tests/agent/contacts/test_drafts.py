"""Tickets that nobody finished: where they wait, what is said, and how they go."""

import msgspec
import pytest

from softphone.agent.contacts.day import UNDO_S
from softphone.agent.desk_model import NoticeCode
from softphone.domain.agent_state import AgentState
from softphone.domain.call import EndCause, EndedBy
from softphone.domain.ticket import TicketDraft
from tests.agent.conftest import World

STRANGER = "+862288880000"


def waiting(world: World) -> list[str]:
    """The notes of the unfinished tickets."""
    return [draft.notes for draft in world.model.open_drafts]


def undoable(world: World) -> bool:
    """Whether a discarded one can be brought back."""
    return world.model.discarded_draft is not None


@pytest.mark.parametrize("way", ["ready key", "countdown", "finish"])
@pytest.mark.parametrize("notes", ["", "wants a call back"])
def test_leaving_wrap_up_keeps_the_ticket_and_says_so(world: World, way: str, notes: str) -> None:
    world.ready()
    world.end(world.connect(world.offer(number=STRANGER)))
    if notes:
        draft = world.contact().draft
        world.wishes.edit_draft(msgspec.structs.replace(draft, notes=notes))
    match way:
        case "ready key":
            world.wishes.go_ready()
        case "countdown":
            world.clock.advance(61)
        case _:
            world.wishes.finish_without_ticket()
    assert world.state() in (AgentState.READY, AgentState.NOT_READY)
    assert [(d.number, d.notes) for d in world.model.open_drafts] == [(STRANGER, notes)]
    notice = world.model.notices[-1]
    assert notice.code is NoticeCode.TICKET_LEFT
    assert (notice.args["number"], notice.args["name"]) == (STRANGER, "")
    assert notice.args["fields"] == "category,disposition"


def test_a_known_customer_is_named(world: World) -> None:
    world.ready()
    world.talk()
    world.wishes.go_ready()
    assert world.model.notices[-1].args["name"] == "Sample Customer A"
    waiting = world.model.open_drafts[0]
    assert world.model.draft_names == {waiting.contact_id: "Sample Customer A"}


def test_a_ticket_just_being_saved_is_not_left(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket()
    world.worker.hold = True
    world.wishes.save_ticket(go_ready=True)
    world.wishes.go_ready()
    world.worker.release()
    assert NoticeCode.TICKET_LEFT not in world.notices()
    assert (len(world.model.tickets_today), world.model.open_drafts) == (1, ())
    assert world.state() is AgentState.READY
    assert not world.has_contact()


@pytest.mark.parametrize(
    ("cause", "by"),
    [
        (EndCause.ABANDONED, EndedBy.FAR_END),
        (EndCause.MISSED, EndedBy.FAR_END),
        (EndCause.REJECTED, EndedBy.AGENT),
        (EndCause.FAILED, EndedBy.SYSTEM),
    ],
)
def test_a_call_that_nobody_answered_leaves_no_ticket(
    world: World, cause: EndCause, by: EndedBy
) -> None:
    world.ready()
    for count in range(3):
        call = world.offer(f"call{count}")
        world.clock.advance(2)
        assert world.contact().draft.customer_id == "c1"
        world.end(call, cause, by)
        world.clock.advance(2)
    assert world.model.open_drafts == ()
    assert not world.store.open_drafts()


def test_what_was_typed_while_it_rang_stays(world: World) -> None:
    world.ready()
    call = world.offer()
    draft = world.contact().draft
    world.wishes.edit_draft(msgspec.structs.replace(draft, promise="ring back at noon"))
    world.end(call, EndCause.ABANDONED)
    assert [draft.promise for draft in world.model.open_drafts] == ["ring back at noon"]


def test_empty_tickets_of_missed_calls_of_earlier_versions_are_not_shown(world: World) -> None:
    world.ready()
    call = world.offer()
    contact = world.contact().contact
    world.end(call, EndCause.ABANDONED)
    world.store.save_draft(TicketDraft(contact_id=contact.id, customer_id="c1"))
    assert not world.store.open_drafts()


@pytest.mark.parametrize("answered", [True, False])
def test_a_new_start_owes_a_ticket_to_who_was_talked_with(world: World, answered: bool) -> None:
    world.ready()
    call = world.offer()
    if answered:
        world.connect(call)
    world.clock.advance(1)
    world.start_desk()
    world.engine_up()
    assert len(world.model.open_drafts) == answered
    assert not world.store.open_contacts()


def test_a_draft_is_discarded_and_brought_back(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket("not needed")
    world.wishes.go_ready()
    contact_id = world.model.open_drafts[0].contact_id
    world.wishes.discard_draft(contact_id)
    assert (waiting(world), undoable(world)) == ([], True)
    world.wishes.undo_discard()
    assert (waiting(world), undoable(world)) == (["not needed"], False)
    world.wishes.open_draft(contact_id)
    world.wishes.discard_draft(contact_id)
    assert not world.has_contact()
    world.clock.advance(UNDO_S)
    world.wishes.undo_discard()
    assert world.notices()[-1] is NoticeCode.NOT_POSSIBLE
    assert not world.store.open_drafts()


def test_nothing_is_discarded_while_its_call_goes_on(world: World) -> None:
    world.ready()
    world.connect(world.offer())
    world.wishes.discard_draft(world.contact().contact.id)
    assert world.notices()[-1] is NoticeCode.NOT_POSSIBLE
    assert world.has_contact()


def test_discarding_in_wrap_up_ends_it(world: World) -> None:
    world.ready()
    world.talk()
    world.wishes.discard_draft(world.contact().contact.id)
    assert world.state() is AgentState.NOT_READY
    assert not world.has_contact()
    assert not world.store.open_drafts()
