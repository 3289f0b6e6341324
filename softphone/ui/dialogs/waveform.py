"""What a recording sounds like, to look at and to click in: agent above, the other side below."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.domain.recording import Gap
from softphone.ui.look.theme import GRID, Theme
from softphone.ui.wording.times import span

STEP_S = 5.0


class Waveform(QWidget):
    """``seek_requested``: seconds from the beginning. Gaps are marked where samples are missing."""

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agent = b""
        self._far_end = b""
        self._duration_s = 0.0
        self._position_s = 0.0
        self._gaps: tuple[Gap, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def sizeHint(self) -> QSize:
        """Wide as there is room."""
        return QSize(480, 16 * GRID)

    def show_peaks(
        self, agent: bytes, far_end: bytes, duration_s: float, gaps: Sequence[Gap]
    ) -> None:
        """Peaks 0 … 255 per column, agent and far end."""
        self._agent, self._far_end = agent, far_end
        self._duration_s, self._gaps = duration_s, tuple(gaps)
        self.show_position(0.0)
        self.update()

    def show_position(self, position_s: float) -> None:
        """Where it is being played."""
        if position_s != self._position_s:
            self._position_s = position_s
            self.update()
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(
            self.tr("Recording, at {position} of {duration}").format(
                position=span(self._position_s), duration=span(self._duration_s)
            )
        )

    # ------------------------------------------------------------------------------ hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play from there."""
        if event.button() is Qt.MouseButton.LeftButton and self._duration_s > 0:
            share = min(1.0, max(0.0, event.position().x() / max(1, self.width())))
            self.seek_requested.emit(share * self._duration_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go five seconds on or back, Home to the beginning."""
        steps = {Qt.Key.Key_Right: STEP_S, Qt.Key.Key_Left: -STEP_S}
        if self._duration_s > 0 and event.key() in steps:
            wanted = self._position_s + steps[Qt.Key(event.key())]
            self.seek_requested.emit(max(0.0, min(self._duration_s, wanted)))
        elif self._duration_s > 0 and event.key() == Qt.Key.Key_Home:
            self.seek_requested.emit(0.0)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------ looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars from a middle line per side; what was played is stronger."""
        theme = Theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        half = self.height() / 2
        played = self.width() * self._position_s / self._duration_s if self._duration_s else 0.0
        for peaks, top, token in ((self._agent, 0.0, "accent"), (self._far_end, half, "ok")):
            self._paint_side(painter, peaks, top, half, theme.color(token), played)
        self._paint_gaps(painter, theme.color("warn_fill"))
        if self._duration_s:
            painter.fillRect(QRectF(played - 1, 0, 2, self.height()), theme.color("text"))
        if self.hasFocus():
            painter.setPen(theme.color("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_side(
        self,
        painter: QPainter,
        peaks: bytes,
        top: float,
        height: float,
        color: QColor,
        played: float,
    ) -> None:
        if not peaks:
            return
        faint = QColor(color)
        faint.setAlpha(120)
        wide = self.width() / len(peaks)
        middle = top + height / 2
        for place, peak in enumerate(peaks):
            tall = max(1.0, (height - 8) * peak / 255)
            bar = QRectF(place * wide, middle - tall / 2, max(1.0, wide - 0.5), tall)
            painter.fillRect(bar, color if bar.left() < played else faint)

    def _paint_gaps(self, painter: QPainter, color: QColor) -> None:
        if not self._duration_s:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for gap in self._gaps:
            at = self.width() * gap.at_s / self._duration_s
            painter.fillRect(QRectF(at - 1.5, 0, 3, self.height()), color)
