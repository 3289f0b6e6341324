"""A registrar gone mad: the engine lives, says it in words, does not hammer, and recovers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.domain.account import Account
from softphone.domain.messages import (
    AnswerCall,
    CallOffered,
    Configure,
    HangUpCall,
    PlaceCall,
    RequestSnapshot,
    RetryRegistration,
    SnapshotTaken,
)
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.sip_words import NOT_KEPT, ODD_CHALLENGE, OWN_REASONS, line_words, sip_words
from tests.engine.harness import EngineProcess
from tests.engine.sip_ua import Message, Ua, dialog
from tests.hostile.odd_registrar import MOST_IN_WINDOW, Answer, OddRegistrar, well
from tests.support.waiting import until

own_stack = pytest.mark.own_stack

PASSWORD = "pass-word-of-1001"
WATCH_S = 1.5


@contextlib.contextmanager
def running(folder: Path) -> Iterator[EngineProcess]:
    """An engine that must end well, and whose log may not know the password."""
    made = EngineProcess("", "null", folder / "log")
    try:
        yield made
    finally:
        code = made.close()
    assert code == 0, made.log()
    assert " ERROR " not in made.log()
    assert PASSWORD not in made.log()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    with running(tmp_path) as made:
        yield made


def configure(ua: Ua) -> Configure:
    return Configure(
        account=Account(server="127.0.0.1", port=ua.port, user="1001"), password=PASSWORD
    )


def challenge(fields: str, code: int = 401, scheme: str = "Digest") -> Answer:
    """A challenge with these fields; ``{n}`` is another number each time."""
    kind = "WWW-Authenticate" if code == 401 else "Proxy-Authenticate"

    def answer(request: Message, number: int) -> str:
        return f"{code} Who are you\r\n{kind}: {scheme} {fields.replace('{n}', str(number))}\r\n"

    return answer


def says(answer: str) -> Answer:
    return lambda request, number: answer


def too_brief(minimum: str) -> Answer:
    return says(f"423 Too Brief\r\nMin-Expires: {minimum}\r\n")


def ever_longer(request: Message, number: int) -> str:
    return f"423 Too Brief\r\nMin-Expires: {int(request.header('Expires')) + 1}\r\n"


def with_digest(request: Message, number: int) -> str:
    """Asks for the password once; any answer will do."""
    if request.header("Authorization"):
        return well(request, number)
    return challenge('realm="t", nonce="n"')(request, number)


def newer(message: Message, than: Message) -> bool:
    """Not a retransmission of that request."""
    return message.header("CSeq") != than.header("CSeq")


def byes(ua: Ua) -> list[Message]:
    return [m for m in ua.seen if m.code == 0 and m.method == "BYE"]


def loop(request: Message, number: int) -> str:
    return f"302 Moved\r\nContact: <{request.first.split()[1]}>\r\n"


W, R = LineState.WAITING, LineState.REFUSED
FAILS: dict[str, tuple[Answer, LineState, int, str]] = {
    "302 to a stranger": (
        says("302 Moved\r\nContact: <sip:1001@{stranger}>\r\n"),
        *(W, 302, "sends this phone to another one, and it does not follow"),
    ),
    "302 to itself": (loop, W, 302, "does not follow"),
    "401 without a challenge": (says("401 Who\r\n"), W, 401, ODD_CHALLENGE),
    "401 by an unknown algorithm": (
        challenge('realm="t", nonce="n", algorithm=ROT13'),
        *(W, 401, ODD_CHALLENGE),
    ),
    "another nonce each time": (
        challenge('realm="t", nonce="n{n}"'),
        *(R, 401, "Enter the password again"),
    ),
    "another realm each time": (
        challenge('realm="t{n}", nonce="n{n}"'),
        *(R, 401, "Enter the password again"),
    ),
    "401 and 407 by turns": (
        lambda request, number: challenge('realm="t{n}", nonce="n{n}"', 401 + number % 2 * 6)(
            request, number
        ),
        *(R, 401, "Enter the password again"),
    ),
    "a realm of three kilobytes": (
        challenge(f'realm="{"x" * 3000}", nonce="n"'),
        *(R, 401, "Enter the password again"),
    ),
    "protection nobody knows": (
        challenge('realm="t", nonce="n", qop="auth-int,dance"'),
        *(W, 401, ODD_CHALLENGE),
    ),
    "423 with 0": (too_brief("0"), W, 423, "wants a registration time"),
    "423 with a huge number": (too_brief("4294967295"), W, 423, "wants a registration time"),
    "423 without a number": (says("423 Too Brief\r\n"), W, 423, "wants a registration time"),
    "423 with more each time": (ever_longer, W, 423, "wants a registration time"),
    "200 for no time": (says("200 OK\r\nExpires: 0\r\n"), W, 200, NOT_KEPT),
    "200 for a second": (says("200 OK\r\nExpires: 1\r\n"), W, 200, NOT_KEPT),
    "200 that drops our contact": (
        lambda request, number: f"200 OK\r\nContact: {request.header('Contact')};expires=0\r\n",
        *(W, 200, NOT_KEPT),
    ),
    "503 for years": (
        says("503 Down\r\nRetry-After: 999999999\r\n"),
        *(W, 503, "out of service"),
    ),
}


def line_after(engine: EngineProcess, registrar: OddRegistrar, state: LineState) -> LineStatus:
    """Sign in there; the line once it is in that state."""
    engine.send(configure(registrar.ua))
    return engine.wait_line(state, 60)


def comes_back(engine: EngineProcess, registrar: OddRegistrar) -> None:
    """The registrar is well again, and the agent presses Retry."""
    registrar.answer = well
    engine.send(RetryRegistration())
    engine.wait_line(LineState.REGISTERED, 60)
    assert registrar.busiest <= MOST_IN_WINDOW, registrar.told()


@own_stack
@pytest.mark.parametrize("name", FAILS)
def test_said_in_words_not_hammered_and_over_when_it_is_over(
    engine: EngineProcess, ua: Ua, stranger: Ua, name: str
) -> None:
    answer, state, code, words = FAILS[name]
    at_stranger = f"{stranger.address}:{stranger.port}"
    registrar = OddRegistrar(ua, lambda r, n: answer(r, n).replace("{stranger}", at_stranger))
    line = line_after(engine, registrar, state)
    assert line.sip_code == code
    own = line.sip_reason if line.sip_reason in OWN_REASONS else ""
    assert words in (own or line_words(line.sip_code))
    assert not registrar.hammered(WATCH_S), registrar.told()
    comes_back(engine, registrar)
    assert stranger.seen == []


def test_what_cannot_be_read_and_what_never_ends_is_waited_out(
    tmp_path: Path,
) -> None:
    """All at once, because a REGISTER without a final answer takes 32 s (RFC 3261, timer F)."""
    answers: dict[str, Answer] = {
        "nothing in it": challenge(""),
        "Basic": challenge('realm="t"', scheme="Basic"),
        "a word": too_brief("soon"),
        "no number": says("503 Down\r\nRetry-After: never\r\n"),
        "1xx for ever": says("183 Wait\r\n"),
    }
    with contextlib.ExitStack() as stack:
        pairs = []
        for name, answer in answers.items():
            folder = tmp_path / name
            folder.mkdir()
            engine = stack.enter_context(running(folder))
            ua = Ua()
            stack.callback(ua.close)
            registrar = OddRegistrar(ua, answer)
            engine.send(configure(ua))
            pairs.append((engine, registrar))
        for engine, registrar in pairs:
            line = engine.wait_line(LineState.WAITING, 90)
            assert line.sip_code in (0, 408)
            assert registrar.busiest <= MOST_IN_WINDOW, registrar.told()
            assert not any("Basic " in r.header("Authorization") for r in registrar.requests)
        for engine, registrar in pairs:
            comes_back(engine, registrar)


BINDS: dict[str, str] = {
    "nothing": "",
    "foreign contacts": "".join(
        f"Contact: <sip:1001@192.0.2.{n}:{5060 + n}>;expires={n}\r\n" for n in range(1, 40)
    )
    + "Expires: 120\r\n",
    "136 years": "Expires: 4294967295\r\n",
    "routes that are no routes": "Service-Route: nonsense\r\n"
    "Service-Route: <tel:+1>, <sip:>, <sips:@>;lr\r\n"
    "Path: ,,,\r\nExpires: 120\r\n",
}


@pytest.mark.parametrize("name", BINDS)
def test_an_odd_200_binds(engine: EngineProcess, ua: Ua, name: str) -> None:
    registrar = OddRegistrar(ua, says(f"200 OK\r\n{BINDS[name]}"))
    line_after(engine, registrar, LineState.REGISTERED)
    assert not registrar.hammered(WATCH_S), registrar.told()
    with dialog(ua, registrar.phone) as caller:
        caller.invite()
        caller.ringing()
        caller.cancel()
        assert caller.final().code == 487


def test_routes_that_change_are_forgotten_and_open_nothing(
    engine: EngineProcess, ua: Ua, stranger: Ua
) -> None:
    """A hundred named at once, then others: who is not in the newest route set may not ring."""
    many = ", ".join(f"<sip:127.1.{n}.1;lr>" for n in range(100))
    routes = f"<sip:{stranger.address};lr>, {many}"
    granted = "Expires: 120\r\nService-Route: "
    registrar = OddRegistrar(ua, says(f"200 OK\r\n{granted}{routes}\r\n"))
    line_after(engine, registrar, LineState.REGISTERED)
    with dialog(stranger, registrar.phone) as call:
        call.invite()
        call.ringing()
        call.cancel()
        assert call.final().code == 487
    registrar.answer = says(f"200 OK\r\n{granted}{many}\r\n")
    before = len(registrar.times)
    engine.send(RetryRegistration())
    until(lambda: len(registrar.times) > before, "no REGISTER", 30)
    engine.send(RequestSnapshot())
    assert engine.wait(SnapshotTaken).line.state is LineState.REGISTERED
    with dialog(stranger, registrar.phone) as ghost:
        ghost.invite()
        assert ghost.final().code == 403


@own_stack
@pytest.mark.parametrize("code", [401, 407])
def test_a_far_end_that_asks_gets_no_digest(
    engine: EngineProcess, ua: Ua, stranger: Ua, code: int
) -> None:
    """A caller's own address in Contact: our BYE goes there, and a challenge gets no answer."""
    registrar = OddRegistrar(ua, with_digest)
    line_after(engine, registrar, LineState.REGISTERED)
    assert "Digest" in registrar.requests[-1].header("Authorization")
    with dialog(ua, registrar.phone) as caller:
        caller.contact = f"<sip:far@{stranger.address}:{stranger.port}>"
        caller.invite()
        caller.ringing()
        call = engine.wait(CallOffered).call
        engine.send(AnswerCall(call_id=call.id))
        assert caller.final().code == 200
        engine.wait_call(call.id, lambda c: c.answered_at is not None)
        engine.send(HangUpCall(call_id=call.id))
        bye = stranger.wait(lambda m: m.method == "BYE", "BYE")
        kind = "WWW-Authenticate" if code == 401 else "Proxy-Authenticate"
        ask = f'{kind}: Digest realm="t", nonce="guess", algorithm=MD5\r\n'
        stranger.reply(bye, code, "Who", ask)
        engine.wait_end(call.id)
        again = stranger.wait(lambda m: m.method == "BYE" and newer(m, bye), "another BYE")
        stranger.reply(again, code, "Who", ask)
        until(lambda: len(byes(stranger)) >= 2, "BYEs")
    asked = [m for m in stranger.seen if m.headers("Authorization")]
    asked += [m for m in stranger.seen if m.headers("Proxy-Authorization")]
    assert asked == []


@own_stack
def test_a_route_set_gets_calls_but_no_digest(engine: EngineProcess, ua: Ua, stranger: Ua) -> None:
    route = f"Service-Route: <sip:{stranger.address}:{stranger.port};lr>\r\n"
    registrar = OddRegistrar(ua, lambda request, number: with_digest(request, number) + route)
    line_after(engine, registrar, LineState.REGISTERED)
    ask = 'Proxy-Authenticate: Digest realm="t", nonce="guess", algorithm=MD5\r\n'

    def asks(request: Message) -> bool:
        if request.method == "INVITE":
            stranger.reply(request, 407, "Who", ask)
        return True

    stranger.on_request = asks
    engine.send(PlaceCall(call_id="out", target="1002"))
    call = engine.wait_end("out").call
    assert call.sip_code == 407
    assert "wants a password" in sip_words(call.sip_code)
    invites = [m for m in stranger.seen if m.method == "INVITE"]
    assert 1 < len(invites) < 5
    assert not any(m.headers("Proxy-Authorization") for m in stranger.seen)
