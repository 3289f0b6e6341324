"""Windows that fit the screen: none is larger than its free area, and none is beyond its edge."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

TITLE_BAR_PX = 32
"""What a window manager's title bar takes; its real height is known only once it is there."""
EDGE_PX = 6
"""What its other three edges take."""
_GRIP = QSize(120, TITLE_BAR_PX)
"""So much of the title bar has to be on a screen for a window to be found and moved."""
_AROUND_PX = 120
"""Buttons, margins and title bar around what scrolls in a dialog."""
_SCROLL_BAR_PX = 10


def room_of(screen: QScreen | None) -> QRect:
    """The screen without task bars and, above, without a title bar: for the inside of a window."""
    chosen = screen or QGuiApplication.primaryScreen()
    return chosen.availableGeometry().adjusted(EDGE_PX, TITLE_BAR_PX, -EDGE_PX, -EDGE_PX)


def fitted(wanted: QRect, room: QRect) -> QRect:
    """As wanted, no larger than the room and inside it."""
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(wanted.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def centred(size: QSize, room: QRect) -> QRect:
    """In the middle of the room, no larger than it."""
    rect = QRect(room.topLeft(), size.boundedTo(room.size()))
    rect.moveCenter(room.center())
    return fitted(rect, room)


def room_that_shows(wanted: QRect, rooms: Iterable[QRect]) -> QRect | None:
    """The room with most of the window, where enough of its title bar is in it; None: nowhere."""
    grip = QRect(wanted.left(), wanted.top() - TITLE_BAR_PX, wanted.width(), TITLE_BAR_PX)
    best: tuple[int, QRect] | None = None
    for room in rooms:
        seen = grip.intersected(room.adjusted(-EDGE_PX, -TITLE_BAR_PX, EDGE_PX, 0))
        if seen.width() < _GRIP.width() or seen.height() < _GRIP.height() // 2:
            continue
        shown = wanted.intersected(room)
        area = shown.width() * shown.height()
        if best is None or area > best[0]:
            best = area, room
    return best[1] if best is not None else None


class FitToScreen(QObject):
    """Keeps a dialog as small as its screen, whenever it grows.

    It does not move it: Qt puts a dialog over its parent and inside the screen by itself.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._placed = False
        """Qt places a dialog in the course of showing it; what grows later is moved from here."""
        dialog.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is about to show, or has grown."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._fit()
        if event.type() == QEvent.Type.Show:
            QTimer.singleShot(0, self, self._is_placed)
        return super().eventFilter(watched, event)

    def _is_placed(self) -> None:
        self._placed = True
        self._fit()

    def _fit(self) -> None:
        room = room_of(self._dialog.screen())
        size = self._dialog.size().boundedTo(room.size())
        if size != self._dialog.size():
            self._dialog.resize(size)
        if self._placed and self._dialog.isVisible():
            place = fitted(self._dialog.geometry(), room)
            if place.topLeft() != self._dialog.geometry().topLeft():
                self._dialog.setGeometry(place)


class FittingScroll(QScrollArea):
    """As large as what is in it, up to what the screen has room for; then it scrolls."""

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = body
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """More or fewer words inside."""
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """All of it where there is room."""
        body = self._body
        wanted = body.sizeHint().expandedTo(body.minimumSize())
        layout = body.layout()
        if layout is not None and layout.hasHeightForWidth():
            wanted.setHeight(layout.totalHeightForWidth(wanted.width()))
        most = room_of(self.screen()).height() - _AROUND_PX
        if wanted.height() > most:
            return QSize(wanted.width() + _SCROLL_BAR_PX, most)
        return wanted

    def minimumSizeHint(self) -> QSize:
        """As wide as its content, and high enough to see that it scrolls."""
        hint = self.sizeHint()
        return QSize(hint.width(), min(hint.height(), _AROUND_PX))
