"""Links that the system hands to the running program itself: the way of macOS."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class LinkEvents(QObject):
    """``opened`` gets the link of every ``QFileOpenEvent``; files are nobody's here."""

    def __init__(self, app: QCoreApplication, opened: Callable[[str], None]) -> None:
        super().__init__(app)
        self._opened = opened
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes links, leaves all the rest."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        url = event.url()
        if url.isLocalFile() or not url.scheme():
            return False
        self._opened(url.toString())
        return True
