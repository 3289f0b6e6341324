"""Desk and engine over the real socket."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest

from softphone.domain.call import Call, Caller, CallState, Direction, EndCause, EndedBy
from softphone.domain.messages import (
    AnswerCall,
    CallEnded,
    HangUpCall,
    LevelsMeasured,
    MuteChanged,
    SetMute,
    ShutDown,
    SnapshotTaken,
)
from softphone.ipc.blocking import connect_as_desk, tell_engine
from softphone.ipc.frames import FRAME_LIMIT, LENGTH, pack, pack_raw
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.io_thread import IoThread
from softphone.ipc.lock import AlreadyHeldError
from softphone.ipc.runtime import NotRunningError, RuntimeDir

from .conftest import WAIT_S, DeskEnd, EngineEnd, snapshot


def ended(call_id: str) -> CallEnded:
    now = datetime.now(UTC)
    call = Call(
        id=call_id,
        direction=Direction.INCOMING,
        state=CallState.ENDED,
        caller=Caller(number="10086"),
        started_at=now,
        ended_at=now,
        cause=EndCause.ANSWERED,
        ended_by=EndedBy.FAR_END,
    )
    return CallEnded(call=call, cause=EndCause.ANSWERED, ended_by=EndedBy.FAR_END, at=now)


def closed_by_engine(connection: socket.socket) -> bool:
    """Read to the end; an abort may show as a reset."""
    connection.settimeout(WAIT_S)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        return True
    return True


def test_commands_and_events_arrive_in_order(engine: EngineEnd, desk: DeskEnd) -> None:
    desk.link.start()
    assert desk.next() == "up"
    assert isinstance(desk.next(), SnapshotTaken)
    commands = [AnswerCall(call_id=str(number)) for number in range(50)]
    for command in commands:
        desk.link.send(command)
    assert [engine.commands.get(timeout=WAIT_S) for _ in commands] == commands
    events = [MuteChanged(muted=bool(number % 2)) for number in range(50)]
    for event in events:
        engine.server.emit(event)
    assert [desk.next() for _ in events] == events
    assert engine.server.has_desk


def test_the_desk_waits_for_an_engine_and_comes_back(
    runtime: RuntimeDir, new_io: Callable[[], IoThread], desk: DeskEnd
) -> None:
    desk.link.start()
    for _ in range(2):
        engine = EngineEnd(new_io(), runtime)
        engine.server.start()
        assert desk.next() == "up"
        assert isinstance(desk.next(), SnapshotTaken)
        engine.server.close()
        assert desk.next() == "down"


def test_nothing_comes_before_the_snapshot(engine: EngineEnd, desk: DeskEnd) -> None:
    engine.answers_snapshots = False
    desk.link.start()
    assert desk.next() == "up"
    engine.asked.get(timeout=WAIT_S)
    engine.server.emit(MuteChanged(muted=True))
    engine.server.emit(snapshot())
    engine.server.emit(MuteChanged(muted=False))
    assert isinstance(desk.next(), SnapshotTaken)
    assert desk.next() == MuteChanged(muted=False)


def test_a_call_that_ended_without_a_desk_is_told_later(engine: EngineEnd, desk: DeskEnd) -> None:
    engine.server.emit(ended("first"))
    desk.link.start()
    told = desk.next_of(SnapshotTaken)
    assert isinstance(told, SnapshotTaken)
    assert [(call.id, call.cause) for call in told.ended] == [("first", EndCause.ANSWERED)]


def test_the_newest_desk_wins(
    engine: EngineEnd, runtime: RuntimeDir, new_io: Callable[[], IoThread]
) -> None:
    with connect_as_desk(runtime) as first:
        desk = DeskEnd(new_io(), runtime)
        desk.link.start()
        desk.next_of(SnapshotTaken)
        assert closed_by_engine(first)
    assert engine.gone.empty()
    desk.link.close()
    assert engine.gone.get(timeout=WAIT_S)
    assert not engine.server.has_desk


def test_a_second_engine_is_refused(
    runtime: RuntimeDir, new_io: Callable[[], IoThread], hold_elsewhere: Callable[[str], object]
) -> None:
    hold_elsewhere("engine")
    with pytest.raises(AlreadyHeldError):
        EngineEnd(new_io(), runtime).server.start()


def test_a_process_that_has_its_role_may_serve(
    runtime: RuntimeDir, new_io: Callable[[], IoThread], desk: DeskEnd
) -> None:
    role = runtime.lock("engine")
    engine = EngineEnd(new_io(), runtime)
    engine.server.start()
    desk.link.start()
    desk.next_of(SnapshotTaken)
    engine.server.close()
    assert runtime.holder("engine") is not None
    role.release()


@pytest.mark.expects_log("does not know the key")
def test_a_wrong_key_is_refused_on_both_sides(
    engine: EngineEnd, runtime: RuntimeDir, caplog: pytest.LogCaptureFixture
) -> None:
    connection = runtime.connect("engine")
    with connection:
        connection.recv(4096)
        connection.sendall(pack_raw(os.urandom(64)))
        assert closed_by_engine(connection)
    assert engine.asked.empty()
    assert "does not know the key" in caplog.text


def test_a_false_engine_is_found_out(runtime: RuntimeDir) -> None:
    def pretend() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(pack_raw(b"softphone ipc 1\n" + os.urandom(32)))
            connection.recv(4096)
            connection.sendall(pack_raw(os.urandom(32)))

    listener = runtime.listen("engine")
    with listener:
        thread = threading.Thread(target=pretend)
        thread.start()
        with pytest.raises(HandshakeError, match="the engine does not know the key"):
            connect_as_desk(runtime)
        thread.join(WAIT_S)


@pytest.mark.expects_log("refused")
@pytest.mark.parametrize("first", [b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\1x", b"\xff" * 200, b""])
def test_garbage_before_the_handshake_ends_the_connection(
    engine: EngineEnd,
    runtime: RuntimeDir,
    first: bytes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # The empty one is the slow handshake: shorter here, so that nobody waits three seconds.
    monkeypatch.setattr("softphone.ipc.handshake.LIMIT_S", 0.1)
    with runtime.connect("engine") as connection:
        connection.sendall(first)
        assert closed_by_engine(connection)
    assert engine.asked.empty()
    assert "refused" in caplog.text


@pytest.mark.expects_log("message refused")
def test_a_malformed_message_is_refused_and_the_connection_kept(
    engine: EngineEnd, runtime: RuntimeDir, caplog: pytest.LogCaptureFixture
) -> None:
    encode = msgspec.msgpack.encode
    bad = [
        b"",
        b"\xc1",
        encode([1, 2, 3]),
        encode({"type": "LaunchRocket"}),
        encode({"type": "AnswerCall"}),
        encode({"type": "AnswerCall", "call_id": 5}),
        encode({"type": "AnswerCall", "call_id": "1", "more": 1}),
        encode({"type": "SnapshotTaken"}),
    ]
    with caplog.at_level(logging.ERROR), connect_as_desk(runtime) as connection:
        for body in bad:
            connection.sendall(pack_raw(body))
        connection.sendall(pack(HangUpCall(call_id="good")))
        assert engine.commands.get(timeout=WAIT_S) == HangUpCall(call_id="good")
    assert engine.commands.empty()
    assert caplog.text.count("message refused") == len(bad)


@pytest.mark.expects_log("a frame of")
def test_an_oversize_frame_ends_the_connection(
    engine: EngineEnd, runtime: RuntimeDir, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), connect_as_desk(runtime) as connection:
        connection.sendall(LENGTH.pack(FRAME_LIMIT + 1))
        assert closed_by_engine(connection)
    assert "a frame of" in caplog.text
    assert engine.commands.empty()


@pytest.mark.expects_log("too long to send")
def test_a_message_too_long_to_send_is_not_sent(
    engine: EngineEnd, desk: DeskEnd, caplog: pytest.LogCaptureFixture
) -> None:
    desk.link.start()
    desk.next_of(SnapshotTaken)
    desk.link.send(AnswerCall(call_id="x" * FRAME_LIMIT))
    desk.link.send(SetMute(muted=True))
    assert engine.commands.get(timeout=WAIT_S) == SetMute(muted=True)
    assert "too long to send" in caplog.text


@pytest.mark.expects_log("SetMute failed")
def test_a_failing_handler_keeps_the_connection(
    engine: EngineEnd,
    desk: DeskEnd,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk.link.start()
    desk.next_of(SnapshotTaken)
    take = engine.server._on_command

    def fail_once(command: object) -> None:
        monkeypatch.setattr(engine.server, "_on_command", take)
        raise RuntimeError("broken")

    monkeypatch.setattr(engine.server, "_on_command", fail_once)
    desk.link.send(SetMute(muted=True))
    desk.link.send(SetMute(muted=False))
    assert engine.commands.get(timeout=WAIT_S) == SetMute(muted=False)
    assert "SetMute failed" in caplog.text


@pytest.mark.expects_log("stopped reading")
def test_a_stuck_desk_loses_levels_first_and_is_then_cut_off(
    runtime: RuntimeDir, new_io: Callable[[], IoThread], caplog: pytest.LogCaptureFixture
) -> None:
    engine = EngineEnd(new_io(), runtime, buffer_limit=200_000)
    engine.server.start()
    with connect_as_desk(runtime):
        engine.asked.get(timeout=WAIT_S)
        for number in range(600):
            engine.server.emit(ended(f"{number} {'x' * 20_000}"))
            engine.server.emit(LevelsMeasured(microphone_dbfs=-20.0, speaker_dbfs=-30.0))
        assert engine.gone.get(timeout=WAIT_S)
    assert "stopped reading" in caplog.text
    engine.server.close()


def test_one_command_without_asyncio(engine: EngineEnd, runtime: RuntimeDir) -> None:
    engine.answers_snapshots = True
    tell_engine(runtime, ShutDown())
    assert engine.commands.get(timeout=WAIT_S) == ShutDown()


def test_no_engine_no_connection(runtime: RuntimeDir, desk: DeskEnd) -> None:
    with pytest.raises(NotRunningError):
        tell_engine(runtime, ShutDown())
    desk.link.start()
    desk.link.send(SetMute(muted=True))
    desk.link.close()
    assert desk.said.empty()


def test_the_socket_is_for_its_owner_alone(engine: EngineEnd, runtime: RuntimeDir) -> None:
    assert engine.server is not None
    assert runtime.path.stat().st_mode & 0o777 == 0o700
    for path in runtime.path.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path
