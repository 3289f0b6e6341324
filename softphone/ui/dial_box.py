"""Where a number is typed or pasted, in any shape; Enter dials."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from softphone.agent.intents import AgentIntents
from softphone.agent.model import DeskModel
from softphone.domain.call import CallState, Direction
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.controls import IconButton, label_button
from softphone.ui.theme import HALF


class DialBox(QWidget):
    """The text stays until the call is on its way, so a refused one can be mended."""

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self.edit = QLineEdit()
        self.edit.setObjectName("dialEdit")
        self.edit.setProperty("role", "quiet")
        self.edit.setPlaceholderText(self.tr("Number to dial"))
        self.edit.setAccessibleName(self.tr("Number to dial"))
        self.edit.setMaxLength(120)
        self.edit.setToolTip(tip(self.tr("Number to dial"), "dial", context.shortcuts))
        self.edit.setClearButtonEnabled(False)
        self.keypad_button = IconButton("keypad", self.tr("Keypad"), "text_dim")
        self.keypad_button.setObjectName("dialKeypadButton")
        self.keypad_button.setCheckable(True)
        self.dial_button = IconButton("phone", self.tr("Dial"), "ok")
        self.dial_button.setObjectName("dialButton")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF)
        row.addWidget(self.edit, 1)
        row.addWidget(self.keypad_button)
        row.addWidget(self.dial_button)
        self.edit.returnPressed.connect(self.dial)
        self.edit.textChanged.connect(lambda _: self._refresh())
        self.dial_button.clicked.connect(self.dial)
        self._possible = False
        self._refresh()

    def show_model(self, model: DeskModel) -> None:
        """Dialling needs a line and room for another call."""
        self._possible = model.line.usable and model.engine_up and model.may_dial
        for view in model.calls:
            leaving = view.call.state in (CallState.DIALING, CallState.EARLY)
            if leaving and view.call.direction is Direction.OUTGOING and self.edit.text():
                self.edit.clear()
        self.keypad_button.setEnabled(not model.calls)
        self._refresh()

    def add(self, key: str) -> None:
        """A key of the keypad."""
        self.edit.insert(key)

    def dial(self) -> None:
        """Ask for the call; the desk reads the number."""
        text = self.edit.text().strip()
        if text:
            self._intents.dial(text, via="button")

    def focus(self) -> None:
        """Ready to type."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def _refresh(self) -> None:
        possible = self._possible and bool(self.edit.text().strip())
        if self.dial_button.isEnabled() != possible:
            self.dial_button.setEnabled(possible)
        words = (
            self.tr("Dial")
            if self._possible
            else self.tr("Dial: needs a line and room for another call")
        )
        label_button(self.dial_button, self.tr("Dial"), words)
