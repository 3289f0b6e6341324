"""Labels that show text from the network or from people as what it is: plain text.

Every label in the window is a ``PlainLabel``; none ever interprets mark-up.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from softphone.ui.wording.plain_text import ELLIPSIS, plain_tip


class PlainLabel(QLabel):
    """A label that never reads mark-up; ``role`` is the style sheet's dynamic property."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        super().setText(text)

    def setText(self, text: str) -> None:
        """Only touch the widget when the words differ: models come often."""
        if text != self.text():
            super().setText(text)


class ElidedLabel(PlainLabel):
    """One line that gives way: what does not fit ends in an ellipsis, whole in the tool tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self._full = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def full_text(self) -> str:
        """What the label stands for, elided or not."""
        return self._full

    def setText(self, text: str) -> None:
        """Keep the whole text; show what fits."""
        if text == self._full:
            return
        self._full = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows another part."""
        super().resizeEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        """The whole text where there is room."""
        metrics = QFontMetrics(self.font())
        margins = self.contentsMargins()
        width = metrics.horizontalAdvance(self._full) + margins.left() + margins.right() + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Gives way down to a few characters."""
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 4, super().sizeHint().height())

    def _elide(self) -> None:
        width = self.contentsRect().width()
        shown = QFontMetrics(self.font()).elidedText(
            self._full, Qt.TextElideMode.ElideRight, max(width, 0)
        )
        super().setText(shown if width > 0 else self._full)
        # Qt shows mark-up in tool tips: a tip is set only when it cannot be read as such.
        tip = self._full if shown != self._full else ""
        self.setToolTip(plain_tip(tip))


class FittingLabel(PlainLabel):
    """Says as much as there is room for: the longest of several wordings that fits."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self._variants: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_variants(self, *variants: str) -> None:
        """Longest first; the longest is the tool tip and the accessible name."""
        if variants != self._variants:
            self._variants = variants
            self.setAccessibleName(variants[0])
            self.setToolTip(plain_tip(variants[0]))
            self._pick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width holds other words."""
        super().resizeEvent(event)
        self._pick()

    def minimumSizeHint(self) -> QSize:
        """Gives way altogether."""
        return QSize(0, super().minimumSizeHint().height())

    def _pick(self) -> None:
        metrics = QFontMetrics(self.font())
        room = self.contentsRect().width()
        fitting = (words for words in self._variants if metrics.horizontalAdvance(words) <= room)
        self.setText(next(fitting, ""))


class BlockLabel(PlainLabel):
    """A few lines in a fixed room: what does not fit is left to the tool tip, end first."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent, wrap=True)
        self._full = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def full_text(self) -> str:
        """What the label stands for, whole or not."""
        return self._full

    def setText(self, text: str) -> None:
        """Keep the whole text; show what fits."""
        if text != self._full:
            self._full = text
            self.setAccessibleName(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room holds another part."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, metrics = self.contentsRect(), QFontMetrics(self.font())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft

        def fits(words: str) -> bool:
            need = metrics.boundingRect(room.adjusted(0, 0, 0, 4000), flags, words)
            return need.height() <= room.height() and need.width() <= room.width()

        shown = self._full
        if room.width() > 0 and not fits(shown):
            # The longest beginning that leaves room for the ellipsis.
            low, high = 0, len(shown)
            while low < high:
                middle = (low + high + 1) // 2
                if fits(shown[:middle].rstrip() + ELLIPSIS):
                    low = middle
                else:
                    high = middle - 1
            shown = shown[:low].rstrip() + ELLIPSIS
        super().setText(shown)
        self.setToolTip(plain_tip(self._full))
