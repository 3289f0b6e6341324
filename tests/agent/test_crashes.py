"""What the desk does when a process around it, or itself, was killed."""

import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import EndCause
from tests.agent.conftest import REGISTERED, World

pytestmark = pytest.mark.expects_log("the engine is gone")


def test_the_engine_dies_in_a_call(world: World) -> None:
    world.ready()
    world.connect(world.offer())
    world.fill_ticket("words typed before")
    world.clock.advance(5)
    world.desk.on_engine_down("end of file")
    model = world.model
    assert model.calls == ()
    assert model.agent.state is AgentState.WRAP_UP
    assert model.contact is not None
    assert model.contact.contact.cause is EndCause.ENGINE_FAILURE
    assert model.contact.draft.notes == "words typed before"
    assert model.history[0].call.cause is EndCause.ENGINE_FAILURE
    assert NoticeCode.ENGINE_LOST in world.notices()
    configured = len(world.phone.of(m.Configure))
    world.engine_up()
    assert len(world.phone.of(m.Configure)) == configured + 1
    assert world.phone.of(m.Configure)[-1].password == "pw"
    assert NoticeCode.ENGINE_LOST not in world.notices()


def test_the_engine_dies_while_ready(world: World) -> None:
    world.ready()
    world.desk.on_engine_down("end of file")
    assert world.state() is AgentState.NOT_READY
    world.engine_up()
    world.line(REGISTERED)
    assert world.state() is AgentState.READY
    assert world.queue.told[-1] == "ready"
