"""A stereo WAV file that grows: 16 bits, left the agent, right everybody else."""

import errno
import os
import struct
from pathlib import Path
from typing import BinaryIO

from softphone.engine.recording.files import create, write_all

HEADER_BYTES = 44
BLOCK_BYTES = 4
"""One sample of both channels."""
MOST_BYTES = 0xFFFF_FFFF - HEADER_BYTES
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


class WavSink:
    """Writes it; the header is right after every ``sync``. Every method raises ``OSError``."""

    def __init__(self, path: Path, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._bytes = 0
        self._file = create(path)
        write_all(self._file, header(rate_hz, 0))

    def append(self, data: bytes) -> None:
        """Interleaved little-endian samples."""
        if self._bytes + len(data) > MOST_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        write_all(self._file, data)
        self._bytes += len(data)

    def sync(self) -> None:
        """All of it is on the disk when this returns."""
        self._file.seek(0)
        write_all(self._file, header(self._rate_hz, self._bytes))
        self._file.seek(0, os.SEEK_END)
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Sync and close."""
        try:
            self.sync()
        finally:
            self._file.close()


class WavSource:
    """Reads it, also while it is written. Raises ``OSError`` or ``ValueError``."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self.rate_hz, count = read_header(self._file)
            there = os.fstat(self._file.fileno()).st_size - HEADER_BYTES
            self.blocks = min(count, there) // BLOCK_BYTES
        except BaseException:
            self._file.close()
            raise

    def read(self, first: int, count: int) -> bytes:
        """That many blocks, fewer at the end."""
        count = max(0, min(count, self.blocks - first))
        self._file.seek(HEADER_BYTES + first * BLOCK_BYTES)
        return self._file.read(count * BLOCK_BYTES)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def header(rate_hz: int, count: int) -> bytes:
    """RIFF header of ``count`` bytes of samples."""
    return _HEADER.pack(
        b"RIFF",
        HEADER_BYTES - 8 + count,
        b"WAVE",
        b"fmt ",
        16,
        1,
        2,
        rate_hz,
        rate_hz * BLOCK_BYTES,
        BLOCK_BYTES,
        16,
        b"data",
        count,
    )


def read_header(file: BinaryIO) -> tuple[int, int]:
    """Rate and bytes of samples of a file of ``WavSink``'s. Raises ``ValueError``."""
    file.seek(0)
    data = file.read(HEADER_BYTES)
    if len(data) < HEADER_BYTES:
        raise ValueError("the file is too short")
    riff, _, wave, fmt, size, kind, channels, rate, _, _, bits, name, count = _HEADER.unpack(data)
    if (riff, wave, fmt, size, kind, channels, bits, name) != (
        b"RIFF",
        b"WAVE",
        b"fmt ",
        16,
        1,
        2,
        16,
        b"data",
    ):
        raise ValueError("the file is no recording of this program")
    return rate, count


def repair(path: Path) -> int:
    """Make the header tell what is there after a crash; how many blocks. As ``WavSource``."""
    with path.open("r+b") as file:
        rate_hz, _ = read_header(file)
        there = file.seek(0, os.SEEK_END) - HEADER_BYTES
        blocks = there // BLOCK_BYTES
        file.truncate(HEADER_BYTES + blocks * BLOCK_BYTES)
        file.seek(0)
        file.write(header(rate_hz, blocks * BLOCK_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return blocks
