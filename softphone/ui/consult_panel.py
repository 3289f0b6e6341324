"""Caller and colleague side by side: who hears whom, and swap, merge, complete, cancel."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.intents import AgentIntents
from softphone.agent.model import CallView, ConsultView, DeskModel
from softphone.domain.call import CallState
from softphone.domain.consult import Happened, Phase, allowed
from softphone.ui.actions import tip
from softphone.ui.announce import announce
from softphone.ui.button_row import ButtonRow
from softphone.ui.consult_words import consult_words
from softphone.ui.context import UiContext
from softphone.ui.controls import IconButton, TextButton, Tile, label_button
from softphone.ui.duration import DurationLabel, since
from softphone.ui.guard import ClickGuard
from softphone.ui.icons import IconLabel
from softphone.ui.quality_bars import QualityBars
from softphone.ui.sound_strip import SoundStrip
from softphone.ui.text import ElidedLabel, PlainLabel, clean
from softphone.ui.theme import GRID, HALF, set_role
from softphone.ui.words import call_state_word

_TONES = {CallState.CONNECTED: "ok", CallState.HELD: "warn"}


class PartyRow(QFrame):
    """One of the two: who, state, how it sounds, how long, hang up."""

    quality_requested = Signal(str)

    def __init__(
        self, name: str, icon: str, role: str, hang_up: Callable[[str], None], guard: ClickGuard
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._view: CallView | None = None
        self._role = role
        self._title = ElidedLabel("", "strong")
        self._state = ElidedLabel("", "dim")
        self._timer = DurationLabel("strong")
        self.quality = QualityBars(self)
        self.quality.clicked.connect(self._on_quality)
        self._drop = IconButton("hang-up", "", "bad", guard=guard, parent=self)
        self._drop.setObjectName(name.replace("Row", "HangUpButton"))
        self._drop.clicked.connect(self._on_drop)
        self._hang_up = hang_up
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(IconLabel(icon, "text_dim"))
        row.addLayout(words, 1)
        row.addWidget(self.quality)
        row.addWidget(self._timer)
        row.addWidget(self._drop)
        self.show_call(None)

    def _on_drop(self) -> None:
        if self._view is not None:
            self._hang_up(self._view.call.id)

    def _on_quality(self) -> None:
        if self._view is not None:
            self.quality_requested.emit(self._view.call.id)

    def show_call(self, view: CallView | None) -> None:
        """Another state; None: not there yet, or gone."""
        self._view = view
        self._drop.setEnabled(view is not None)
        self._timer.setVisible(view is not None)
        talking = view is not None and view.call.state is CallState.CONNECTED
        self.quality.show_quality(view.quality if view is not None and talking else None)
        self.quality.setVisible(talking)
        if view is None:
            self._title.setText(self._role)
            self._state.setText("–")
            set_role(self._state, "", "tone")
            label_button(self._drop, self.tr("Hang up: {who}").format(who=self._role))
            return
        title = clean(view.title, 80) or self.tr("Withheld number")
        self._title.setText(title)
        self._state.setText(f"{call_state_word(view.call)} · {self._role}")
        set_role(self._state, _TONES.get(view.call.state, "info"), "tone")
        label_button(self._drop, self.tr("Hang up: {who}").format(who=title))

    def tick(self, context: UiContext) -> None:
        """The hold while held, else the call."""
        if self._view is not None:
            call = self._view.call
            start = call.held_since or call.answered_at or call.started_at
            self._timer.show_seconds(since(start, context.now()))


class ConsultPanel(QFrame):
    """Stands where the call's row was, for as long as the consult lasts."""

    keypad_toggled = Signal()
    quality_requested = Signal(str)

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        guard: ClickGuard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self._muted = False
        self._said = ""
        self.setProperty("role", "card")
        self.setObjectName("consultPanel")
        self._band = QFrame()
        self._band.setProperty("role", "band")
        self._sentence = PlainLabel("", "strong", wrap=True)
        self._sentence.setObjectName("consultSentence")
        # Two lines whatever it says (Han glyphs are taller), so that the buttons below stay put.
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing() + HALF)
        self.caller = PartyRow("callerRow", "user", self.tr("Caller"), self._on_hang_up, guard)
        self.target = PartyRow(
            "targetRow", "headset", self.tr("Colleague"), self._on_hang_up, guard
        )
        for party in (self.caller, self.target):
            party.quality_requested.connect(self.quality_requested)
        self.sound = SoundStrip(lambda: intents.set_mute(False, via="button"))
        self.mute = Tile("mic-off", self.tr("Mute"), guard=guard)
        self.keypad = Tile("keypad", self.tr("Keypad"), guard=guard)
        self.swap = Tile("refresh", self.tr("Swap"), guard=guard)
        self.merge = Tile("users", self.tr("Merge"), guard=guard)
        self.split = Tile("user", self.tr("Split"), guard=guard)
        self.complete = TextButton(
            self.tr("Complete"), "primary", "transfer", "on_accent", guard=guard
        )
        self.cancel = TextButton(self.tr("Cancel"), guard=guard)
        self._lay_out()
        self._name()
        self._connect()

    def _lay_out(self) -> None:
        band = QHBoxLayout(self._band)
        band.setContentsMargins(GRID, 6, GRID, 6)
        band.addWidget(self._sentence, 1)
        tiles = QHBoxLayout()
        tiles.setSpacing(2)
        for tile in (self.swap, self.merge, self.split, self.mute, self.keypad):
            tiles.addWidget(tile, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + HALF, GRID + HALF, GRID + HALF, GRID + HALF)
        column.setSpacing(GRID)
        for widget in (self._band, self.caller, self.target, self.sound):
            column.addWidget(widget)
        column.addLayout(tiles)
        column.addWidget(ButtonRow(self.complete, self.cancel))

    def _name(self) -> None:
        keys = self._context.shortcuts
        rows = (
            (self.swap, "swapButton", self.tr("Swap: talk to the other one"), "swap"),
            (self.merge, "mergeButton", self.tr("Merge: all three talk"), "merge"),
            (self.split, "splitButton", self.tr("Split: the caller waits again"), "merge"),
            (self.complete, "completeButton", self.tr("Connect the two and leave"), "transfer"),
            (self.cancel, "cancelConsultButton", self.tr("Back to the caller"), "consult"),
            (self.mute, "muteButton", self.tr("Mute"), "mute"),
            (self.keypad, "keypadButton", self.tr("Keypad"), "keypad"),
        )
        for button, name, words, action in rows:
            button.setObjectName(name)
            label_button(button, words, tip(words, action, keys))

    def _connect(self) -> None:
        intents = self._intents
        self.swap.clicked.connect(lambda: intents.swap(via="button"))
        self.merge.clicked.connect(lambda: intents.merge(via="button"))
        self.split.clicked.connect(lambda: intents.split(via="button"))
        self.complete.clicked.connect(lambda: intents.complete(via="button"))
        self.cancel.clicked.connect(lambda: intents.cancel_consult(via="button"))
        self.mute.clicked.connect(lambda: intents.set_mute(not self._muted, via="button"))
        self.keypad.clicked.connect(self.keypad_toggled)

    def _on_hang_up(self, call_id: str) -> None:
        self._intents.hang_up(call_id, via="button")

    # ------------------------------------------------------------------------ the model

    def show_model(self, model: DeskModel, consult: ConsultView) -> None:
        """Another picture of the consult."""
        self._muted = model.muted
        calls = {view.call.id: view for view in model.calls}
        self.caller.show_call(calls.get(consult.caller_id))
        self.target.show_call(calls.get(consult.target_id))
        sentence = consult_words(consult)
        self._sentence.setText(sentence)
        tone = "info" if consult.phase is not Phase.CONFERENCE else "ok"
        set_role(self._band, tone, "tone")
        set_role(self._sentence, tone, "tone")
        if sentence != self._said:
            self._said = sentence
            announce(self, sentence)
        self.sound.show_muted(model.muted)
        words = self.tr("Unmute") if model.muted else self.tr("Mute")
        self.mute.show_icon("mic" if model.muted else "mic-off", "muted" if model.muted else "text")
        self.mute.show_words(words)
        label_button(self.mute, words, tip(words, "mute", self._context.shortcuts))
        three = consult.phase in (Phase.CONFERENCE, Phase.LEAVING)
        self.merge.setVisible(not three)
        self.split.setVisible(three)
        for button, wish in (
            (self.swap, Happened.SWAP_ASKED),
            (self.merge, Happened.MERGE_ASKED),
            (self.split, Happened.SPLIT_ASKED),
            (self.complete, Happened.COMPLETE_ASKED),
            (self.cancel, Happened.CANCEL_ASKED),
        ):
            button.setEnabled(allowed(consult.phase, wish))
        talking = [v for v in model.calls if v.call.state is CallState.CONNECTED]
        self.keypad.setEnabled(len(talking) == 1)
        self.tick()

    def tick(self) -> None:
        """A second has passed."""
        self.caller.tick(self._context)
        self.target.tick(self._context)

    def show_levels(self, mic_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second."""
        self.sound.show_levels(mic_dbfs, speaker_dbfs)
