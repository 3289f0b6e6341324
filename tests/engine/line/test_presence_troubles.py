"""PBXs that tell of other phones in odd ways: asked again slowly, not believed blindly."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.domain.account import Account
from softphone.domain.messages import Configure, TargetChanged, WatchTargets
from softphone.domain.registration import LineState
from softphone.domain.target import Presence
from tests.engine.harness import EngineProcess
from tests.engine.sip_ua import Message, Registrar, Ua
from tests.support.waiting import until


class Exchange:
    """Grants each subscription and then notifies what ``bodies`` gives for its number from 1."""

    def __init__(self, ua: Ua, bodies: Callable[[int], list[bytes]]) -> None:
        self.ua = ua
        self.bodies = bodies
        self.asked = 0
        self._cseq = itertools.count(1)
        registrar = Registrar(ua)
        registrar.mode = "open"
        self._register = ua.on_request
        ua.on_request = self._on_request

    def _on_request(self, message: Message) -> bool:
        if message.method != "SUBSCRIBE":
            return self._register(message)
        expires = message.header("Expires")
        tag = f"x{message.header('Call-ID')[:8]}"
        self.ua.reply(message, 200, "OK", f"Expires: {expires}\r\n", tag=tag)
        if expires == "0":
            self._notify(message, tag, b"", "terminated")
        elif "tag=" not in message.header("To"):
            self.asked += 1
            for body in self.bodies(self.asked):
                self._notify(message, tag, body, "active;expires=600")
        return True

    def _notify(self, request: Message, tag: str, body: bytes, state: str) -> None:
        target = request.header("Contact").strip("<>").split(">")[0]
        to = request.header("To")
        cseq = next(self._cseq)
        head = (
            f"NOTIFY {target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.ua.port};branch=z9hG4bKn{cseq}\r\n"
            f"Max-Forwards: 70\r\nFrom: {to if 'tag=' in to else f'{to};tag={tag}'}\r\n"
            f"To: {request.header('From')}\r\nCall-ID: {request.header('Call-ID')}\r\n"
            f"CSeq: {cseq} NOTIFY\r\nEvent: dialog\r\nSubscription-State: {state}\r\n"
            f"Contact: <sip:ua@127.0.0.1:{self.ua.port}>\r\n"
            f"Content-Type: application/dialog-info+xml\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.ua.send(head.encode() + body, request.source)


def document(version: int, state: str, presence: str = "confirmed") -> bytes:
    return (
        '<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" '
        f'version="{version}" state="{state}" entity="sip:2001@pbx">'
        f'<dialog id="a"><state>{presence}</state></dialog></dialog-info>'
    ).encode()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    made = EngineProcess("", "null", tmp_path / "log")
    try:
        yield made
    finally:
        code = made.close()
    assert code == 0, made.log()
    assert " ERROR " not in made.log()


def watch(engine: EngineProcess, ua: Ua) -> None:
    account = Account(server="127.0.0.1", port=ua.port, user="1001")
    engine.send(Configure(account=account, password="right"))
    engine.wait_line(LineState.REGISTERED)
    engine.send(WatchTargets(numbers=("2001",)))


def told(engine: EngineProcess, presence: Presence) -> None:
    engine.wait(TargetChanged, lambda e: (e.number, e.presence) == ("2001", presence))


@pytest.mark.parametrize("first", [[], [document(0, "full", "terminated")]])
def test_an_exchange_that_never_tells_the_full_state_is_asked_twice(
    engine: EngineProcess, ua: Ua, first: list[bytes]
) -> None:
    exchange = Exchange(ua, lambda number: [*first, document(6 + number, "partial")])
    watch(engine, ua)
    told(engine, Presence.BUSY)
    assert exchange.asked == 2
    with pytest.raises(AssertionError, match="asked"):
        until(lambda: exchange.asked > 2, "not asked a third time", 3)


def test_what_cannot_be_read_puts_the_lamp_out_and_is_asked_for_again(
    engine: EngineProcess, ua: Ua
) -> None:
    well = document(1, "full")
    torn = b"<dialog-info><dialog>\xd6\xdc"
    exchange = Exchange(ua, lambda number: [well] if number > 2 else [well, torn])
    watch(engine, ua)
    for presence in (Presence.BUSY, Presence.UNKNOWN) * 2 + (Presence.BUSY,):
        told(engine, presence)
    assert exchange.asked == 3
