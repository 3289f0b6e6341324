"""Do not disturb: no contact, no ring, one honest line in the history; never while ready."""

from datetime import timedelta

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Reason
from softphone.domain.call import (
    TURNED_AWAY,
    Call,
    Caller,
    CallState,
    Direction,
    EndCause,
    EndedBy,
)
from softphone.domain.registration import LineStatus
from tests.agent.conftest import REGISTERED, World

ON, OFF = m.SetDoNotDisturb(on=True), m.SetDoNotDisturb(on=False)


@pytest.fixture
def quiet(world: World) -> World:
    world.ready()
    world.wishes.set_do_not_disturb(True, via="key")
    return world


def refused(world: World, call_id: str = "call9") -> Call:
    """A call as the engine turned it away."""
    now = world.clock.now()
    return Call(
        id=call_id,
        direction=Direction.INCOMING,
        state=CallState.ENDED,
        caller=Caller(number="+8613900000001", asserted=True),
        started_at=now,
        ended_at=now,
        cause=EndCause.MISSED,
        ended_by=EndedBy.SYSTEM,
        sip_code=480,
        sip_reason=TURNED_AWAY,
    )


def told(world: World) -> list[m.Command]:
    """What the engine was told about it."""
    return list(world.phone.of(m.SetDoNotDisturb))


def test_it_takes_the_agent_out_of_the_queue(quiet: World) -> None:
    assert quiet.model.do_not_disturb
    assert told(quiet) == [ON]
    assert (quiet.state(), quiet.model.agent.reason) == (AgentState.NOT_READY, Reason.SYSTEM)
    assert quiet.queue.told[-1] == "not ready: system"
    change = quiet.store.state_log("1001", quiet.clock.now() - timedelta(hours=1))[-1]
    assert (change.why.cause, change.why.actor, change.why.proof) == (
        "do not disturb",
        "agent",
        "key",
    )


def test_a_call_that_was_turned_away_is_a_line_in_the_history_and_nothing_else(
    quiet: World,
) -> None:
    call = refused(quiet)
    quiet.desk.on_event(m.CallRejectedByDnd(call=call, at=quiet.clock.now()))
    assert [row.call for row in quiet.model.history] == [call]
    assert quiet.model.figures.missed == 1
    assert not quiet.model.calls
    assert not quiet.has_contact()
    assert quiet.state() is AgentState.NOT_READY


def test_a_break_stays_a_break(world: World) -> None:
    world.ready()
    world.wishes.go_not_ready(Reason.MEAL)
    world.wishes.set_do_not_disturb(True)
    assert world.model.agent.reason is Reason.MEAL
    world.wishes.set_do_not_disturb(False)
    assert told(world) == [ON, OFF]
    assert world.model.agent.reason is Reason.MEAL


def test_ready_ends_it(quiet: World) -> None:
    quiet.wishes.go_ready()
    assert quiet.state() is AgentState.READY
    assert not quiet.model.do_not_disturb
    assert told(quiet) == [ON, OFF]


def test_so_does_signing_out(quiet: World) -> None:
    quiet.wishes.sign_out()
    assert not quiet.model.do_not_disturb
    assert told(quiet) == [ON, OFF]


def test_not_for_somebody_who_is_signed_out(world: World) -> None:
    world.engine_up()
    world.wishes.set_do_not_disturb(True)
    assert not world.model.do_not_disturb
    assert NoticeCode.NOT_POSSIBLE in world.notices()
    assert told(world) == []


def test_in_a_call_it_comes_before_ready_again(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.wishes.set_do_not_disturb(True)
    assert world.state() is AgentState.ON_CONTACT
    world.end(call)
    world.clock.advance(60)
    assert (world.state(), world.model.agent.reason) == (AgentState.NOT_READY, Reason.SYSTEM)
    assert world.model.do_not_disturb


def test_a_break_asked_for_in_the_call_stays(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.wishes.go_not_ready(Reason.BREAK)
    world.wishes.set_do_not_disturb(True)
    world.end(call)
    world.clock.advance(60)
    assert world.model.agent.reason is Reason.BREAK


def test_a_line_that_returns_does_not_make_ready(world: World) -> None:
    world.ready()
    world.line(LineStatus())
    world.wishes.set_do_not_disturb(True)
    world.line(REGISTERED)
    assert world.state() is AgentState.NOT_READY
    assert world.model.do_not_disturb


@pytest.mark.expects_log("the engine is gone")
def test_a_new_engine_is_told(quiet: World) -> None:
    quiet.desk.on_engine_down("gone")
    quiet.engine_up()
    assert told(quiet) == [ON, ON]
    assert quiet.model.do_not_disturb


def test_a_new_window_finds_it_and_the_calls_it_did_not_hear_of(quiet: World) -> None:
    call = refused(quiet)
    quiet.start_desk()
    quiet.engine_up(configured=True, line=REGISTERED, ended=(call,), do_not_disturb=True)
    assert quiet.model.do_not_disturb
    assert quiet.state() is AgentState.NOT_READY
    assert [row.call for row in quiet.model.history] == [call]
    assert told(quiet) == [ON]


def test_the_code_is_the_administrators(world: World) -> None:
    world.ready()
    world.rules = msgspec.structs.replace(world.rules, do_not_disturb_code=486)
    world.desk.take_rules(world.rules)
    world.wishes.set_do_not_disturb(True)
    assert told(world) == [m.SetDoNotDisturb(on=True, sip_code=486)]
