"""A registrar that answers whatever a script says, and keeps the times of what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tests.engine.sip_ua import Message, Ua

WINDOW_S, MOST_IN_WINDOW = 10.0, 6

Answer = Callable[[Message, int], str]
"""Status line without the version, then header lines, for the request and its number from 1."""


def well(request: Message, number: int) -> str:
    """What a good registrar says."""
    contact = request.header("Contact")
    return f"200 OK\r\nContact: {contact};expires=120\r\nExpires: 120\r\n"


class OddRegistrar:
    """Answers each REGISTER by ``answer``, which may be changed at any time."""

    def __init__(self, ua: Ua, answer: Answer) -> None:
        self.ua = ua
        self.answer = answer
        self.times: list[float] = []
        self.requests: list[Message] = []
        self._came = threading.Event()
        ua.on_request = self._on_request

    @property
    def phone(self) -> tuple[str, int]:
        """Where the phone takes SIP."""
        return self.requests[-1].source

    def _on_request(self, message: Message) -> bool:
        if message.method != "REGISTER":
            return False
        self.times.append(time.monotonic())
        self.requests.append(message)
        self.reply(message, self.answer(message, len(self.times)))
        if self.busiest > MOST_IN_WINDOW:
            self._came.set()
        return True

    def reply(self, request: Message, answer: str) -> None:
        """Send an answer to that request; none when it is empty."""
        if not answer:
            return
        first, _, rest = answer.partition("\r\n")
        lines = [f"SIP/2.0 {first}"]
        lines += [f"Via: {via}" for via in request.headers("Via")]
        lines += [f"{name}: {request.header(name)}" for name in ("From", "Call-ID", "CSeq")]
        lines += [f"To: {request.header('To')};tag=odd", "Content-Length: 0"]
        self.ua.send("\r\n".join(lines) + "\r\n" + rest + "\r\n", request.source)

    def told(self) -> list[str]:
        """When what came, for the words of a failed test."""
        pairs = zip(self.times, self.requests, strict=False)
        return [f"{at - self.times[0]:.2f} {r.header('CSeq')}" for at, r in pairs]

    @property
    def busiest(self) -> int:
        """The most REGISTERs within any ten seconds, retransmissions left out."""
        first: dict[str, float] = {}
        for at, request in zip(list(self.times), list(self.requests), strict=False):
            first.setdefault(request.header("CSeq") + request.header("Call-ID"), at)
        times = list(first.values())
        return max(
            (sum(begin <= t < begin + WINDOW_S for t in times) for begin in times), default=0
        )

    def hammered(self, within_s: float) -> bool:
        """Whether more than six come within ten seconds; looked for that long."""
        return self._came.wait(within_s)
