"""What the compact bar and the toast share: a small window without a frame, above the others."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QScreen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.ui.theme import GRID

FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class Floating(QWidget):
    """``body`` is the visible panel; the window can be dragged by any empty part of it."""

    def __init__(self, flags: Qt.WindowType, parent: QWidget | None = None) -> None:
        super().__init__(parent, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        # macOS would hide it just when another program is in front.
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self._drag_from: QPoint | None = None
        self.body = QFrame()
        self.body.setProperty("role", "float")
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.body)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the window."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag_from = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._drag_from is not None:
            self.move(event.globalPosition().toPoint() - self._drag_from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag_from = None

    def go_to_corner(self, screen: QScreen | None = None) -> None:
        """Bottom right of the screen's free area."""
        room = free_area(screen or self.screen())
        self.move(room.right() - self.width() - 2 * GRID, room.bottom() - self.height() - 2 * GRID)


def free_area(screen: QScreen | None) -> QRect:
    """The part of the screen without task bars."""
    chosen = screen or QGuiApplication.primaryScreen()
    return chosen.availableGeometry()
