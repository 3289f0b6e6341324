"""Caller and colleague side by side: who hears whom, and swap, merge, complete, cancel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView, ConsultView, DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState
from softphone.domain.consult import Happened, Phase, allowed
from softphone.domain.consult_room import IN_ROOM, TO_ROOM
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID, HALF, set_role
from softphone.ui.phone.party_row import PartyRow
from softphone.ui.phone.sound_strip import SoundStrip
from softphone.ui.widgets.announce import announce
from softphone.ui.widgets.button_row import ButtonRow
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import TextButton, Tile, label_button
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.conference_room import why_not_in_room, why_not_now, why_not_yet
from softphone.ui.wording.consult import consult_words


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
        self._guard = guard
        self._rows = QVBoxLayout()
        self._more: list[PartyRow] = []
        """Rows of the fourth party and of further ones."""
        self.setProperty("role", "card")
        self.setObjectName("consultPanel")
        self._band = QFrame()
        self._band.setProperty("role", "band")
        self._sentence = PlainLabel("", "strong", wrap=True)
        self._sentence.setObjectName("consultSentence")
        # Two lines whatever it says (Han glyphs are taller), so that the buttons below stay put.
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing() + HALF)
        self.caller = PartyRow("callerRow", "user", self.tr("Caller"), intents, guard)
        self.target = PartyRow("targetRow", "headset", self.tr("Colleague"), intents, guard)
        self.room = PartyRow("roomRow", "users", self.tr("Room"), intents, guard)
        for party in (self.caller, self.target, self.room):
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
        column.addWidget(self._band)
        for row in (self.caller, self.target, self.room):
            self._rows.addWidget(row)
        self._rows.setSpacing(GRID)
        column.addLayout(self._rows)
        column.addWidget(self.sound)
        column.addLayout(tiles)
        column.addWidget(ButtonRow(self.complete, self.cancel))

    def _name(self) -> None:
        keys = self._context.shortcuts
        self._words = rows = (
            (self.swap, "swapButton", self.tr("Swap: talk to the other party"), "swap"),
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

    # ------------------------------------------------------------------------ the model

    def show_model(self, model: DeskModel, consult: ConsultView) -> None:
        """Another picture of the consult."""
        self._muted = model.muted
        calls = {view.call.id: view for view in model.calls}
        mixed = consult.phase in (Phase.CONFERENCE, Phase.LEAVING, Phase.ROOM, Phase.ROOM_TWO)
        moved = {view.call.id: view for view in consult.moved}
        two = (consult.caller_id, consult.target_id)
        there = tuple(i for i in moved if i not in (*two, *consult.more_ids))
        more = (*there, *consult.more_ids)
        self._fit(len(more))
        rows = (self.caller, self.target, *self._more)
        ids = (*two, *more)
        busy = why_not_now() if consult.phase in TO_ROOM else ""
        for row, call_id in zip(rows, ids, strict=False):
            if call_id in moved:
                row.show_moved(moved[call_id], why_not_in_room())
            else:
                speaking = call_id in model.speaking
                row.show_call(calls.get(call_id), speaking=speaking, busy=busy)
        if consult.phase is Phase.ROOM_WAITING:
            self.target.may_hold(False, why_not_yet())
        self._show_room(calls.get(consult.room_id), consult, busy)
        sentence = consult_words(consult)
        self._sentence.setText(sentence)
        tone = "ok" if consult.phase in (Phase.CONFERENCE, Phase.ROOM) else "info"
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
        self.merge.setVisible(not mixed)
        self.split.setVisible(mixed)
        for button, wish in (
            (self.swap, Happened.SWAP_ASKED),
            (self.merge, Happened.MERGE_ASKED),
            (self.split, Happened.SPLIT_ASKED),
            (self.complete, Happened.COMPLETE_ASKED),
            (self.cancel, Happened.CANCEL_ASKED),
        ):
            fits = not consult.more_ids or wish in (Happened.CANCEL_ASKED, Happened.MERGE_ASKED)
            button.setEnabled(allowed(consult.phase, wish) and fits)
        if consult.phase is Phase.ROOM_WAITING:
            self.merge.setEnabled(True)
        self._say_why(consult.phase)
        talking = [v for v in model.calls if v.call.state is CallState.CONNECTED]
        self.keypad.setEnabled(len(talking) == 1)
        self.tick()

    def _show_room(self, view: CallView | None, consult: ConsultView, busy: str) -> None:
        """The agent's own call to the room."""
        self.room.setVisible(view is not None)
        if view is not None:
            # On hold the agent is out; the last one with the caller cannot go out like that.
            two = consult.phase in (Phase.ROOM_TWO, Phase.ROOM_WAITING)
            self.room.show_call(view, busy=busy, title=self.tr("Room"))
            self.room.may_hold(not busy and not two, why_not_yet() if two else busy)

    def _say_why(self, phase: Phase) -> None:
        """Tool tips of what is switched off on account of the room."""
        keys = self._context.shortcuts
        for button, _, words, action in self._words:
            why = ""
            if phase in IN_ROOM | TO_ROOM and not button.isEnabled():
                alone = button is self.complete and phase in IN_ROOM
                why = why_not_in_room() if phase in IN_ROOM else why_not_now()
                why = why_not_yet() if alone else why
            if button is not self.mute:
                label_button(button, words, why or tip(words, action, keys))

    def _fit(self, count: int) -> None:
        """As many rows as there are parties."""
        while len(self._more) > count:
            row = self._more.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._more) < count:
            name = f"party{len(self._more) + 4}Row"
            row = PartyRow(name, "headset", self.tr("Colleague"), self._intents, self._guard)
            row.quality_requested.connect(self.quality_requested)
            self._rows.insertWidget(self._rows.indexOf(self.room), row)
            row.show()
            self._more.append(row)

    def tick(self) -> None:
        """A second has passed."""
        for row in (self.caller, self.target, self.room, *self._more):
            row.tick(self._context)

    def show_levels(self, mic_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second."""
        self.sound.show_levels(mic_dbfs, speaker_dbfs)
