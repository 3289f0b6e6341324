"""Requests that came cut off or cannot be read are answered, and nothing rings for them."""

import re
from collections.abc import Callable

import pytest

from tests.engine.sip_ua import Ua, sdp
from tests.hostile.phone import Phone
from tests.hostile.torture import fill, request

pytestmark = pytest.mark.own_stack


def before(mark: bytes) -> Callable[[bytes], bytes]:
    """Only what comes before that."""
    return lambda message: message[: message.index(mark)]


DAMAGED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "cut between two headers": (request("INVITE", body=sdp("127.0.0.1", 4000)), before(b"Contact")),
    "cut in a header": (request("INVITE", body=sdp("127.0.0.1", 4000)), before(b"t-Type")),
    "cut before the session": (request("INVITE", body=sdp("127.0.0.1", 4000)), before(b"v=0")),
    "cut in the session": (request("INVITE", body=sdp("127.0.0.1", 4000)), before(b"a=rtpmap")),
    "no address in From": (request("INVITE", from_="Somebody;tag=7"), bytes),
    "nothing but a quotation mark in From": (request("OPTIONS", from_='"Somebody;tag=7'), bytes),
}


def sent(phone: Phone, sender: Ua, name: str) -> str:
    """Send it; its Call-ID."""
    template, change = DAMAGED[name]
    host, port = phone.address
    message = fill(template, f"{host}:{port}", f"{sender.address}:{sender.port}")
    sender.send(change(message), (host, port))
    return call_id_of(message)


def call_id_of(message: bytes) -> str:
    found = re.search(r"Call-ID: (\S+)", message.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("name", DAMAGED)
def test_it_gets_400_and_does_not_ring(phone: Phone, name: str) -> None:
    call_id = sent(phone, phone.ua, name)
    answer = phone.ua.wait(lambda m: m.code > 0 and m.header("Call-ID") == call_id, "answer")
    assert answer.code == 400
    if "From" in name:
        assert answer.header("From").endswith("Somebody;tag=7")
    assert not phone.snapshot().calls
    assert not phone.offered


def test_a_stranger_learns_nothing_by_it(phone: Phone, stranger: Ua) -> None:
    for name in DAMAGED:
        sent(phone, stranger, name)
    phone.snapshot()
    # What comes after it is handled after it.
    host, port = phone.address
    last = fill(request("INVITE"), f"{host}:{port}", f"{stranger.address}:{stranger.port}")
    stranger.send(last, (host, port))
    stranger.wait(lambda m: m.header("Call-ID") == call_id_of(last), "answer")
    assert {m.code for m in stranger.seen} == {403}
    assert not phone.offered
