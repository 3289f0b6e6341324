"""An ordered list of servers: two Asterisks and a Kamailio, killed, frozen and brought back."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from softphone.domain.account import (
    Account,
    FrontRules,
    Transport,
)
from softphone.domain.call import CallState
from softphone.domain.messages import (
    AnswerCall,
    CallOffered,
    Configure,
    LineChanged,
)
from softphone.domain.registration import LineState
from softphone.engine.network.probe import answers
from softphone.practice.peer_client import Peer
from tests.engine.harness import EngineProcess, free_port, write_tone
from tests.pbx.kamailio import Kamailio
from tests.pbx.server import Pbx

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PBX packages: Linux only"),
]
AGENT_HZ, CALLER_HZ = 1400, 1000
STREAMS = [Transport.TCP, Transport.TLS]


class Line(Protocol):
    """Makes a running engine with that list of servers, configured but not yet registered."""

    def __call__(self, first: str, *more: str, transport: Transport = ...) -> EngineProcess: ...


@pytest.fixture(scope="module")
def second_pbx() -> Iterator[Pbx]:
    """Another Asterisk."""
    with Pbx() as server:
        yield server


@pytest.fixture
def second(second_pbx: Pbx) -> Pbx:
    """It is up, whatever the last test did."""
    second_pbx.start()
    return second_pbx


@pytest.fixture
def kamailio() -> Iterator[Kamailio]:
    with Kamailio() as server:
        yield server


@pytest.fixture
def line(tmp_path: Path, pbx: Pbx) -> Iterator[Line]:
    said = tmp_path / "said.wav"
    write_tone(said, AGENT_HZ)
    made: list[EngineProcess] = []

    def make(first: str, *more: str, transport: Transport = Transport.TCP) -> EngineProcess:
        engine = EngineProcess("", f"file:{said},{tmp_path / 'heard.wav'}", tmp_path / "log")
        made.append(engine)
        host, _, port = first.rpartition(":")
        account = Account(
            server=host,
            port=int(port),
            user="1001",
            transport=transport,
            backup_servers=more,
            ca_file=str(pbx.info.ca) if transport is Transport.TLS else "",
        )
        # The test's callers come straight from the trunks' addresses, not from the registrars.
        front = FrontRules()
        engine.send(Configure(account=account, password=pbx.info.accounts["1001"], front=front))
        return engine

    yield make
    for engine in made:
        code = engine.close()
        assert code == 0, engine.log()
        assert " ERROR " not in engine.log()


def at(server: Pbx | Kamailio, transport: Transport = Transport.TCP) -> str:
    """Its address as the settings name it."""
    if isinstance(server, Kamailio):
        return f"{server.bind}:{server.port}"
    port = server.info.tls_port if transport is Transport.TLS else server.info.sip_port
    return f"{server.info.bind}:{port}"


def registered(engine: EngineProcess, server: str = "", timeout_s: float = 30) -> None:
    """Wait until it is registered with that backup server, or with the first."""

    def there(event: LineChanged) -> bool:
        return event.line.state is LineState.REGISTERED and event.line.server == server

    engine.wait(LineChanged, there, timeout_s)


def bindings(server: Pbx) -> str:
    return "\n".join(x for x in server.cli("pjsip show contacts").splitlines() if "1001/" in x)


@pytest.mark.parametrize("transport", list(Transport))
def test_a_first_server_that_is_not_there(
    pbx: Pbx, line: Line, transport: Transport, record_property: Callable[[str, object], None]
) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    engine = line(nobody, at(pbx, transport), transport=transport)
    engine.wait_line(LineState.REGISTERING)
    begun = time.monotonic()
    registered(engine, at(pbx, transport))
    took_s = time.monotonic() - begun
    record_property("fail_over_s", round(took_s, 2))
    print(f"{transport.value}: at the second after {took_s:.2f} s")
    assert bindings(pbx)


@pytest.mark.parametrize("transport", STREAMS)
def test_killed_while_registered_then_back_when_it_is_well(
    pbx: Pbx,
    second: Pbx,
    line: Line,
    transport: Transport,
    record_property: Callable[[str, object], None],
) -> None:
    if transport is Transport.TLS:
        # One authority for both, as a company has it.
        second.take_certificates(pbx)
    engine = line(at(second, transport), at(pbx, transport), transport=transport)
    registered(engine)
    begun = time.monotonic()
    second.stop(hard=True)
    registered(engine, at(pbx, transport))
    took_s = time.monotonic() - begun
    record_property("fail_over_s", round(took_s, 2))
    print(f"{transport.value}: over after {took_s:.2f} s")
    assert bindings(pbx)

    with call_from(pbx, engine) as (peer, call_id):
        second.start()
        assert answers("127.0.0.1", int(at(second, transport).rpartition(":")[2]), transport)
        # Never in a call: longer than the first server is left alone between two looks.
        with pytest.raises(AssertionError, match="no LineChanged"):
            engine.wait(LineChanged, lambda e: e.line.server == "", 12)
        peer.wait_sound("c1", AGENT_HZ)
        peer.command("hangup", call="c1")
        engine.wait_end(call_id)
    registered(engine, timeout_s=30)
    assert bindings(second)
    # Given back there, so that the other server's queue does not ring an empty chair.
    assert not bindings(pbx)
    with call_from(second, engine):
        pass


def test_a_frozen_server_is_not_waited_for(
    pbx: Pbx, kamailio: Kamailio, line: Line, record_property: Callable[[str, object], None]
) -> None:
    """Its system takes connections, it answers nothing."""
    assert kamailio.pid is not None
    children = Path(f"/proc/{kamailio.pid}/task/{kamailio.pid}/children").read_text().split()
    family = [kamailio.pid, *map(int, children)]
    for pid in family:
        os.kill(pid, signal.SIGSTOP)
    try:
        engine = line(at(kamailio), at(pbx))
        engine.wait_line(LineState.REGISTERING)
        begun = time.monotonic()
        registered(engine, at(pbx))
        took_s = time.monotonic() - begun
        record_property("fail_over_s", round(took_s, 2))
        print(f"over after {took_s:.2f} s")
    finally:
        for pid in family:
            os.kill(pid, signal.SIGCONT)
    registered(engine, timeout_s=40)


def test_three_servers_of_two_makes(pbx: Pbx, second: Pbx, kamailio: Kamailio, line: Line) -> None:
    engine = line(at(second), at(kamailio), at(pbx))
    registered(engine)
    second.stop(hard=True)
    registered(engine, at(kamailio))
    kamailio.stop(hard=True)
    registered(engine, at(pbx))
    kamailio.start()
    second.start()
    registered(engine, timeout_s=40)
    assert bindings(second)


@contextlib.contextmanager
def call_from(server: Pbx, engine: EngineProcess) -> Iterator[tuple[Peer, str]]:
    """A caller of that PBX's trunk rings, is answered, and both hear each other."""
    with Peer() as peer:
        peer.command(
            "call",
            id="c1",
            to=f"sip:1001@{server.info.bind}:{server.info.sip_port}",
            from_user="13900000001",
            headers={"X-Trunk": "pstn"},
            tone_hz=CALLER_HZ,
        )
        call = engine.wait(CallOffered).call
        engine.send(AnswerCall(call_id=call.id))
        engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
        peer.wait_sound("c1", AGENT_HZ)
        yield peer, call.id
        peer.command("hangup", call="c1")
