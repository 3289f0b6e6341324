"""The addresses calls may come from: the registrar's, its route set's, those that were named."""

import functools
from collections.abc import Callable, Iterable

from softphone.engine.network.route import Route, find_route_later

MOST_ROUTES = 8
"""Hosts of a route set (RFC 3608) that are looked up; a registrar may name as many as it likes."""
MOST_SOURCES = 8
MOST_ADDRESSES = 64
"""More are not handed to the stack, whose list has an end."""


class TrustedSources:
    """Used on the engine's thread only.

    ``later`` hands a function to the engine's thread from another one. ``allow`` is told the
    addresses that requests may come from at all, whenever they change; none: from everywhere.
    ``credentials_to`` is told where answers to challenges may go: to the registrar and to who was
    named in the settings, but not to a route set, which the network tells.
    """

    def __init__(
        self,
        later: Callable[[Callable[[], None]], None],
        allow: Callable[[frozenset[str]], None],
        credentials_to: Callable[[frozenset[str]], None],
    ) -> None:
        self._later = later
        self._allow = allow
        self._credentials_to = credentials_to
        self._home: dict[str, None] = {}
        self._sources: dict[str, None] = {}
        self._routes: dict[str, None] = {}
        self._route_names: tuple[str, ...] = ()
        self._only_these = False
        self._told: frozenset[str] = frozenset()
        self._round = 0
        self._route_round = 0

    def __contains__(self, address: str) -> bool:
        known = (self._home, self._sources, self._routes)
        return bool(address) and any(address in some for some in known)

    def forget(self, *, only_these: bool) -> None:
        """Another account or other rules: nobody is known yet."""
        self._round += 1
        self._home, self._sources, self._routes = {}, {}, {}
        self._route_names = ()
        self._only_these = only_these
        self._credentials_to(frozenset())
        self._tell()

    def add(self, addresses: Iterable[str]) -> None:
        """These are the registrar's."""
        before = len(self._home)
        self._home.update(dict.fromkeys(address for address in addresses if address))
        if len(self._home) != before:
            self._credentials_to(frozenset(list(self._home)[:MOST_ADDRESSES]))
        self._tell()

    def add_named(self, servers: Iterable[str]) -> None:
        """Those of the settings, once their names are resolved."""
        for server in servers:
            _resolve(server, functools.partial(self._named, self._round), self._later)

    def answered_from(self, address: str) -> None:
        """The registrar has spoken from there."""
        if address and address not in self:
            self._sources[address] = None
            while len(self._sources) > MOST_SOURCES:
                del self._sources[next(iter(self._sources))]
            self._tell()

    def use_routes(self, hosts: Iterable[str]) -> None:
        """The route set is this one now, and not the one before."""
        names = tuple(dict.fromkeys(hosts))[:MOST_ROUTES]
        if names == self._route_names:
            return
        self._route_names, self._routes = names, {}
        self._route_round += 1
        self._tell()
        for name in names:
            _resolve(name, functools.partial(self._routed, self._route_round), self._later)

    def _named(self, round_: int, route: Route) -> None:
        if round_ == self._round:
            self.add(route.addresses)

    def _routed(self, round_: int, route: Route) -> None:
        if round_ == self._route_round:
            self._routes.update(dict.fromkeys(route.addresses[:MOST_ROUTES]))
            self._tell()

    def _tell(self) -> None:
        everybody = list({**self._home, **self._sources, **self._routes})[:MOST_ADDRESSES]
        now = frozenset(everybody) if self._only_these else frozenset()
        if now != self._told:
            self._told = now
            self._allow(now)


def _resolve(
    server: str, found: Callable[[Route], None], later: Callable[[Callable[[], None]], None]
) -> None:
    route = find_route_later(server, lambda told: later(lambda: found(told)))
    if route is not None:
        found(route)
