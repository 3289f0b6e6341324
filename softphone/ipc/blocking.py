"""The socket to the engine without asyncio: for the supervisor, which must start fast."""

import socket
import time

import msgspec

from softphone.domain.messages import Command, Event
from softphone.ipc import handshake
from softphone.ipc.frames import FRAME_LIMIT, LENGTH, pack, pack_raw
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.runtime import NotRunningError, RuntimeDir


def tell_engine(runtime: RuntimeDir, command: Command, timeout_s: float = 2.0) -> None:
    """Send one command as the newest desk and hang up: only for when the desk has gone.

    Raises ``NotRunningError`` when no engine takes it in time.
    """
    deadline = time.monotonic() + timeout_s
    try:
        with connect_as_desk(runtime, timeout_s) as connection:
            connection.sendall(pack(command))
            # The engine answers with a snapshot or hangs up; wait, so that it has read all.
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                connection.settimeout(max(0.01, deadline - time.monotonic()))
    except (OSError, HandshakeError) as error:
        raise NotRunningError(f"the engine did not take it: {error}") from error


def connect_as_desk(runtime: RuntimeDir, timeout_s: float = 2.0) -> socket.socket:
    """An authenticated connection. Raises ``NotRunningError``, ``HandshakeError``, ``OSError``."""
    connection = runtime.connect("engine", timeout_s)
    try:
        challenge = _read_frame(connection)
        answer = handshake.make_answer(runtime.key(), challenge)
        connection.sendall(pack_raw(answer))
        handshake.check_proof(runtime.key(), challenge, answer, _read_frame(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def read_event(connection: socket.socket) -> Event:
    """The engine's next event. Raises ``TimeoutError``, ``HandshakeError`` when it hangs up,
    ``msgspec.DecodeError``."""
    (length,) = LENGTH.unpack(_read_exactly(connection, LENGTH.size))
    if length > FRAME_LIMIT:
        raise HandshakeError("not a softphone of this version")
    event: Event = _events.decode(_read_exactly(connection, length))
    return event


_events = msgspec.msgpack.Decoder(Event)


def _read_frame(connection: socket.socket) -> bytes:
    (length,) = LENGTH.unpack(_read_exactly(connection, LENGTH.size))
    if length > handshake.FRAME_LIMIT:
        raise HandshakeError("not a softphone of this version")
    return _read_exactly(connection, length)


def _read_exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise HandshakeError("the engine hung up")
        data += piece
    return data
