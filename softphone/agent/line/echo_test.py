"""The guided echo test as the agent sees it."""

from softphone.agent.desk_model import EchoView
from softphone.domain import messages as m
from softphone.domain.echo import EchoStage, advice


class EchoTest:
    """Keeps stage and findings of the newest test."""

    def __init__(self) -> None:
        self.view = EchoView()

    def moved(self, event: m.EchoTestProgressed) -> None:
        """The test went on."""
        if event.stage is EchoStage.LISTENING:
            self.view = EchoView(stage=event.stage)
        else:
            self.view = EchoView(
                stage=event.stage, result=self.view.result, advice=self.view.advice
            )

    def measured(self, event: m.EchoMeasured) -> None:
        """The test has found something."""
        self.view = EchoView(
            stage=self.view.stage, result=event.result, advice=advice(event.result)
        )

    def lost(self) -> None:
        """The engine is gone, and the test with it."""
        if self.view.stage in (EchoStage.LISTENING, EchoStage.SPEAKING, EchoStage.PLAYING):
            self.view = EchoView(stage=EchoStage.STOPPED)
