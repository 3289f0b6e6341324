"""A function key that is taken before the input method sees it (X11).

An input method that is composing (pinyin, a character by its number) keeps every key for itself
until the text is finished: shortcuts of the window then do nothing. A pause for card data cannot
wait for that. Only function keys are taken so: letters belong to whoever types.

The events are those of the X protocol (xproto.h, ``xKeyEvent``): byte 0 type, 1 key code, 4-7 time
in ms, 28-29 modifiers.
"""

import ctypes
import ctypes.util
import logging
import struct
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence

log = logging.getLogger(__name__)

KEY_PRESS, KEY_RELEASE = 2, 3
_SENT = 0x80
"""Marks an event that another program has sent."""
_EVENT = struct.Struct("=BBHI20xH2x")
_XK_F1 = 0xFFBE
_EVDEV = {1: 67, 11: 95, 12: 96}
"""Key codes of F1 to F10, F11 and F12 on every X server of today."""
_MODIFIERS = (
    (Qt.KeyboardModifier.ShiftModifier, 1),
    (Qt.KeyboardModifier.ControlModifier, 4),
    (Qt.KeyboardModifier.AltModifier, 8),
    (Qt.KeyboardModifier.MetaModifier, 64),
)
_MASK = sum(bit for _, bit in _MODIFIERS)


class FunctionKey:
    """Recognises one function key, with its modifiers, among X events; not its repeats."""

    def __init__(self, code: int, modifiers: int) -> None:
        self._code, self._modifiers = code, modifiers
        self._released_ms = -1

    def pressed(self, event: bytes) -> bool:
        """Whether these 32 bytes say that it went down; all of its own repeats say no."""
        kind, code, _, time_ms, state = _EVENT.unpack_from(event)
        kind &= ~_SENT
        if code != self._code or kind not in (KEY_PRESS, KEY_RELEASE):
            return False
        if kind == KEY_RELEASE:
            self._released_ms = time_ms
            return False
        # A key that is held comes as release and press of the same moment.
        repeated = time_ms == self._released_ms
        return state & _MASK == self._modifiers and not repeated


def function_key(sequence: QKeySequence, code_of: Callable[[int], int]) -> FunctionKey | None:
    """None for a key that is no function key; ``code_of`` tells the key code of F1 … F12."""
    if sequence.count() != 1:
        return None
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # missing in the stubs
    number = combination.key() - Qt.Key.Key_F1 + 1
    if not 1 <= number <= 12:
        return None
    wanted = combination.keyboardModifiers()
    return FunctionKey(code_of(number), sum(bit for flag, bit in _MODIFIERS if wanted & flag))


def key_code(number: int) -> int:
    """The key code of a function key as the X server has it now."""
    usual = _EVDEV.get(number, _EVDEV[1] + number - 1)
    library = ctypes.util.find_library("X11")
    if library is None:
        return usual
    x11 = ctypes.CDLL(library)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return usual
    try:
        return int(x11.XKeysymToKeycode(display, _XK_F1 + number - 1)) & 0xFF or usual
    finally:
        x11.XCloseDisplay(display)


class EarlyKey(QAbstractNativeEventFilter):
    """Calls ``act`` for the key while it is on, and lets nobody else have it."""

    def __init__(self, key: FunctionKey, act: Callable[[], None]) -> None:
        super().__init__()
        self._key, self._act = key, act
        self._on = False

    def turn(self, on: bool) -> None:
        """On only while it is needed: the filter sees every event of the X server."""
        app = QGuiApplication.instance()
        if on == self._on or app is None:
            return
        self._on = on
        if on:
            app.installNativeEventFilter(self)
        else:
            app.removeNativeEventFilter(self)

    def nativeEventFilter(
        self, name: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> tuple[bool, int]:
        """An event has come from the X server."""
        kind = name.data() if isinstance(name, QByteArray) else bytes(name)
        if kind != b"xcb_generic_event_t":
            return False, 0
        if not self._key.pressed(ctypes.string_at(int(message), _EVENT.size)):
            return False, 0
        QTimer.singleShot(0, self._act)
        return True, 0


def early_key(sequence: QKeySequence, act: Callable[[], None]) -> EarlyKey | None:
    """None where this is no X server, or the key no function key."""
    if QGuiApplication.platformName() != "xcb":
        return None
    key = function_key(sequence, key_code)
    return EarlyKey(key, act) if key is not None else None
