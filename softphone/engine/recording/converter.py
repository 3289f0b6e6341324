"""Has finished recordings turned into Opus, one at a time, by a child process (``transcode``)."""

import base64
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from softphone.domain.recording import RecordingFormat
from softphone.engine.recording.files import SHEET_SUFFIX, Sheet, read_sheet, write_sheet
from softphone.engine.recording.transcode import Job, Outcome
from softphone.engine.recording.writer import Writer

log = logging.getLogger(__name__)


class Converter:
    """``done`` is called on the converter's thread with the sheet of each recording that was
    converted; one that could not be stays WAV and is tried again by the next engine. ``begun``
    gets the pid of each child."""

    def __init__(
        self, done: Callable[[Sheet], None], begun: Callable[[int], None] = lambda _: None
    ) -> None:
        self._done = done
        self._begun = begun
        self._thread = Writer("converting")
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def submit(self, folder: Path, sheet: Sheet, key: bytes) -> None:
        """Convert it when its turn comes; the sheet must be finished."""
        self._thread.submit(lambda: self._convert(folder, sheet, key))

    def close(self) -> None:
        """What is under way is given up: the WAV file is still there."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        self._thread.close(1.0)

    def _convert(self, folder: Path, sheet: Sheet, key: bytes) -> None:
        wav = folder / sheet.recording.file_name
        if self._closed or not wav.exists():
            return
        if sheet.sealed and not key:
            log.warning("recording %s stays WAV: there is no key for it", sheet.id)
            return
        job = Job(
            folder=str(folder),
            id=sheet.id,
            key=base64.b64encode(key).decode() if sheet.sealed else "",
        )
        outcome = self._run(job)
        if outcome.problem:
            if not self._closed:
                log.warning("recording %s stays WAV: %s", sheet.id, outcome.problem)
            return
        kept = msgspec.structs.replace(sheet, format=RecordingFormat.OPUS, peaks=outcome.peaks)
        try:
            write_sheet(folder, kept)
            wav.unlink()
        except OSError as error:
            # Somebody plays it (Windows): the next engine takes it away.
            log.warning("recording %s: %s is still there: %s", sheet.id, wav.name, error.strerror)
        log.info("recording %s is Opus now", sheet.id)
        self._done(kept)

    def _run(self, job: Job) -> Outcome:
        program = [] if getattr(sys, "frozen", False) else ["-m", "softphone"]
        idle = getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)
        try:
            child = subprocess.Popen(
                [sys.executable, *program, "transcode"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                creationflags=idle,
            )
        except OSError as error:
            return Outcome(problem=error.strerror or str(error))
        self._child = child
        self._begun(child.pid)
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            # Left open: its end tells the child that the engine is gone.
            with child.stdin, child.stdout:
                child.stdin.write(msgspec.json.encode(job) + b"\n")
                child.stdin.flush()
                said = child.stdout.readline()
            return msgspec.json.decode(said, type=Outcome)
        except (OSError, msgspec.DecodeError):
            child.kill()
            return Outcome(problem=f"the conversion ended with code {child.wait()}")
        finally:
            child.wait()
            self._child = None


def waiting(folder: Path, ours: frozenset[str]) -> list[Sheet]:
    """Finished recordings that are to be converted; a WAV file that was left over is removed."""
    found = []
    for path in sorted(folder.glob("*" + SHEET_SUFFIX)):
        try:
            sheet = read_sheet(path)
            if sheet is None or sheet.id != path.stem or not sheet.finished or sheet.id in ours:
                continue
            wav = (
                folder
                / msgspec.structs.replace(sheet.recording, format=RecordingFormat.WAV).file_name
            )
            if sheet.format is RecordingFormat.OPUS:
                wav.unlink(missing_ok=True)
            elif sheet.wanted is RecordingFormat.OPUS and sheet.duration_s and wav.exists():
                found.append(sheet)
        except OSError as error:
            log.error("recording %s: %s", path.stem, error.strerror)
    return found
