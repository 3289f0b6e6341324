"""Whether the contact is recorded: a band that cannot be overlooked, over the calls."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel, RecordingView
from softphone.agent.intents import AgentIntents
from softphone.domain.recording import RecordingPolicy, RecordingState
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF, SMALL_ICON_PX, set_role
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import TextButton, label_button
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.labels import ElidedLabel
from softphone.ui.wording.times import since


class RecordingBand(QFrame):
    """Red while samples are written, amber with a countdown in a pause, quiet while it is off."""

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        guard: ClickGuard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._intents, self._context = intents, context
        self._view: RecordingView | None = None
        self.setObjectName("recordingBand")
        self.setProperty("role", "band")
        self._icon = IconLabel("dot", "text_dim", SMALL_ICON_PX)
        self.words = ElidedLabel("", "strong")
        self.words.setObjectName("recordingWords")
        self._timer = DurationLabel("strong")
        self.pause = TextButton(self.tr("Pause for card data"), guard=guard)
        self.pause.setObjectName("recordingPauseButton")
        self.switch = TextButton(self.tr("Record this call"), guard=guard)
        self.switch.setObjectName("recordingSwitchButton")
        self._lay_out()
        self.pause.clicked.connect(lambda: self.toggle_pause(via="button"))
        self.switch.clicked.connect(lambda: self.toggle(via="button"))
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._icon)
        head.addWidget(self.words, 1)
        head.addWidget(self._timer)
        buttons = QHBoxLayout()
        buttons.setSpacing(HALF)
        buttons.addWidget(self.pause, 1)
        buttons.addWidget(self.switch, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID, HALF, GRID, HALF)
        grid.setVerticalSpacing(HALF)
        grid.addLayout(head, 0, 0)
        grid.addLayout(buttons, 1, 0)

    # ------------------------------------------------------------------------ the model

    def show_model(self, model: DeskModel) -> None:
        """Shown while something is recorded or could be."""
        view = model.recording
        if view == self._view:
            return
        self._view = view
        recording = view.recording if view is not None else None
        paused = recording is not None and recording.state is RecordingState.PAUSED
        if view is None or (recording is None and not view.possible):
            self.hide()
            return
        fill = "" if recording is None else "paused" if paused else "recording"
        ink = "on_accent" if fill else "text_dim"
        set_role(self, fill, "fill")
        for label in (self.words, self._timer):
            set_role(label, ink, "ink")
        self._icon.show_icon("pause" if paused else "dot", ink)
        if recording is None:
            self.words.setText(self.tr("Not recorded"))
        elif paused:
            self.words.setText(self.tr("Not recorded, resumes in"))
        else:
            self.words.setText(self.tr("This call is recorded"))
        self._timer.setVisible(recording is not None)
        self._show_buttons(view)
        self.tick()
        self.show()

    def _show_buttons(self, view: RecordingView) -> None:
        recording, keys = view.recording, self._context.shortcuts
        paused = recording is not None and recording.state is RecordingState.PAUSED
        # Short on the button, so that longer languages fit; whole for tool tip and screen reader.
        words = self.tr("Resume recording") if paused else self.tr("Pause for card data")
        self.pause.show_words(self.tr("Go on") if paused else self.tr("Pause"))
        label_button(self.pause, words, tip(words, "pauseRecording", keys))
        self.pause.setVisible(recording is not None and (paused or view.pause_most_s > 0))
        words = self.tr("Record this call") if recording is None else self.tr("Stop recording")
        self.switch.show_words(self.tr("Record") if recording is None else self.tr("Stop"))
        label_button(self.switch, words, tip(words, "record", keys))
        self.switch.setVisible(recording is None or view.policy is not RecordingPolicy.ALWAYS)

    def tick(self) -> None:
        """A second has passed."""
        recording = self._view.recording if self._view is not None else None
        if recording is None:
            return
        now = self._context.now()
        if recording.paused_until is not None:
            self._timer.show_seconds(since(now, recording.paused_until))
        else:
            self._timer.show_seconds(since(recording.started_at, now))

    # --------------------------------------------------------------------------- wishes

    def toggle_pause(self, *, via: str) -> None:
        """Pause, or go on."""
        recording = self._view.recording if self._view is not None else None
        if recording is not None and recording.state is RecordingState.PAUSED:
            self._intents.resume_recording(via=via)
        else:
            self._intents.pause_recording(via=via)

    def toggle(self, *, via: str) -> None:
        """Begin, or stop."""
        if self._view is not None and self._view.recording is not None:
            self._intents.stop_recording(via=via)
        else:
            self._intents.start_recording(via=via)
