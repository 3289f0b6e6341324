"""Which servers an account has, in the order they are to be tried (RFC 3263, RFC 2782)."""

import ipaddress
import random
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from softphone.domain.account import Account, Transport
from softphone.engine.network.route import FindLocal, Route, find_route, local_towards
from softphone.engine.network.sip_uri import authority

_SERVICES = {
    Transport.UDP: "_sip._udp.",
    Transport.TCP: "_sip._tcp.",
    Transport.TLS: "_sips._tcp.",
}
_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}
MOST_SERVERS = 8
DNS_LIMIT_S = 3.0


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """One server. ``host`` is a name or an address, ``port`` is never 0: there it listens.

    ``domain`` stands in identities, ``authority`` in Request-URIs. ``hop`` is the next hop (a
    preloaded Route, RFC 3261 section 8.1.2) where the Request-URI does not lead to it by itself:
    the targets of an SRV record.
    """

    host: str
    port: int
    domain: str
    authority: str
    hop: str = ""
    route: Route


class SrvRecord(msgspec.Struct, frozen=True):
    """A DNS SRV record: the lowest ``priority`` first, ``weight`` shares within it."""

    priority: int
    weight: int
    port: int
    target: str


class SrvLookup(Protocol):
    """Asks the DNS; an empty answer when there is no such record or no DNS."""

    def __call__(self, name: str) -> Sequence[SrvRecord]: ...


def ask_dns(name: str) -> Sequence[SrvRecord]:
    """SRV records of that name, from the system's resolvers, within ``DNS_LIMIT_S``."""
    # Some 100 ms: only for accounts that are named without a port.
    import dns.exception
    import dns.resolver

    try:
        answer = dns.resolver.resolve(name, "SRV", lifetime=DNS_LIMIT_S)
    except (dns.exception.DNSException, OSError):
        return ()
    return tuple(
        SrvRecord(row.priority, row.weight, row.port, row.target.to_text(omit_final_dot=True))
        for row in answer
    )


def in_order(records: Sequence[SrvRecord], pick: Callable[[int], int]) -> list[SrvRecord]:
    """RFC 2782: by priority; within one, each next by its weight's share.

    ``pick(total)`` is a random number from 0 to ``total``, both included.
    """
    ordered: list[SrvRecord] = []
    for priority in sorted({record.priority for record in records}):
        # Those of weight 0 stand first, so that they have a small chance only.
        rest = sorted((r for r in records if r.priority == priority), key=lambda r: r.weight)
        while rest:
            drawn = pick(sum(record.weight for record in rest))
            running = 0
            for record in rest:
                running += record.weight
                if running >= drawn:
                    break
            ordered.append(record)
            rest.remove(record)
    return ordered


def find_servers(
    account: Account, look_up: SrvLookup = ask_dns, find_local: FindLocal = local_towards
) -> tuple[Server, ...]:
    """The account's servers with their routes; may take seconds. Unknown names have no address.

    A server named with a port, or by its address, is that one; a name alone is looked up as SRV
    (RFC 3263 section 4.2) and falls back to its address and the usual port. Backup servers follow.
    """
    usual = _PORTS[account.transport]
    found: dict[tuple[str, int], Server] = {}
    for host, port in [(account.server, account.port), *map(split_port, account.backup_servers)]:
        itself = host, port or usual
        searched = not port and not is_address(host)
        for target in (searched and _by_srv(host, account, look_up)) or [itself]:
            hop = authority(*target) if target != itself else ""
            if target not in found and len(found) < MOST_SERVERS:
                found[target] = Server(
                    host=target[0],
                    port=target[1],
                    domain=authority(host, 0),
                    authority=authority(host, port),
                    hop=hop,
                    route=find_route(target[0], find_local),
                )
    return tuple(found.values())


def find_servers_later(
    account: Account,
    found: Callable[[tuple[Server, ...]], None],
    look_up: SrvLookup = ask_dns,
    find_local: FindLocal = local_towards,
) -> tuple[Server, ...] | None:
    """At once when all are addresses; otherwise ``found`` gets them on another thread."""
    hosts = [account.server, *(split_port(text)[0] for text in account.backup_servers)]
    if all(map(is_address, hosts)):
        return find_servers(account, look_up, find_local)
    threading.Thread(
        target=lambda: found(find_servers(account, look_up, find_local)),
        name="resolver",
        daemon=True,
    ).start()
    return None


def _by_srv(host: str, account: Account, look_up: SrvLookup) -> list[tuple[str, int]]:
    records = look_up(_SERVICES[account.transport] + host)
    # A single "." says that the service is not offered there (RFC 2782).
    offered = [record for record in records if record.target not in ("", ".")]
    ordered = in_order(offered, lambda total: random.randint(0, total))
    return [(record.target, record.port) for record in ordered]


def is_address(host: str) -> bool:
    """Whether it is an IPv4 or IPv6 address, with or without brackets."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def split_port(text: str) -> tuple[str, int]:
    """``host[:port]`` or ``[v6][:port]``; port 0 when none is named."""
    host, colon, port = text.strip().rpartition(":")
    if colon and port.isdigit() and (":" not in host or host.endswith("]")):
        return host, int(port)
    return text.strip(), 0
