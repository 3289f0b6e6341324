"""Connections: half-open ones, ones that say nothing, ones that never stop."""

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.domain.account import Account, Transport
from softphone.domain.messages import (
    CallEnded,
    CallOffered,
    Configure,
    RequestSnapshot,
    SnapshotTaken,
)
from softphone.domain.registration import LineState
from tests.engine.harness import EngineProcess
from tests.support.waiting import until


class TcpRegistrar:
    """Takes one connection after the other, answers REGISTER, and can say anything in it."""

    def __init__(self) -> None:
        self.closes_with = ""
        """Status line and headers of every answer, after which the connection is closed."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.heard = ""
        self.connections: list[socket.socket] = []
        self._closed = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            if self._closed:
                connection.close()
                return
            self.connections.append(connection)
            threading.Thread(target=self._read, args=(connection,), daemon=True).start()

    def _read(self, connection: socket.socket) -> None:
        text = ""
        with contextlib.suppress(OSError):
            while data := connection.recv(65_536):
                text += data.decode("utf-8", "replace")
                while (end := text.find("\r\n\r\n")) >= 0:
                    message, text = text[: end + 4], text[end + 4 :].lstrip("\r\n")
                    self.heard += message
                    if message.startswith("REGISTER"):
                        self._grant(connection, message)
                        if self.closes_with:
                            connection.shutdown(socket.SHUT_RDWR)
                            return

    def _grant(self, connection: socket.socket, message: str) -> None:
        kept = [x for x in message.split("\r\n") if re.match(r"(Via|From|To|Call-ID|CSeq):", x)]
        said = self.closes_with or "SIP/2.0 200 OK\r\nExpires: 120"
        lines = [said, *kept, "Content-Length: 0", "", ""]
        connection.sendall("\r\n".join(lines).encode())

    def close(self) -> None:
        self._closed = True
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join(5)
        for connection in self.connections:
            connection.close()
        self._socket.close()


@pytest.fixture
def server() -> Iterator[TcpRegistrar]:
    made = TcpRegistrar()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("answer", "state", "most"),
    [
        ("SIP/2.0 503 Service Unavailable\r\nRetry-After: 120", LineState.WAITING, 1),
        ("SIP/2.0 200 OK\r\nExpires: 600", LineState.REGISTERED, 2),
    ],
)
def test_a_server_that_closes_after_each_answer_is_not_hammered(
    tmp_path: Path, server: TcpRegistrar, answer: str, state: LineState, most: int
) -> None:
    """Its Retry-After holds, and what it grants is asked for once more only (RFC 5626, 4.5)."""
    server.closes_with = answer
    engine = EngineProcess("", "null", tmp_path / "log")
    try:
        account = Account(
            server="127.0.0.1", port=server.port, user="1001", transport=Transport.TCP
        )
        engine.send(Configure(account=account, password="right"))
        engine.wait_line(state)
        with pytest.raises(AssertionError, match="too many"):
            until(lambda: len(server.connections) > most, "too many never came", 4)
        assert server.heard.count("REGISTER sip:") <= most
    finally:
        assert engine.close() == 0, engine.log()


@pytest.fixture
def engine(tmp_path: Path, server: TcpRegistrar) -> Iterator[EngineProcess]:
    running = EngineProcess("", "null", tmp_path / "log")
    try:
        account = Account(
            server="127.0.0.1", port=server.port, user="1001", transport=Transport.TCP
        )
        running.send(Configure(account=account, password="x"))
        running.wait_line(LineState.REGISTERED)
        yield running
    finally:
        code = running.close()
    assert code == 0, running.log()
    assert " ERROR " not in running.log()


def listening(pid: int) -> list[int]:
    """The TCP ports that process listens on."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    lines = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]
    columns = [line.split() for line in lines]
    return [int(c[1].split(":")[1], 16) for c in columns if c[3] == "0A" and c[9] in inodes]


