"""The ctl socket itself: keys, lines, watchers, restarts."""

import contextlib
import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import LINE_LIMIT, CtlError
from softphone.ipc.runtime import NotRunningError

from .conftest import StubDesk


class Raw:
    """A client in any language."""

    def __init__(self, desk: StubDesk, first: bytes | None = None) -> None:
        self.socket = desk.runtime.connect("ctl")
        self.socket.settimeout(10)
        self.lines = self.socket.makefile("rb")
        key = (desk.runtime.path / "ctl.key").read_text().strip()
        self.send(json.dumps({"key": key}).encode() if first is None else first)

    def send(self, line: bytes) -> None:
        self.socket.sendall(line + b"\n")

    def answer(self) -> dict[str, object]:
        line = self.lines.readline()
        assert line, "the desk hung up"
        message: dict[str, object] = json.loads(line)
        return message

    def hung_up(self) -> bool:
        try:
            return self.lines.readline() == b""
        except ConnectionError:
            return True

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *_: object) -> None:
        self.lines.close()
        self.socket.close()


def test_the_documented_exchange(desk: StubDesk) -> None:
    with Raw(desk) as raw:
        raw.send(b'{"id":1,"do":"dial","number":"10086"}')
        assert raw.answer() == {"id": 1, "ok": True, "result": {"accepted": True}}
        raw.send(b'{"id":"two","do":"dial"}')
        assert raw.answer() == {
            "id": "two",
            "ok": False,
            "error": "number is missing",
            "code": "bad_argument",
        }


@pytest.mark.expects_log("ctl: ")
@pytest.mark.parametrize(
    "first",
    [
        b'{"key":"00"}',
        b'{"key":5}',
        b'{"do":"state"}',
        b"GET / HTTP/1.1",
        b"[]",
        '{"key":"é"}'.encode(),
    ],
)
def test_without_the_key_nothing_is_answered(desk: StubDesk, first: bytes) -> None:
    with Raw(desk, first) as raw:
        # It may have hung up already.
        with contextlib.suppress(ConnectionError):
            raw.send(b'{"id":1,"do":"ready"}')
        assert raw.answer()["code"] == "wrong_key"
        assert raw.hung_up()
    assert desk.intents.asked == []


@pytest.mark.expects_log("ctl: no key: too slow")
def test_a_slow_client_is_sent_away(desk: StubDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.ctl.server._KEY_LIMIT_S", 0.1)
    with desk.runtime.connect("ctl") as connection:
        connection.settimeout(10)
        assert b"wrong_key" in connection.recv(4096)


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"5", b"\xff\xfe", b"{}", b'{"do":5}', b'{"id":{},"do":"state"}', b"[" * 50000],
)
def test_a_bad_line_is_refused_and_the_connection_kept(desk: StubDesk, line: bytes) -> None:
    with Raw(desk) as raw:
        raw.send(line)
        assert raw.answer()["code"] == "bad_request"
        raw.send(b'{"id":1,"do":"version"}')
        assert raw.answer()["ok"] is True


@pytest.mark.expects_log("a line of more than")
def test_an_endless_line_ends_the_connection(desk: StubDesk) -> None:
    with Raw(desk) as raw:
        with contextlib.suppress(ConnectionError):
            raw.send(b'"' + b"x" * (2 * LINE_LIMIT))
        assert raw.hung_up() or raw.hung_up()


@pytest.mark.expects_log("ctl: explode failed")
def test_a_failing_handler_is_answered(client: CtlClient) -> None:
    with pytest.raises(CtlError) as caught:
        client.do("explode")
    assert caught.value.code == "failed"
    assert client.do("version")


def test_watchers_hear_events_in_order(desk: StubDesk) -> None:
    with Raw(desk) as raw, Raw(desk) as other:
        raw.send(b'{"id":1,"do":"watch"}')
        assert raw.answer() == {"id": 1, "ok": True, "result": {"watching": True}}
        for number in range(20):
            desk.server.publish({"event": "mute", "number": number})
        assert [raw.answer()["number"] for _ in range(20)] == list(range(20))
        # A watcher may ask as well; one who does not watch hears nothing.
        other.send(b'{"id":2,"do":"version"}')
        assert other.answer()["id"] == 2


@pytest.mark.expects_log("stopped reading")
def test_a_watcher_that_does_not_read_is_cut_off(
    desk: StubDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("softphone.ctl.server._BUFFER_LIMIT", 100_000)
    with Raw(desk) as raw:
        raw.send(b'{"id":1,"do":"watch"}')
        raw.answer()
        for _ in range(600):
            desk.server.publish({"event": "x", "text": "x" * 20_000})
        # Who read now, beside the thread that writes, might keep up with it.
        deadline = time.monotonic() + 30
        while "stopped reading" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.01)
        raw.socket.settimeout(30)
        try:
            while raw.socket.recv(1 << 20):
                pass
        except ConnectionError:
            pass
        assert desk.server is not None


def test_the_client_waits_for_a_state(desk: StubDesk, client: CtlClient) -> None:
    def mute() -> None:
        desk.intents.model = msgspec.structs.replace(desk.intents.model, muted=True)
        desk.server.publish({"event": "mute", "muted": True})

    timer = threading.Timer(0.05, mute)
    timer.start()
    assert client.wait(lambda state: bool(state["muted"]))["muted"] is True
    timer.join()
    with pytest.raises(TimeoutError, match="last state"):
        client.wait(lambda state: False, timeout_s=0.2)


def test_the_client_outlives_a_restart_of_the_desk(tmp_path: Path) -> None:
    first = StubDesk(tmp_path / "data")
    first.start()
    with CtlClient(tmp_path / "data") as client:
        assert client.do("version")
        first.close()
        second = StubDesk(tmp_path / "data")
        second.start()
        assert client.do("version")
        second.close()


def test_events_end_with_the_desk(desk: StubDesk) -> None:
    stream = CtlClient(desk.runtime.data_dir).watch(timeout_s=10)
    heard: list[dict[str, object]] = []
    ready = threading.Event()

    def listen() -> None:
        for event in stream:
            heard.append(event)
            ready.set()

    thread = threading.Thread(target=listen)
    thread.start()
    publish_until(lambda: desk.server.publish({"event": "x"}), ready)
    desk.close()
    thread.join(10)
    assert not thread.is_alive()
    assert heard[0] == {"event": "x"}


def test_nobody_there(tmp_path: Path) -> None:
    with CtlClient(tmp_path, connect_s=0.1) as client, pytest.raises(NotRunningError):
        client.do("state")


def test_the_log_holds_no_key(desk: StubDesk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), CtlClient(desk.runtime.data_dir) as client:
        client.do("version")
    assert desk.runtime.ctl_key() not in caplog.text


def publish_until(publish: Callable[[], None], heard: threading.Event) -> None:
    for _ in range(1000):
        publish()
        if heard.wait(0.01):
            return
    raise AssertionError("no event was heard")
