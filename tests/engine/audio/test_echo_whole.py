"""The guided echo test in the real engine."""

from softphone.domain.echo import EchoStage
from softphone.domain.messages import CommandRefused, EchoMeasured, EchoTestProgressed, RunEchoTest
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog
from tests.support.waiting import until


def stage(direct: Direct) -> EchoStage:
    return direct.engine.wait(EchoTestProgressed).stage


def test_it_runs_between_calls(direct: Direct) -> None:
    direct.engine.send(RunEchoTest())
    assert stage(direct) is EchoStage.LISTENING
    assert stage(direct) is EchoStage.SPEAKING
    # The microphone is a file with a tone: nothing of what is played comes back.
    result = direct.engine.wait(EchoMeasured).result
    assert result.return_db < -35
    assert -20 < result.voice_dbfs < -10
    assert stage(direct) is EchoStage.PLAYING
    direct.engine.send(RunEchoTest(on=False))
    assert stage(direct) is EchoStage.STOPPED


def test_not_during_a_call_and_a_call_ends_it(direct: Direct, caller: Dialog) -> None:
    direct.engine.send(RunEchoTest())
    assert stage(direct) is EchoStage.LISTENING
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    ended = EchoTestProgressed(stage=EchoStage.STOPPED)
    until(lambda: ended in direct.engine.events, "the test goes on in the call")
    direct.engine.send(RunEchoTest())
    assert "during a call" in direct.engine.wait(CommandRefused).reason
    assert call.codec
