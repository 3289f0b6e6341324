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


FindLocal = Callable[[str], str]
"""Which address of ours leads to that address; empty when none does."""


def local_towards(address: str) -> str:
    """As the system's routes have it now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        # Connecting a datagram socket sends nothing; it only picks the way.
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 5060))
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def find_route(server: str, find_local: FindLocal = local_towards) -> Route:
    """Resolve the server and ask the system for the way; may take seconds for a name."""
    try:
        found = socket.getaddrinfo(server.strip("[]"), 5060, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return Route(server)
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    local = next(filter(None, map(find_local, addresses)), "")
    return Route(server, addresses, local)


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
