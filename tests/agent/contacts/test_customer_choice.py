"""Whose contact it is: looking never changes it, the agent's choice does, and can be undone."""

import msgspec
import pytest

from softphone.agent.desk_model import PopState
from softphone.domain.agent_state import AgentState
from softphone.domain.customer import Customer
from tests.agent.conftest import VIP, World

OTHER = Customer(id="c2", name="Sample Customer B", numbers=("+8613900000002",))
TWIN = Customer(id="c3", name="Sample Customer C", numbers=VIP.numbers)


@pytest.fixture
def talking(world: World) -> World:
    """A call of the VIP, answered; another one may ring meanwhile."""
    world.store.save_customer(OTHER)
    waiting_in = frozenset({AgentState.ON_CONTACT})
    world.rules = msgspec.structs.replace(world.rules, waiting_in=waiting_in)
    world.desk.take_rules(world.rules)
    world.ready()
    call = world.offer()
    world.wishes.answer()
    world.connect(call)
    return world


def owner(world: World) -> tuple[str, str]:
    """Whose the contact and its draft are."""
    view = world.contact()
    return view.contact.customer_id, view.draft.customer_id


def test_looking_changes_nothing(talking: World) -> None:
    before = talking.contact()
    talking.wishes.open_card("c2")
    assert talking.model.shown_card is not None
    assert talking.model.shown_card.customer.id == "c2"
    assert talking.contact() == before
    assert talking.model.calls[0].title == VIP.name
    talking.wishes.close_card()
    assert talking.model.shown_card is None


def test_the_contacts_own_card_is_not_looked_at_but_its_own(talking: World) -> None:
    talking.wishes.open_card("c2")
    talking.wishes.open_card("c1")
    assert talking.model.shown_card is None


def test_a_call_that_rings_shows_its_own_customer(world: World) -> None:
    world.store.save_customer(OTHER)
    world.ready()
    world.wishes.open_card("c2")
    world.offer()
    assert world.model.shown_card is None
    card = world.contact().card
    assert card is not None
    assert card.customer.id == "c1"


def test_a_card_that_comes_late_does_not_cover_a_call_that_rings(world: World) -> None:
    world.store.save_customer(OTHER)
    world.ready()
    world.worker.hold = True
    world.wishes.open_card("c2")
    world.offer()
    world.worker.release()
    assert world.model.shown_card is None
    assert world.contact().pop is PopState.FOUND


def test_a_second_call_that_only_waits_does_not_end_the_look(talking: World) -> None:
    talking.wishes.open_card("c2")
    talking.offer("call2", number="+8613900000099")
    assert len(talking.model.contacts) == 2
    assert talking.model.shown_card is not None


def test_taking_a_customer_is_undone_with_what_was_written_meanwhile(talking: World) -> None:
    talking.wishes.open_card("c2")
    talking.wishes.choose_customer("c2")
    assert owner(talking) == ("c2", "c2")
    assert talking.model.shown_card is None
    assert talking.contact().replaced == VIP.name
    talking.fill_ticket(notes="written after the choice")
    talking.wishes.undo_customer()
    assert owner(talking) == ("c1", "c1")
    assert talking.contact().replaced is None
    assert talking.contact().draft.notes == "written after the choice"
    assert talking.store.open_contacts()[0].customer_id == "c1"
    talking.wishes.undo_customer()
    assert owner(talking) == ("c1", "c1")


def test_a_choice_among_several_leads_back_to_the_list(world: World) -> None:
    world.store.save_customer(TWIN)
    world.ready()
    world.offer()
    assert world.contact().pop is PopState.SEVERAL
    world.wishes.choose_customer("c3")
    assert owner(world) == ("c3", "c3")
    world.wishes.undo_customer()
    assert world.contact().pop is PopState.SEVERAL
    assert {match.id for match in world.contact().matches} == {"c1", "c3"}
    assert owner(world) == ("", "")


def test_a_new_customer_by_choice_leads_back_to_the_one_found(talking: World) -> None:
    talking.wishes.no_customer()
    assert owner(talking) == ("", "")
    draft = msgspec.structs.replace(talking.contact().draft, new_customer_name="Caller X")
    talking.wishes.edit_draft(draft)
    talking.wishes.undo_customer()
    assert owner(talking) == ("c1", "c1")
    assert talking.contact().draft.new_customer_name == ""


def test_the_choice_is_for_the_contact_that_was_in_front_when_it_was_made(talking: World) -> None:
    talking.offer("call2", number="+8613900000099")
    first = talking.contact().contact.id
    second = next(v.contact.id for v in talking.model.contacts if v.contact.id != first)
    talking.worker.hold = True
    talking.wishes.choose_customer("c2")
    talking.wishes.show_contact(second)
    talking.worker.release()
    by_id = {view.contact.id: view.contact.customer_id for view in talking.model.contacts}
    assert by_id == {first: "c2", second: ""}
