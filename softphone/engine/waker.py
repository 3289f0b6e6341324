"""Wakes the loop out of the stack's poll."""

import contextlib
import socket


class Waker:
    """Sends a keep-alive datagram (RFC 5626 section 4.4.1) to the stack's own UDP socket.

    The stack drops it silently, and its poll returns: a sleeping loop costs nothing, and a
    command waits for nothing. ``wake`` may be called on any thread.
    """

    def __init__(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._address = (host, port)

    def wake(self) -> None:
        """Make the poll return; a failure only costs the poll's time-out."""
        with contextlib.suppress(OSError):
            self._socket.sendto(b"\r\n\r\n", self._address)

    def close(self) -> None:
        """Let the socket go."""
        self._socket.close()
