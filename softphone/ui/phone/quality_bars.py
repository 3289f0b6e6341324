"""How a call sounds, as four bars beside it; a click shows the figures and the graph."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.domain.quality import Quality, grade
from softphone.ui.look.theme import GRID, ROW_PX, Theme
from softphone.ui.wording.plain_text import plain_tip
from softphone.ui.wording.quality import BARS, TONES, figures, headline, in_lines

_BAR_PX = 3
_GAP_PX = 2
_HEIGHTS = (5, 8, 11, 14)


class QualityBars(QAbstractButton):
    """Bars, and in place of them a cross where sound is missing; never colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[int, str, bool] | None = None
        self.setObjectName("qualityBars")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_quality(None)

    def show_quality(self, quality: Quality | None) -> None:
        """Another measurement; None: there is none yet."""
        words = headline(quality)
        self.setAccessibleName(words)
        rows = in_lines(figures(quality)) if quality is not None else ""
        self.setToolTip(plain_tip(f"{words}\n{rows}".strip()))
        if quality is None:
            shown = (0, "text_dim", False)
        elif quality.no_sound:
            shown = (0, "bad", True)
        else:
            value = grade(quality.mos)
            shown = (BARS[value], TONES[value], False)
        if shown != self._shown:
            self._shown = shown
            self.update()

    def bars(self) -> int:
        """How many are filled, 0 to 4."""
        return self._shown[0] if self._shown else 0

    def sizeHint(self) -> QSize:
        """No higher than the line of words it stands in needs."""
        return QSize(ROW_PX, 3 * GRID)

    def changeEvent(self, event: QEvent) -> None:
        """Another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground under the mouse, ring with the keyboard, bars."""
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(ground, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 4, 4)
        count, tone, missing = self._shown or (0, "text_dim", False)
        self._paint_bars(painter, count, theme.color(tone), theme.color("line_strong"))
        if missing:
            self._paint_cross(painter, theme.color(tone))
        painter.end()

    def _paint_bars(self, painter: QPainter, count: int, full: QColor, empty: QColor) -> None:
        width = 4 * _BAR_PX + 3 * _GAP_PX
        left = (self.width() - width) / 2
        bottom = (self.height() + _HEIGHTS[-1]) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for place, height in enumerate(_HEIGHTS):
            painter.setBrush(full if place < count else empty)
            at = left + place * (_BAR_PX + _GAP_PX)
            painter.drawRoundedRect(QRectF(at, bottom - height, _BAR_PX, height), 1, 1)

    def _paint_cross(self, painter: QPainter, color: QColor) -> None:
        painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        left, top = self.width() / 2 - 8, self.height() / 2 - 7
        for x, y, to_x, to_y in ((0, 0, 6, 6), (0, 6, 6, 0)):
            painter.drawLine(int(left + x), int(top + y), int(left + to_x), int(top + to_y))
