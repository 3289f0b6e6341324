"""Whether there is a desktop to show windows on. Asked before Qt, which aborts without one."""

import ctypes
import os
import socket
import sys
from pathlib import Path

_ON_A_SCREEN = ("xcb", "wayland")


def display_there() -> bool:
    """Whether Qt finds what it needs to begin; always true on Windows and macOS."""
    return any(_there(name) for name in _platforms())


def somebody_sees() -> bool:
    """Whether windows are seen: not on Qt's platforms without a screen (``offscreen``)."""
    if not sys.platform.startswith("linux"):
        return not os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))
    return any(name.startswith(_ON_A_SCREEN) and _there(name) for name in _platforms())


def _platforms() -> list[str]:
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(";")
    return [name.partition(":")[0] for name in chosen if name] or list(_ON_A_SCREEN)


def _there(name: str) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if name.startswith("wayland"):
        return _wayland()
    return _x_server() if name == "xcb" else True


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2.0)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x_server() -> bool:
    """Connect as Qt's plug-in does, with the same library, address and right of access."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt will say what is missing.
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
