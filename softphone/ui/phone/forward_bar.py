"""Sending a call that rings elsewhere: whom to, and the button that does it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.agent.intents import AgentIntents
from softphone.ui.look.theme import GRID
from softphone.ui.phone.target_entry import TargetEntry
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import TextButton


class ForwardBar(QFrame):
    """``wanted`` carries the target; ``closed``: the call rings on. Out of sight until asked for.

    It stays open until the call is gone, so that a target that is refused can be mended.
    """

    wanted = Signal(str)
    closed = Signal()
    asking_changed = Signal()
    """Opened or closed: the list in it wants the room, or gives it back."""

    def __init__(
        self, guard: ClickGuard, intents: AgentIntents, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._guard = guard
        self._whom = TargetEntry(
            "forward",
            intents,
            about=self.tr("Forward to"),
            close_words=self.tr("Let it ring"),
        )
        self.confirm = TextButton(
            self.tr("Forward now"), "", "transfer", "text", guard=guard, parent=self
        )
        self.confirm.setObjectName("forwardConfirmButton")
        self.confirm.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._whom, 1)
        column.addWidget(self.confirm)
        self._whom.written.connect(self.confirm.setEnabled)
        self._whom.entered.connect(self._on_confirm)
        self._whom.picked.connect(self._on_pick)
        self._whom.closed.connect(self.close_entry)
        self.confirm.clicked.connect(self._on_confirm)
        self.hide()

    def open_entry(self) -> None:
        """Ask for the target; the agent asked for it, so it takes the focus."""
        # What is above moves up: a click on its way to Reject must not meet another button.
        self._guard.arm()
        self.show()
        self.asking_changed.emit()
        self._whom.open()

    def close_entry(self) -> None:
        """The call rings on, or is gone."""
        if not self.isHidden():
            self.hide()
            self._whom.clear()
            self.closed.emit()
            self.asking_changed.emit()

    def is_asking(self) -> bool:
        """Whether the entry is open."""
        return not self.isHidden()

    def refresh_targets(self) -> None:
        """Somebody's state changed."""
        if self.is_asking():
            self._whom.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets the call ring on."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_entry()
            return
        super().keyPressEvent(event)

    def _on_pick(self) -> None:
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirm(self) -> None:
        target = self._whom.wanted()
        if target:
            self.wanted.emit(target)
