"""A call that rings too long: back to the PBX, missed, the agent not ready with the cause."""

from datetime import timedelta

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Reason
from softphone.domain.call import Call, EndCause, EndedBy
from softphone.domain.forwarding import ForwardRule
from tests.agent.conftest import World


@pytest.fixture
def rona(world: World) -> World:
    world.rules = msgspec.structs.replace(world.rules, not_ready_after_s=20)
    world.start_desk()
    world.ready()
    return world


def sent_back(world: World) -> Call:
    """A call that has rung too long and is over."""
    call = world.offer()
    world.clock.advance(20)
    assert world.phone.of(m.RejectCall) == [m.RejectCall(call_id=call.id, sip_code=480)]
    world.end(call, EndCause.REJECTED, EndedBy.AGENT, 480)
    return call


def test_it_goes_back_and_the_agent_is_not_ready(rona: World) -> None:
    call = sent_back(rona)
    assert (rona.state(), rona.model.agent.reason) == (AgentState.NOT_READY, Reason.SYSTEM)
    assert rona.queue.told[-1] == "not ready: system"
    row = rona.model.history[0].call
    assert (row.cause, row.ended_by) == (EndCause.MISSED, EndedBy.SYSTEM)
    assert NoticeCode.NOT_ANSWERED in rona.notices()
    log = rona.store.state_log("1001", call.started_at - timedelta(hours=1))
    change = next(c for c in log if c.why.cause == "no answer")
    assert (change.before, change.after) == (AgentState.READY, AgentState.NOT_READY)
    assert (change.why.actor, change.why.proof) == ("system", "rang 20 s")
    assert not rona.has_contact()


def test_an_answer_in_time_changes_nothing(rona: World) -> None:
    call = rona.offer()
    rona.clock.advance(19)
    rona.connect(call)
    rona.clock.advance(10)
    assert not rona.phone.of(m.RejectCall)
    assert rona.state() is AgentState.ON_CONTACT


def test_answered_in_the_very_same_moment(rona: World) -> None:
    call = rona.offer()
    rona.clock.advance(20)
    refused = m.CommandRefused(
        command=m.CommandName.REJECT_CALL, call_id=call.id, reason="not ringing"
    )
    rona.desk.on_event(refused)
    rona.end(rona.connect(call))
    assert rona.state() is AgentState.WRAP_UP
    assert rona.model.history[0].call.cause is EndCause.ANSWERED
    assert NoticeCode.COMMAND_REFUSED not in rona.notices()


def test_a_break_asked_for_while_it_rang_stays(rona: World) -> None:
    call = rona.offer()
    rona.wishes.go_not_ready(Reason.MEAL)
    rona.clock.advance(20)
    rona.end(call, EndCause.REJECTED, EndedBy.AGENT, 480)
    assert rona.model.agent.reason is Reason.MEAL


def test_off_by_default(world: World) -> None:
    world.ready()
    world.offer()
    world.clock.advance(600)
    assert not world.phone.of(m.RejectCall)


def test_ready_again_takes_the_next_call(rona: World) -> None:
    sent_back(rona)
    rona.wishes.go_ready()
    assert rona.state() is AgentState.READY
    assert rona.queue.told[-1] == "ready"


def going_on(world: World, to: str = "8000", rule: ForwardRule = ForwardRule.DIRECT) -> None:
    """Calls that nobody answers go there."""
    rules = msgspec.structs.replace(world.rules, not_answered_to=to, forward=rule)
    world.desk.take_rules(rules)


def test_it_goes_on_to_the_number_set_for_that(rona: World) -> None:
    going_on(rona)
    call = rona.offer()
    contact_id = rona.contact().contact.id
    rona.clock.advance(20)
    assert rona.phone.of(m.ForwardCall) == [
        m.ForwardCall(call_id=call.id, target="8000", shown="8000")
    ]
    assert not rona.phone.of(m.RejectCall)
    over = msgspec.structs.replace(call, forwarded_to="8000")
    rona.end(over, EndCause.FORWARDED, EndedBy.AGENT, 302)
    assert (rona.state(), rona.model.agent.reason) == (AgentState.NOT_READY, Reason.SYSTEM)
    row = rona.model.history[0].call
    assert (row.cause, row.ended_by, row.forwarded_to) == (
        EndCause.FORWARDED,
        EndedBy.SYSTEM,
        "8000",
    )
    contact = rona.store.contact(contact_id)
    assert contact is not None
    assert contact.transferred_to == "8000"
    assert NoticeCode.NOT_ANSWERED in rona.notices()


@pytest.mark.parametrize(
    ("to", "rule", "queue"),
    [
        ("8000", ForwardRule.OFF, ""),
        ("8000", ForwardRule.DIRECT, "support"),
        ("no number", ForwardRule.ALL, ""),
        ("1001", ForwardRule.ALL, ""),
    ],
)
def test_where_that_may_not_be_it_goes_back(
    rona: World, to: str, rule: ForwardRule, queue: str
) -> None:
    going_on(rona, to, rule)
    call = rona.offer(queue=queue)
    rona.clock.advance(20)
    assert not rona.phone.of(m.ForwardCall)
    assert rona.phone.of(m.RejectCall) == [m.RejectCall(call_id=call.id, sip_code=480)]


def test_what_the_engine_will_not_send_there_goes_back(rona: World) -> None:
    going_on(rona)
    call = rona.offer()
    rona.clock.advance(20)
    refused = m.CommandRefused(command=m.CommandName.FORWARD_CALL, call_id=call.id, reason="no")
    rona.desk.on_event(refused)
    assert rona.phone.of(m.RejectCall) == [m.RejectCall(call_id=call.id, sip_code=480)]
    rona.end(call, EndCause.REJECTED, EndedBy.AGENT, 480)
    assert rona.model.history[0].call.cause is EndCause.MISSED
    assert NoticeCode.COMMAND_REFUSED not in rona.notices()


def test_answered_in_the_very_moment_it_should_go_on(rona: World) -> None:
    going_on(rona)
    call = rona.offer()
    rona.clock.advance(20)
    connected = rona.connect(call)
    rona.desk.on_event(
        m.CommandRefused(command=m.CommandName.FORWARD_CALL, call_id=call.id, reason="no")
    )
    assert not rona.phone.of(m.RejectCall)
    rona.end(connected)
    assert rona.model.history[0].call.cause is EndCause.ANSWERED


@pytest.mark.parametrize("wish", ["answer", "reject"])
def test_a_hand_slower_than_the_caller_is_told_nothing(world: World, wish: str) -> None:
    world.ready()
    world.end(world.offer(), EndCause.ABANDONED, EndedBy.FAR_END)
    before = len(world.model.notices)
    getattr(world.wishes, wish)(via="key")
    assert len(world.model.notices) == before
    getattr(world.wishes, wish)(via="ctl")
    assert world.model.notices[-1].code is NoticeCode.NOT_POSSIBLE


def test_what_was_not_possible_is_told_until_the_moment_is_past(world: World) -> None:
    world.ready()
    world.wishes.answer(via="key")
    refused = [n for n in world.model.notices if n.code is NoticeCode.NOT_POSSIBLE]
    assert len(refused) == 1
    world.offer()
    assert refused[0] not in world.model.notices


def test_the_practice_hint_goes_once_its_advice_was_taken(world: World) -> None:
    world.desk.notice(NoticeCode.PRACTICE_HINT, sticky=True)
    world.ready()
    assert NoticeCode.PRACTICE_HINT not in [notice.code for notice in world.model.notices]
