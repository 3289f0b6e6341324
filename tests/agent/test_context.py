"""What goes along with a caller who is handed over, and a far end that changes."""

import msgspec

from softphone.domain import messages as m
from softphone.domain.call import Call, Caller
from softphone.domain.user_to_user import decode
from tests.agent.conftest import World

NAMES = {
    "customer_id": "X-Customer-Id",
    "contact_id": "X-Contact-Id",
    "from_agent": "X-From-Agent",
    "original_caller": "X-Original-Caller",
    "case_id": "X-Case-Id",
    "user_to_user": "User-to-User",
}


def talking(world: World, number: str = "+8613900000001") -> Call:
    world.rules = msgspec.structs.replace(world.rules, header_names=NAMES)
    world.desk.take_rules(world.rules)
    world.ready()
    call = world.offer(number=number, case_id="C7")
    world.wishes.answer()
    return world.connect(call)


def become(world: World, call: Call, identity: Caller) -> Call:
    call = msgspec.structs.replace(call, identity=identity)
    world.desk.on_event(m.CallChanged(call=call, at=world.clock.now()))
    return call


def test_a_blind_transfer_carries_it_in_headers_and_in_one(world: World) -> None:
    talking(world)
    world.wishes.transfer("1002")
    headers = world.phone.of(m.TransferCall)[-1].headers
    assert headers["X-Contact-Id"] == world.contact().contact.id
    assert headers["X-Customer-Id"] == "c1"
    assert (headers["X-From-Agent"], headers["X-Original-Caller"]) == ("1001", "+8613900000001")
    assert headers["X-Case-Id"] == "C7"
    assert decode(headers["User-to-User"])["customer_id"] == "c1"


def test_the_card_of_a_consult_is_that_of_the_caller_it_is_about(world: World) -> None:
    world.ready()
    world.offer(number="1002", original_caller="+8613900000001", from_agent="Agent B")
    assert world.contact().contact.customer_id == "c1" or world.contact().draft.customer_id == "c1"
    view = world.model.calls[0]
    assert (view.from_agent, view.original_caller) == ("Agent B", "+8613900000001")


def test_a_new_identity_shows_and_an_unknown_caller_is_looked_up_anew(world: World) -> None:
    call = talking(world, number="1002")
    assert world.contact().card is None
    become(world, call, Caller(number="+8613900000001", asserted=True))
    assert world.model.calls[0].number == "+8613900000001"
    card = world.contact().card
    assert card is not None
    assert card.customer.id == "c1"
    assert world.contact().contact.number == "+8613900000001"


def test_a_known_customer_stays_when_somebody_else_is_at_the_far_end(world: World) -> None:
    call = talking(world)
    become(world, call, Caller(number="1003", name="Agent C", asserted=True))
    view = world.model.calls[0]
    assert (view.title, view.number) == ("Agent C", "1003")
    card = world.contact().card
    assert card is not None
    assert card.customer.id == "c1"


def test_a_name_for_the_same_number_is_no_other_person(world: World) -> None:
    call = talking(world)
    become(world, call, Caller(number="+8613900000001", name="CALLER", asserted=True))
    assert world.model.calls[0].title == "Sample Customer A"
    assert not world.model.calls[0].call.passed_on
