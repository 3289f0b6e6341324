"""Calls that answer themselves, and calls that are refused with a reason."""

from __future__ import annotations

import msgspec
import pytest

from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Reason
from softphone.domain.call import Call, Caller, CallState, Direction, RejectReason
from tests.agent.conftest import World

replace = msgspec.structs.replace


@pytest.fixture
def auto(world: World) -> World:
    world.rules = replace(
        world.rules,
        auto_answer_queues=frozenset({"support"}),
        auto_answer_by_header=True,
        auto_answer_after_s=0.5,
        waiting_in=frozenset({AgentState.ON_CONTACT}),
    )
    world.start_desk()
    world.ready()
    return world


def asks_for_it(world: World, after_s: float) -> Call:
    """The registrar's INVITE asks that it answers itself."""
    call = Call(
        id="call1",
        direction=Direction.INCOMING,
        state=CallState.OFFERED,
        caller=Caller(number="1002", asserted=True),
        started_at=world.clock.now(),
        answer_after_s=after_s,
    )
    world.desk.on_event(m.CallOffered(call=call, at=world.clock.now()))
    return call


def test_a_call_of_a_named_queue_answers_itself_with_a_tone(auto: World) -> None:
    call = auto.offer(queue="support")
    assert auto.phone.of(m.AnswerCall) == []
    auto.clock.advance(0.5)
    assert auto.phone.of(m.AnswerCall) == [m.AnswerCall(call_id=call.id, zip_tone=True)]
    auto.connect(call)
    change = auto.store.state_log("1001", call.started_at)[-1]
    assert (change.after, change.why.proof) == (AgentState.ON_CONTACT, "auto-answer")


def test_other_queues_ring(auto: World) -> None:
    auto.offer(queue="orders")
    auto.clock.advance(5)
    assert auto.phone.of(m.AnswerCall) == []


def test_the_header_says_after_how_long(auto: World) -> None:
    asks_for_it(auto, 2.0)
    auto.clock.advance(1.9)
    assert auto.phone.of(m.AnswerCall) == []
    auto.clock.advance(0.1)
    assert len(auto.phone.of(m.AnswerCall)) == 1


def test_the_header_counts_only_where_the_administrator_allowed_it(auto: World) -> None:
    auto.desk.take_rules(replace(auto.rules, auto_answer_by_header=False))
    asks_for_it(auto, 0.0)
    auto.clock.advance(5)
    assert auto.phone.of(m.AnswerCall) == []


def test_no_microphone_opens_on_a_break(auto: World) -> None:
    auto.wishes.go_not_ready(Reason.BREAK)
    asks_for_it(auto, 0.0)
    auto.clock.advance(5)
    assert auto.phone.of(m.AnswerCall) == []


def test_no_call_is_left_for_one_that_answers_itself(auto: World) -> None:
    auto.connect(auto.offer("first", queue="orders"))
    auto.offer("second", queue="support")
    auto.clock.advance(5)
    assert auto.phone.of(m.AnswerCall) == []


def test_a_call_that_has_gone_meanwhile_is_not_answered(auto: World) -> None:
    call = auto.offer(queue="support")
    auto.end(call, code=487)
    auto.clock.advance(5)
    assert auto.phone.of(m.AnswerCall) == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [(RejectReason.BUSY, 486), (RejectReason.NOT_ME, 480), (RejectReason.DECLINE, 603)],
)
def test_each_reason_has_its_code(world: World, reason: RejectReason, code: int) -> None:
    world.ready()
    call = world.offer()
    world.wishes.reject(reason=reason)
    assert world.phone.of(m.RejectCall) == [m.RejectCall(call_id=call.id, sip_code=code)]