def well(engine: EngineProcess, server: TcpRegistrar) -> None:
    """Registered, and a call over the connection rings."""
    engine.send(RequestSnapshot())
    assert engine.wait(SnapshotTaken).line.state is LineState.REGISTERED
    contact = re.findall(r"Contact: <(sip:[^>]+)>", server.heard)[-1]
    body = (
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        "m=audio 40000 RTP/AVP 0\r\n"
    )

    def request(method: str, content: str = "") -> bytes:
        kind = "Content-Type: application/sdp\r\n" if content else ""
        return (
            f"{method} {contact} SIP/2.0\r\n"
            f"Via: SIP/2.0/TCP 127.0.0.1:{server.port};branch=z9hG4bKwell\r\n"
            "From: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:1001@127.0.0.1>\r\nCall-ID: well\r\n"
            f"CSeq: 1 {method}\r\nContact: <sip:a@127.0.0.1:{server.port};transport=tcp>\r\n"
            f"{kind}Content-Length: {len(content)}\r\n\r\n{content}"
        ).encode()

    server.connections[-1].sendall(request("INVITE", body))
    call = engine.wait(CallOffered).call
    server.connections[-1].sendall(request("CANCEL"))
    engine.wait(CallEnded, lambda e: e.call.id == call.id)


@pytest.mark.own_stack
def test_nobody_is_listened_for(engine: EngineProcess, server: TcpRegistrar) -> None:
    assert listening(engine.process.pid) == []
    well(engine, server)


def test_half_open_connections(engine: EngineProcess, server: TcpRegistrar) -> None:
    """As many as can be had at every port it listens on (none, with our own stack)."""
    with contextlib.ExitStack() as stack:
        for port in listening(engine.process.pid):
            for number in range(50):
                with contextlib.suppress(OSError):
                    connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                    connection.sendall(b"" if number % 2 else b"INVITE sip:agent@x SIP/2.0\r\nVia:")
        well(engine, server)


GARBAGE = {
    "nothing but line ends": b"\r\n" * 3000,
    "binary": bytes(range(256)) * 20,
    "a header that never ends": b"INVITE sip:a@b SIP/2.0\r\nX: " + b"x" * 60_000,
    "headers that never end": b"INVITE sip:a@b SIP/2.0\r\n" + b"X: y\r\n" * 9000,
    "a body that is too long": b"OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 99999999\r\n\r\nx",
    "a length below zero": b"OPTIONS sip:a@b SIP/2.0\r\nContent-Length: -5\r\n\r\n",
    "two lengths": b"OPTIONS sip:a@b SIP/2.0\r\nl: 5\r\nContent-Length: 0\r\n\r\nhello",
    "an answer to nothing": b"SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n" * 50,
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_from_the_server_itself(
    engine: EngineProcess, server: TcpRegistrar, name: str
) -> None:
    """The connection may be dropped for it; the line is then registered again, and rings."""
    pid = engine.process.pid
    begun = server.heard.count("REGISTER")
    with contextlib.suppress(OSError):
        server.connections[-1].sendall(GARBAGE[name])
        server.connections[-1].shutdown(socket.SHUT_WR)
    until(lambda: server.heard.count("REGISTER") > begun, "not registered again", 60)
    engine.send(RequestSnapshot())
    taken = engine.wait(SnapshotTaken)
    assert taken.engine_pid == pid
    if taken.line.state is not LineState.REGISTERED:
        engine.wait_line(LineState.REGISTERED)
    well(engine, server)


def too_long(pad: str, session: str) -> bytes:
    """An INVITE of more than 64 kB."""
    return (
        "INVITE sip:1001@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKlong\r\n"
        "From: <sip:a@127.0.0.1>;tag=2\r\nTo: <sip:1001@127.0.0.1>\r\nCall-ID: long\r\n"
        f"CSeq: 1 INVITE\r\n{pad}Content-Type: application/sdp\r\n"
        f"Content-Length: {len(session)}\r\n\r\n{session}"
    ).encode()


@pytest.mark.own_stack
@pytest.mark.parametrize(
    "message",
    [
        too_long("", "v=0\r\n" + "a=note:none\r\n" * 20_000),
        too_long("X-Note: none\r\n" * 6000, "v=0\r\n"),
    ],
    ids=["a long session", "a long head"],
)
def test_a_message_that_is_too_long_is_refused(
    engine: EngineProcess, server: TcpRegistrar, message: bytes
) -> None:
    """The connection stays, and what comes behind it is read."""
    connections = len(server.connections)
    server.connections[-1].sendall(message)
    until(lambda: "SIP/2.0 513 " in server.heard, "not refused")
    well(engine, server)
    assert len(server.connections) == connections
