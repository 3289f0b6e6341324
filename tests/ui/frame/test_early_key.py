"""A key taken from the X server's own events, before any input method has them."""

import ctypes
import struct

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.ui.frame.early_key import (
    KEY_PRESS,
    KEY_RELEASE,
    EarlyKey,
    FunctionKey,
    early_key,
    function_key,
)

F7, F8, LOCK, SHIFT, CONTROL, NUM_LOCK = 73, 74, 2, 1, 4, 16
X_EVENT = b"xcb_generic_event_t"


def event(kind: int, code: int = F7, state: int = 0, time_ms: int = 1000) -> bytes:
    """``xKeyEvent`` of xproto.h: type, code, sequence, time, windows and places, modifiers."""
    return struct.pack("=BBHI12x8xHBx", kind, code, 1, time_ms, state, 1)


@pytest.mark.parametrize(
    ("keys", "state", "code", "takes"),
    [
        ("F7", 0, F7, True),
        ("F7", LOCK | NUM_LOCK, F7, True),
        ("F7", CONTROL, F7, False),
        ("F7", 0, F8, False),
        ("Ctrl+Shift+F8", CONTROL | SHIFT, F8, True),
        ("Ctrl+Shift+F8", CONTROL, F8, False),
    ],
)
def test_the_key_with_its_modifiers_is_taken(keys: str, state: int, code: int, takes: bool) -> None:
    key = function_key(QKeySequence(keys), lambda number: 66 + number)
    assert key is not None
    assert key.pressed(event(KEY_PRESS, code, state)) is takes


@pytest.mark.parametrize("keys", ["Ctrl+Shift+U", "P", "F13", "", "F7, F8"])
def test_letters_belong_to_whoever_types(keys: str) -> None:
    assert function_key(QKeySequence(keys), lambda number: 66 + number) is None


def test_a_key_that_is_held_down_counts_once() -> None:
    key = FunctionKey(F7, 0)
    assert key.pressed(event(KEY_PRESS, time_ms=1000))
    for moment in (1500, 1530, 1560):
        assert not key.pressed(event(KEY_RELEASE, time_ms=moment))
        assert not key.pressed(event(KEY_PRESS, time_ms=moment))
    assert not key.pressed(event(KEY_RELEASE, time_ms=1600))
    assert key.pressed(event(KEY_PRESS, time_ms=2000))


def test_the_filter_acts_and_lets_nobody_else_have_it(app: QApplication, qtbot: QtBot) -> None:
    acted: list[bool] = []
    early = EarlyKey(FunctionKey(F7, 0), lambda: acted.append(True))

    def send(data: bytes, kind: bytes = X_EVENT) -> bool:
        memory = ctypes.create_string_buffer(data, len(data))
        return early.nativeEventFilter(QByteArray(kind), ctypes.addressof(memory))[0]

    assert send(event(KEY_PRESS))
    qtbot.waitUntil(lambda: acted == [True], timeout=30_000)
    assert not send(event(KEY_PRESS, F8))
    assert not send(event(KEY_PRESS), b"windows_generic_MSG")
    early.turn(True)
    early.turn(False)


def test_without_an_x_server_there_is_nothing_to_take_it_from(app: QApplication) -> None:
    assert QApplication.platformName() != "xcb"
    assert early_key(QKeySequence("F7"), lambda: None) is None
