"""Watches the way to the server: our address, the connection, and whether the first is back."""

import threading
from collections.abc import Callable

import msgspec

from softphone.domain.account import Transport
from softphone.engine.network.probe import answers
from softphone.engine.network.route import FindLocal
from softphone.engine.network.servers import Server

LOOK_EVERY_S = 1.0
PROBE_EVERY_S = 10.0


def refreshed(server: Server, find_local: FindLocal) -> Server:
    """The server with our address towards it as it is now; its own addresses stay."""
    local = next(filter(None, map(find_local, server.route.addresses)), "")
    route = msgspec.structs.replace(server.route, local=local)
    return msgspec.structs.replace(server, route=route)


class PathWatch:
    """Used on the engine's thread only; probes run on threads of their own, one at a time.

    The first server is probed only while no call is up (``idle``): nobody is moved in a call.
    """

    def __init__(self, idle: Callable[[], bool], find_local: FindLocal) -> None:
        self._idle = idle
        self._find_local = find_local
        self._local = ""
        self._lost = 0
        self._next_look = 0.0
        self._next_probe = 0.0
        self._probing: threading.Thread | None = None
        self._well = False

    def used(self, server: Server) -> None:
        """A REGISTER goes there now: by this path."""
        self._local = server.route.local

    def flow_ended(self, streams_lost: int) -> bool:
        """Whether a connection has ended since the last time."""
        lost, self._lost = streams_lost != self._lost, streams_lost
        return lost

    def changed(self, server: Server, now: float) -> bool:
        """Whether our address towards the server is another one."""
        if now < self._next_look or not self._local:
            return False
        self._next_look = now + LOOK_EVERY_S
        local = refreshed(server, self._find_local).route.local
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
