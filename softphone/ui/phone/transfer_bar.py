"""Handing the caller over, at once or after asking: whom to, confirm, and how it goes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.intents import AgentIntents
from softphone.domain.call import Transfer, TransferState
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, SMALL_ICON_PX, set_role
from softphone.ui.phone.target_entry import TargetEntry
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.states import transfer_words

_TONES = {TransferState.DONE: ("check-circle", "ok"), TransferState.FAILED: ("error", "bad")}


class TransferBar(QFrame):
    """``wanted`` and ``ask_wanted`` carry the target.

    Open while a target is being written or a transfer runs.
    """

    wanted = Signal(str)
    ask_wanted = Signal(str)
    left = Signal()
    """The entry was closed with the keyboard in it."""
    asking_changed = Signal()
    """The entry was opened or closed: the list in it wants the room, or gives it back."""

    def __init__(
        self, guard: ClickGuard, intents: AgentIntents, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._transfer: Transfer | None = None
        self._ask_first = False
        self._whom = TargetEntry(
            "transfer",
            intents,
            about=self.tr("Transfer to"),
            close_words=self.tr("Keep the caller"),
        )
        self.target, self.targets = self._whom.field, self._whom.targets
        self.confirm = TextButton(
            self.tr("Transfer now"), "primary", "transfer", "on_accent", guard=guard
        )
        self.confirm.setObjectName("transferConfirmButton")
        self.confirm.setEnabled(False)
        self.ask = TextButton(self.tr("Ask first"), "", guard=guard)
        self.ask.setObjectName("consultButton")
        self.ask.setEnabled(False)
        self._icon = IconLabel("transfer", "info", SMALL_ICON_PX)
        self._progress = PlainLabel("", wrap=True)
        self._progress.setObjectName("transferProgress")
        self._entry = QWidget()
        self._status = QFrame()
        self._status.setProperty("role", "band")
        self._lay_out()
        self._whom.written.connect(self._on_text)
        self._whom.entered.connect(self._on_enter)
        self._whom.picked.connect(self._on_pick)
        self._whom.closed.connect(self.close_entry)
        self.ask.clicked.connect(self._on_ask)
        self.confirm.clicked.connect(self._on_confirm)
        self._entry.hide()
        self._status.hide()
        self.hide()

    def _lay_out(self) -> None:
        entry = QVBoxLayout(self._entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(GRID)
        entry.addWidget(self._whom, 1)
        ways = QHBoxLayout()
        ways.setSpacing(GRID)
        ways.addWidget(self.confirm, 1)
        ways.addWidget(self.ask, 1)
        entry.addLayout(ways)
        status = QHBoxLayout(self._status)
        status.setContentsMargins(GRID, 6, GRID, 6)
        status.setSpacing(GRID)
        status.addWidget(self._icon)
        status.addWidget(self._progress, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._entry, 1)
        column.addWidget(self._status)

    def open_entry(self, *, ask_first: bool = False) -> None:
        """Ask for the target; the agent asked for it, so it takes the focus.

        Enter transfers at once, or with ``ask_first`` calls the target first.
        """
        self._ask_first = ask_first
        set_role(self.confirm, "" if ask_first else "primary")
        set_role(self.ask, "primary" if ask_first else "")
        self.confirm.show_icon("transfer", "text" if ask_first else "on_accent")
        self._entry.show()
        self.show()
        self.asking_changed.emit()
        self._whom.open()

    def close_entry(self) -> None:
        """The caller stays; the keyboard goes back to the button that had opened the entry."""
        at = self.window().focusWidget()
        inside = self.is_asking() and at is not None and self.isAncestorOf(at)
        self._close_entry()
        self.setVisible(self._transfer is not None)
        if inside:
            self.left.emit()

    def _close_entry(self) -> None:
        was_asking = self.is_asking()
        self._entry.hide()
        self._whom.clear()
        if was_asking:
            self.asking_changed.emit()

    def is_asking(self) -> bool:
        """Whether the entry is open."""
        return not self._entry.isHidden()

    def refresh_targets(self) -> None:
        """Somebody's state changed."""
        if self.is_asking():
            self._whom.refresh()

    def show_transfer(self, transfer: Transfer | None) -> None:
        """How the transfer stands; None: there is none."""
        if transfer == self._transfer:
            return
        self._transfer = transfer
        self._status.setVisible(transfer is not None)
        if transfer is not None:
            icon, tone = _TONES.get(transfer.state, ("transfer", "info"))
            self._icon.show_icon(icon, tone)
            set_role(self._status, tone, "tone")
            set_role(self._progress, tone, "tone")
            self._progress.setText(transfer_words(transfer))
            if transfer.state is not TransferState.FAILED:
                self._close_entry()
        self.setVisible(transfer is not None or self.is_asking())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps the caller."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self.close_entry()
            return
        super().keyPressEvent(event)

    def _on_pick(self) -> None:
        (self.ask if self._ask_first else self.confirm).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self, written: bool) -> None:
        self.confirm.setEnabled(written)
        self.ask.setEnabled(written)

    def _on_enter(self) -> None:
        if self._ask_first:
            self._on_ask()
        else:
            self._on_confirm()

    def _on_ask(self) -> None:
        target = self._whom.wanted()
        if target:
            self.ask_wanted.emit(target)

    def _on_confirm(self) -> None:
        target = self._whom.wanted()
        if target:
            self.wanted.emit(target)
