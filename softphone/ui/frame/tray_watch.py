"""Whether the desktop has a tray now: one may come after us, and go again."""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

LOOK_EVERY_MS = 2000
_HOST = "org.kde.StatusNotifierWatcher"


class TrayWatch(QObject):
    """``came`` and ``went`` tell of every change; ``look`` asks now."""

    came = Signal()
    went = Signal()

    def __init__(
        self, there: Callable[[], bool] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._there = there or tray_there
        self.present = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask the desktop."""
        there = self._there()
        if there == self.present:
            return
        self.present = there
        (self.came if there else self.went).emit()


def tray_there() -> bool:
    """Whether an icon would be seen.

    Qt asks for the newer kind of tray (D-Bus) once and keeps the answer, so it is not asked before
    there is a tray of either kind.
    """
    if sys.platform.startswith("linux") and not (_newer_kind() or _older_kind()):
        return False
    return QSystemTrayIcon.isSystemTrayAvailable()


def _newer_kind() -> bool:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    return bool(bus.interface().isServiceRegistered(_HOST).value())


def _older_kind() -> bool:
    """Whether somebody has the selection that X11 names a tray by (System Tray Protocol 0.4)."""
    if QGuiApplication.platformName() != "xcb":
        return False
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True  # Qt shall say.
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    display = ctypes.c_void_p(display)
    try:
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XGetSelectionOwner.restype = ctypes.c_ulong
        name = f"_NET_SYSTEM_TRAY_S{x11.XDefaultScreen(display)}".encode()
        atom = ctypes.c_ulong(x11.XInternAtom(display, name, 0))
        return bool(x11.XGetSelectionOwner(display, atom))
    finally:
        x11.XCloseDisplay(display)
