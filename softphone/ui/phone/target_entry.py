"""Whom to: a field for a number or a name, and below it who fits."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.agent.intents import AgentIntents
from softphone.ui.look.theme import GRID, HALF
from softphone.ui.phone.target_list import TargetList
from softphone.ui.widgets.controls import IconButton


class TargetEntry(QWidget):
    """``entered``: Enter in the field; ``picked``: an entry was taken over into it.

    ``written`` tells whether there is anything in the field; ``closed``: the cross was pressed.
    ``name`` begins the names of its widgets.
    """

    entered = Signal()
    picked = Signal()
    written = Signal(bool)
    closed = Signal()

    def __init__(
        self,
        name: str,
        intents: AgentIntents,
        *,
        about: str,
        close_words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picked = ""
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}Target")
        self.field.setPlaceholderText(self.tr("Colleague or number"))
        self.field.setAccessibleName(about)
        self.field.setMaxLength(80)
        self._close = IconButton("close", close_words, "text_dim")
        self._close.setObjectName(f"{name}CancelButton")
        self.targets = TargetList(intents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(HALF)
        line.addWidget(self.field, 1)
        line.addWidget(self._close)
        column.addLayout(line)
        column.addWidget(self.targets, 1)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self.entered)
        self._close.clicked.connect(self.closed)
        self.targets.picked.connect(self._on_pick)
        self.targets.left.connect(self.field.setFocus)
        self.field.installEventFilter(self)

    def open(self) -> None:
        """Everybody in the list; the agent asked for it, so it takes the focus."""
        self.targets.show_found("")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """As new."""
        self.field.clear()

    def refresh(self) -> None:
        """Somebody's state changed."""
        # What is typed filters, but not a number that was picked from the list.
        text = self.field.text()
        self.targets.show_found("" if text == self._picked else text)

    def wanted(self) -> str:
        """The number; a name stands for the one target that it fits best."""
        text = self.field.text().strip()
        chosen = self.targets.current()
        is_name = bool(text) and not any(c.isdigit() for c in text) and "@" not in text
        return chosen.target.number if is_name and chosen is not None else text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        down = pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and self.targets.isVisibleTo(self):
            self.targets.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _on_pick(self, number: str) -> None:
        self._picked = number
        self.field.setText(number)
        self.picked.emit()

    def _on_text(self, text: str) -> None:
        if text != self._picked and not (self.parentWidget() or self).isHidden():
            self.targets.show_found(text)
        self.written.emit(bool(text.strip()))
