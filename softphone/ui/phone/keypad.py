"""Twelve keys: tones in a call, digits for the dial box otherwise; sequences for voice menus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from softphone.domain.dtmf import MOST_IN_ALL, keys_in
from softphone.ui.look.theme import HALF
from softphone.ui.widgets.controls import MenuButton
from softphone.ui.wording.plain_text import clean

KEYS = "123456789*0#"


class Keypad(QWidget):
    """``pressed`` carries one of ``0-9*#``; with the focus inside, the keyboard's keys work too.

    ``pasted`` carries the keys of a pasted text, ``macro_wanted`` the name of a sequence.
    """

    pressed = Signal(str)
    pasted = Signal(str)
    macro_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
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
        self.macros = MenuButton(self.tr("Key sequences"))
        self.macros.setObjectName("macroButton")
        self.macros.hide()
        grid.addWidget(self.macros, len(KEYS) // 3, 0, 1, 3)

    def show_macros(self, names: Sequence[str], *, in_call: bool) -> None:
        """The sequences on offer, while there is somebody to send them to."""
        self.macros.setVisible(bool(names) and in_call)
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        self.macros.popup.clear()
        for name in names:
            entry = self.macros.popup.addAction(clean(name, 40))
            entry.triggered.connect(lambda _=False, name=name: self.macro_wanted.emit(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A typed key is a pressed key; pasting sends every key of the text."""
        if event.matches(QKeySequence.StandardKey.Paste):
            keys = keys_in(QGuiApplication.clipboard().text()[: 4 * MOST_IN_ALL])[:MOST_IN_ALL]
            if keys:
                self.pasted.emit(keys)
            return
        if event.text() and event.text() in KEYS and not event.isAutoRepeat():
            self.pressed.emit(event.text())
            return
        super().keyPressEvent(event)
