"""Recordings as Opus in Ogg (RFC 6716, RFC 7845), by libsndfile. Loaded only where one is read."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softphone.engine.recording.sealed import SealedSource
from softphone.engine.recording.source import Source

if TYPE_CHECKING:
    import soundfile

COMPRESSION = 0.9
"""libsndfile's scale from 0 to 1: 62 kbit/s for both channels, which hardly hear each other."""
_BLOCK_S = 1


class OpusSource:
    """Reads it. Raises ``OSError`` or ``ValueError``."""

    def __init__(self, file: Path | io.RawIOBase) -> None:
        self._raw = file.open("rb") if isinstance(file, Path) else file
        try:
            self._file = _opened(self._raw)
            self.rate_hz = int(self._file.samplerate)
            self.blocks = int(self._file.frames)
        except BaseException:
            self._raw.close()
            raise
        self._at = 0

    def read(self, first: int, count: int) -> bytes:
        """That many blocks, fewer at the end."""
        count = max(0, min(count, self.blocks - first))
        # A seek decodes what comes before: not for one block after the other.
        if first != self._at:
            self._file.seek(first)
        data = bytes(self._file.buffer_read(count, dtype="int16")) if count else b""
        self._at = first + count
        return data

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
        self._raw.close()


class SealedFile(io.RawIOBase):
    """An encrypted recording as a file of bytes."""

    def __init__(self, source: SealedSource) -> None:
        super().__init__()
        self._source = source
        self._at = 0

    def seekable(self) -> bool:
        """It is."""
        return True

    def readable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """See ``io``."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._source.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """See ``io``."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """See ``io``."""
        data = self._source.read_bytes(self._at, self._at + len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Let the file go."""
        self._source.close()
        super().close()


class _Out:
    """What libsndfile wants to write to; of an Ogg stream it never goes back."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._count = 0

    def write(self, data: Any) -> int:
        taken = bytes(data)
        self._write(taken)
        self._count += len(taken)
        return len(taken)

    def tell(self) -> int:
        return self._count

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._count

    def read(self, count: int) -> bytes:
        raise io.UnsupportedOperation("read")

    def readinto(self, buffer: Any) -> int:
        raise io.UnsupportedOperation("readinto")


def encode(source: Source, write: Callable[[bytes], None]) -> None:
    """Both channels of a recording, from beginning to end. Raises ``OSError`` or ``ValueError``."""
    import soundfile

    problems: list[BaseException] = []

    def guarded(data: bytes) -> None:
        # What is raised inside libsndfile's callback would be printed and lost.
        try:
            if not problems:
                write(data)
        except OSError as error:
            problems.append(error)

    try:
        with soundfile.SoundFile(
            _Out(guarded),
            "w",
            samplerate=source.rate_hz,
            channels=2,
            format="OGG",
            subtype="OPUS",
            compression_level=COMPRESSION,
        ) as file:
            step = _BLOCK_S * source.rate_hz
            for first in range(0, source.blocks, step):
                file.buffer_write(source.read(first, step), dtype="int16")
                if problems:
                    break
    except soundfile.LibsndfileError as error:
        problems.append(ValueError(error.error_string))
    if problems:
        raise problems[0]


def _opened(file: Any) -> "soundfile.SoundFile":
    try:
        import soundfile
    except OSError as error:
        raise ValueError(f"the library for Opus files is missing: {error}") from None
    try:
        return soundfile.SoundFile(file)
    except soundfile.LibsndfileError as error:
        raise ValueError(f"the file is no Opus recording: {error.error_string}") from None
