"""Where there is nothing yet: what that means and what to do, in one or two quiet lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.labels import PlainLabel

_ICON_PX = 32


class EmptyState(QWidget):
    """A picture, a line, and what to do now; in the middle of the room there is."""

    def __init__(
        self, title: str, text: str, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = PlainLabel(title, "lead", wrap=True)
        self._text = PlainLabel(text, "dim", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addStretch(2)
        if icon:
            layout.addWidget(
                IconLabel(icon, "line_strong", _ICON_PX), 0, Qt.AlignmentFlag.AlignHCenter
            )
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
            label.setVisible(bool(label.text()))
        layout.addStretch(3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_words(self, title: str, text: str) -> None:
        """Other words."""
        for label, words in ((self._title, title), (self._text, text)):
            label.setText(words)
            label.setVisible(bool(words))
