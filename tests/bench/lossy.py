"""A network that loses packets, between two phones: SIP goes through, RTP is dropped by lot.

One call at a time. Messages pass unchanged but for the media address in their session
descriptions, which becomes ours; answers find their way back because both phones answer to where a
request came from (RFC 3581). What follows the first PBX goes directly, as Contact says.
"""

from __future__ import annotations

import random
import re
import select
import socket
import threading

_MEDIA = re.compile(rb"m=audio (\d+)")
_LENGTH = re.compile(rb"(?i)(Content-Length:|\r\nl:)\s*\d+")
_REPORTS = range(72, 77)
"""RTCP beside RTP (RFC 5761 section 4)."""


class LossyNetwork:
    """Call ``address`` instead of ``far``; ``share`` (0 … 1) of the RTP is lost, each way alike.

    ``seed`` chooses which packets: the same ones each time.
    """

    def __init__(self, far: tuple[str, int], share: float, seed: int = 1) -> None:
        self.counts = {True: [0, 0], False: [0, 0]}
        """Packets dropped and passed, of the caller's side (True) and of the other."""
        self._far = far
        self._share = share
        self._dice = {True: random.Random(seed), False: random.Random(seed + 1)}
        self._near: tuple[str, int] | None = None
        self._media: dict[bool, tuple[str, int]] = {}
        # True is the caller's side.
        self._sip = {side: _socket() for side in (True, False)}
        self._rtp = {side: _socket() for side in (True, False)}
        self.address: tuple[str, int] = self._sip[True].getsockname()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> LossyNetwork:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)
        for sockets in (self._sip, self._rtp):
            for one in sockets.values():
                one.close()

    def dropped(self) -> float:
        """Share of the caller's packets that were lost on the way."""
        lost, passed = self.counts[True]
        return lost / max(1, lost + passed)

    def _run(self) -> None:
        sides = {one: side for side, one in (*self._sip.items(), *self._rtp.items())}
        signalling = set(self._sip.values())
        while not self._stop.is_set():
            for one in select.select(list(sides), [], [], 0.1)[0]:
                data, sender = one.recvfrom(4096)
                side = sides[one]
                if one in signalling:
                    self._pass_signalling(side, data, sender)
                else:
                    self._pass_media(side, data)

    def _pass_signalling(self, side: bool, data: bytes, sender: tuple[str, int]) -> None:
        if side:
            self._near = sender
        found = _MEDIA.search(data)
        if found:
            self._media[side] = ("127.0.0.1", int(found[1]))
            data = self._ours(data, self._rtp[not side].getsockname()[1])
        to = self._far if side else self._near
        if to:
            self._sip[not side].sendto(data, to)

    @staticmethod
    def _ours(data: bytes, port: int) -> bytes:
        head, blank, body = data.partition(b"\r\n\r\n")
        body = _MEDIA.sub(b"m=audio %d" % port, body)
        # Without this line the far end would send its reports past us, to a port of nobody.
        body = re.sub(rb"a=rtcp:[^\r]*\r\n", b"", body)
        head = _LENGTH.sub(lambda m: m[1] + b" %d" % len(body), head)
        return head + blank + body

    def _pass_media(self, side: bool, data: bytes) -> None:
        to = self._media.get(not side)
        if to is None or len(data) < 2:
            return
        report = data[1] & 0x7F in _REPORTS
        if not report and self._dice[side].random() < self._share:
            self.counts[side][0] += 1
            return
        self.counts[side][1] += 1
        self._rtp[not side].sendto(data, to)


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    return made
