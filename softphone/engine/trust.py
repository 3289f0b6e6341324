"""The addresses calls may come from: the registrar's, its route set's, those that were named."""

import functools
from collections.abc import Callable, Iterable

from softphone.engine.route import Route, find_route_later


class Trust:
    """Used on the engine's thread only.

    ``later`` hands a function to the engine's thread from another one. ``allow`` is told the
    addresses that requests may come from at all, whenever they change; none: from everywhere.
    """

    def __init__(
        self,
        later: Callable[[Callable[[], None]], None],
        allow: Callable[[frozenset[str]], None],
    ) -> None:
        self._later = later
        self._allow = allow
        self._addresses: set[str] = set()
        self._only_these = False
        self._told: frozenset[str] = frozenset()
        self._round = 0

    def __contains__(self, address: str) -> bool:
        return bool(address) and address in self._addresses

    def forget(self, *, only_these: bool) -> None:
        """Another account or other rules: nobody is known yet."""
        self._round += 1
        self._addresses = set()
        self._only_these = only_these
        self._tell()

    def add(self, addresses: Iterable[str]) -> None:
        """These too."""
        self._addresses.update(address for address in addresses if address)
        self._tell()

    def add_servers(self, servers: Iterable[str]) -> None:
        """These too, once their names are resolved."""
        for server in servers:
            found = functools.partial(self._found, self._round)
            route = find_route_later(server, functools.partial(self._pass_on, found))
            if route is not None:
                found(route)

    def _pass_on(self, found: Callable[[Route], None], route: Route) -> None:
        self._later(lambda: found(route))

    def _found(self, round_: int, route: Route) -> None:
        if round_ == self._round:
            self.add(route.addresses)

    def _tell(self) -> None:
        now = frozenset(self._addresses) if self._only_these else frozenset()
        if now != self._told:
            self._told = now
            self._allow(now)
