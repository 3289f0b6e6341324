"""The window's reaction while the phone is flooded, and what the flood costs.

    python -m tests.bench.bench_flood [--short] [--json FILE]

The whole program with its window, registered and ready for calls, gets 50 requests a second for ten
seconds, one kind after the other: INVITEs from the registrar's address, OPTIONS from there, and
INVITEs from a stranger. All the while a field of the window is read over ``softphone ctl``, some 35
times a second: the answer comes out of Qt's event loop, so it waits as long as a click would. In
the same way it is read before the floods. *The next call* is from the flood's end until one rings.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from softphone.config.settings import Settings
from softphone.domain.account import Account
from tests.bench.report import Report, command, measured, percentile
from tests.bench.usage import rss_mb
from tests.e2e.program import Program
from tests.engine.sip_ua import Message, Registrar, Ua, dialog, sdp
from tests.hostile.torture import fill, request
from tests.support.waiting import until

PER_SECOND = 50
SECONDS, SHORT_SECONDS = 10.0, 1.0
READ_EVERY_S = 0.02
FIELD = "dialEdit"
BODY = sdp("127.0.0.1", 40_000)


class Flood:
    """Requests at an even rate; refusals are acknowledged, at the end what rings is cancelled."""

    def __init__(self, to: tuple[str, int], template: str, address: str = "127.0.0.1") -> None:
        self.ua = Ua(address)
        self.answers: list[int] = []
        self._to, self._template = to, template
        self._ringing: dict[str, Message] = {}
        self._cancelled: set[str] = set()

    @property
    def ringing(self) -> int:
        """How many ring now."""
        return len(self._ringing)

    def send(self, seconds: float) -> int:
        """Flood for that long; the most that rang at a time."""
        begin, most = time.monotonic(), 0
        pause = threading.Event()
        source = f"{self.ua.address}:{self.ua.port}"
        for number in range(int(seconds * PER_SECOND)):
            pause.wait(max(0.0, begin + number / PER_SECOND - time.monotonic()))
            self.ua.send(fill(self._template, f"{self._to[0]}:{self._to[1]}", source), self._to)
            self.look()
            most = max(most, self.ringing)
        return most

    def look(self) -> None:
        """Read what has come and confirm it."""
        seen, self.ua.seen = self.ua.seen, []
        for answer in seen:
            if answer.method != "INVITE":
                continue
            call_id = answer.header("Call-ID")
            if answer.code == 180:
                self._ringing[call_id] = answer
            elif answer.code >= 200:
                self._ringing.pop(call_id, None)
                self.answers.append(answer.code)
                self._confirm("ACK", answer, answer.header("To"))

    def cancel(self) -> bool:
        """Give up what rings; whether nothing does any more."""
        self.look()
        for call_id, answer in list(self._ringing.items()):
            if call_id not in self._cancelled:
                self._cancelled.add(call_id)
                self._confirm("CANCEL", answer, answer.header("To").partition(";tag=")[0])
        return not self._ringing

    def _confirm(self, method: str, answer: Message, to: str) -> None:
        lines = [f"{method} sip:agent@{self._to[0]}:{self._to[1]} SIP/2.0"]
        lines += [f"{name}: {answer.header(name)}" for name in ("Via", "From", "Call-ID")]
        lines += [f"To: {to}", f"CSeq: 1 {method}", "Content-Length: 0"]
        self.ua.send("\r\n".join(lines) + "\r\n\r\n", self._to)


class Reader:
    """Reads a field of the window without pause; ``took_ms`` of each answer."""

    def __init__(self, program: Program) -> None:
        self.took_ms: list[float] = []
        self._program = program
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while not self._stop.wait(READ_EVERY_S):
            begin = time.monotonic()
            self._program.do("ui", action="text", name=FIELD, text="")
            self.took_ms.append(1000 * (time.monotonic() - begin))

    def close(self) -> None:
        self._stop.set()
        self._thread.join(35)


def run(short: bool = False) -> Report:
    """Measure."""
    seconds = SHORT_SECONDS if short else SECONDS
    return measured("The window in a flood", lambda report: _measure(report, seconds))


def _measure(report: Report, seconds: float) -> None:
    reads = 0
    with tempfile.TemporaryDirectory() as folder, _ready(Path(folder)) as (program, address):
        with contextlib.closing(Reader(program)) as quiet:
            threading.Event().wait(seconds)
        _add(report, "quiet", quiet.took_ms)
        reads += len(quiet.took_ms)
        floods = {
            "INVITE": Flood(address, request(body=BODY)),
            "OPTIONS": Flood(address, request("OPTIONS")),
            "INVITE of a stranger": Flood(address, request(body=BODY), "127.0.0.2"),
        }
        for name, flood in floods.items():
            with contextlib.closing(flood.ua):
                reads += _flooded(report, program, address, name, flood, seconds)
    report.notes.append(
        f"{seconds:g} s of {PER_SECOND} a second each; the window was read {reads} times"
    )


def _flooded(
    report: Report,
    program: Program,
    address: tuple[str, int],
    name: str,
    flood: Flood,
    seconds: float,
) -> int:
    """How often the window was read."""
    before = {role: rss_mb([program.pids[role]]) for role in ("desk", "engine")}
    with contextlib.closing(Reader(program)) as reader:
        most = flood.send(seconds)
    ended = time.monotonic()
    until(flood.cancel, "the end of what rings", 40)
    next_s = _next_call(program, address, ended)
    _add(report, name, reader.took_ms)
    report.add(f"{name}: ringing at a time", "calls", most, target="≤ 3", most=3)
    report.add(f"{name}: the next call rings after", "s", next_s, target="≤ 5", most=5)
    for role, mb in before.items():
        grown = rss_mb([program.pids[role]]) - mb
        report.add(f"{name}: memory of the {role}", "MB more", grown, target="≤ 30", most=30)
    return len(reader.took_ms)


def _add(report: Report, name: str, took_ms: list[float]) -> None:
    report.add(f"{name}: reaction, p50", "ms", percentile(took_ms, 0.5))
    report.add(f"{name}: reaction, p99", "ms", percentile(took_ms, 0.99))
    report.add(
        f"{name}: reaction, longest",
        "ms",
        max(took_ms, default=float("nan")),
        target="≤ 100",
        most=100,
    )


def _next_call(program: Program, address: tuple[str, int], ended: float) -> float:
    """Call until it rings: the front's window of five seconds slides on. Seconds since then."""
    with contextlib.closing(Ua()) as ua:
        while True:
            with dialog(ua, address) as caller:
                caller.invite()
                answer = ua.wait(
                    lambda m, c=caller: c.mine(m) and m.code >= 180,  # type: ignore[misc]
                    "180 or 486",
                )
                if answer.code == 180:
                    took_s = time.monotonic() - ended
                    caller.cancel()
                    caller.final()
                    program.wait_no_call()
                    return took_s
                caller.far = answer.header("To")
                caller.request("ACK", same=True)
            if time.monotonic() - ended > 60:
                raise TimeoutError("no call rings any more")


@contextlib.contextmanager
def _ready(folder: Path) -> Iterator[tuple[Program, tuple[str, int]]]:
    """The program, ready for calls, and where it takes SIP."""
    with contextlib.closing(Ua()) as ua:
        registrar = Registrar(ua)
        registrar.mode = "open"
        account = Account(server=ua.address, port=ua.port, user="1001")
        program = Program(folder, Settings(account=account))
        try:
            program.start()
            program.sign_in("word-for-the-bench")
            program.do("ready")
            program.wait_agent("ready")
            assert registrar.contact is not None
            yield program, ("127.0.0.1", registrar.contact[1])
        finally:
            program.close()


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
