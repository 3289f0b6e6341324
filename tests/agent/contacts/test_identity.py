"""Callers whose number is withheld or masked: nobody is found by it, and nobody keeps it."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode, PopState
from softphone.domain import messages as m
from softphone.domain.customer import Customer, PopQuery
from softphone.numbering.number_plan import Numbering
from tests.agent.conftest import World

MASKED = "1391234XXXX"


@pytest.fixture
def desk(world: World) -> World:
    world.numbers = Numbering("CN", prefixes=("0", "9"))
    world.start_desk()
    world.ready()
    return world


def saved_for(world: World, number: str, call_id: str, name: str) -> None:
    call = world.offer(call_id, number)
    world.wishes.answer()
    world.end(world.connect(call))
    world.fill_ticket()
    draft = world.contact().draft
    world.wishes.edit_draft(msgspec.structs.replace(draft, new_customer_name=name))
    world.wishes.save_ticket(go_ready=True)


@pytest.mark.parametrize("number", ["anonymous", "", MASKED, "139****0001"])
def test_a_new_customer_keeps_no_withheld_or_masked_number(desk: World, number: str) -> None:
    saved_for(desk, number, "call1", "Sample Customer B")
    (found,) = desk.store.search("Sample Customer B").customers
    assert found.numbers == ()


@pytest.mark.parametrize("number", ["anonymous", MASKED])
def test_nobody_is_found_by_it_when_the_draft_is_opened_again(desk: World, number: str) -> None:
    # A program before this one kept the number as it came.
    desk.store.save_customer(Customer(id="c9", name="Sample Customer C", numbers=(number,)))
    call = desk.offer("call2", number)
    assert desk.contact().pop is PopState.UNKNOWN
    desk.wishes.answer()
    desk.end(desk.connect(call))
    desk.wishes.edit_draft(msgspec.structs.replace(desk.contact().draft, notes="asks"))
    desk.wishes.finish_without_ticket()
    desk.wishes.open_draft(desk.model.open_drafts[0].contact_id)
    assert desk.contact().pop is PopState.UNKNOWN
    assert desk.contact().draft.customer_id == ""


def test_a_withheld_caller_has_no_title(desk: World) -> None:
    desk.offer("call1", "anonymous")
    assert (desk.model.calls[0].title, desk.model.calls[0].number) == ("", "")
    assert desk.contact().contact.number == ""


def test_a_masked_caller_is_no_customer_with_nines_and_cannot_be_called_back(desk: World) -> None:
    desk.store.save_customer(Customer(id="c9", name="Other", numbers=("+8613912349999",)))
    call = desk.offer("call1", MASKED)
    assert desk.contact().pop is PopState.UNKNOWN
    assert (desk.model.calls[0].number, desk.contact().contact.number) == (MASKED, MASKED)
    desk.end(call)
    (row,) = desk.model.history
    assert (row.number, row.dial, row.region) == (MASKED, "", "")
    desk.wishes.call_back("call1")
    assert desk.notices()[-1] is NoticeCode.NOT_POSSIBLE
    assert not desk.phone.of(m.PlaceCall)


def test_a_short_number_is_found_as_it_stands(desk: World) -> None:
    saved_for(desk, "95588", "call1", "Sample Bank")
    desk.offer("call2", "95588")
    card = desk.contact().card
    assert card is not None
    assert card.customer.name == "Sample Bank"
    assert desk.store.look_up(PopQuery(e164="95588")).card is not None


def test_what_the_trunk_left_before_a_number_is_not_called_back(desk: World) -> None:
    call = desk.offer("call1", "9013900000007")
    desk.end(call)
    assert desk.model.history[0].number == "139 0000 0007"
    desk.wishes.call_back("call1")
    assert desk.phone.of(m.PlaceCall)[-1].target == "13900000007"
