"""The left column: dial box, what rings, what is on the line, and the history below."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView, DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID, PHONE_WIDTH
from softphone.ui.phone.call_row import CallRow
from softphone.ui.phone.consult_panel import ConsultPanel
from softphone.ui.phone.dial_box import DialBox
from softphone.ui.phone.history_list import HistoryList
from softphone.ui.phone.keypad import Keypad
from softphone.ui.phone.recording_band import RecordingBand
from softphone.ui.phone.ring_banner import RingBanner
from softphone.ui.settings.fields import scrolled
from softphone.ui.widgets.click_guard import ClickGuard

TAKEN = (CallState.CONNECTED, CallState.HELD)

_HISTORY_PX = 88
"""Its heading and a call."""


class PhonePanel(QFrame):
    """One guard for all its buttons: whenever they move, clicks wait for 300 ms."""

    quality_requested = Signal(str)

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        parent: QWidget | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self.guard = ClickGuard(monotonic)
        self._shape: tuple[tuple[str, bool], ...] = ()
        self._rings: dict[str, RingBanner] = {}
        self._rows: dict[str, CallRow] = {}
        # Kept for the next call: making a row costs more than showing one.
        self._spare_rings: list[RingBanner] = []
        self._spare_rows: list[CallRow] = []
        self.setObjectName("phonePanel")
        self.setFixedWidth(PHONE_WIDTH)
        # Made in reading order, which is the order of the Tab key.
        self.dial_box = DialBox(intents, context, self)
        self.recording = RecordingBand(intents, context, self.guard, self)
        self.consult = ConsultPanel(intents, context, self.guard, self)
        self.consult.keypad_toggled.connect(self.toggle_keypad)
        self.consult.quality_requested.connect(self.quality_requested)
        self.consult.hide()
        self._spare_rings.append(self._ring())
        self._spare_rows.append(self._row())
        for spare in (*self._spare_rings, *self._spare_rows):
            spare.hide()
        self.keypad = Keypad(self)
        self.keypad.hide()
        self.history = HistoryList(intents, context, self)
        self.history.quality_requested.connect(self.quality_requested)
        # Where height is short the calls have it: three parties in the smallest window.
        self.history.setMinimumHeight(_HISTORY_PX)
        self._calls = QVBoxLayout()
        self._calls.setSpacing(GRID)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        self._body, self._column = body, column
        # A window that is too low for all of it scrolls; nothing is cut or painted over.
        self.area = scrolled(body)
        self.area.verticalScrollBar().rangeChanged.connect(self._make_room_for_scrolling)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        column.addWidget(self.dial_box)
        column.addWidget(self.recording)
        column.addWidget(self.consult)
        column.addLayout(self._calls)
        column.addWidget(self.keypad)
        column.addWidget(self.history, 1)
        self.dial_box.keypad_button.toggled.connect(self._show_keypad)
        self.keypad.pressed.connect(self._on_key)
        self.keypad.pasted.connect(self._on_key)
        self.keypad.macro_wanted.connect(lambda name: intents.play_macro(name, via="button"))
        self._model: DeskModel | None = None

    # ------------------------------------------------------------------------ the model

    def show_model(self, model: DeskModel) -> None:
        """Banners and rows come and go; the rest is told what it shows."""
        before, self._model = self._model, model
        self.recording.show_model(model)
        alone = self._show_consult(model)
        shape = tuple((v.call.id, v.call.state is CallState.OFFERED) for v in alone)
        rings = any(ringing for _, ringing in shape) and shape != self._shape
        if shape != self._shape:
            self._rebuild(shape)
        busy = any(view.call.state in TAKEN for view in model.calls)
        for view in alone:
            if view.call.id in self._rings:
                banner = self._rings[view.call.id]
                banner.show_call(view, busy=busy)
                banner.show()
            else:
                row = self._rows[view.call.id]
                held = view.call.state is CallState.HELD
                row.show_call(view, muted=model.muted, beside=held and len(model.calls) > 1)
                row.show()
        self._show_what_fits()
        if rings:
            # Its buttons have their place once the layout is done.
            QTimer.singleShot(0, self, self._show_ringing)
        self.keypad.show_macros(model.macros, in_call=bool(model.calls))
        can = (model.line, model.engine_up, model.may_dial, model.consult)
        choice = (model.prefill, model.caller_ids, model.caller_id)
        dial = (*can, *choice, model.calls, model.targets, model.mailbox)
        if before is None or dial != (
            before.line,
            before.engine_up,
            before.may_dial,
            before.consult,
            before.prefill,
            before.caller_ids,
            before.caller_id,
            before.calls,
            before.targets,
            before.mailbox,
        ):
            self.dial_box.show_model(model)
        if before is None or before.targets != model.targets:
            for row in self._rows.values():
                row.transfer_bar.refresh_targets()
            for ring in self._rings.values():
                ring.forward_bar.refresh_targets()
        if before is None or (before.history, before.agent.state) != (
            model.history,
            model.agent.state,
        ):
            self.history.show_model(model)

    def _show_consult(self, model: DeskModel) -> tuple[CallView, ...]:
        """The consult's two calls share a panel; the other calls."""
        consult = model.consult
        if (consult is not None) is self.consult.isHidden():
            self.guard.arm()
        self.consult.setVisible(consult is not None)
        if consult is None:
            return model.calls
        self.consult.show_model(model, consult)
        pair = (consult.caller_id, consult.target_id, *consult.more_ids, consult.room_id)
        return tuple(view for view in model.calls if view.call.id not in pair)

    def _rebuild(self, shape: tuple[tuple[str, bool], ...]) -> None:
        self.guard.arm()
        wanted_rings = {call_id for call_id, rings in shape if rings}
        wanted_rows = {call_id for call_id, rings in shape if not rings}
        for call_id in self._rings.keys() - wanted_rings:
            self._spare_rings.append(self._rings.pop(call_id))
            self._spare_rings[-1].forget()
            self._put_away(self._spare_rings[-1])
        for call_id in self._rows.keys() - wanted_rows:
            self._spare_rows.append(self._rows.pop(call_id))
            self._spare_rows[-1].forget()
            self._put_away(self._spare_rows[-1])
        for place, (call_id, rings) in enumerate(shape):
            if rings and call_id not in self._rings:
                self._rings[call_id] = (
                    self._spare_rings.pop() if self._spare_rings else self._ring()
                )
                self._calls.insertWidget(place, self._rings[call_id])
            elif not rings and call_id not in self._rows:
                self._rows[call_id] = self._spare_rows.pop() if self._spare_rows else self._row()
                self._calls.insertWidget(place, self._rows[call_id])
        if bool(shape) != bool(self._shape) and self.consult.isHidden():
            self.dial_box.keypad_button.setChecked(False)
            self.keypad.hide()
        self._shape = shape

    def _picks(self) -> QWidget | None:
        """The row or banner in which a target is being chosen."""
        for row in self._rows.values():
            if row.transfer_bar.is_asking():
                return row
        rings = (ring for ring in self._rings.values() if ring.forward_bar.is_asking())
        return next(rings, None)

    def _show_what_fits(self) -> None:
        """While a target is chosen its list fills the panel; what is said of sound stays."""
        picks = self._picks()
        self.dial_box.setVisible(picks is None)
        self.history.setVisible(picks is None)
        self._column.setStretchFactor(self._calls, 0 if picks is None else 1)
        for row in self._rows.values():
            self._calls.setStretchFactor(row, 1 if row is picks else 0)
            row.setVisible(picks is None or row is picks)
        for ring in self._rings.values():
            self._calls.setStretchFactor(ring, 1 if ring is picks else 0)

    def _show_ringing(self) -> None:
        for ring in self._rings.values():
            self.area.ensureWidgetVisible(ring.answer, 0, GRID)

    def _make_room_for_scrolling(self, least: int, most: int) -> None:
        """The scroll bar takes the margin's place, so that nothing gets narrower."""
        right = GRID if least == most else 0
        self._column.setContentsMargins(GRID, GRID, right, GRID)

    def _put_away(self, widget: QWidget) -> None:
        self._calls.removeWidget(widget)
        widget.hide()

    def _ring(self) -> RingBanner:
        ring = RingBanner(self._intents, self._context, self.guard, self)
        ring.forward_bar.asking_changed.connect(self._show_what_fits)
        return ring

    def _row(self) -> CallRow:
        row = CallRow(self._intents, self._context, self.guard, self)
        row.keypad_toggled.connect(self.toggle_keypad)
        row.quality_requested.connect(self.quality_requested)
        row.transfer_bar.asking_changed.connect(self._show_what_fits)
        return row

    def tick(self) -> None:
        """A second has passed."""
        for banner in self._rings.values():
            banner.tick()
        for row in self._rows.values():
            row.tick()
        self.recording.tick()
        if not self.consult.isHidden():
            self.consult.tick()

    def show_levels(self, mic_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second, in dBFS."""
        for row in self._rows.values():
            row.show_levels(mic_dbfs, speaker_dbfs)
        if not self.consult.isHidden():
            self.consult.show_levels(mic_dbfs, speaker_dbfs)

    # ------------------------------------------------------------------------- wishes

    def current_row(self) -> CallRow | None:
        """The call that is talked on, else the newest that does not ring."""
        calls = self._model.calls if self._model is not None else ()
        talking = (v.call.id for v in calls if v.call.state is CallState.CONNECTED)
        row = self._rows.get(next(talking, ""))
        return row if row is not None else next(reversed(self._rows.values()), None)

    def toggle_transfer(self, *, ask_first: bool = False) -> None:
        """Open or close the transfer entry of the call."""
        row = self.current_row()
        if row is not None:
            row.toggle_transfer(ask_first=ask_first)

    def stop_picking(self) -> None:
        """Close the list of targets that fills the panel; the caller stays."""
        for row in self._rows.values():
            row.transfer_bar.close_entry()
        for ring in self._rings.values():
            ring.forward_bar.close_entry()

    def toggle_forward(self) -> bool:
        """Ask where to send the call that rings; false when none may be sent elsewhere."""
        return any(banner.toggle_forward() for banner in self._rings.values())

    def toggle_keypad(self) -> None:
        """Tone keys in a call, digits otherwise."""
        if self._model is not None and self._model.calls:
            self._show_keypad(self.keypad.isHidden())
        else:
            self.dial_box.keypad_button.toggle()

    def _show_keypad(self, shown: bool) -> None:
        self.keypad.setVisible(shown)
        if shown and self._rows:
            self.keypad.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_key(self, key: str) -> None:
        if self._model is not None and self._model.calls:
            self._intents.send_dtmf(key, via="button")
        else:
            self.dial_box.add(key)
