"""What goes along with a caller who is handed over, and who is there afterwards; real PBX."""

from __future__ import annotations

import pytest

from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.conftest import talk
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.server import Pbx

COLLEAGUE = Rule(user="1002", ring_ms=300, tone_hz=1600)


@pytest.fixture
def talking(ready: Program, caller: PbxLine, colleague: Peer) -> Program:
    caller.register(colleague, "1002")
    colleague.listen(COLLEAGUE)
    caller.call(customer="S1001")
    ready.wait_agent("reserved")
    ready.do("answer")
    ready.wait(lambda s: s.agent == "on_contact" and s.customer == "S1001")
    return ready


def test_a_blind_transfer_carries_the_context_to_the_colleague(
    talking: Program, colleague: Peer
) -> None:
    contact = talking.seen().contact["id"]
    talking.do("transfer", target="1002")
    headers = colleague.wait_for("incoming", user="1002")["headers"]
    assert headers["x-contact-id"] == contact
    assert headers["x-customer-id"] == "S1001"
    assert headers["x-from-agent"] == "1001"
    assert headers["x-original-caller"] == "+8613900000001"
    talking.wait_agent("wrap_up")


def test_a_consult_carries_it_too(talking: Program, colleague: Peer) -> None:
    contact = talking.seen().contact["id"]
    talking.do("consult", target="1002")
    headers = colleague.wait_for("incoming", user="1002")["headers"]
    assert headers["x-contact-id"] == contact
    assert headers["x-original-caller"] == "+8613900000001"
    talking.do("cancel")
    talking.wait(lambda s: not s.state["consult"])


def test_without_an_exchange_the_refer_itself_carries_it(direct: Program, peer: Peer) -> None:
    """The caller's phone follows the Refer-To: its headers come with the new INVITE."""
    peer.listen(Rule(user="2002", ring_ms=100))
    talk(direct, peer)
    contact = direct.seen().contact["id"]
    direct.do("transfer", target="2002")
    headers = peer.wait_for("incoming", user="2002")["headers"]
    assert headers["x-contact-id"] == contact
    assert headers["x-customer-id"] == "S1001"


def test_a_colleague_sees_from_whom_and_about_whom(direct: Program, peer: Peer) -> None:
    direct.do("ready")
    peer.command(
        "call",
        id="c1",
        to=f"sip:agent@{direct.options.direct}",
        from_user="1002",
        headers={"X-From-Agent": "Agent B", "X-Original-Caller": "+8613900000001"},
    )
    seen = direct.wait(lambda s: s.agent == "reserved" and s.customer == "S1001")
    assert seen.calls[0]["from_agent"] == "Agent B"
    assert seen.calls[0]["original_caller"].replace(" ", "").endswith("13900000001")


def test_who_is_there_after_a_transfer_is_shown(
    ready: Program, caller: PbxLine, colleague: Peer, pbx: Pbx
) -> None:
    """A colleague passes the agent on: the PBX tells the new identity in the dialog."""
    for user in ("1002", "1003"):
        caller.register(colleague, user)
    colleague.listen(COLLEAGUE, Rule(user="1003", ring_ms=100, tone_hz=1600))
    ready.do("dial", number="1002")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    ready.wait_call("connected")
    assert not ready.seen().calls[0]["passed_on"]
    target = f"sip:1003@{pbx.info.bind}:{pbx.info.sip_port}"
    colleague.command("transfer", call=leg, to=target)
    seen = ready.wait(lambda s: s.calls and s.calls[0]["passed_on"])
    assert (seen.calls[0]["display_number"], seen.calls[0]["title"]) == ("1003", "Agent 1003")
    assert seen.calls[0]["number"] == "1002"
