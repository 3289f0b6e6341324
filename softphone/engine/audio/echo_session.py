"""Runs the guided echo test for the desk, and gives the sound back when a call wants it."""

from collections.abc import Callable

from softphone.domain.echo import EchoResult, EchoStage
from softphone.domain.messages import EchoMeasured, EchoTestProgressed, Event, LevelsMeasured
from softphone.engine.audio.bridge import SoundBridge, dbfs
from softphone.engine.audio.echo_measurement import EchoRunner


class EchoTesting:
    """At most one test. Used on the engine's thread."""

    def __init__(
        self,
        bridge: SoundBridge,
        emit: Callable[[Event], None],
        run: Callable[[SoundBridge], EchoRunner] = lambda bridge: EchoRunner(bridge.backend),
    ) -> None:
        self._bridge = bridge
        self._emit = emit
        self._run = run
        self._runner: EchoRunner | None = None
        self._told = EchoStage.OFF
        self._result: EchoResult | None = None

    @property
    def running(self) -> bool:
        """Whether the test has the sound."""
        return self._runner is not None

    def start(self) -> None:
        """From the beginning."""
        self.stop()
        # The stack's clock may still run after a call: it must not read and write in between.
        self._bridge.resting = True
        self._runner = self._run(self._bridge)
        self._result = None
        self._told = EchoStage.LISTENING
        self._emit(EchoTestProgressed(stage=EchoStage.LISTENING))

    def stop(self) -> None:
        """Before its end; nothing if none runs."""
        if self._runner is not None:
            self._runner.stop()
            self.tick()

    def tick(self) -> None:
        """Tell what has moved; about ten times a second."""
        runner = self._runner
        if runner is None:
            return
        test = runner.test
        stage = test.stage
        if test.result is not None and self._result is None:
            self._result = test.result
            self._emit(EchoMeasured(result=test.result))
        if stage is not self._told:
            self._told = stage
            self._emit(EchoTestProgressed(stage=stage))
        microphone, speaker = (dbfs(peak) for peak in runner.take_peaks())
        self._emit(LevelsMeasured(microphone_dbfs=microphone, speaker_dbfs=speaker))
        if stage in (EchoStage.DONE, EchoStage.STOPPED):
            runner.stop()
            self._runner = None
            self._bridge.resting = False
