"""Calls the agent makes: plan, caller id, a yes where it costs, keys after the answer, links."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.call import CallState
from softphone.domain.dial_plan import CallerId, DialPlan, DialRule
from softphone.domain.dtmf import DtmfWay
from softphone.numbering.number_plan import Numbering
from tests.agent.conftest import World


@pytest.fixture
def desk(world: World) -> World:
    world.rules = msgspec.structs.replace(
        world.rules,
        dial_plan=DialPlan(rules=(DialRule(prepend="9"),), premium=("16",)),
        caller_ids=(CallerId(number="4008108888", name="Support"),),
        dtmf=DtmfWay.INFO,
        macros={"Bank": "1,2#"},
    )
    world.desk.take_rules(world.rules)
    world.ready()
    return world


def placed(world: World) -> m.PlaceCall:
    return world.phone.of(m.PlaceCall)[-1]


def sent(world: World) -> list[str]:
    return [command.digits for command in world.phone.of(m.SendDtmf)]


def answered(world: World) -> None:
    call = world.model.calls[0].call
    world.connect(msgspec.structs.replace(call, state=CallState.EARLY))


def test_the_plan_makes_what_is_dialled_and_the_agent_sees_the_number(desk: World) -> None:
    desk.wishes.dial("02259990134")
    assert (placed(desk).target, placed(desk).shown) == ("902259990134", "02259990134")
    assert desk.model.calls[0].number == "02259990134"
    assert desk.contact().contact.number == "02259990134"


def test_a_call_for_help_goes_as_it_is(desk: World) -> None:
    desk.wishes.call_as("4008108888")
    desk.wishes.dial("110")
    assert (placed(desk).target, placed(desk).headers) == ("110", {})


def test_what_costs_extra_is_asked_about(desk: World) -> None:
    desk.wishes.dial("16812345678,,1")
    assert not desk.phone.of(m.PlaceCall)
    question = desk.model.dial_question
    assert question is not None
    assert question.number == "16812345678"
    desk.wishes.dial(question.text, confirmed=True)
    assert placed(desk).target == "916812345678"
    assert desk.model.dial_question is None


def test_a_no_dials_nothing(desk: World) -> None:
    desk.wishes.dial("16812345678")
    desk.wishes.dismiss_dial()
    assert desk.model.dial_question is None
    assert not desk.phone.of(m.PlaceCall)


def test_the_chosen_caller_id_goes_along(desk: World) -> None:
    desk.wishes.call_as("4008108888")
    desk.wishes.dial("1002")
    assert placed(desk).headers == {"P-Preferred-Identity": "<sip:4008108888@pbx.test>"}
    desk.wishes.call_as("999999")
    assert desk.notices()[-1] is NoticeCode.NOT_POSSIBLE
    assert desk.model.caller_id == "4008108888"
    desk.wishes.call_as("")
    assert desk.model.caller_id == ""


def test_another_header_carries_the_number_alone(desk: World) -> None:
    desk.rules = msgspec.structs.replace(desk.rules, caller_id_header="X-Caller-Id")
    desk.desk.take_rules(desk.rules)
    desk.wishes.call_as("4008108888")
    desk.wishes.dial("1002")
    assert placed(desk).headers == {"X-Caller-Id": "4008108888"}


def test_keys_behind_the_number_wait_for_the_answer(desk: World) -> None:
    desk.wishes.dial("4008108888,1,2#")
    assert placed(desk).target == "94008108888"
    desk.clock.advance(10)
    assert sent(desk) == []
    answered(desk)
    assert sent(desk) == []
    desk.clock.advance(2)
    assert sent(desk) == ["1"]
    desk.clock.advance(3)
    assert sent(desk) == ["1", "2#"]
    assert {command.way for command in desk.phone.of(m.SendDtmf)} == {DtmfWay.INFO}


def test_a_macro_is_sent_by_name_or_as_text_and_ends_with_the_call(desk: World) -> None:
    desk.wishes.play_macro("Bank")
    assert desk.notices()[-1] is NoticeCode.NOT_POSSIBLE
    call = desk.offer()
    desk.wishes.answer()
    call = desk.connect(call)
    desk.wishes.play_macro("Bank")
    assert sent(desk) == ["1"]
    desk.end(call)
    desk.clock.advance(10)
    assert sent(desk) == ["1"]
    desk.wishes.play_macro("no keys")
    assert desk.notices()[-1] is NoticeCode.NOT_POSSIBLE


def test_pasted_keys_go_out_32_at_a_time(desk: World) -> None:
    call = desk.offer()
    desk.wishes.answer()
    desk.connect(call)
    desk.wishes.send_dtmf("12345678" * 5)
    desk.clock.advance(20)
    assert [len(digits) for digits in sent(desk)] == [32, 8]


def test_a_link_fills_the_dial_box_and_dials_nothing(desk: World) -> None:
    for count, uri in enumerate(("tel:+8602259990134", "callto:1002"), start=1):
        desk.wishes.open_uri(uri)
        assert desk.model.prefill is not None
        assert desk.model.prefill.serial == count
    assert desk.model.prefill is not None
    assert desk.model.prefill.text == "1002"
    assert not desk.phone.of(m.PlaceCall)
    desk.wishes.open_uri("tel:")
    assert desk.notices()[-1] is NoticeCode.NOT_POSSIBLE


def test_a_link_dials_where_the_policy_says_so_but_never_into_a_call(desk: World) -> None:
    desk.rules = msgspec.structs.replace(desk.rules, dial_links=True)
    desk.desk.take_rules(desk.rules)
    desk.wishes.open_uri("tel:16812345678")
    assert not desk.phone.of(m.PlaceCall)
    assert desk.model.dial_question is not None
    desk.wishes.open_uri("tel:02259990134")
    assert placed(desk).shown == "02259990134"
    desk.wishes.open_uri("tel:1002")
    assert len(desk.phone.of(m.PlaceCall)) == 1
    assert desk.model.prefill is not None
    assert desk.model.prefill.text == "1002"


def test_keys_of_a_link_come_behind_its_number(desk: World) -> None:
    desk.numbers = Numbering("CN")
    desk.start_desk()
    desk.ready()
    desk.wishes.open_uri("tel:4008108888%2C%2C1%23")
    assert desk.model.prefill is not None
    assert desk.model.prefill.text == "4008108888,,1#"


def test_an_extension_behind_a_dash_is_sent_after_the_answer(desk: World) -> None:
    desk.numbers = Numbering("CN")
    desk.start_desk()
    desk.ready()
    desk.wishes.dial("0371-66660000-801")
    assert placed(desk).shown == "037166660000"
    answered(desk)
    desk.clock.advance(10)
    assert "".join(sent(desk)) == "801"
