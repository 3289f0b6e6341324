"""Watching other phones, a queue and a mailbox: on the real Asterisk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.domain.account import Account
from softphone.domain.messages import (
    Configure,
    MailboxChanged,
    TargetChanged,
    Unregister,
    WatchTargets,
)
from softphone.domain.registration import LineState
from softphone.domain.target import Presence
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Behaviour, Rule
from tests.engine.harness import EngineProcess
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Asterisk: Linux only"),
]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    made = EngineProcess("", "null", tmp_path / "log")
    try:
        yield made
    finally:
        code = made.close()
    assert code == 0, made.log()
    assert " ERROR " not in made.log()


@pytest.fixture
def people() -> Iterator[Callable[[], Peer]]:
    made: list[Peer] = []

    def make() -> Peer:
        made.append(Peer())
        return made[-1].__enter__()

    yield make
    for peer in made:
        peer.__exit__(None, None, None)


def sign_in(engine: EngineProcess, pbx: Pbx, user: str = "1001") -> None:
    account = Account(server=pbx.info.bind, port=pbx.info.sip_port, user=user)
    engine.send(Configure(account=account, password=pbx.info.accounts[user]))
    engine.wait_line(LineState.REGISTERED)


def register(peer: Peer, pbx: Pbx, user: str) -> None:
    server = f"{pbx.info.bind}:{pbx.info.sip_port}"
    peer.command("register", server=server, user=user, password=pbx.info.accounts[user])
    peer.wait_for("registration", user=user, code=200)


def wait_presence(engine: EngineProcess, number: str, presence: Presence) -> TargetChanged:
    return engine.wait(
        TargetChanged, lambda e: (e.number, e.presence) == (number, presence), timeout_s=15
    )


def test_a_colleague_rings_talks_and_is_free_again(
    engine: EngineProcess, pbx: Pbx, ami: Ami, people: Callable[[], Peer]
) -> None:
    colleague, caller = people(), people()
    register(colleague, pbx, "1002")
    engine.send(WatchTargets(numbers=("1002", "9404")))
    sign_in(engine, pbx)
    wait_presence(engine, "1002", Presence.FREE)
    colleague.listen(Rule(user="1002", behaviour=Behaviour.NO_ANSWER))
    uri = f"sip:1002@{pbx.info.bind}:{pbx.info.sip_port}"
    caller.command("call", id="c1", to=uri, from_user="13900000001", headers={"X-Trunk": "pstn"})
    wait_presence(engine, "1002", Presence.RINGING)
    leg = colleague.wait_for("incoming", user="1002")["call"]
    colleague.command("answer", call=leg)
    wait_presence(engine, "1002", Presence.BUSY)
    # A desk that comes back is told what is known.
    engine.send(WatchTargets(numbers=("1002",)))
    wait_presence(engine, "1002", Presence.BUSY)
    caller.command("hangup", call="c1")
    wait_presence(engine, "1002", Presence.FREE)
    engine.send(Unregister())
    wait_presence(engine, "1002", Presence.UNKNOWN)


def test_a_queue_rings_while_callers_wait(
    engine: EngineProcess, pbx: Pbx, ami: Ami, people: Callable[[], Peer]
) -> None:
    caller = people()
    sign_in(engine, pbx)
    engine.send(WatchTargets(numbers=("8000",)))
    wait_presence(engine, "8000", Presence.FREE)
    uri = f"sip:8000@{pbx.info.bind}:{pbx.info.sip_port}"
    caller.command("call", id="c1", to=uri, from_user="13900000001", headers={"X-Trunk": "pstn"})
    wait_presence(engine, "8000", Presence.RINGING)
    caller.command("hangup", call="c1")
    wait_presence(engine, "8000", Presence.FREE)


def test_a_restarted_exchange_is_asked_again(
    engine: EngineProcess, pbx: Pbx, people: Callable[[], Peer]
) -> None:
    colleague = people()
    register(colleague, pbx, "1002")
    sign_in(engine, pbx)
    engine.send(WatchTargets(numbers=("1002",)))
    wait_presence(engine, "1002", Presence.FREE)
    engine.send(Unregister())
    wait_presence(engine, "1002", Presence.UNKNOWN)
    pbx.restart(hard=True)
    sign_in_again = Account(server=pbx.info.bind, port=pbx.info.sip_port, user="1001", expires_s=60)
    engine.send(Configure(account=sign_in_again, password=pbx.info.accounts["1001"]))
    wait_presence(engine, "1002", Presence.FREE)


@pytest.mark.parametrize("user", ["1003", "1004"])
def test_a_message_in_the_mailbox_is_told(
    engine: EngineProcess, pbx: Pbx, ami: Ami, people: Callable[[], Peer], user: str
) -> None:
    """1003 is told unasked; 1004 has to ask, at a port that is not the usual one.

    Mailboxes in which no other test leaves a message.
    """
    caller = people()
    engine.send(WatchTargets(mailbox=True))
    sign_in(engine, pbx, user)
    if user == "1004":
        assert not engine.wait(MailboxChanged).mailbox.waiting
    uri = f"sip:7{user}@{pbx.info.bind}:{pbx.info.sip_port}"
    headers = {"X-Trunk": "pstn"}
    caller.command("call", id="c1", to=uri, from_user="139", headers=headers, tone_hz=1000)
    caller.wait_for("state", call="c1", state="confirmed")
    spool = pbx.info.run

    def recorded() -> bool:
        found = spool.rglob(f"voicemail/default/{user}/*/*.wav")
        return any(f.stat().st_size > 24_000 for f in found)

    until(recorded, "a second and a half of the message")
    caller.command("hangup", call="c1")
    told = engine.wait(MailboxChanged, lambda e: e.mailbox.waiting, timeout_s=30)
    assert (told.mailbox.new, told.mailbox.old) == (1, 0)


def test_the_mailbox_is_asked_for_once_it_is_wanted(engine: EngineProcess, pbx: Pbx) -> None:
    """The window says so after the line is up; calls go on as before."""
    sign_in(engine, pbx, "1004")
    engine.send(WatchTargets(mailbox=True))
    assert not engine.wait(MailboxChanged).mailbox.waiting
