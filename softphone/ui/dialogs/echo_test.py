"""The guided echo test: listen, speak, hear yourself, read what to do."""

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel, EchoView
from softphone.agent.intents import AgentIntents
from softphone.domain.echo import NOTHING_DB, EchoAdvice, EchoResult, EchoStage
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.widgets.announce import announce
from softphone.ui.widgets.controls import TextButton, rule
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.level_meter import LevelMeter

translate = QCoreApplication.translate

_SIZE = QSize(480, 460)
RUNNING = (EchoStage.LISTENING, EchoStage.SPEAKING, EchoStage.PLAYING)


class EchoDialog(QDialog):
    """Closing it ends the test; so does a call."""

    def __init__(self, intents: AgentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intents = intents
        self._stage = EchoStage.OFF
        self._asked = False
        """An old test's findings are not shown before a new one has begun."""
        self.setObjectName("echoDialog")
        self.setWindowTitle(self.tr("Echo test"))
        self.steps = {
            EchoStage.LISTENING: PlainLabel(
                self.tr("1. Listen: two seconds of noise. Stay quiet meanwhile."),
                wrap=True,
            ),
            EchoStage.SPEAKING: PlainLabel(
                self.tr("2. Speak: after the beep count from one to ten, as you would on a call."),
                wrap=True,
            ),
            EchoStage.PLAYING: PlainLabel(
                self.tr("3. Hear yourself, as the microphone hears you."), wrap=True
            ),
        }
        self.level = LevelMeter(self.tr("Level of the microphone"))
        self.words = PlainLabel("", wrap=True)
        self.words.setObjectName("echoWords")
        self.figures = PlainLabel("", "dim", wrap=True)
        self.figures.setObjectName("echoFigures")
        self.start = TextButton("", "primary")
        self.start.setObjectName("echoStart")
        self.start.setDefault(True)
        self.start.clicked.connect(self._on_start)
        self._close = TextButton(self.tr("Close"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        self._lay_out()
        self.show_view(EchoView())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(PlainLabel(self.tr("Do callers hear themselves?"), "title"))
        column.addWidget(
            PlainLabel(
                self.tr("Wear the headset as you do on a call. An incoming call ends the test."),
                "dim",
                wrap=True,
            )
        )
        for step in self.steps.values():
            column.addWidget(step)
        column.addWidget(self.level)
        column.addWidget(rule())
        column.addWidget(self.words)
        column.addWidget(self.figures)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.start)
        column.addLayout(buttons)
        self.start.setFocus()
        self.resize(_SIZE)

    def show_model(self, model: DeskModel) -> None:
        """How the test goes, and whether one can begin."""
        self.show_view(model.echo if self._asked else EchoView())
        free = model.engine_up and not model.calls
        self.start.setEnabled(free or self._stage in RUNNING)
        self.start.setToolTip("" if free else self.tr("Not during a call."))

    def show_view(self, view: EchoView) -> None:
        """Stage and findings."""
        moved, self._stage = view.stage is not self._stage, view.stage
        for stage, label in self.steps.items():
            set_role(label, "strong" if stage is view.stage else "dim")
        running = view.stage in RUNNING
        if not running:
            self.level.show_level(NOTHING_DB)
        if running:
            self.start.show_words(self.tr("Stop"))
        elif self._asked:
            self.start.show_words(self.tr("Test again"))
        else:
            self.start.show_words(self.tr("Start"))
        if view.result is not None:
            self.words.setText("\n".join(advice_text(item) for item in view.advice))
            self.figures.setText(figures_text(view.result))
        elif view.stage is EchoStage.STOPPED:
            self.words.setText(self.tr("The test ended before there was a result."))
            self.figures.setText("")
        else:
            self.words.setText("")
            self.figures.setText("")
        if moved:
            step = self.steps.get(view.stage)
            announce(self, step.text() if step is not None else self.words.text())

    def show_levels(self, microphone_dbfs: float) -> None:
        """Peak level in dBFS, ten times a second."""
        if self._stage in RUNNING:
            self.level.show_level(microphone_dbfs)

    def done(self, result: int) -> None:
        """The sound is given back."""
        if self._stage in RUNNING:
            self._intents.test_echo(on=False)
        super().done(result)

    def _on_start(self) -> None:
        on = self._stage not in RUNNING
        self._asked = True
        self._intents.test_echo(on=on)


def advice_text(advice: EchoAdvice) -> str:
    """What was found, and what to do."""
    return {
        EchoAdvice.MICROPHONE_SILENT: translate(
            "EchoDialog",
            "No sound comes from your microphone. Look for a mute switch on the "
            "headset, or choose another microphone in the settings.",
        ),
        EchoAdvice.ECHO_LOUD: translate(
            "EchoDialog",
            "Callers would hear themselves: your microphone picks up the "
            "loudspeaker. Wear a wired headset, or turn the loudspeaker down.",
        ),
        EchoAdvice.ECHO_SOME: translate(
            "EchoDialog",
            "A little echo. The program removes it. A close-fitting wired headset has none.",
        ),
        EchoAdvice.NO_ECHO: translate("EchoDialog", "No echo: callers do not hear themselves."),
        EchoAdvice.VOICE_SOFT: translate(
            "EchoDialog",
            "You are hard to hear. Bring the microphone two fingers from your mouth, "
            "or turn it up in the system's sound settings.",
        ),
        EchoAdvice.VOICE_LOUD: translate(
            "EchoDialog",
            "You are too loud for the microphone. Move it a little away, "
            "or turn it down in the system's sound settings.",
        ),
        EchoAdvice.NOISY: translate(
            "EchoDialog", "It is noisy around you. With a headset callers hear less of it."
        ),
    }[advice]


def figures_text(result: EchoResult) -> str:
    """For those who help the agent."""
    rest = translate("EchoDialog", "Your voice {voice} dBFS, the room {noise} dBFS.").format(
        voice=round(result.voice_dbfs), noise=round(result.noise_dbfs)
    )
    if result.return_db <= NOTHING_DB:
        return rest
    echo = translate("EchoDialog", "Echo {level} dB after {delay} ms.").format(
        level=round(result.return_db), delay=result.delay_ms
    )
    return f"{echo} {rest}"
