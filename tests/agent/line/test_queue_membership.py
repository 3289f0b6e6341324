"""What the PBX tells of this agent's place in the queues, and what the desk makes of it."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.agent.line.queue_membership import SETTLE_S
from softphone.domain.agent_state import AgentState, Reason
from softphone.domain.queues import QueueState
from tests.agent.conftest import World

IN = QueueState(name="support", waiting=0, member=True)
PAUSED = msgspec.structs.replace(IN, paused=True, pause_reason="coaching")
OUT = msgspec.structs.replace(IN, member=False)
VIP = msgspec.structs.replace(IN, name="vip")


@pytest.fixture
def seen(world: World) -> World:
    """Ready, and seen in the queue."""
    world.ready()
    world.desk.queues_told((IN,))
    return world


def tell(world: World, *states: QueueState) -> None:
    world.desk.queues_told(states)
    world.clock.advance(SETTLE_S)


def test_a_pause_from_outside_is_shown_and_ended_by_ready(seen: World) -> None:
    before = list(seen.queue.told)
    tell(seen, PAUSED)
    agent = seen.model.agent
    assert (agent.state, agent.reason) == (AgentState.NOT_READY, Reason.SYSTEM)
    assert [n.args["reason"] for n in seen.model.notices if n.code is NoticeCode.QUEUE_PAUSED] == [
        "coaching"
    ]
    assert seen.queue.told == before
    seen.wishes.go_ready()
    assert seen.queue.told == [*before, "ready"]
    assert NoticeCode.QUEUE_PAUSED not in seen.notices()


def test_a_pause_that_ends_outside_brings_ready_back_by_itself(seen: World) -> None:
    tell(seen, PAUSED)
    before = list(seen.queue.told)
    tell(seen, IN)
    assert seen.model.agent.state is AgentState.READY
    assert seen.queue.told == before
    assert NoticeCode.QUEUE_PAUSED not in seen.notices()


def test_paused_in_one_queue_of_two_the_agent_is_still_ready(seen: World) -> None:
    tell(seen, PAUSED, VIP)
    assert seen.model.agent.state is AgentState.READY
    assert seen.notices() == []


def test_what_was_told_just_before_is_waited_for(seen: World) -> None:
    seen.desk.queues_told((PAUSED,))
    seen.clock.advance(SETTLE_S / 2)
    tell(seen, IN)
    assert seen.model.agent.state is AgentState.READY
    seen.queue.told_ready = False
    tell(seen, PAUSED)
    assert seen.model.agent.state is AgentState.READY


def test_forgotten_while_out_of_sight_it_is_told_again(seen: World) -> None:
    before = list(seen.queue.told)
    seen.desk.queues_lost(None)
    tell(seen, OUT)
    assert seen.queue.told == [*before, "forgotten", "ready"]
    assert seen.model.agent.state is AgentState.READY
    assert NoticeCode.QUEUE_REJOINED in seen.notices()
    # Once: who is in no queue that can be seen is not signed in for ever.
    tell(seen, OUT)
    assert seen.queue.told == [*before, "forgotten", "ready"]


def test_taken_out_by_somebody_it_is_said_and_left_to_the_agent(seen: World) -> None:
    before = list(seen.queue.told)
    tell(seen, OUT)
    assert seen.model.agent.state is AgentState.NOT_READY
    assert NoticeCode.QUEUE_LEFT in seen.notices()
    assert seen.queue.told == [*before, "forgotten"]
    seen.wishes.go_ready()
    assert seen.queue.told[-1] == "ready"
    assert NoticeCode.QUEUE_LEFT not in seen.notices()


def test_an_agent_of_other_queues_is_never_called_missing(world: World) -> None:
    world.ready()
    tell(world, OUT)
    world.desk.queues_lost(None)
    tell(world, OUT)
    assert world.model.agent.state is AgentState.READY
    assert world.notices() == []


def test_on_a_break_nothing_is_made_of_it(seen: World) -> None:
    seen.wishes.go_not_ready(Reason.BREAK)
    tell(seen, PAUSED)
    assert seen.model.agent.reason is Reason.BREAK
    assert seen.notices() == []
