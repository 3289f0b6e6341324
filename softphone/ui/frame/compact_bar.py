"""The whole phone in 560 × 72, above all other windows."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView, DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState
from softphone.domain.recording import RecordingState
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF, set_role
from softphone.ui.phone.ring_banner import number_line
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import IconButton, TextButton, label_button
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.floating import FLAGS, Floating
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.states import call_state_word, state_look, state_word
from softphone.ui.wording.times import since

WIDTH, HEIGHT = 560, 72
LIVE = (CallState.CONNECTED, CallState.HELD)


class CompactBar(Floating):
    """State, caller, timer, answer, hold, mute, transfer, hang up, open."""

    open_requested = Signal()
    transfer_requested = Signal()

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        parent: QWidget | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(FLAGS, parent)
        self._intents = intents
        self._context = context
        self._model: DeskModel | None = None
        self._call: CallView | None = None
        self.guard = ClickGuard(monotonic)
        self.setObjectName("compactBar")
        self.setWindowTitle(self.tr("Compact call bar"))
        self.setFixedSize(WIDTH, HEIGHT)
        self._icon = IconLabel("sign-out", "off")
        self._title = ElidedLabel("", "lead")
        self._title.setObjectName("compactTitle")
        self._vip = PlainLabel(self.tr("VIP"), "chip")
        self._vip.setProperty("tone", "vip")
        self._below = ElidedLabel("", "dim")
        self._muted = PlainLabel(self.tr("Muted"), "chip")
        self._muted.setProperty("tone", "muted")
        self._recorded = PlainLabel("", "chip")
        self._recorded.setObjectName("compactRecorded")
        self._timer = DurationLabel("lead")
        guard = self.guard
        self.answer = TextButton(self.tr("Answer"), "answer", "phone", "on_accent", guard=guard)
        self.reject = IconButton("close", self.tr("Reject"), guard=guard)
        self.hold = IconButton("pause", self.tr("Hold"), guard=guard)
        self.mute = IconButton("mic-off", self.tr("Mute"), guard=guard)
        self.transfer = IconButton("transfer", self.tr("Transfer"), guard=guard)
        self.hang_up = IconButton("hang-up", self.tr("Hang up"), "bad", guard=guard)
        self.ready = TextButton(self.tr("Go ready"), "", guard=guard)
        self.open = IconButton("expand", self.tr("Open the window"), "text_dim")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        head.addWidget(self._vip)
        head.addWidget(self._muted)
        head.addWidget(self._recorded)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self._below)
        words.addStretch(1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(GRID * 2, 0, GRID, 0)
        row.setSpacing(HALF)
        row.addWidget(self._icon)
        row.addSpacing(GRID)
        row.addLayout(words, 1)
        row.addSpacing(GRID)
        row.addWidget(self._timer)
        row.addSpacing(GRID)
        for button in (
            self.answer,
            self.reject,
            self.ready,
            self.hold,
            self.mute,
            self.transfer,
            self.hang_up,
        ):
            row.addWidget(button)
        row.addWidget(self.open)

    def _connect(self) -> None:
        keys = self._context.shortcuts
        names = (
            (self.answer, "compactAnswerButton", "answer"),
            (self.reject, "compactRejectButton", "reject"),
            (self.ready, "compactReadyButton", "ready"),
            (self.transfer, "compactTransferButton", "transfer"),
            (self.hang_up, "compactHangUpButton", "hangUp"),
        )
        for button, name, action in names:
            button.setObjectName(name)
            label = button.accessibleName()
            label_button(button, label, tip(label, action, keys))
        self.hold.setObjectName("compactHoldButton")
        self.mute.setObjectName("compactMuteButton")
        self.open.setObjectName("compactOpenButton")
        self.answer.clicked.connect(lambda: self._with_call(self._intents.answer))
        self.reject.clicked.connect(lambda: self._with_call(self._intents.reject))
        self.hang_up.clicked.connect(lambda: self._with_call(self._intents.hang_up))
        self.hold.clicked.connect(self._on_hold)
        self.mute.clicked.connect(self._on_mute)
        self.ready.clicked.connect(lambda: self._intents.go_ready(via="button"))
        self.transfer.clicked.connect(self.transfer_requested)
        self.open.clicked.connect(self.open_requested)

    def show_model(self, model: DeskModel) -> None:
        """The call that wants attention, else the state."""
        before, self._model = self._model, model
        parts = (model.agent, model.calls, model.muted, model.recording, model.do_not_disturb)
        if before is not None and parts == (
            before.agent,
            before.calls,
            before.muted,
            before.recording,
            before.do_not_disturb,
        ):
            return
        ringing = (view for view in model.calls if view.call.state is CallState.OFFERED)
        talking = (view for view in model.calls if view.call.state is CallState.CONNECTED)
        other = next(talking, model.calls[-1] if model.calls else None)
        call = next(ringing, other)
        if _shape(call) != _shape(self._call):
            self.guard.arm()
        self._call = call
        icon, tone = state_look(model.agent)
        self._icon.show_icon(icon, tone)
        set_role(self._timer, tone, "tone")
        state = state_word(model.agent.state, model.agent.reason)
        if call is None:
            self._title.setText(state)
            quiet = self.tr("Do not disturb") if model.do_not_disturb else ""
            self._below.setText(quiet or clean(model.agent_name, 60))
            set_role(self._below, "bad" if quiet else "", "tone")
        else:
            self._title.setText(clean(call.title, 80) or self.tr("Withheld number"))
            parts_below = (call_state_word(call.call), number_line(call), clean(call.queue, 40))
            set_role(self._below, "", "tone")
            self._below.setText(" · ".join(part for part in parts_below if part))
        self._show_buttons(call, model)
        self.tick()

    def _show_buttons(self, call: CallView | None, model: DeskModel) -> None:
        ringing = call is not None and call.call.state is CallState.OFFERED
        live = call is not None and call.call.state in LIVE
        held = call is not None and call.call.state is CallState.HELD
        self._vip.setVisible(call is not None and call.vip)
        self._muted.setVisible(call is not None and not ringing and model.muted)
        recording = model.recording.recording if model.recording is not None else None
        self._recorded.setVisible(call is not None and not ringing and recording is not None)
        if recording is not None:
            paused = recording.state is RecordingState.PAUSED
            self._recorded.setText(self.tr("Paused") if paused else self.tr("Recorded"))
            set_role(self._recorded, "warn" if paused else "bad", "tone")
        self.answer.setVisible(ringing)
        self.reject.setVisible(ringing)
        for button in (self.hold, self.mute, self.transfer, self.hang_up):
            button.setVisible(call is not None and not ringing)
        self.ready.setVisible(call is None and state_look(model.agent)[1] in ("warn", "wrap"))
        self.hold.setEnabled(live)
        self.transfer.setEnabled(live)
        keys = self._context.shortcuts
        words = self.tr("Resume") if held else self.tr("Hold")
        self.hold.show_icon("play" if held else "pause", "warn" if held else "text")
        label_button(self.hold, words, tip(words, "hold", keys))
        words = self.tr("Unmute") if model.muted else self.tr("Mute")
        self.mute.show_icon("mic" if model.muted else "mic-off", "muted" if model.muted else "text")
        label_button(self.mute, words, tip(words, "mute", keys))

    def tick(self) -> None:
        """A second has passed."""
        if self._model is None or not self.isVisible():
            return
        now = self._context.now()
        if self._call is None:
            self._timer.show_seconds(since(self._model.agent.since, now))
            return
        call = self._call.call
        waited = self._call.waited_s or 0.0 if call.state is CallState.OFFERED else 0.0
        start = call.held_since or call.answered_at or call.started_at
        self._timer.show_seconds(waited + since(start, now))

    def _with_call(self, wish: Callable[..., object]) -> None:
        if self._call is not None:
            wish(self._call.call.id, via="button")

    def _on_hold(self) -> None:
        if self._call is not None:
            held = self._call.call.state is CallState.HELD
            self._with_call(self._intents.resume if held else self._intents.hold)

    def _on_mute(self) -> None:
        if self._model is not None:
            self._intents.set_mute(not self._model.muted, via="button")


def _shape(view: CallView | None) -> tuple[str, bool] | None:
    return None if view is None else (view.call.id, view.call.state is CallState.OFFERED)
