"""Connecting to a message bus that was only just started."""

import contextlib

from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.waiting import until


def connect(address: str, within_s: float = 30.0) -> DBusConnection:
    """A connection. The bus's socket is there a moment before the bus listens on it."""
    made: list[DBusConnection] = []

    def connected() -> bool:
        with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
            made.append(open_dbus_connection(address))
        return bool(made)

    until(connected, "the message bus", within_s)
    return made[0]
