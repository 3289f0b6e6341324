"""What the compact bar and the toast share: a small window without a frame, above the others."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.ui.look.theme import GRID

MARGIN = 2 * GRID
"""Pixels that stay free between such a window and the edges of the screen."""
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
        self._in_corner = False
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
            self._in_corner = False
            self.move(event.globalPosition().toPoint() - self._drag_from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag_from = None

    def go_to_corner(self, screen: QScreen | None = None) -> None:
        """Bottom right of the screen's free area; it stays there when it grows or shrinks."""
        room = free_area(screen or self.screen())
        self._in_corner = True
        self.move(
            max(room.left(), room.right() + 1 - MARGIN - self.width()),
            max(room.top(), room.bottom() + 1 - MARGIN - self.height()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More is known of the call: the corner holds that too."""
        super().resizeEvent(event)
        if self._in_corner:
            self.go_to_corner()


def free_area(screen: QScreen | None) -> QRect:
    """The part of the screen without task bars."""
    chosen = screen or QGuiApplication.primaryScreen()
    return chosen.availableGeometry()
