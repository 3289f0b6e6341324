"""The child process that turns one finished recording into Opus, while calls go on.

A process of its own: the encoder's memory goes with it, it cannot take the engine along, and it
gives way to everything else on the computer. It takes one job as a line of JSON on standard input
(the key is in no argument), and ends at once when that is closed: then the engine is gone. What it
has written so far is a ``.part`` file, removed by the next one; the WAV file stays until the
engine has heard that all is well.
"""

import base64
import contextlib
import os
import sys
import threading
from pathlib import Path

import msgspec

from softphone.domain.recording import RecordingFormat, is_recording_id, suffix_of
from softphone.engine.recording.files import create, write_all
from softphone.engine.recording.opus import OpusSource, SealedFile, encode
from softphone.engine.recording.sealed import SealedSink, SealedSource, seal_once
from softphone.engine.recording.source import Source
from softphone.engine.recording.waveform import peaks_of
from softphone.engine.recording.wavfile import WavSource

PEAKS = 2000
"""Columns of the waveform that is kept: more than a window shows."""
_NICE = 15
_CHUNK_BYTES = 1 << 16
PART_SUFFIX = ".part"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One recording; ``key`` in base64, empty: it is not encrypted."""

    folder: str
    id: str
    key: str = ""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """``problem`` in words, empty when the new file is there. ``peaks`` as in ``Sheet``."""

    problem: str = ""
    peaks: str = ""


def main() -> int:
    """Take the job, do it, say how it went; the exit code."""
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    _give_way()
    outcome = convert(job)
    sys.stdout.buffer.write(msgspec.json.encode(outcome) + b"\n")
    sys.stdout.buffer.flush()
    return 1 if outcome.problem else 0


def convert(job: Job) -> Outcome:
    """Write the Opus file beside the WAV file, which stays."""
    if not is_recording_id(job.id):
        return Outcome(problem="this is no recording")
    key = base64.b64decode(job.key)
    folder, sealed = Path(job.folder), bool(key)
    wav = folder / (job.id + suffix_of(RecordingFormat.WAV, sealed=sealed))
    opus = folder / (job.id + suffix_of(RecordingFormat.OPUS, sealed=sealed))
    part = opus.with_name(f"{job.id}.opus.{os.getpid()}{PART_SUFFIX}")
    for left in folder.glob(f"{job.id}.opus.*{PART_SUFFIX}"):
        left.unlink(missing_ok=True)
    try:
        source: Source = SealedSource(wav, key) if sealed else WavSource(wav)
        try:
            _write(source, part, key)
            _check(part, key, source.blocks)
            peaks = b"".join(peaks_of(source, PEAKS))
        finally:
            source.close()
        part.replace(opus)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            part.unlink()
        return Outcome(problem=str(error) or type(error).__name__)
    kept = seal_once(key, peaks) if sealed else peaks
    return Outcome(peaks=base64.b64encode(kept).decode())


def _write(source: Source, part: Path, key: bytes) -> None:
    if not key:
        with create(part) as file:
            encode(source, lambda data: write_all(file, data))
            os.fsync(file.fileno())
        return
    sink = SealedSink(part, source.rate_hz, key)
    waiting = bytearray()

    def write(data: bytes) -> None:
        waiting.extend(data)
        if len(waiting) >= _CHUNK_BYTES:
            sink.append(bytes(waiting))
            sink.sync()
            waiting.clear()

    try:
        encode(source, write)
        sink.append(bytes(waiting))
    finally:
        sink.close()


def _check(part: Path, key: bytes, blocks: int) -> None:
    """Whether all of it can be read back: only then may the WAV file go."""
    made = OpusSource(SealedFile(SealedSource(part, key)) if key else part)
    try:
        last = max(0, blocks - made.rate_hz)
        if made.blocks != blocks or len(made.read(last, blocks - last)) != 4 * (blocks - last):
            raise ValueError(f"{made.blocks} of {blocks} samples came back")
    finally:
        made.close()


def _end_with_stdin() -> None:
    sys.stdin.buffer.read()
    os._exit(3)


def _give_way() -> None:
    """Calls come first."""
    if sys.platform == "win32":
        # The engine starts it at idle priority there.
        return
    with contextlib.suppress(OSError):
        os.nice(_NICE)
