"""One call: who, how long, what state, and what can be done. Nothing in it moves while it lasts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView
from softphone.agent.intents import AgentIntents
from softphone.domain.call import Call, CallState, Direction
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF, ROW_PX, SMALL_ICON_PX, set_role
from softphone.ui.phone.quality_bars import QualityBars
from softphone.ui.phone.ring_banner import from_line, number_line
from softphone.ui.phone.sound_strip import SoundStrip
from softphone.ui.phone.transfer_bar import TransferBar
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import TextButton, Tile, label_button
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.widgets.level_meter import FLOOR_DBFS
from softphone.ui.wording.plain_text import clean, plain_tip
from softphone.ui.wording.states import call_state_word
from softphone.ui.wording.times import since

_STATE_WORD_PX = 144
LIVE = (CallState.CONNECTED, CallState.HELD)
_TONES = {CallState.CONNECTED: "ok", CallState.HELD: "warn"}


class CallRow(QFrame):
    """State, sound, buttons: each keeps its place. ``keypad_toggled`` asks for the tone keys.

    ``quality_requested`` carries the call's id.
    """

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
        self._view: CallView | None = None
        self._muted = False
        self._beside = False
        self.setProperty("role", "card")
        self.setObjectName("callRow")
        self._icon = IconLabel("phone-in", "text_dim")
        self._title = ElidedLabel("", "lead")
        self._timer = DurationLabel("lead")
        self._timer.setObjectName("callTimer")
        self._number = ElidedLabel("", "dim")
        self._vip = PlainLabel(self.tr("VIP"), "chip")
        self._vip.setProperty("tone", "vip")
        self._queue = ElidedLabel("", "dim")
        self._state = QFrame()
        self._state_word = ElidedLabel("", "strong")
        self._state_word.setObjectName("callState")
        self._hold_timer = DurationLabel("strong")
        self._lock = IconLabel("lock-open", "text_dim", SMALL_ICON_PX)
        self._lock_word = ElidedLabel("", "dim")
        self._lock_word.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.quality = QualityBars(self)
        self.sound = SoundStrip(lambda: intents.set_mute(False, via="button"))
        self.hold = Tile("pause", self.tr("Hold"), guard=guard)
        self.mute = Tile("mic-off", self.tr("Mute"), guard=guard)
        self.transfer = Tile("transfer", self.tr("Transfer"), guard=guard)
        self.keypad = Tile("keypad", self.tr("Keypad"), guard=guard)
        self.hang_up = TextButton(self.tr("Hang up"), "danger", "hang-up", "bad", guard=guard)
        self.transfer_bar = TransferBar(guard, intents)
        self.transfer_bar.asking_changed.connect(self._show_what_fits)
        self.transfer_bar.left.connect(lambda: self.transfer.setFocus())
        self._lay_out()
        self._name()
        self._connect()

    # -------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + HALF, GRID + HALF, GRID + HALF, GRID + HALF)
        column.setSpacing(GRID)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(_line((self._icon, 0), (self._title, 1), (self._timer, 0)))
        number = _line((self._number, 1), (self.quality, 0))
        number.insertStretch(1)  # a withheld number leaves the bars where they are
        head.addLayout(number)
        head.addLayout(_line((self._queue, 1), (self._vip, 0)))
        column.addLayout(head)
        self._state.setProperty("role", "band")
        self._state.setFixedHeight(ROW_PX - HALF)
        state = _line(
            (self._state_word, 1), (self._hold_timer, 0), (self._lock, 0), (self._lock_word, 0)
        )
        state.setContentsMargins(GRID, 0, GRID, 0)
        self._state.setLayout(state)
        column.addWidget(self._state)
        column.addWidget(self.sound)
        tiles = _line((self.hold, 1), (self.mute, 1), (self.transfer, 1), (self.keypad, 1))
        tiles.setSpacing(2)
        column.addLayout(tiles)
        column.addWidget(self.hang_up)
        column.addWidget(self.transfer_bar, 1)

    def _name(self) -> None:
        keys = self._context.shortcuts
        rows = (
            (self.transfer, "transferButton", self.tr("Transfer"), "transfer"),
            (self.keypad, "keypadButton", self.tr("Keypad"), "keypad"),
            (self.hang_up, "hangUpButton", self.tr("Hang up"), "hangUp"),
        )
        for button, name, words, action in rows:
            button.setObjectName(name)
            label_button(button, words, tip(words, action, keys))
        self.hold.setObjectName("holdButton")
        self.mute.setObjectName("muteButton")
        self._lock_word.setObjectName("encryptionText")

    def _connect(self) -> None:
        self.hold.clicked.connect(self._on_hold)
        self.mute.clicked.connect(lambda: self._intents.set_mute(not self._muted, via="button"))
        self.transfer.clicked.connect(lambda: self.toggle_transfer())
        self.keypad.clicked.connect(self.keypad_toggled)
        self.hang_up.clicked.connect(self._on_hang_up)
        self.quality.clicked.connect(self._on_quality)
        self.transfer_bar.wanted.connect(self._on_transfer)
        self.transfer_bar.ask_wanted.connect(self._on_ask_first)

    # ------------------------------------------------------------------------ the model

    def show_call(self, view: CallView, *, muted: bool, beside: bool = False) -> None:
        """Another state of this call; ``beside``: held while the agent is on another one."""
        if (view, muted, beside) == (self._view, self._muted, self._beside):
            return
        self._view, self._muted, self._beside = view, muted, beside
        call = view.call
        out = call.direction is Direction.OUTGOING
        self._icon.show_icon("phone-out" if out else "phone-in", "text_dim")
        self._title.setText(clean(view.title, 80) or self.tr("Withheld number"))
        self._number.setText(number_line(view))
        asked = from_line(view)
        self._queue.setText(asked or clean(view.queue, 60))
        self._show_state(call)
        self._show_buttons(call)
        self.sound.show_muted(muted)
        talking = view.call.state is CallState.CONNECTED
        self.quality.show_quality(view.quality if talking else None)
        self.transfer_bar.show_transfer(call.transfer)
        self._show_what_fits()
        self.tick()

    def _show_what_fits(self) -> None:
        """While a target is chosen its list has the room; the name, mute and Hang up stay."""
        view = self._view
        if view is None:
            return
        whole = not self._beside and not self.transfer_bar.is_asking()
        self._number.setVisible(bool(self._number.full_text()) and whole)
        self.quality.setVisible(whole)
        self._queue.setVisible((bool(self._queue.full_text()) or view.vip) and whole)
        self._vip.setVisible(view.vip and whole)
        self._state.setVisible(not self.transfer_bar.is_asking())
        self.sound.setVisible(whole or (self._muted and not self._beside))
        for tile in (self.mute, self.transfer, self.keypad):
            tile.setVisible(whole)
        self.hold.setVisible(not self.transfer_bar.is_asking())

    def _show_state(self, call: Call) -> None:
        tone = "warn" if call.held_by_far_end else _TONES.get(call.state, "info")
        self._state_word.setText(call_state_word(call))
        # What is said about encryption gives way first.
        whole = self._state_word.sizeHint().width()
        self._state_word.setMinimumWidth(min(whole, _STATE_WORD_PX))
        for widget in (self._state, self._state_word, self._hold_timer):
            set_role(widget, tone, "tone")
        live = call.state in LIVE
        self._hold_timer.setVisible(call.state is CallState.HELD)
        self._lock.setVisible(live and not self._beside)
        self._lock_word.setVisible(live and not self._beside)
        safe = call.encrypted and not call.keys_exposed
        self._lock.show_icon("lock" if safe else "lock-open", tone)
        words = self.tr("Not encrypted")
        if call.encrypted:
            words = self.tr("Encrypted") if safe else self.tr("Key exposed")
        self._lock_word.setText(words)
        about = self._about_lock(call)
        for widget in (self._lock, self._lock_word):
            widget.setToolTip(plain_tip(about))
        self._lock_word.setAccessibleName(words)
        self._lock_word.setAccessibleDescription(about)

    def _about_lock(self, call: Call) -> str:
        if call.keys_exposed:
            return self.tr(
                "The audio is encrypted, but its key was sent in clear text. Anyone "
                "on the network can listen to this call."
            )
        if call.encrypted:
            return self.tr("No one on the network can listen to this call.")
        return self.tr("Anyone on the network can listen to this call.")

    def _show_buttons(self, call: Call) -> None:
        keys = self._context.shortcuts
        held = call.state is CallState.HELD
        self.hold.show_icon("play" if held else "pause", "warn" if held else "text")
        words = self.tr("Resume") if held else self.tr("Hold")
        self.hold.show_words(words)
        label_button(self.hold, words, tip(words, "swap" if self._beside else "hold", keys))
        words = self.tr("Unmute") if self._muted else self.tr("Mute")
        self.mute.show_icon("mic" if self._muted else "mic-off", "muted" if self._muted else "text")
        self.mute.show_words(words)
        label_button(self.mute, words, tip(words, "mute", keys))
        live = call.state in LIVE
        self.hold.setEnabled(live)
        self.transfer.setEnabled(live)
        self.keypad.setEnabled(call.state is CallState.CONNECTED)
        if not live and self.transfer_bar.is_asking():
            self.transfer_bar.close_entry()

    def tick(self) -> None:
        """A second has passed."""
        if self._view is None:
            return
        call, now = self._view.call, self._context.now()
        self._timer.show_seconds(since(call.answered_at or call.started_at, now))
        if call.held_since is not None:
            self._hold_timer.show_seconds(since(call.held_since, now))

    def forget(self) -> None:
        """The call is over; the row waits for the next one."""
        self._view = None
        self.transfer_bar.close_entry()
        self.show_levels(FLOOR_DBFS, FLOOR_DBFS)

    def show_levels(self, mic_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second."""
        self.sound.show_levels(mic_dbfs, speaker_dbfs)

    def toggle_transfer(self, *, ask_first: bool = False) -> None:
        """Ask for the target, or keep the caller after all."""
        if self.transfer_bar.is_asking():
            self.transfer_bar.close_entry()
        elif self._view is not None and self._view.call.state in LIVE:
            self.transfer_bar.open_entry(ask_first=ask_first)

    # -------------------------------------------------------------------------- wishes

    def _on_hold(self) -> None:
        if self._view is None:
            return
        if self._view.call.state is CallState.HELD:
            self._intents.resume(self._view.call.id, via="button")
        else:
            self._intents.hold(self._view.call.id, via="button")

    def _on_hang_up(self) -> None:
        if self._view is not None:
            self._intents.hang_up(self._view.call.id, via="button")

    def _on_quality(self) -> None:
        if self._view is not None:
            self.quality_requested.emit(self._view.call.id)

    def _on_transfer(self, target: str) -> None:
        if self._view is not None:
            self._intents.transfer(target, self._view.call.id, via="button")

    def _on_ask_first(self, target: str) -> None:
        if self._view is not None:
            self._intents.consult(target, self._view.call.id, via="button")


def _line(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    for widget, stretch in widgets:
        row.addWidget(widget, stretch)
    return row
