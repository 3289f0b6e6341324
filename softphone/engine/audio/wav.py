"""WAV files: reading any rate into the bridge's, writing with a header that is always valid."""

import array
import struct
import sys
import wave
from pathlib import Path
from typing import BinaryIO

from softphone.engine.audio.backend import RATE_HZ

_HEADER_BYTES = 44


class WavError(ValueError):
    """The file cannot be used; the text says why."""


def read_wav(path: Path, rate_hz: int = RATE_HZ) -> bytes:
    """16-bit mono samples at ``rate_hz``. Raises ``WavError``."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getnchannels() != 1 or file.getsampwidth() != 2:
                raise WavError(f"{path.name} must be mono with 16 bits per sample")
            rate, data = file.getframerate(), file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise WavError(f"{path.name} cannot be read: {error}") from None
    return resample(data, rate, rate_hz)


def resample(data: bytes, rate_hz: int, wanted_hz: int) -> bytes:
    """Linear interpolation: enough for speech and test tones, done once when a file is opened."""
    if rate_hz == wanted_hz or not data:
        return data
    source = array.array("h", data)
    if sys.byteorder == "big":
        source.byteswap()
    count = len(source) * wanted_hz // rate_hz
    last = len(source) - 1
    result = array.array("h", bytes(count * 2))
    for index in range(count):
        position, rest = divmod(index * rate_hz, wanted_hz)
        left = source[position]
        right = source[position + 1 if position < last else last]
        result[index] = left + (right - left) * rest // wanted_hz
    if sys.byteorder == "big":
        result.byteswap()
    return result.tobytes()


class WavWriter:
    """A growing WAV file; ``patch`` makes the header tell its true length (RIFF sizes)."""

    def __init__(self, path: Path, rate_hz: int = RATE_HZ) -> None:
        self._file: BinaryIO = path.open("wb")
        self._rate_hz = rate_hz
        self._bytes = 0
        self.patch()

    def write(self, data: bytes) -> None:
        """Append 16-bit little-endian samples."""
        self._file.write(data)
        self._bytes += len(data)

    def patch(self) -> None:
        """Write the header anew and flush."""
        self._file.seek(0)
        self._file.write(self._header())
        self._file.seek(0, 2)
        self._file.flush()

    def close(self) -> None:
        """Patch and close."""
        self.patch()
        self._file.close()

    def _header(self) -> bytes:
        return struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            b"RIFF",
            _HEADER_BYTES - 8 + self._bytes,
            b"WAVE",
            b"fmt ",
            16,
            1,
            1,
            self._rate_hz,
            self._rate_hz * 2,
            2,
            16,
            b"data",
            self._bytes,
        )
