"""Remembers size, place and columns of the main window, and opens it there again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from softphone.config.window_place import WindowPlace
from softphone.ui.widgets.screen_fit import centred, fitted, room_of, room_that_shows

SETTLE_MS = 1000
"""Moving and sizing come as many events; the place is kept once they are over."""


class PlaceKeeper(QObject):
    """``keep`` is given every new place, a second after the last change and at the end."""

    def __init__(
        self,
        window: QWidget,
        columns: QSplitter,
        *,
        first: QSize,
        kept: WindowPlace | None,
        keep: Callable[[WindowPlace], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._columns = columns
        self._keep = keep
        self._kept = kept
        self._normal = QRect()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.keep_now)
        self._put(first)
        columns.splitterMoved.connect(lambda *_: self.changed())

    def _put(self, first: QSize) -> None:
        kept = self._kept
        room = None
        if kept is not None:
            wanted = QRect(kept.left, kept.top, kept.width, kept.height)
            rooms = [room_of(screen) for screen in QGuiApplication.screens()]
            room = room_that_shows(wanted, rooms)
        if kept is None or room is None:
            self._window.setGeometry(centred(first, room_of(self._window.screen())))
        else:
            self._window.setGeometry(fitted(wanted, room))
        if kept is not None:
            if len(kept.columns) == self._columns.count() and all(w > 0 for w in kept.columns):
                self._columns.setSizes(list(kept.columns))
            if kept.maximised:
                self._window.setWindowState(Qt.WindowState.WindowMaximized)
        self._normal = self._window.geometry()

    def changed(self) -> None:
        """The window was moved, sized, maximised, or a column was."""
        if not self._window.isVisible() or self._window.isMinimized():
            return
        if not self._window.isMaximized() and not self._window.isFullScreen():
            self._normal = self._window.geometry()
        self._timer.start()

    def keep_now(self) -> None:
        """Hand the place over, if it is another one."""
        self._timer.stop()
        rect = self._normal
        place = WindowPlace(
            left=rect.left(),
            top=rect.top(),
            width=rect.width(),
            height=rect.height(),
            maximised=self._window.isMaximized(),
            columns=tuple(self._columns.sizes()),
        )
        if place != self._kept:
            self._kept = place
            self._keep(place)
