"""The way to the server changes in a call: another address, a connection that is cut."""

from __future__ import annotations

import contextlib
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.domain.account import Account, Transport
from softphone.domain.call import CallState
from softphone.domain.messages import (
    AnswerCall,
    CallOffered,
    Configure,
    HangUpCall,
    HoldCall,
    ResumeCall,
)
from softphone.domain.registration import LineState
from softphone.practice.peer_client import Peer
from softphone.practice.sound import goertzel_dbfs
from tests.engine.harness import EngineProcess, read_samples, write_tone
from tests.pbx.server import Pbx

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PBX packages: Linux only"),
]
AGENT_HZ, CALLER_HZ = 1400, 1000


class Cable:
    """TCP connections to a server that can be cut, as when a router forgets them."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self.connections = 0
        self._stop, self._wake = socket.socketpair()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Every connection ends at once, on both sides."""
        with self._lock:
            for pair in self._pairs:
                for end in pair:
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._wake.send(b"x")
        self._thread.join(5)
        for end in (self._listener, self._stop, self._wake):
            end.close()

    def _run(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._listener, selectors.EVENT_READ)
            ready.register(self._stop, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    if key.fileobj is self._stop:
                        self._drop_all(ready)
                        return
                    if key.fileobj is self._listener:
                        self._connect(ready)
                    else:
                        self._pass_on(ready, key.fileobj, key.data)  # type: ignore[arg-type]

    def _connect(self, ready: selectors.BaseSelector) -> None:
        near, _ = self._listener.accept()
        far = socket.create_connection(self._to)
        with self._lock:
            self._pairs.append((near, far))
            self.connections += 1
        ready.register(near, selectors.EVENT_READ, far)
        ready.register(far, selectors.EVENT_READ, near)

    def _pass_on(
        self, ready: selectors.BaseSelector, source: socket.socket, sink: socket.socket
    ) -> None:
        try:
            data = source.recv(65536)
            if data:
                sink.sendall(data)
                return
        except OSError:
            pass
        self._drop(ready, source, sink)

    def _drop(self, ready: selectors.BaseSelector, *ends: socket.socket) -> None:
        with self._lock:
            self._pairs = [pair for pair in self._pairs if ends[0] not in pair]
        for end in ends:
            with contextlib.suppress(KeyError, ValueError):
                ready.unregister(end)
            end.close()

    def _drop_all(self, ready: selectors.BaseSelector) -> None:
        for pair in list(self._pairs):
            self._drop(ready, *pair)


class Agent:
    """An engine at the real PBX whose own address can be changed."""

    def __init__(self, folder: Path, pbx: Pbx, transport: Transport, port: int) -> None:
        self.address = folder / "address"
        self.address.write_text("127.0.0.1")
        self.heard = folder / "heard.wav"
        said = folder / "said.wav"
        write_tone(said, AGENT_HZ)
        self.engine = EngineProcess(
            "", f"file:{said},{self.heard}", folder / "log", address=self.address
        )
        account = Account(server="127.0.0.1", port=port, user="1001", transport=transport)
        self.engine.send(Configure(account=account, password=pbx.info.accounts["1001"]))
        self.engine.wait_line(LineState.REGISTERED)

    def move(self, address: str) -> None:
        """Another network gives us another address."""
        new = self.address.with_suffix(".new")
        new.write_text(address)
        new.replace(self.address)

    def answer(self) -> str:
        """Answer what rings; the call's id."""
        call = self.engine.wait(CallOffered).call
        self.engine.send(AnswerCall(call_id=call.id))
        self.engine.wait_call(call.id, lambda c: c.state is CallState.CONNECTED)
        return call.id

    def wait_heard(self, hz: float, timeout_s: float = 30.0) -> None:
        """Wait until the newest quarter of a second at the ear is that tone."""
        deadline = time.monotonic() + timeout_s
        while goertzel_dbfs(read_samples(self.heard, 0.25), hz, 16_000) < -40:
            assert time.monotonic() < deadline, f"{hz} Hz is not heard"
            time.sleep(0.05)


MakeAgent = Callable[..., Agent]


@pytest.fixture
def agent_at(tmp_path: Path, pbx: Pbx) -> Iterator[MakeAgent]:
    made: list[Agent] = []

    def make(transport: Transport, port: int = 0) -> Agent:
        made.append(Agent(tmp_path, pbx, transport, port or pbx.info.sip_port))
        return made[-1]

    yield make
    for agent in made:
        code = agent.engine.close()
        assert code == 0, agent.engine.log()
        assert " ERROR " not in agent.engine.log()


@pytest.fixture
def caller(pbx: Pbx) -> Iterator[Peer]:
    with Peer() as peer:
        yield peer


def call(caller: Peer, pbx: Pbx) -> None:
    caller.command(
        "call",
        id="c1",
        to=f"sip:1001@{pbx.info.bind}:{pbx.info.sip_port}",
        from_user="13900000001",
        headers={"X-Trunk": "pstn"},
        tone_hz=CALLER_HZ,
    )


def test_another_address_in_a_call(pbx: Pbx, caller: Peer, agent_at: MakeAgent) -> None:
    """Registered anew, the sound moves with us, and so it does while the caller is held."""
    agent = agent_at(Transport.UDP)
    call(caller, pbx)
    call_id = agent.answer()
    # Not in the first second: docs/sip.md, "Another path".
    caller.wait_sound("c1", AGENT_HZ, window_ms=2000)
    assert sound_address(agent) == "127.0.0.1"

    moved = time.monotonic()
    agent.move("127.0.0.7")
    wait_sound_address(agent, "127.0.0.7")
    print(f"the sound has moved after {time.monotonic() - moved:.2f} s")
    caller.wait_sound("c1", AGENT_HZ)
    agent.wait_heard(CALLER_HZ)
    heard = caller.measure("c1", [AGENT_HZ], since=moved - 0.5)
    print(f"longest gap {heard['longest_silence_ms']} ms")

    agent.engine.send(HoldCall(call_id=call_id))
    agent.engine.wait_call(call_id, lambda c: c.state is CallState.HELD)
    agent.move("127.0.0.8")
    wait_sound_address(agent, "127.0.0.8")
    agent.engine.send(ResumeCall(call_id=call_id))
    agent.engine.wait_call(call_id, lambda c: c.state is CallState.CONNECTED)
    caller.wait_sound("c1", AGENT_HZ)
    agent.wait_heard(CALLER_HZ)
    agent.engine.send(HangUpCall(call_id=call_id))
    caller.wait_for("state", call="c1", state="disconnected")


def test_hold_and_resume_without_a_pause(pbx: Pbx, caller: Peer, agent_at: MakeAgent) -> None:
    """Asterisk answers with several codecs, so that the stack sends an UPDATE in between."""
    agent = agent_at(Transport.UDP)
    call(caller, pbx)
    call_id = agent.answer()
    caller.wait_sound("c1", AGENT_HZ)
    for _ in range(3):
        agent.engine.send(HoldCall(call_id=call_id))
        agent.engine.wait_call(call_id, lambda c: c.state is CallState.HELD)
        agent.engine.send(ResumeCall(call_id=call_id))
        agent.engine.wait_call(call_id, lambda c: c.state is CallState.CONNECTED)
    agent.engine.send(HoldCall(call_id=call_id))
    agent.engine.send(ResumeCall(call_id=call_id))
    agent.engine.wait_call(call_id, lambda c: c.state is CallState.CONNECTED)
    caller.wait_sound("c1", AGENT_HZ, timeout_s=30)
    agent.wait_heard(CALLER_HZ, 30)
    agent.engine.send(HangUpCall(call_id=call_id))
    caller.wait_for("state", call="c1", state="disconnected")


def test_the_connection_is_cut_in_a_call(pbx: Pbx, caller: Peer, agent_at: MakeAgent) -> None:
    """The sound goes on, the phone registers over a new connection, and the far end can end it."""
    cable = Cable(pbx.info.sip_port)
    try:
        agent = agent_at(Transport.TCP, cable.port)
        call(caller, pbx)
        call_id = agent.answer()
        caller.wait_sound("c1", AGENT_HZ)
        before = cable.connections
        cut = time.monotonic()
        cable.cut()
        wait(lambda: cable.connections > before, "a new connection")
        print(f"connected again after {time.monotonic() - cut:.2f} s")
        caller.wait_sound("c1", AGENT_HZ, window_ms=1000)
        heard = caller.measure("c1", [AGENT_HZ], since=cut - 0.5)
        assert heard["longest_silence_ms"] <= 250, "one stream takes the place of the other"
        agent.engine.send(HoldCall(call_id=call_id))
        agent.engine.wait_call(call_id, lambda c: c.state is CallState.HELD)
        agent.engine.send(ResumeCall(call_id=call_id))
        agent.engine.wait_call(call_id, lambda c: c.state is CallState.CONNECTED)
        caller.command("hangup", call="c1")
        agent.engine.wait_end(call_id)
    finally:
        cable.close()


@pytest.mark.parametrize("transport", ["tcp", "tls"])
def test_a_connection_that_nobody_acknowledges_is_given_up_after_ten_seconds(
    transport: str,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.stream_options", transport],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        timeout=60,
    )
    assert done.stdout.split() == ["10000"], done.stderr


def wait(holds: Callable[[], bool], what: str, timeout_s: float = 30.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < deadline, f"not seen: {what}"
        time.sleep(0.02)


def sound_address(agent: Agent) -> str:
    """The address of the engine's RTP socket, as the system has it."""
    pid = agent.engine.process.pid
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                inodes.add(target[len("socket:[") : -1])
    for line in Path(f"/proc/{pid}/net/udp").read_text().splitlines()[1:]:
        columns = line.split()
        address, port = columns[1].split(":")
        if columns[9] in inodes and int(port, 16) % 2 == 0 and 16_384 <= int(port, 16) < 61_000:
            found = socket.inet_ntoa(int(address, 16).to_bytes(4, "little"))
            if found != "0.0.0.0":
                return found
    return ""


def wait_sound_address(agent: Agent, address: str) -> None:
    # A second move within ten seconds waits for the limit of REGISTERs.
    try:
        wait(lambda: sound_address(agent) == address, f"sound from {address}", 20)
    except AssertionError as error:
        raise AssertionError(agent.engine.log()) from error
