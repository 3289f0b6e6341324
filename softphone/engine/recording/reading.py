"""Reading recordings back: what they look like, whichever way they were written."""

import base64
import logging
from pathlib import Path

from softphone.domain.messages import WaveformRead
from softphone.domain.recording import RecordingFormat, is_recording_id, suffix_of
from softphone.engine.recording.files import Sheet, read_sheet, sheet_path
from softphone.engine.recording.opus import OpusSource, SealedFile
from softphone.engine.recording.sealed import SealedSource, WrongKeyError, open_once
from softphone.engine.recording.source import Source
from softphone.engine.recording.waveform import fewer, peaks_of
from softphone.engine.recording.wavfile import BLOCK_BYTES, WavSource

log = logging.getLogger(__name__)
MOST_COLUMNS = 4_000


class ReadingError(Exception):
    """It cannot be read; the text says why, and what to do."""


def open_source(folder: Path, recording_id: str, key: bytes) -> Source:
    """Raises ``ReadingError``."""
    if not is_recording_id(recording_id):
        raise ReadingError("This is not a recording.")

    def file(kind: RecordingFormat, *, sealed: bool) -> Path:
        return folder / (recording_id + suffix_of(kind, sealed=sealed))

    sealed_wav = file(RecordingFormat.WAV, sealed=True)
    sealed_opus = file(RecordingFormat.OPUS, sealed=True)
    try:
        # Where a conversion has just ended both are there.
        for plain in RecordingFormat:
            if (path := file(plain, sealed=False)).exists():
                return WavSource(path) if plain is RecordingFormat.WAV else OpusSource(path)
        if not key and (sealed_wav.exists() or sealed_opus.exists()):
            raise ReadingError("The recording is encrypted, and the keyring has no key for it.")
        if sealed_opus.exists():
            return OpusSource(SealedFile(SealedSource(sealed_opus, key)))
        return SealedSource(sealed_wav, key)
    except FileNotFoundError:
        raise ReadingError("The recording is no longer on this computer.") from None
    except WrongKeyError:
        raise ReadingError(
            "The recording was encrypted with another key than the keyring's."
        ) from None
    except (OSError, ValueError) as error:
        raise ReadingError(f"The recording cannot be read: {error}.") from None


def _sheet(folder: Path, recording_id: str) -> Sheet | None:
    try:
        return read_sheet(sheet_path(folder, recording_id))
    except OSError:
        return None


def _kept_peaks(sheet: Sheet | None, key: bytes, columns: int) -> tuple[bytes, bytes] | None:
    """What was noted when it was converted; None: it has to be looked at."""
    if sheet is None or not sheet.peaks or sheet.format is RecordingFormat.WAV:
        return None
    try:
        peaks = base64.b64decode(sheet.peaks, validate=True)
        if sheet.sealed:
            peaks = open_once(key, peaks)
    except ValueError:
        return None
    half = len(peaks) // 2
    return fewer(peaks[:half], columns), fewer(peaks[half:], columns)


def read_waveform(folder: Path, recording_id: str, key: bytes, columns: int) -> WaveformRead:
    """Peaks of both channels in so many columns. Takes about 0.1 s for an hour; any thread.

    An Opus file whose peaks were not kept takes half a second a minute.
    """
    try:
        source = open_source(folder, recording_id, key)
    except ReadingError as error:
        return _unread(recording_id, str(error))
    try:
        columns, sheet = max(1, min(columns, MOST_COLUMNS)), _sheet(folder, recording_id)
        left, right = _kept_peaks(sheet, key, columns) or peaks_of(source, columns)
        return WaveformRead(
            recording_id=recording_id,
            duration_s=source.blocks / source.rate_hz,
            agent=left,
            far_end=right,
            gaps=sheet.gaps if sheet is not None else (),
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


def mono(data: bytes) -> bytes:
    """Both channels for one ear each would need a stereo device: they are added."""
    import numpy as np

    samples = np.frombuffer(data[: len(data) // BLOCK_BYTES * BLOCK_BYTES], dtype="<i2")
    both = samples.reshape(-1, 2).astype(np.int32).sum(axis=1)
    return bytes(np.clip(both, -32768, 32767).astype("<i2").tobytes())
