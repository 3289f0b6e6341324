"""The manager interface over real sockets: somebody who only pretends, and the real Asterisk."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.acd.ami import AmiQueues
from softphone.domain.queues import AmiRules, QueueProblem, QueueState
from softphone.ipc.io_thread import IoThread
from tests.contract.certificates import make as make_certificates
from tests.hostile.tls_server import TlsServer
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx

LIMIT_S = 40.0
BANNER = b"Asterisk Call Manager/9.0.0\r\n"
Said = tuple[QueueState, ...] | QueueProblem | None


class Watcher:
    """An ``AmiQueues`` on a thread of its own; keeps what it says, in order."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self._changed = threading.Condition()
        self._io = IoThread("ami-test")
        self._io.start()
        self.queues = AmiQueues(self._io.submit, self._take, self._take, retry_s=0.05)

    def _take(self, what: Said) -> None:
        with self._changed:
            self.said.append(what)
            self._changed.notify_all()

    def watch(self, port: int, *queues: str, secret: str = "x", **more: object) -> None:
        rules = AmiRules(host="127.0.0.1", port=port, user="desk", **more)  # type: ignore[arg-type]
        self.queues.watch(rules, queues or ("support",), secret=secret)

    def wait(self, holds: Callable[[Said], bool], after: int = 0) -> int:
        """The place behind the first that fits from there on."""
        deadline = time.monotonic() + LIMIT_S
        with self._changed:
            while True:
                for place, what in enumerate(self.said[after:], after):
                    if holds(what):
                        return place + 1
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise TimeoutError(f"came: {self.said}")

    def wait_problem(self, problem: QueueProblem) -> int:
        return self.wait(lambda what: what is problem)

    def wait_waiting(self, count: int, queue: str = "support", after: int = 0) -> int:
        def holds(what: Said) -> bool:
            states = what if isinstance(what, tuple) else ()
            return any((s.name, s.waiting) == (queue, count) for s in states)

        return self.wait(holds, after)

    def close(self) -> None:
        self.queues.close()
        self._io.stop()


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    made = Watcher()
    yield made
    made.close()


class Pretender:
    """Says ``words`` to whoever connects, then listens; ``heard`` is all that came."""

    def __init__(self, words: bytes, *, hang_up: bool = False) -> None:
        self._words, self._hang_up = words, hang_up
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.heard = b""
        self._closed = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._closed:
            connection, _ = self._socket.accept()
            with contextlib.suppress(OSError), connection:
                connection.sendall(self._words)
                while not self._hang_up and (data := connection.recv(4096)):
                    self.heard += data

    def close(self) -> None:
        self._closed = True
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._thread.join(10)
        self._socket.close()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (b"SSH-2.0-OpenSSH_9.9\r\n", QueueProblem.STRANGE),
        (b"x" * 100_000, QueueProblem.STRANGE),
        (b"\xff\xfe\x00\n", QueueProblem.STRANGE),
        (BANNER + b"".join(b"K%d: x\r\n" % n for n in range(1000)), QueueProblem.STRANGE),
        (BANNER + b"Response: Error\r\nActionID: softphone-1\r\n\r\n", QueueProblem.REFUSED),
    ],
)
def test_whoever_talks_nonsense_is_left_and_it_is_said(
    watcher: Watcher, words: bytes, problem: QueueProblem
) -> None:
    server = Pretender(words)
    try:
        watcher.watch(server.port)
        watcher.wait_problem(problem)
        assert b"Login" not in server.heard
    finally:
        server.close()


def test_a_connection_that_is_cut_is_tried_again_before_anything_is_said(watcher: Watcher) -> None:
    server = Pretender(BANNER, hang_up=True)
    try:
        watcher.watch(server.port)
        watcher.wait_problem(QueueProblem.UNREACHABLE)
        assert watcher.said[0] is None
    finally:
        server.close()


def test_nobody_there(watcher: Watcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    watcher.watch(port)
    watcher.wait_problem(QueueProblem.UNREACHABLE)


def test_a_name_of_a_queue_cannot_begin_another_action(watcher: Watcher) -> None:
    accepted = b"Response: Success\r\nActionID: softphone-%d\r\nChallenge: 1\r\n\r\n"
    server = Pretender(BANNER + accepted % 1 + accepted % 2)
    try:
        watcher.watch(server.port, "a\r\nAction: Originate")
        watcher.wait(lambda what: what is None or what is QueueProblem.STRANGE)
        assert b"Originate" not in server.heard
    finally:
        server.close()


def test_a_certificate_of_a_stranger_is_not_believed(watcher: Watcher, tmp_path: Path) -> None:
    made = make_certificates(tmp_path)
    server = TlsServer(made.server, made.server_key)
    try:
        watcher.watch(server.port, tls=True, ca_file=str(made.other_authority))
        watcher.wait_problem(QueueProblem.CERTIFICATE)
        assert server.heard == b""
        watcher.said.clear()
        watcher.watch(server.port, tls=True, ca_file=str(tmp_path / "missing.pem"))
        watcher.wait_problem(QueueProblem.CERTIFICATE)
    finally:
        server.close()


# ------------------------------------------------------------------------ the real Asterisk

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Asterisk: Linux only")


def enter(ami: Ami, number: str) -> None:
    """Somebody calls the queue and waits in it."""
    ami.action(
        "Originate",
        Channel="Local/8000@from-trunk",
        Application="Wait",
        Data="60",
        CallerID=f"Sample <{number}>",
        Async="true",
    )
    ami.wait_for("QueueCallerJoin", LIMIT_S, Queue="support", CallerIDNum=number)


@pytest.mark.e2e
@on_linux
def test_callers_are_counted_from_before_and_after_and_over_a_restart(
    watcher: Watcher, pbx: Pbx, ami: Ami
) -> None:
    user, secret = pbx.info.desk_login
    assert user == "desk"
    ami.action("QueueAdd", Queue="support", Interface="PJSIP/1001", Paused="true")
    enter(ami, "5550101")
    watcher.watch(pbx.info.ami_port, "support", "vip", "nobody's", secret=secret)
    place = watcher.wait_waiting(1)
    states = watcher.said[place - 1]
    assert isinstance(states, tuple)
    assert [state.name for state in states] == ["support", "vip"]
    enter(ami, "5550102")
    place = watcher.wait_waiting(2, after=place)
    for row in ami.list_action("CoreShowChannels", "CoreShowChannelsComplete"):
        ami.action("Hangup", Channel=row["Channel"])
    place = watcher.wait_waiting(0, after=place)
    pbx.restart(hard=True)
    place = watcher.wait(lambda what: what is None, place)
    watcher.wait_waiting(0, after=place)


@pytest.mark.e2e
@on_linux
def test_over_tls_the_exchange_is_believed_by_its_authority_only(
    watcher: Watcher, pbx: Pbx, ami: Ami
) -> None:
    _, secret = pbx.info.desk_login
    port = pbx.info.ami_tls_port
    watcher.watch(port, secret=secret, tls=True)
    watcher.wait_problem(QueueProblem.CERTIFICATE)
    watcher.watch(port, secret=secret, tls=True, ca_file=str(pbx.info.ca))
    watcher.wait_waiting(0)


@pytest.mark.e2e
@on_linux
def test_a_wrong_secret_is_said_and_not_tried_again_soon(watcher: Watcher, pbx: Pbx) -> None:
    watcher.watch(pbx.info.ami_port, secret="wrong")
    watcher.wait_problem(QueueProblem.REFUSED)
    assert watcher.said == [QueueProblem.REFUSED]
