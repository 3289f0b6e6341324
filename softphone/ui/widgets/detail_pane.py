"""The opened record: its whole text under the list, to read, to scroll and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from softphone.ui.look.icons import set_icon
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.widgets.whole_text import WholeText
from softphone.ui.wording.plain_text import clean

_WIDEST = 100_000
"""Characters; no notes are longer than what an agent types."""


class _Fitting(QScrollArea):
    """As high as its text, while the list above keeps as much room; then it scrolls."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """The text's height at today's width, at most half of the window's."""
        body, width = self._body, self.viewport().width()
        wanted = (
            body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
        )
        return QSize(body.sizeHint().width(), min(wanted, self.window().height() // 2))

    def minimumSizeHint(self) -> QSize:
        """Three lines, or all of a shorter text."""
        return QSize(0, min(self.sizeHint().height(), 3 * self.fontMetrics().lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the text at other places."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class DetailPane(QFrame):
    """Title, then name and value a line. Escape or the cross closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = ElidedLabel(role="lead")
        self._close = QToolButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setToolTip(self.tr("Close") + " (Esc)")
        self._close.clicked.connect(self.close_pane)
        body = QWidget()
        self._fields = QGridLayout(body)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setHorizontalSpacing(2 * GRID)
        self._fields.setVerticalSpacing(4)
        self._fields.setColumnStretch(1, 1)
        self.area = _Fitting(body)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID + 4)
        layout.setSpacing(GRID)
        layout.addLayout(top)
        layout.addWidget(self.area)
        self._buttons = QHBoxLayout()
        layout.addLayout(self._buttons)
        self._dress()
        self.hide()

    def show_record(self, title: str, fields: Sequence[tuple[str, str]]) -> None:
        """Open with these; empty values are left out."""
        self._title.setText(clean(title))
        while (item := self._fields.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        row = 0
        for name, value in fields:
            text = clean(value, _WIDEST, lines=True)
            if not text:
                continue
            label = PlainLabel(name, "dim")
            shown = WholeText(text)
            shown.setAccessibleName(f"{name}: {text}")
            self._fields.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._fields.addWidget(shown, row, 1)
            row += 1
        self.area.verticalScrollBar().setValue(0)
        self.area.updateGeometry()
        self.show()

    def add_button(self, button: QPushButton) -> None:
        """Something to do with the opened record."""
        self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def close_pane(self) -> None:
        """Hide and tell."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_pane()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._dress()

    def _dress(self) -> None:
        set_icon(self._close, "close", "text_dim")
