"""Names that SIP wants to send something to, looked up beside the engine's thread.

A DNS server that does not answer must hold up nobody but the request that needs it. The stack asks
(``installer/pjsip/names.py``) and goes on; who gets no address within the limit fails by itself.
"""

import socket
import threading
from collections.abc import Callable, Iterable

LIMIT_S = 4.0
KEEP_S = 60.0
"""How long an answer is used; the name is asked for anew after that."""
MOST_AT_ONCE = 8
"""Further names get no answer: anybody could ask for any number of them."""

LookUp = Callable[[str], tuple[str, ...]]


def look_up_system(name: str) -> tuple[str, ...]:
    """The addresses of a name as the system knows them; may take long. Empty: none."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))[:8]


class Names:
    """Used on the engine's thread only.

    ``tell`` hands the addresses of a name to the stack; none: there are none, or they are too old.
    ``later`` hands a function to the engine's thread from another one.
    """

    def __init__(
        self,
        tell: Callable[[str, Iterable[str]], None],
        later: Callable[[Callable[[], None]], None],
        look_up: LookUp = look_up_system,
    ) -> None:
        self._tell = tell
        self._later = later
        self._look_up = look_up
        self._waiting: dict[str, float] = {}
        self._known: dict[str, float] = {}
        self._threads: list[threading.Thread] = []

    def wanted(self, name: str, now: float) -> None:
        """Something waits for this name (monotonic seconds)."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        if name in self._waiting:
            return
        if len(self._threads) >= MOST_AT_ONCE:
            self._tell(name, ())
            return
        self._waiting[name] = now + LIMIT_S
        thread = threading.Thread(target=self._ask, args=(name,), name="resolver", daemon=True)
        self._threads.append(thread)
        thread.start()

    def tick(self, now: float) -> None:
        """Give up what takes too long, and forget what is old."""
        for name in [name for name, until in self._waiting.items() if now >= until]:
            del self._waiting[name]
            self._tell(name, ())
        for name, since in tuple(self._known.items()):
            if since == 0.0:
                self._known[name] = now
            elif now >= since + KEEP_S:
                del self._known[name]
                self._tell(name, ())

    def close(self) -> None:
        """Nobody waits any more."""
        self.tick(float("inf"))

    def _ask(self, name: str) -> None:
        addresses = self._look_up(name)
        self._later(lambda: self._found(name, addresses))

    def _found(self, name: str, addresses: tuple[str, ...]) -> None:
        if self._waiting.pop(name, None) is None:
            return
        if addresses:
            # Its age is counted from the next tick on.
            self._known[name] = 0.0
        self._tell(name, addresses)
