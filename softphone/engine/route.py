"""Where a server is, and which address of ours leads to it."""

import ipaddress
import socket
import threading
from collections.abc import Callable

import msgspec


class Route(msgspec.Struct, frozen=True):
    """``addresses`` of the server, ``local`` our address towards it; empty when unknown."""

    server: str
    addresses: tuple[str, ...] = ()
    local: str = ""


def find_route(server: str) -> Route:
    """Resolve the server and ask the system for the way; may take seconds for a name."""
    try:
        found = socket.getaddrinfo(server.strip("[]"), 5060, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return Route(server)
    local = ""
    for family, kind, _, _, address in found:
        try:
            # Connecting a datagram socket sends nothing; it only picks the way.
            with socket.socket(family, kind) as probe:
                probe.connect(address)
                local = str(probe.getsockname()[0])
                break
        except OSError:
            continue
    return Route(server, tuple(dict.fromkeys(str(entry[4][0]) for entry in found)), local)


def find_route_later(server: str, found: Callable[[Route], None]) -> Route | None:
    """The route at once for an address; for a name ``found`` gets it on another thread."""
    try:
        ipaddress.ip_address(server.strip("[]"))
    except ValueError:
        worker = threading.Thread(
            target=lambda: found(find_route(server)), name="resolver", daemon=True
        )
        worker.start()
        return None
    return find_route(server)
