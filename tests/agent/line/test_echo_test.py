"""The guided echo test in the desk's picture."""

import pytest

from softphone.agent.desk_model import EchoView
from softphone.domain import messages as m
from softphone.domain.echo import EchoAdvice, EchoResult, EchoStage
from tests.agent.conftest import World

RESULT = m.EchoMeasured(result=EchoResult(return_db=-10.0, voice_dbfs=-20.0))


def test_it_is_asked_for_and_followed(world: World) -> None:
    world.ready()
    world.wishes.test_echo()
    assert world.phone.of(m.RunEchoTest)[-1].on
    for stage in (EchoStage.LISTENING, EchoStage.SPEAKING):
        world.desk.on_event(m.EchoTestProgressed(stage=stage))
        assert world.desk.model().echo == EchoView(stage=stage)
    world.desk.on_event(RESULT)
    world.desk.on_event(m.EchoTestProgressed(stage=EchoStage.DONE))
    echo = world.desk.model().echo
    assert (echo.stage, echo.advice) == (EchoStage.DONE, (EchoAdvice.ECHO_LOUD,))
    world.desk.on_event(m.EchoTestProgressed(stage=EchoStage.LISTENING))
    assert world.desk.model().echo.result is None
    world.wishes.test_echo(on=False)
    assert not world.phone.of(m.RunEchoTest)[-1].on


@pytest.mark.expects_log("the engine is gone")
def test_an_engine_that_is_gone_ends_it(world: World) -> None:
    world.ready()
    world.desk.on_event(m.EchoTestProgressed(stage=EchoStage.PLAYING))
    world.desk.on_engine_down("gone")
    assert world.desk.model().echo == EchoView(stage=EchoStage.STOPPED)
    world.desk.on_event(m.EchoTestProgressed(stage=EchoStage.DONE))
    world.desk.on_engine_down("gone")
    assert world.desk.model().echo.stage is EchoStage.DONE
