"""How much wrap-up time is left: a thin bar and a few quiet words."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from softphone.domain.agent_state import AgentState, AgentStatus
from softphone.ui.context import UiContext
from softphone.ui.look.theme import HALF, Theme, tabular
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.times import span

TICK_MS = 250
_STEPS = 1000


class ThinBar(QProgressBar):
    """Four pixels high, in the colour of wrap-up."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setFixedHeight(HALF)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Trough and what is left."""
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(box, 2, 2)
        box.setWidth(box.width() * self.value() / _STEPS)
        painter.setBrush(theme.color("wrap_fill"))
        painter.drawRoundedRect(box, 2, 2)


class WrapUpBar(QWidget):
    """Ticks only while there is a countdown in sight."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = context.now
        self._since: datetime | None = None
        self._until: datetime | None = None
        self._words = PlainLabel(self.tr("Wrap-up"), "strong")
        self._words.setProperty("tone", "wrap")
        self.left = PlainLabel("", "dim")
        self.left.setObjectName("wrapUpLeft")
        self.left.setFont(tabular(self.left.font()))
        self.bar = ThinBar()
        self.bar.setObjectName("wrapUpBar")
        self.bar.setAccessibleName(self.tr("Wrap-up time left"))
        row = QHBoxLayout()
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF)
        layout.addLayout(row)
        layout.addWidget(self.bar)
        self.timer = QTimer(self)
        self.timer.setInterval(TICK_MS)
        self.timer.timeout.connect(self._tick)
        self.hide()

    def show_status(self, status: AgentStatus) -> None:
        """Count down in wrap-up; without a limit only the word stands there."""
        wrap_up = status.state is AgentState.WRAP_UP
        self._since = status.since if wrap_up else None
        self._until = status.wrap_up_until if wrap_up else None
        self.setVisible(wrap_up)
        self.bar.setVisible(self._until is not None)
        if self._until is None:
            self.timer.stop()
            self.left.setText("")
        else:
            self._tick()
            self.timer.start()

    def _tick(self) -> None:
        if self._until is None or self._since is None:
            return
        left = max(0.0, (self._until - self._now()).total_seconds())
        whole = max(1.0, (self._until - self._since).total_seconds())
        self.bar.setValue(round(min(1.0, left / whole) * _STEPS))
        self.left.setText(self.tr("{time} left").format(time=span(left + 0.999)))
        if left == 0.0:
            self.timer.stop()
