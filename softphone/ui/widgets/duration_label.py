"""A timer on screen: tabular figures, a width that does not jitter, cheap to move on."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from softphone.ui.look.theme import tabular
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.times import span


class DurationLabel(PlainLabel):
    """Shows seconds as ``12:41``. Its size is fixed between lengths, so a tick moves nothing."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self._length = 0
        self._fitting = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_seconds(0)

    def show_seconds(self, seconds: float) -> None:
        """Move on; touches the layout only when a figure more is needed."""
        text = span(seconds)
        if len(text) != self._length:
            self._length = len(text)
            self._fit()
        self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other widths."""
        super().changeEvent(event)
        fonts = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in fonts and not self._fitting:
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        if not self._fitting:
            self._fitting = True
            self.setFont(tabular(self.font()))
            self._fitting = False
        metrics = QFontMetrics(self.font())
        pattern = "0:00:00" if self._length > 5 else "00:00"[: self._length]
        if self._length > 7:
            pattern = "0" * (self._length - 7) + pattern
        self.setFixedSize(metrics.horizontalAdvance(pattern) + 2, metrics.height())
