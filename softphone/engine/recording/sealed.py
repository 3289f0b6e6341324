"""Encrypted recordings: AES-256-GCM in chunks, each of which can be read without the rest.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): every chunk is sealed with its
number and with whether it is the last one, so that none can be left out, repeated or moved, and a
file without a last chunk is known as one that was cut off. Each file has a key of its own, derived
from the key in the keyring (HKDF, RFC 5869), so that the numbers are nonces.

    file  = "SPREC1" + salt(16) + key's mark(8) + rate(u32), then chunks
    chunk = length of the plain samples(u32) + last(u8) + AES-GCM(samples) with its tag(16)
"""

import hashlib
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from softphone.engine.recording.files import create, write_all
from softphone.engine.recording.wavfile import BLOCK_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_HEAD = struct.Struct(">6s16s8sI")
HEADER_BYTES = _HEAD.size
_CHUNK = struct.Struct(">IB")
_MAGIC = b"SPREC1"
_TAG_BYTES = 16
_MOST_CHUNK_BYTES = 16_000_000


class WrongKeyError(ValueError):
    """The file was sealed with another key."""


def key_mark(key: bytes) -> bytes:
    """Tells keys apart without telling anything about them."""
    return hashlib.sha256(b"softphone recording key\0" + key).digest()[:8]


class SealedSink:
    """Writes it; what was there at the last ``sync`` can be read. Raises ``OSError``."""

    def __init__(self, path: Path, rate_hz: int, key: bytes) -> None:
        salt = os.urandom(16)
        self._head = _HEAD.pack(_MAGIC, salt, key_mark(key), rate_hz)
        self._cipher = _cipher(key, salt)
        self._waiting = bytearray()
        self._count = 0
        self._file = create(path)
        write_all(self._file, self._head)

    def append(self, data: bytes) -> None:
        """Interleaved samples; sealed at the next ``sync``."""
        self._waiting += data

    def sync(self) -> None:
        """Seal what waits; all of it is on the disk when this returns."""
        if self._waiting:
            self._seal(last=False)
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Seal the last chunk and close."""
        try:
            self._seal(last=True)
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    def _seal(self, *, last: bool) -> None:
        data, self._waiting = bytes(self._waiting), bytearray()
        sealed = self._cipher.encrypt(
            _nonce(self._count), data, _bound(self._head, self._count, last)
        )
        self._count += 1
        write_all(self._file, _CHUNK.pack(len(data), last) + sealed)


class SealedSource:
    """Reads it. Raises ``OSError``, ``WrongKeyError``, or ``ValueError`` for a damaged file."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._file = path.open("rb")
        try:
            self._head = self._file.read(_HEAD.size)
            salt, mark, self.rate_hz = _read_head(self._head)
            if mark != key_mark(key):
                raise WrongKeyError
            self._cipher = _cipher(key, salt)
            self._chunks, self.whole, _ = scan(self._file)
            self.blocks = sum(size for _, size, _ in self._chunks) // BLOCK_BYTES
        except BaseException:
            self._file.close()
            raise
        self._kept: tuple[int, bytes] = (-1, b"")

    def read(self, first: int, count: int) -> bytes:
        """That many blocks, fewer at the end."""
        return self.read_bytes(first * BLOCK_BYTES, (first + max(0, count)) * BLOCK_BYTES)

    @property
    def size(self) -> int:
        """Bytes that were sealed."""
        return sum(size for _, size, _ in self._chunks)

    def read_bytes(self, start: int, end: int) -> bytes:
        """What was sealed from there to there, whatever it is."""
        result, position = bytearray(), 0
        for number, (_, size, _) in enumerate(self._chunks):
            if position >= end:
                break
            if position + size > start:
                plain = self._open(number)
                result += plain[max(0, start - position) : end - position]
            position += size
        return bytes(result)

    def _open(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if self._kept[0] != number:
            offset, size, last = self._chunks[number]
            self._file.seek(offset)
            sealed = self._file.read(size + _TAG_BYTES)
            try:
                plain = self._cipher.decrypt(
                    _nonce(number), sealed, _bound(self._head, number, last)
                )
            except InvalidTag:
                raise ValueError("the recording is damaged or was changed") from None
            self._kept = (number, plain)
        return self._kept[1]

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def seal_once(key: bytes, data: bytes) -> bytes:
    """A few bytes, sealed with a key of their own."""
    salt = os.urandom(16)
    return salt + _cipher(key, salt).encrypt(_nonce(0), data, b"softphone peaks")


def open_once(key: bytes, sealed: bytes) -> bytes:
    """What ``seal_once`` was given. Raises ``ValueError``."""
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher(key, sealed[:16]).decrypt(_nonce(0), sealed[16:], b"softphone peaks")
    except InvalidTag:
        raise ValueError("sealed with another key, or changed") from None


def scan(file: BinaryIO) -> tuple[list[tuple[int, int, bool]], bool, int]:
    """Every complete chunk (offset of its sealed part, plain length, last); whether the last one
    is there; where the complete part ends in the file."""
    total = file.seek(0, os.SEEK_END)
    chunks: list[tuple[int, int, bool]] = []
    offset = _HEAD.size
    while offset + _CHUNK.size <= total:
        file.seek(offset)
        size, last = _CHUNK.unpack(file.read(_CHUNK.size))
        end = offset + _CHUNK.size + size + _TAG_BYTES
        if size > _MOST_CHUNK_BYTES or end > total:
            break
        chunks.append((offset + _CHUNK.size, size, bool(last)))
        offset = end
        if last:
            return chunks, True, offset
    return chunks, False, offset


def repair(path: Path) -> int:
    """Cut a chunk that was not written to its end; how many blocks are left. Needs no key.

    Raises ``OSError`` or ``ValueError``.
    """
    with path.open("r+b") as file:
        _read_head(file.read(_HEAD.size))
        chunks, _, end = scan(file)
        file.truncate(end)
        file.flush()
        os.fsync(file.fileno())
    return sum(size for _, size, _ in chunks) // BLOCK_BYTES


def _read_head(head: bytes) -> tuple[bytes, bytes, int]:
    if len(head) < _HEAD.size:
        raise ValueError("the file is too short")
    magic, salt, mark, rate_hz = _HEAD.unpack(head)
    if magic != _MAGIC:
        raise ValueError("the file is no recording of this program")
    return salt, mark, rate_hz


def _cipher(key: bytes, salt: bytes) -> "AESGCM":
    # Loaded only where recordings are encrypted: it costs memory and start-up time.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    own = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"softphone recording")
    return AESGCM(own.derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(head: bytes, number: int, last: bool) -> bytes:
    return head + struct.pack(">QB", number, last)
