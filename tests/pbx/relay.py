"""A stretch of network between one phone and the PBX that can be cut: SIP and RTP over UDP."""

from __future__ import annotations

import contextlib
import re
import selectors
import socket
import threading
from collections.abc import Callable
from types import TracebackType

HOST = "127.0.0.1"
Address = tuple[str, int]
_SOUND = re.compile(rb"^(m=audio |a=rtcp:)(\d{5})", re.MULTILINE)
_CALL_ID = re.compile(rb"^Call-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)
_CREDENTIALS = re.compile(rb"^(?:Proxy-)?Authorization:", re.IGNORECASE)


class Relay:
    """The phone is told that the PBX is at ``port``; nothing of either reaches the other directly.

    Ports in the messages are exchanged for the relay's own. All have five digits, so no length
    changes. While it is cut, every packet of both directions is lost, and nobody is told.
    """

    def __init__(self, pbx: Address) -> None:
        self._pbx = pbx
        self._phone: Address | None = None
        self._cut = threading.Event()
        self.lost = 0
        """Packets that were lost so far."""
        self._routes: dict[socket.socket, Callable[[bytes, Address], None]] = {}
        self._calls: dict[bytes, _Sound] = {}
        self._ready = selectors.DefaultSelector()
        self._near = self._open(self._from_phone)
        self._far = self._open(self._from_pbx)
        self.port: int = self._near.getsockname()[1]
        self._stop, self._wake = socket.socketpair()
        self._ready.register(self._stop, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def __enter__(self) -> Relay:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wake.send(b"x")
        self._thread.join(5)
        self._ready.close()
        for end in (self._stop, self._wake, *self._routes):
            end.close()

    def cut(self) -> None:
        """Nothing gets through from now on."""
        self._cut.set()

    def mend(self) -> None:
        """Everything does again."""
        self._cut.clear()

    # ------------------------------------------------------------ the relay's thread

    def _run(self) -> None:
        while True:
            for key, _ in self._ready.select():
                if key.fileobj is self._stop:
                    return
                assert isinstance(key.fileobj, socket.socket)
                # A port that nobody listens on any more is reported here (ICMP).
                with contextlib.suppress(ConnectionError):
                    data, source = key.fileobj.recvfrom(65536)
                    if self._cut.is_set():
                        self.lost += 1
                    else:
                        self._routes[key.fileobj](data, source)

    def _from_phone(self, data: bytes, source: Address) -> None:
        self._phone = source
        here, there = _port(self.port), _port(self._pbx[1])
        lines = data.split(b"\r\n")
        # A digest is made with the address it names: it stays.
        told = [x if _CREDENTIALS.match(x) else x.replace(here, there) for x in lines]
        self._far.sendto(self._sound(b"\r\n".join(told), from_phone=True), self._pbx)

    def _from_pbx(self, data: bytes, source: Address) -> None:
        if self._phone is None:
            return
        data = data.replace(_port(self._pbx[1]), _port(self.port))
        # The phone is not to see that its port is another one on the way.
        mapped = b";rport=%d" % self._far.getsockname()[1]
        data = data.replace(mapped, b";rport=%d" % self._phone[1])
        self._near.sendto(self._sound(data, from_phone=False), self._phone)

    def _sound(self, data: bytes, *, from_phone: bool) -> bytes:
        head, _, body = data.partition(b"\r\n\r\n")
        found = _CALL_ID.search(head)
        if found is None or b"m=audio " not in body:
            return data
        call = self._calls.get(found[1])
        if call is None:
            call = self._calls[found[1]] = _Sound(self._open)

        def exchanged(match: re.Match[bytes]) -> bytes:
            port = int(match[2])
            return match[1] + b"%d" % call.learn(
                port, rtcp=match[1].startswith(b"a"), from_phone=from_phone
            )

        new = _SOUND.sub(exchanged, body)
        assert len(new) == len(body)
        return head + b"\r\n\r\n" + new

    def _open(self, take: Callable[[bytes, Address], None], port: int = 0) -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            made.bind((HOST, port))
        except OSError:
            made.close()
            raise
        self._routes[made] = take
        self._ready.register(made, selectors.EVENT_READ)
        return made


class _Sound:
    """RTP and RTCP of one call: two ports side by side towards either end."""

    def __init__(
        self, open_: Callable[[Callable[[bytes, Address], None], int], socket.socket]
    ) -> None:
        self._open = open_
        self._ends: dict[bool, list[int]] = {True: [0, 0], False: [0, 0]}
        """Where the phone (True) and the PBX (False) want RTP and RTCP."""
        self._towards: dict[bool, list[socket.socket]] = {}
        for to_phone in (True, False):
            self._towards[to_phone] = self._pair(to_phone)

    def learn(self, port: int, *, rtcp: bool, from_phone: bool) -> int:
        """One end wants sound there; the port to tell the other end instead."""
        ends = self._ends[from_phone]
        if rtcp:
            ends[1] = port
        else:
            ends[0], ends[1] = port, port + 1
        side = self._towards[not from_phone]
        return int(side[1 if rtcp else 0].getsockname()[1])

    def _pair(self, to_phone: bool) -> list[socket.socket]:
        """Two ports, the first one even, that face the phone or the PBX."""
        while True:
            first = self._open(self._pass_on(0, to_phone), 0)
            port = int(first.getsockname()[1])
            if port % 2 == 0:
                with contextlib.suppress(OSError):
                    return [first, self._open(self._pass_on(1, to_phone), port + 1)]

    def _pass_on(self, index: int, to_phone: bool) -> Callable[[bytes, Address], None]:
        """What comes from the one that is faced goes to the other one."""

        def take(data: bytes, source: Address) -> None:
            port = self._ends[not to_phone][index]
            if port:
                self._towards[not to_phone][index].sendto(data, (HOST, port))

        return take


def _port(port: int) -> bytes:
    return b"%s:%d" % (HOST.encode(), port)
