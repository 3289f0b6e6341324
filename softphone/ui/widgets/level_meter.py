"""How loud it is: a thin bar from -60 dBFS to full scale."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.look.theme import Theme

FLOOR_DBFS = -60.0
_STEPS = 24
_LOUD_STEP = 22
"""Above about -5 dBFS: too loud."""


class LevelMeter(QWidget):
    """Repaints only when the bar would look different."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, dbfs: float) -> None:
        """Peak of the last tenth of a second; anything below the floor is nothing."""
        share = min(1.0, max(0.0, (dbfs - FLOOR_DBFS) / -FLOOR_DBFS))
        step = round(share * _STEPS)
        if step != self._step:
            self._step = step
            self.update()

    def step(self) -> int:
        """What is shown, 0 … 24."""
        return self._step

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(64, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A groove and the level in it."""
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, self.height() / 2 - 2, self.width(), 4)
        painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(groove, 2, 2)
        if self._step:
            painter.setBrush(theme.color("warn_fill" if self._step >= _LOUD_STEP else "ok_fill"))
            groove.setWidth(max(4.0, self.width() * self._step / _STEPS))
            painter.drawRoundedRect(groove, 2, 2)
        painter.end()
