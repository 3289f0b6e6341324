"""Buttons side by side, or one below the other where their words are too long for that."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.ui.look.theme import GRID


class ButtonRow(QWidget):
    """The first one takes what room is left. No word is ever cut."""

    def __init__(self, *buttons: QAbstractButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = buttons
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Side by side."""
        sizes = self._sizes()
        width = sum(size.width() for size in sizes) + GRID * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest button."""
        sizes = self._sizes()
        return QSize(max((size.width() for size in sizes), default=0), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """Pixels that all of them need at that width."""
        if self.sizeHint().width() <= width:
            return self.sizeHint().height()
        sizes = self._sizes()
        return sum(size.height() for size in sizes) + GRID * (len(sizes) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may hold them side by side."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """No layout request comes to what is out of sight: other buttons may be shown by now."""
        super().showEvent(event)
        self.updateGeometry()
        self._place()

    def event(self, event: QEvent) -> bool:
        """Other words, or another button shown, may need more room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return done

    def _shown(self) -> list[QAbstractButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _sizes(self) -> list[QSize]:
        return [button.sizeHint() for button in self._shown()]

    def _place(self) -> None:
        shown, sizes = self._shown(), self._sizes()
        across = self.sizeHint().width() <= self.width()
        spare = self.width() - self.sizeHint().width()
        x = y = 0
        for number, (button, size) in enumerate(zip(shown, sizes, strict=True)):
            if across:
                width = size.width() + (spare if number == 0 else 0)
                button.setGeometry(x, y, width, size.height())
                x += width + GRID
            else:
                button.setGeometry(x, y, self.width(), size.height())
                y += size.height() + GRID
