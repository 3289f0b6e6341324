"""Handing the caller over, at once or after asking: whom to, confirm, and how it goes."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.agent.intents import AgentIntents
from softphone.domain.call import Transfer, TransferState
from softphone.ui.controls import IconButton, TextButton
from softphone.ui.guard import ClickGuard
from softphone.ui.icons import IconLabel
from softphone.ui.target_list import TargetList
from softphone.ui.text import PlainLabel
from softphone.ui.theme import GRID, HALF, SMALL_ICON_PX, set_role
from softphone.ui.words import transfer_words

_LIST_PX = 196
"""Four entries of two lines."""
_TONES = {TransferState.DONE: ("check-circle", "ok"), TransferState.FAILED: ("error", "bad")}


class TransferBar(QFrame):
    """``wanted`` and ``ask_wanted`` carry the target.

    Open while a target is being written or a transfer runs.
    """

    wanted = Signal(str)
    ask_wanted = Signal(str)

    def __init__(
        self, guard: ClickGuard, intents: AgentIntents, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._transfer: Transfer | None = None
        self._ask_first = False
        self._picked = ""
        self.target = QLineEdit()
        self.target.setObjectName("transferTarget")
        self.target.setPlaceholderText(self.tr("Colleague or number"))
        self.target.setAccessibleName(self.tr("Transfer to"))
        self.target.setMaxLength(80)
        self._cancel = IconButton("close", self.tr("Keep the caller"), "text_dim")
        self._cancel.setObjectName("transferCancelButton")
        self.confirm = TextButton(
            self.tr("Transfer now"), "primary", "transfer", "on_accent", guard=guard
        )
        self.confirm.setObjectName("transferConfirmButton")
        self.confirm.setEnabled(False)
        self.ask = TextButton(self.tr("Ask first"), "", guard=guard)
        self.ask.setObjectName("consultButton")
        self.ask.setEnabled(False)
        self.targets = TargetList(intents, _LIST_PX)
        self._icon = IconLabel("transfer", "info", SMALL_ICON_PX)
        self._progress = PlainLabel("", wrap=True)
        self._progress.setObjectName("transferProgress")
        self._entry = QWidget()
        self._status = QFrame()
        self._status.setProperty("role", "band")
        self._lay_out()
        self.target.textChanged.connect(self._on_text)
        self.target.returnPressed.connect(self._on_enter)
        self.ask.clicked.connect(self._on_ask)
        self.confirm.clicked.connect(self._on_confirm)
        self._cancel.clicked.connect(self.close_entry)
        self.targets.picked.connect(self._on_pick)
        self.targets.left.connect(self.target.setFocus)
        self.target.installEventFilter(self)
        self._entry.hide()
        self._status.hide()
        self.hide()

    def _lay_out(self) -> None:
        entry = QVBoxLayout(self._entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(HALF)
        line.addWidget(self.target, 1)
        line.addWidget(self._cancel)
        entry.addLayout(line)
        entry.addWidget(self.targets)
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
        column.addWidget(self._entry)
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
        self.targets.show_found("")
        self.show()
        self.target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_entry(self) -> None:
        """The caller stays."""
        self._entry.hide()
        self.target.clear()
        self.setVisible(self._transfer is not None)

    def is_asking(self) -> bool:
        """Whether the entry is open."""
        return not self._entry.isHidden()

    def refresh_targets(self) -> None:
        """Somebody's state changed."""
        if self.is_asking():
            self.targets.show_found(self._typed())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        down = pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and self.targets.isVisibleTo(self):
            self.targets.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

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
                self._entry.hide()
                self.target.clear()
        self.setVisible(transfer is not None or self.is_asking())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps the caller."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self.close_entry()
            return
        super().keyPressEvent(event)

    def _typed(self) -> str:
        """What the list is filtered by: not the number that was picked from it."""
        text = self.target.text()
        return "" if text == self._picked else text

    def _on_pick(self, number: str) -> None:
        self._picked = number
        self.target.setText(number)
        (self.ask if self._ask_first else self.confirm).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self, text: str) -> None:
        if self.is_asking() and text != self._picked:
            self.targets.show_found(text)
        self.confirm.setEnabled(bool(text.strip()))
        self.ask.setEnabled(bool(text.strip()))

    def _on_enter(self) -> None:
        if self._ask_first:
            self._on_ask()
        else:
            self._on_confirm()

    def _on_ask(self) -> None:
        target = self._wanted()
        if target:
            self.ask_wanted.emit(target)

    def _on_confirm(self) -> None:
        target = self._wanted()
        if target:
            self.wanted.emit(target)

    def _wanted(self) -> str:
        """The number; a name stands for the one target that it fits best."""
        text = self.target.text().strip()
        chosen = self.targets.current()
        is_name = bool(text) and not any(c.isdigit() for c in text) and "@" not in text
        return chosen.target.number if is_name and chosen is not None else text
