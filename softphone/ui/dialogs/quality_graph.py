"""How a call sounded from its beginning: the score as a line, loss as bars under it."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.domain.quality import GRADES, Grade
from softphone.domain.quality_log import Sample
from softphone.ui.look.theme import GRID, HALF, Theme
from softphone.ui.wording.quality import grade_word

_BEST, _WORST = 4.5, 1.0
_LOSS_PX = 32
_LEAST_LOSS, _MOST_LOSS = 0.05, 0.2
"""The bars' scale goes to five per cent at least, so that next to nothing looks like it, and to
twenty at most, beyond which nobody understands a word anyway."""
_LEAST_S = 60.0


class QualityGraph(QWidget):
    """Time runs to the right; a gap in the sound is a red stretch on the line of time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: tuple[Sample, ...] = ()
        self.setObjectName("qualityGraph")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 160))

    def show_samples(self, samples: tuple[Sample, ...]) -> None:
        """Another course."""
        if samples == self._samples:
            return
        self._samples = samples
        self.setAccessibleName(self._words())
        self.update()

    def _words(self) -> str:
        if not self._samples:
            return QCoreApplication.translate("Quality", "Quality over the call: not measured")
        words = QCoreApplication.translate(
            "Quality", "Quality over the call: score {lowest} to {highest}, loss up to {loss} %"
        )
        scores = [sample.mos for sample in self._samples]
        loss = max(max(sample.loss_in, sample.loss_out) for sample in self._samples)
        return words.format(
            lowest=f"{min(scores):.1f}", highest=f"{max(scores):.1f}", loss=f"{100 * loss:.0f}"
        )

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(420, 184)

    def changeEvent(self, event: QEvent) -> None:
        """Another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid with words, bars, line, time."""
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        named = [(score, grade_word(grade)) for score, grade in GRADES if grade is not Grade.FAIR]
        margin = max(metrics.horizontalAdvance(word) for _, word in named) + GRID
        height = metrics.height()
        plot = QRectF(
            margin, HALF, self.width() - margin - 1, self.height() - _LOSS_PX - height - 3 * HALF
        )
        loss = QRectF(plot.left(), plot.bottom() + HALF, plot.width(), _LOSS_PX)
        for score, word in named:
            y = _y(score, plot)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("text_dim"))
            place = QRectF(0, y - height / 2, margin - GRID, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, word)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.drawLine(loss.bottomLeft(), loss.bottomRight())
        self._paint_loss(painter, theme, loss)
        self._paint_score(painter, theme, plot)
        self._paint_time(painter, theme, loss, height)
        painter.end()

    def _span_s(self) -> float:
        return max(_LEAST_S, self._samples[-1].at_s) if self._samples else _LEAST_S

    def _x(self, at_s: float, area: QRectF) -> float:
        return area.left() + area.width() * at_s / self._span_s()

    def _paint_score(self, painter: QPainter, theme: Theme, plot: QRectF) -> None:
        points = QPolygonF([QPointF(self._x(s.at_s, plot), _y(s.mos, plot)) for s in self._samples])
        painter.setPen(QPen(theme.color("accent"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(self._samples) == 1:
            painter.drawEllipse(points.at(0), 1.5, 1.5)
        else:
            painter.drawPolyline(points)

    def _paint_loss(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        worst = [max(sample.loss_in, sample.loss_out) for sample in self._samples]
        scale = min(_MOST_LOSS, max([_LEAST_LOSS, *worst]))
        step = area.width() / max(1.0, self._span_s() / 2)
        width = max(1.0, min(6.0, step - 1, area.width() / max(1, len(worst)) + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        for sample, share in zip(self._samples, worst, strict=True):
            x = self._x(sample.at_s, area)
            if share:
                painter.setBrush(theme.color("warn_fill"))
                high = max(1.0, (area.height() - 2) * min(1.0, share / scale))
                painter.drawRect(QRectF(x - width / 2, area.bottom() - high, width, high))
            if sample.silent:
                painter.setBrush(theme.color("bad_fill"))
                painter.drawRect(QRectF(x - width / 2, area.bottom() - 1, width + 1, 3))
        painter.setPen(theme.color("text_dim"))
        words = QCoreApplication.translate("Quality", "loss {scale} %").format(
            scale=f"{100 * scale:.0f}"
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, words)

    def _paint_time(self, painter: QPainter, theme: Theme, area: QRectF, height: float) -> None:
        painter.setPen(theme.color("text_dim"))
        line = QRectF(area.left(), area.bottom() + HALF, area.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, "0:00")
        minutes, seconds = divmod(int(self._span_s()), 60)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{minutes}:{seconds:02}")


def _y(score: float, plot: QRectF) -> float:
    share = (min(_BEST, max(_WORST, score)) - _WORST) / (_BEST - _WORST)
    return plot.bottom() - plot.height() * share
