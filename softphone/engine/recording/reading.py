"""Reading recordings back: what they look like, whichever way they were written."""

import logging
from pathlib import Path
from typing import Protocol

from softphone.domain.messages import WaveformRead
from softphone.domain.recording import SEALED_SUFFIX, WAV_SUFFIX, Gap, is_recording_id
from softphone.engine.recording.files import read_sheet, sheet_path
from softphone.engine.recording.sealed import SealedSource, WrongKeyError
from softphone.engine.recording.wavfile import BLOCK_BYTES, WavSource

log = logging.getLogger(__name__)
MOST_COLUMNS = 4_000
_BLOCKS_AT_ONCE = 160_000


class ReadingError(Exception):
    """It cannot be read; the text says why, and what to do."""


class Source(Protocol):
    """Samples of both channels."""

    rate_hz: int
    blocks: int

    def read(self, first: int, count: int) -> bytes:
        """That many blocks, fewer at the end. Raises ``OSError`` or ``ValueError``."""

    def close(self) -> None:
        """Let the file go."""


def open_source(folder: Path, recording_id: str, key: bytes) -> Source:
    """Raises ``ReadingError``."""
    if not is_recording_id(recording_id):
        raise ReadingError("This is no recording.")
    plain, sealed = folder / (recording_id + WAV_SUFFIX), folder / (recording_id + SEALED_SUFFIX)
    try:
        if plain.exists():
            return WavSource(plain)
        if not key and sealed.exists():
            raise ReadingError("The recording is encrypted, and the keyring has no key for it.")
        return SealedSource(sealed, key)
    except FileNotFoundError:
        raise ReadingError("The recording is not on this computer any more.") from None
    except WrongKeyError:
        raise ReadingError(
            "The recording was encrypted with another key than the keyring's."
        ) from None
    except (OSError, ValueError) as error:
        raise ReadingError(f"The recording cannot be read: {error}.") from None


def gaps_of(folder: Path, recording_id: str) -> tuple[Gap, ...]:
    """What its sheet tells; nothing where there is none."""
    try:
        sheet = read_sheet(sheet_path(folder, recording_id))
    except OSError:
        return ()
    return sheet.gaps if sheet is not None else ()


def read_waveform(folder: Path, recording_id: str, key: bytes, columns: int) -> WaveformRead:
    """Peaks of both channels in so many columns. Takes about 0.1 s for an hour; any thread."""
    try:
        source = open_source(folder, recording_id, key)
    except ReadingError as error:
        return _unread(recording_id, str(error))
    try:
        left, right = _peaks(source, max(1, min(columns, MOST_COLUMNS)))
        return WaveformRead(
            recording_id=recording_id,
            duration_s=source.blocks / source.rate_hz,
            agent=left,
            far_end=right,
            gaps=gaps_of(folder, recording_id),
        )
    except (OSError, ValueError) as error:
        return _unread(recording_id, f"The recording cannot be read: {error}.")
    finally:
        source.close()


def _unread(recording_id: str, problem: str) -> WaveformRead:
    log.warning("recording %s: %s", recording_id, problem)
    return WaveformRead(
        recording_id=recording_id, duration_s=0.0, agent=b"", far_end=b"", problem=problem
    )


def _peaks(source: Source, columns: int) -> tuple[bytes, bytes]:
    # Loaded only when somebody looks at a recording.
    import numpy as np

    columns = max(1, min(columns, source.blocks))
    step = max(1, -(-source.blocks // columns))
    peaks = np.zeros((2, columns), dtype=np.int32)
    batch = max(1, _BLOCKS_AT_ONCE // step)
    for first in range(0, columns, batch):
        data = source.read(first * step, batch * step)
        samples = np.frombuffer(data, dtype="<i2").reshape(-1, 2)
        for at in range(0, len(samples), step):
            part = samples[at : at + step]
            high, low = part.max(axis=0).astype(np.int32), part.min(axis=0).astype(np.int32)
            peaks[:, first + at // step] = np.maximum(high, -low)
    scaled = np.minimum(255, peaks * 255 // 32767).astype(np.uint8)
    return scaled[0].tobytes(), scaled[1].tobytes()


def mono(data: bytes) -> bytes:
    """Both channels for one ear each would need a stereo device: they are added."""
    import numpy as np

    samples = np.frombuffer(data[: len(data) // BLOCK_BYTES * BLOCK_BYTES], dtype="<i2")
    both = samples.reshape(-1, 2).astype(np.int32).sum(axis=1)
    return bytes(np.clip(both, -32768, 32767).astype("<i2").tobytes())
