"""Sending a call that rings elsewhere: when it may be done, what is written down."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import Call, EndCause, EndedBy
from softphone.domain.dial_plan import DialPlan, DialRule
from softphone.domain.forwarding import ForwardProblem, ForwardRule
from tests.agent.conftest import RULES, World


def with_rules(world: World, **fields: object) -> None:
    world.desk.take_rules(msgspec.structs.replace(RULES, **fields))


@pytest.fixture
def allowed(world: World) -> World:
    with_rules(world, forward=ForwardRule.DIRECT)
    world.ready()
    return world


def sent(world: World) -> list[m.ForwardCall]:
    return list(world.phone.of(m.ForwardCall))


def moved(world: World, call: Call, to: str = "1002") -> None:
    """The 302 has gone out."""
    over = msgspec.structs.replace(call, forwarded_to=to)
    world.end(over, EndCause.FORWARDED, EndedBy.AGENT, 302)


def test_the_caller_is_gone_and_the_row_says_where_to(allowed: World) -> None:
    call = allowed.offer()
    assert allowed.model.calls[0].may_forward
    allowed.wishes.forward("1002", via="key")
    assert sent(allowed) == [m.ForwardCall(call_id=call.id, target="1002", shown="1002")]
    contact_id = allowed.contact().contact.id
    moved(allowed, call)
    assert allowed.state() is AgentState.READY
    assert not allowed.model.calls
    assert not allowed.has_contact()
    contact = allowed.store.contact(contact_id)
    assert contact is not None
    assert (contact.cause, contact.transferred_to) == (EndCause.FORWARDED, "1002")
    assert contact.wrapped_up
    assert allowed.model.history[0].call.forwarded_to == "1002"
    assert allowed.model.figures.missed == 0
    notice = allowed.model.notices[-1]
    assert notice.code is NoticeCode.CALL_FORWARDED
    assert notice.args == {"number": "+8613900000001", "target": "1002"}
    card = allowed.store.card("c1")
    assert card is not None
    assert card.contacts[0].transferred_to == "1002"


def test_only_where_the_administrator_allows_it(world: World) -> None:
    world.ready()
    for rule, queue, may in (
        (ForwardRule.OFF, "", False),
        (ForwardRule.DIRECT, "support", False),
        (ForwardRule.DIRECT, "", True),
        (ForwardRule.ALL, "support", True),
    ):
        with_rules(world, forward=rule)
        call = world.offer(f"{rule}-{queue}", queue=queue)
        assert world.model.calls[0].may_forward is may
        before = len(sent(world))
        world.wishes.forward("1002")
        assert len(sent(world)) == before + may
        assert (NoticeCode.NOT_POSSIBLE in world.notices()) is not may
        for notice in world.model.notices:
            world.wishes.dismiss_notice(notice.id)
        moved(world, call)


def test_not_without_a_ringing_call_and_not_after_the_answer(allowed: World) -> None:
    allowed.wishes.forward("1002")
    assert allowed.notices() == [NoticeCode.NOT_POSSIBLE]
    call = allowed.offer()
    allowed.wishes.answer()
    allowed.connect(call)
    assert not allowed.model.calls[0].may_forward
    allowed.wishes.forward("1002")
    allowed.wishes.forward("1002", call.id)
    assert not sent(allowed)


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("<b>7</b>", ForwardProblem.NO_NUMBER),
        ("", ForwardProblem.NO_NUMBER),
        ("1001", ForwardProblem.MYSELF),
        ("+44906123", ForwardProblem.COSTS_EXTRA),
    ],
)
def test_a_target_that_is_none_is_told_in_words_and_the_call_rings_on(
    world: World, target: str, problem: ForwardProblem
) -> None:
    with_rules(world, forward=ForwardRule.DIRECT, dial_plan=DialPlan(premium=("+44906",)))
    world.ready()
    world.offer()
    world.wishes.forward(target)
    notice = world.model.notices[-1]
    assert (notice.code, notice.args["problem"]) == (NoticeCode.FORWARD_REFUSED, problem.value)
    assert not sent(world)
    assert world.state() is AgentState.RESERVED
    world.wishes.answer()
    assert world.phone.of(m.AnswerCall)


def test_the_dial_plan_says_what_the_exchange_gets(world: World) -> None:
    plan = DialPlan(rules=(DialRule(starts="+86", strip=3, prepend="90"),))
    with_rules(world, forward=ForwardRule.DIRECT, dial_plan=plan)
    world.ready()
    world.offer()
    world.wishes.forward("+8613900000002")
    (command,) = sent(world)
    assert command.target == "9013900000002"
    assert command.shown == "+8613900000002"


def test_of_several_that_ring_the_first_is_meant(world: World) -> None:
    waiting = frozenset({AgentState.RESERVED, AgentState.ON_CONTACT})
    with_rules(world, forward=ForwardRule.DIRECT, waiting_in=waiting)
    world.ready()
    first, second = world.offer("one"), world.offer("two", "+8613900000002")
    world.wishes.forward("1002")
    world.wishes.forward("1003", second.id)
    assert [(c.call_id, c.target) for c in sent(world)] == [(first.id, "1002"), ("two", "1003")]
    moved(world, first)
    assert world.state() is AgentState.RESERVED
    moved(world, second, "1003")
    assert world.state() is AgentState.READY


def test_a_call_forwarded_while_the_window_crashed(allowed: World) -> None:
    call = allowed.offer()
    contact_id = allowed.contact().contact.id
    allowed.wishes.forward("1002")
    allowed.start_desk()
    now = allowed.clock.now()
    over = msgspec.structs.replace(
        call,
        forwarded_to="1002",
        cause=EndCause.FORWARDED,
        ended_by=EndedBy.AGENT,
        ended_at=now,
        sip_code=302,
    )
    allowed.engine_up(configured=True, ended=(over,))
    contact = allowed.store.contact(contact_id)
    assert contact is not None
    assert (contact.cause, contact.transferred_to) == (EndCause.FORWARDED, "1002")
    assert allowed.model.history[0].call.cause is EndCause.FORWARDED
