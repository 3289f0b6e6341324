"""A frame: 4 bytes of length, big-endian, then one MessagePack message. Without asyncio, for the
supervisor's fast start."""

import struct

import msgspec

from softphone.domain.messages import Command, Event

FRAME_LIMIT = 1 << 20
"""Bytes of the longest message."""
LENGTH = struct.Struct(">I")

_encoder = msgspec.msgpack.Encoder()


class FramingError(Exception):
    """The stream can no longer be cut into messages; nothing after this can be trusted."""


def pack(message: Command | Event) -> bytes:
    """The whole frame of a message. Raises ``ValueError`` when it is longer than the limit."""
    body = _encoder.encode(message)
    if len(body) > FRAME_LIMIT:
        raise ValueError(f"{type(message).__name__} of {len(body)} bytes is too long to send")
    return LENGTH.pack(len(body)) + body


def pack_raw(body: bytes) -> bytes:
    """The frame around bytes of the handshake."""
    return LENGTH.pack(len(body)) + body
