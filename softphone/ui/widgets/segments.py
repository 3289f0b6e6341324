"""One of a few: buttons in one row, and small buttons that fill something in."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from softphone.ui.look.theme import Theme

_HEIGHT = 32
_CHIP_HEIGHT = 26


class Segment(QRadioButton):
    """One choice; ``tone`` colours it while chosen. The word stays, whatever the colour."""

    def __init__(self, words: str, name: str, tone: str) -> None:
        super().__init__(words)
        self._tone = tone
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: str) -> None:
        """Another colour while chosen."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:
        """The word and a little air."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 12, _HEIGHT - 4)

    def minimumSizeHint(self) -> QSize:
        """The same: words are not cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole field, not only where a radio button would have its circle."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised field in its tone when chosen, else flat."""
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        font = self.font()
        ink = theme.color("text_dim" if self.isEnabled() else "disabled")
        if self.isChecked():
            painter.setBrush(theme.color(f"{self._tone}_soft"))
            painter.setPen(QPen(theme.color(self._tone), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            ink = theme.color(self._tone)
            font.setWeight(font.Weight.DemiBold)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 5, 5)
            ink = theme.color("text")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box, 5, 5)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(QWidget):
    """``chosen`` carries the key the agent chose; none may be chosen at first."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str, str, str]], parent: QWidget | None = None
    ) -> None:
        """``choices``: key, words, object name, tone."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys: dict[str, Segment] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for key, words, name, tone in choices:
            button = Segment(words, name, tone)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._keys[key] = button
            layout.addWidget(button)
        self.setFixedHeight(_HEIGHT)
        self.setFocusProxy(next(iter(self._keys.values())))

    def show_choice(self, key: str) -> None:
        """Take over a choice without telling; "" chooses none."""
        if key in self._keys:
            self._keys[key].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._keys.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def choice(self) -> str:
        """The chosen key, or ""."""
        return next((key for key, button in self._keys.items() if button.isChecked()), "")

    def set_words(self, key: str, words: str) -> None:
        """Other words on one of them."""
        if self._keys[key].text() != words:
            self._keys[key].setText(words)
            self._keys[key].setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The trough they lie in."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Theme.current().color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)


class ChipButton(QPushButton):
    """A small button that fills in what it says."""

    def __init__(self, words: str, name: str = "") -> None:
        super().__init__(words)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setStyleSheet("QPushButton { min-height: 0; padding: 0; }")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The words and a little air."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 14, _CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same: words are not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft pill."""
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() and self.isEnabled()
        ground = "pressed" if self.isDown() else "hover" if over else "sunken"
        painter.setPen(
            QPen(theme.color("focus"), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        )
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(theme.color("text" if self.isEnabled() else "disabled"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
