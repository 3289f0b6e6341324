"""Twelve keys: tones in a call, digits for the dial box otherwise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from softphone.ui.theme import HALF

KEYS = "123456789*0#"


class Keypad(QWidget):
    """``pressed`` carries one of ``0-9*#``; with the focus inside, the keyboard's keys work too."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self.setAccessibleName(self.tr("Keypad"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(HALF)
        names = {"*": "Star", "#": "Hash"}
        for place, key in enumerate(KEYS):
            button = QToolButton()
            button.setObjectName(f"key{names.get(key, key)}")
            button.setProperty("role", "key")
            button.setText(key)
            button.setAccessibleName(key)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, key=key: self.pressed.emit(key))
            grid.addWidget(button, place // 3, place % 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A typed key is a pressed key."""
        if event.text() and event.text() in KEYS and not event.isAutoRepeat():
            self.pressed.emit(event.text())
            return
        super().keyPressEvent(event)
