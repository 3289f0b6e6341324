"""Frames on an asyncio stream, and the handshake before them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Generic, TypeVar

import msgspec

from softphone.domain.messages import Command, Event
from softphone.ipc import handshake
from softphone.ipc.frames import FRAME_LIMIT, LENGTH, FramingError, pack, pack_raw
from softphone.ipc.handshake import HandshakeError

log = logging.getLogger(__name__)

In = TypeVar("In")

command_decoder: msgspec.msgpack.Decoder[Command] = msgspec.msgpack.Decoder(Command)
event_decoder: msgspec.msgpack.Decoder[Event] = msgspec.msgpack.Decoder(Event)


async def read_frame(reader: asyncio.StreamReader, limit: int) -> bytes:
    """The next frame's body. Raises ``FramingError``, ``asyncio.IncompleteReadError``."""
    (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
    if length > limit:
        raise FramingError(f"a frame of {length} bytes; {limit} are allowed")
    return await reader.readexactly(length)


class Channel(Generic[In]):
    """One authenticated connection; made by ``accept_desk`` or ``join_engine``, used on the loop.

    ``In`` is what comes in: commands at the engine, events at the desk.
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        decoder: msgspec.msgpack.Decoder[In],
        buffer_limit: int = 2 * FRAME_LIMIT,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._decoder = decoder
        self._buffer_limit = buffer_limit

    @property
    def unsent(self) -> int:
        """Bytes the other side has not taken yet, beyond what the system keeps for it."""
        return self._writer.transport.get_write_buffer_size()

    def send(self, message: Command | Event) -> None:
        """Send without waiting; a side that stopped reading is cut off when the buffer is full."""
        if self._writer.transport.is_closing():
            return
        try:
            self._writer.write(pack(message))
        except ValueError as error:
            log.error("not sent: %s", error)
            return
        if self.unsent > self._buffer_limit:
            log.error("the other side stopped reading: cut off with %d bytes unsent", self.unsent)
            self.cut()

    async def messages(self) -> AsyncIterator[In]:
        """Messages until the other side has gone. A malformed or unknown one is logged and left
        out; ends by itself when the framing is lost."""
        while True:
            try:
                body = await read_frame(self._reader, FRAME_LIMIT)
            except FramingError as error:
                log.error("connection closed: %s", error)
                return
            except (asyncio.IncompleteReadError, OSError):
                return
            try:
                # The error's text names fields, types and tags, never a string's value: no secret.
                message = self._decoder.decode(body)
            except (msgspec.DecodeError, UnicodeDecodeError, OverflowError) as error:
                log.error("message refused: %s", error)
                continue
            yield message

    def cut(self) -> None:
        """Close at once; what is unsent is lost."""
        self._writer.transport.abort()

    async def close(self, timeout_s: float = 0.5) -> None:
        """Close after sending what is buffered, in bounded time."""
        self._writer.close()
        try:
            await asyncio.wait_for(self._writer.wait_closed(), timeout_s)
        except (TimeoutError, OSError):
            self.cut()


async def accept_desk(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: bytes, buffer_limit: int
) -> Channel[Command]:
    """Engine's side of the handshake. Raises ``HandshakeError`` for a stranger, ``ConnectionError``
    for one who just left again; the caller closes."""
    try:
        async with asyncio.timeout(handshake.LIMIT_S):
            challenge = handshake.make_challenge()
            writer.write(pack_raw(challenge))
            answer = await read_frame(reader, handshake.FRAME_LIMIT)
            writer.write(pack_raw(handshake.check_answer(key, challenge, answer)))
    except (TimeoutError, FramingError) as error:
        raise HandshakeError(f"no handshake: {str(error) or 'too slow'}") from error
    except asyncio.IncompleteReadError as error:
        raise ConnectionResetError("left without a handshake") from error
    return Channel(reader, writer, command_decoder, buffer_limit)


async def join_engine(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: bytes
) -> Channel[Event]:
    """Desk's side of the handshake. Raises ``HandshakeError``; the caller closes."""
    try:
        async with asyncio.timeout(handshake.LIMIT_S):
            challenge = await read_frame(reader, handshake.FRAME_LIMIT)
            answer = handshake.make_answer(key, challenge)
            writer.write(pack_raw(answer))
            proof = await read_frame(reader, handshake.FRAME_LIMIT)
            handshake.check_proof(key, challenge, answer, proof)
    except (TimeoutError, FramingError, asyncio.IncompleteReadError, OSError) as error:
        raise HandshakeError(f"no handshake: {str(error) or 'too slow'}") from error
    return Channel(reader, writer, event_decoder)
