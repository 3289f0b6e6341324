"""One party of a consult or conference: who, state, how long; mute, hold, volume and hang up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.phone.quality_bars import QualityBars
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import IconButton, label_button
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.labels import ElidedLabel
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.states import call_state_word
from softphone.ui.wording.times import since

_TONES = {CallState.CONNECTED: "ok", CallState.HELD: "warn"}
_LOUDEST = 200
_PLAIN = 100
_STEP = 10
_CONTROLS_PX = 24


class PartyRow(QWidget):
    """``name`` ends in ``Row``; its buttons are named after it. ``role`` says who it is."""

    quality_requested = Signal(str)

    def __init__(
        self, name: str, icon: str, role: str, intents: AgentIntents, guard: ClickGuard
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._intents = intents
        self._view: CallView | None = None
        self._role = role
        self._icon, self._icon_name = IconLabel(icon, "text_dim"), icon
        self._title = ElidedLabel("", "strong")
        self._state = ElidedLabel("", "dim")
        self._timer = DurationLabel("strong")
        self.quality = QualityBars(self)
        self.quality.clicked.connect(self._on_quality)
        stem = name.removesuffix("Row")
        self._drop = IconButton("hang-up", "", "bad", guard=guard, parent=self)
        self._drop.setObjectName(f"{stem}HangUpButton")
        self._mute = IconButton("mic-off", "", guard=guard, parent=self)
        self._mute.setObjectName(f"{stem}MuteButton")
        self._hold = IconButton("pause", "", guard=guard, parent=self)
        self._hold.setObjectName(f"{stem}HoldButton")
        for small in (self._mute, self._hold):
            # Beside the slider they need no more; the column is short of height.
            small.setStyleSheet("QToolButton { padding: 0; min-height: 0; }")
            small.setFixedHeight(_CONTROLS_PX)
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setObjectName(f"{stem}Volume")
        self._volume.setRange(0, _LOUDEST)
        self._volume.setSingleStep(_STEP)
        self._volume.setPageStep(5 * _STEP)
        # One command when the hand lets go, not one for each pixel.
        self._volume.setTracking(False)
        self._drop.clicked.connect(self._on_drop)
        self._mute.clicked.connect(self._on_mute)
        self._hold.clicked.connect(self._on_hold)
        self._volume.valueChanged.connect(self._on_volume)
        self._lay_out()
        self.show_call(None)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.quality)
        row.addWidget(self._timer)
        row.addWidget(self._drop)
        self._controls = QWidget(self)
        self._controls.setFixedHeight(_CONTROLS_PX)
        controls = QHBoxLayout(self._controls)
        controls.setContentsMargins(4 * GRID, 0, 0, 0)
        controls.setSpacing(GRID)
        controls.addWidget(self._mute)
        controls.addWidget(self._hold)
        controls.addWidget(self._volume, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._controls)

    def show_call(
        self, view: CallView | None, *, speaking: bool = False, busy: str = "", title: str = ""
    ) -> None:
        """Another state; None: not there yet, or gone.

        ``busy`` says why the call cannot be held or hung up just now; ``title`` stands in place
        of who is at the far end and of the role.
        """
        self._view = view
        self._drop.setEnabled(view is not None)
        self._timer.setVisible(view is not None)
        talking = view is not None and view.call.state is CallState.CONNECTED
        self.quality.show_quality(view.quality if view is not None and talking else None)
        self.quality.setVisible(talking)
        live = view is not None and view.call.state in _TONES
        self._controls.setEnabled(live)
        self._icon.show_icon(
            "speaker" if speaking else self._icon_name, "ok" if speaking else "text_dim"
        )
        if view is None:
            self._title.setText(self._role)
            self._state.setText("–")
            set_role(self._state, "", "tone")
            label_button(self._drop, self.tr("Hang up: {who}").format(who=self._role))
            label_button(self._mute, self.tr("Mute for all: {who}").format(who=self._role))
            label_button(self._hold, self.tr("Hold: {who}").format(who=self._role))
            return
        title_given = bool(title)
        title = title or clean(view.title, 80) or self.tr("Withheld number")
        self._title.setText(title)
        word = call_state_word(view.call)
        tone = _TONES.get(view.call.state, "info")
        if view.call.party_muted:
            word, tone = self.tr("Muted"), "muted"
        elif speaking:
            word = self.tr("Speaking")
        self._state.setText(word if title_given else f"{word} · {self._role}")
        set_role(self._state, tone, "tone")
        label_button(self._drop, self.tr("Hang up: {who}").format(who=title))
        self._show_controls(view, title)
        for button in (self._drop, self._hold):
            button.setEnabled(not busy)
            if busy:
                label_button(button, button.accessibleName(), busy)

    def may_hold(self, possible: bool, why_not: str) -> None:
        """Whether the pause button works; if not, its tip says why."""
        self._hold.setEnabled(possible)
        if not possible:
            label_button(self._hold, self._hold.accessibleName(), why_not)

    def show_moved(self, view: CallView, why_not: str) -> None:
        """The party is in a conference room of the phone system; ``why_not`` tells the tips."""
        self.show_call(None)
        title = clean(view.title, 80) or self.tr("Withheld number")
        self._title.setText(title)
        place = self.tr("In the room")
        self._state.setText(f"{place} · {self._role}")
        set_role(self._state, "ok", "tone")
        self._mute.show_icon("mic-off", "text")
        self._hold.show_icon("pause", "text")
        for button, words in (
            (self._drop, self.tr("Hang up: {who}")),
            (self._mute, self.tr("Mute for all: {who}")),
            (self._hold, self.tr("Hold: {who}")),
        ):
            label_button(button, words.format(who=title), why_not)
        self._volume.setAccessibleName(self.tr("Volume: {who}").format(who=title))
        self._volume.setToolTip(why_not)
        self._show_volume(_PLAIN)

    def _show_controls(self, view: CallView, title: str) -> None:
        call = view.call
        muted, held = call.party_muted, call.state is CallState.HELD
        words = self.tr("Unmute: {who}") if muted else self.tr("Mute for all: {who}")
        self._mute.show_icon("mic" if muted else "mic-off", "muted" if muted else "text")
        label_button(self._mute, words.format(who=title))
        words = self.tr("Resume: {who}") if held else self.tr("Hold: {who}")
        self._hold.show_icon("play" if held else "pause", "warn" if held else "text")
        label_button(self._hold, words.format(who=title))
        percent = round(100 * call.party_volume)
        words = self.tr("Volume: {who}").format(who=title)
        self._volume.setAccessibleName(words)
        self._volume.setToolTip(f"{words} ({percent} %)")
        self._show_volume(percent)

    def _show_volume(self, percent: int) -> None:
        """Without asking for it."""
        if not self._volume.isSliderDown() and self._volume.value() != percent:
            self._volume.blockSignals(True)
            self._volume.setValue(percent)
            self._volume.blockSignals(False)

    def tick(self, context: UiContext) -> None:
        """The hold while held, else the call."""
        if self._view is not None:
            call = self._view.call
            start = call.held_since or call.answered_at or call.started_at
            self._timer.show_seconds(since(start, context.now()))

    # -------------------------------------------------------------------------- wishes

    def _on_drop(self) -> None:
        if self._view is not None:
            self._intents.hang_up(self._view.call.id, via="button")

    def _on_quality(self) -> None:
        if self._view is not None:
            self.quality_requested.emit(self._view.call.id)

    def _on_hold(self) -> None:
        if self._view is not None:
            held = self._view.call.state is CallState.HELD
            wish = self._intents.resume if held else self._intents.hold
            wish(self._view.call.id, via="button")

    def _on_mute(self) -> None:
        if self._view is not None:
            call = self._view.call
            self._intents.set_party(
                call.id, muted=not call.party_muted, volume=call.party_volume, via="button"
            )

    def _on_volume(self, percent: int) -> None:
        if self._view is not None:
            call = self._view.call
            self._intents.set_party(
                call.id, muted=call.party_muted, volume=percent / 100, via="button"
            )
