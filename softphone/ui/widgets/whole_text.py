"""Text to read, to select and to copy. It is never cut: a word too long for the line is broken."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

_COLUMN = 60
"""Characters, on average."""


class WholeText(QTextEdit):
    """Plain text, as high as it needs at the width it gets. Whoever holds it scrolls."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setPlainText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that the whole text needs at that width."""
        document = self.document()
        before = document.textWidth()
        document.setTextWidth(width)
        height = math.ceil(document.size().height())
        document.setTextWidth(before)
        return height

    def sizeHint(self) -> QSize:
        """As wide as its longest line, as far as that is no wider than a column."""
        metrics = self.fontMetrics()
        lines = self.toPlainText().split("\n")
        # A pixel more: widths of single lines are rounded.
        longest = 1 + max(metrics.horizontalAdvance(line) for line in lines)
        width = min(longest, metrics.averageCharWidth() * _COLUMN)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few characters wide."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 4, metrics.lineSpacing())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """All of it is in sight: the wheel moves what it lies in."""
        event.ignore()
