"""Watches the way to the server: our address, the connection, and whether the first is back."""

import threading
from collections.abc import Callable

import msgspec

from softphone.domain.messages import Transport
from softphone.engine.probe import answers
from softphone.engine.route import find_route
from softphone.engine.servers import Server, is_address

LOOK_EVERY_S = 1.0
PROBE_EVERY_S = 10.0


def refreshed(server: Server) -> Server:
    """The server with our address towards it as it is now; a name keeps the one it had."""
    if not is_address(server.host):
        return server
    return msgspec.structs.replace(server, route=find_route(server.host))


class PathWatch:
    """Used on the engine's thread only; probes run on threads of their own, one at a time.

    The first server is probed only while no call is up (``idle``): nobody is moved in a call.
    """

    def __init__(self, idle: Callable[[], bool]) -> None:
        self._idle = idle
        self._local = ""
        self._lost = 0
        self._next_look = 0.0
        self._next_probe = 0.0
        self._probing: threading.Thread | None = None
        self._well = False

    def used(self, server: Server) -> None:
        """A REGISTER goes there now: by this path."""
        self._local = server.route.local

    def changed(self, server: Server, streams_lost: int, now: float) -> bool:
        """Whether a connection ended, or our address towards the server is another one."""
        lost, self._lost = streams_lost != self._lost, streams_lost
        if lost:
            return True
        if now < self._next_look or not self._local:
            return False
        self._next_look = now + LOOK_EVERY_S
        local = refreshed(server).route.local
        # No way at all is no change: the network may be back in a moment, and it is the same then.
        return bool(local) and local != self._local

    def first_is_well(self, first: Server, transport: Transport, now: float) -> bool:
        """Whether the first server answers again; asked every ``PROBE_EVERY_S``, once told."""
        if self._probing is not None and not self._probing.is_alive():
            self._probing = None
            well, self._well = self._well, False
            return well and self._idle()
        if self._probing is None and now >= self._next_probe and self._idle():
            self._next_probe = now + PROBE_EVERY_S
            self._probing = threading.Thread(
                target=self._probe, args=(first, transport), name="probe", daemon=True
            )
            self._probing.start()
        return False

    def _probe(self, first: Server, transport: Transport) -> None:
        self._well = answers(first.host, first.port, transport)
