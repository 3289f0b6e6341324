"""A peer as an ordinary phone on the real PBX."""

import sys

import pytest

from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.pbx.config import QUEUE_HZ
from tests.pbx.server import Pbx

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Asterisk: Linux only"),
]


def register(peer: Peer, pbx: Pbx, user: str, password: str, transport: str = "udp") -> int:
    """Register; the code of the answer."""
    after = peer.mark()
    peer.command(
        "register",
        server=f"{pbx.info.bind}:{pbx.info.sip_port}",
        user=user,
        password=password,
        transport=transport,
    )
    return int(peer.wait_for("registration", user=user, after=after)["code"])


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_registers_with_a_digest(pbx: Pbx, transport: str) -> None:
    with Peer() as peer:
        assert register(peer, pbx, "1001", pbx.info.accounts["1001"], transport) == 200


def test_a_wrong_password_is_told(pbx: Pbx) -> None:
    with Peer() as peer:
        assert register(peer, pbx, "1001", "wrong") in (401, 403)


def test_two_phones_talk_through_the_pbx(pbx: Pbx) -> None:
    with Peer() as one, Peer() as other:
        assert register(one, pbx, "1001", pbx.info.accounts["1001"]) == 200
        assert register(other, pbx, "1002", pbx.info.accounts["1002"], "tcp") == 200
        other.listen(Rule(user="1002", ring_ms=100, tone_hz=1400))
        target = f"sip:1002@{pbx.info.bind}:{pbx.info.sip_port}"
        one.command("call", id="c1", to=target, account="1001", tone_hz=1100)
        one.wait_for("state", call="c1", state="confirmed")
        leg = other.wait_for("incoming", user="1002")["call"]
        one.wait_sound("c1", 1400)
        other.wait_sound(leg, 1100)


def test_the_trunk_waits_in_the_queue_and_hears_its_music(pbx: Pbx) -> None:
    with Peer() as peer:
        target = f"sip:8000@{pbx.info.bind}:{pbx.info.sip_port}"
        headers = {"X-Trunk": "pstn", "X-Customer-Id": "S1001"}
        peer.command("call", id="c1", to=target, from_user="02212345678", headers=headers)
        assert peer.wait_for("state", call="c1", state="confirmed")["code"] == 200
        peer.wait_sound("c1", QUEUE_HZ)
