"""A registrar that misbehaves, beyond what tests/engine/test_registration.py has."""

import msgspec
import pytest

from softphone.domain.messages import Configure, LineChanged
from softphone.domain.registration import LineState
from tests.engine.sip_ua import Message
from tests.hostile.phone import Phone, until

CONTACTS = "".join(f"Contact: <sip:x{n}@127.0.0.1:9>;expires=60\r\n" for n in range(60))
ANSWERS = {
    "302 to elsewhere": (302, "Moved", "Contact: <sip:127.0.0.1:9>\r\n"),
    "500": (500, "Error", ""),
    "503 without end": (503, "Down", "Retry-After: 99999999999999999999 (never);duration=1\r\n"),
    "423 that asks for centuries": (423, "Too Brief", "Min-Expires: 4294967295\r\n"),
    "423 without a number": (423, "Too Brief", ""),
    "407 of no scheme": (407, "Auth", "Proxy-Authenticate: Nonsense x=y\r\n"),
    "401 without challenge": (401, "Unauthorized", ""),
    "401 of an unknown algorithm": (
        401,
        "Unauthorized",
        'WWW-Authenticate: Digest realm="x", nonce="y", algorithm=SHA-9000\r\n',
    ),
    "401 of many": (
        401,
        "Unauthorized",
        'WWW-Authenticate: Digest realm="x", nonce="y", algorithm=MD5\r\n' * 30,
    ),
    "699": (699, "x" * 900, ""),
    "a code of no class": (799, "", ""),
}


def again(phone: Phone) -> None:
    """Register anew: the password is another one."""
    fresh: Configure = msgspec.structs.replace(phone.configure, password="right again")
    phone.engine.send(fresh)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_odd_refusal_is_waited_out(phone: Phone, name: str) -> None:
    """The line says so, sends no more than six REGISTERs in ten seconds, and comes back."""
    code, reason, extra = ANSWERS[name]
    ordinary = phone.ua.on_request
    times: list[int] = []

    def odd(message: Message) -> bool:
        if message.method != "REGISTER" or message.header("Expires") == "0":
            return ordinary(message)
        times.append(len(times))
        phone.ua.reply(message, code, reason, extra)
        return True

    phone.ua.on_request = odd
    again(phone)
    line = phone.engine.wait(
        LineChanged,
        lambda e: e.line.state in (LineState.WAITING, LineState.REFUSED),
    ).line
    assert line.state is not LineState.REGISTERED
    assert 0 < len(times) <= 6
    phone.ua.on_request = ordinary
    again_with = phone.configure
    phone.engine.send(again_with)
    phone.engine.wait_line(LineState.REGISTERED, 40)
    assert phone.registrar.contact is not None
    phone.address = ("127.0.0.1", phone.registrar.contact[1])
    phone.still_well()


def test_a_200_with_sixty_strange_contacts(phone: Phone) -> None:
    ordinary = phone.ua.on_request
    asked = []

    def many(message: Message) -> bool:
        if message.method != "REGISTER":
            return ordinary(message)
        asked.append(message)
        phone.registrar.contact = message.source
        odd = (
            "Expires: -5\r\nService-Route: <sip:[];lr>, <<>>, <sip:%00>\r\nP-Associated-URI: <\r\n"
        )
        phone.ua.reply(message, 200, "OK", CONTACTS[:2500] + odd)
        return True

    phone.ua.on_request = many
    again(phone)
    until(lambda: len(asked) > 1, "no REGISTER after the first")
    phone.ua.on_request = ordinary
    phone.engine.send(phone.configure)
    phone.engine.wait_line(LineState.REGISTERED, 40)
    assert phone.registrar.contact is not None
    phone.address = ("127.0.0.1", phone.registrar.contact[1])
    phone.still_well()
