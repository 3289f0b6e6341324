"""Writes one recording: takes frames from its tape, keeps file and sheet right. Writer's thread."""

import array
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from softphone.domain.recording import Gap, RecordingProblem
from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ
from softphone.engine.recording.files import Sheet, make_folder, write_sheet
from softphone.engine.recording.sealed import SealedSink
from softphone.engine.recording.tape import GapBegan, GapOver, Tape
from softphone.engine.recording.wavfile import WavSink

log = logging.getLogger(__name__)

SYNC_EVERY_S = 0.5
"""With the time that fsync takes less than a second: so much is lost in a power cut."""
FREE_CHECK_EVERY_S = 1.0
_FRAME_S = FRAME_SAMPLES / RATE_HZ
_BOTH_BYTES = 2 * FRAME_BYTES

FreeBytes = Callable[[Path], int]


class Sink(Protocol):
    """A file of samples. Every method raises ``OSError``."""

    def append(self, data: bytes) -> None:
        """Interleaved samples."""

    def sync(self) -> None:
        """Safe on the disk when this returns."""

    def close(self) -> None:
        """The end."""


def free_bytes(folder: Path) -> int:
    """Room left on the disk. Raises ``OSError``."""
    return shutil.disk_usage(folder).free


class Scribe:
    """``sheet`` is replaced, never changed: it may be read on any thread. ``done`` after the last
    write. ``keep_free`` may be set while it runs.
    """

    def __init__(
        self,
        folder: Path,
        sheet: Sheet,
        file_name: str,
        key: bytes,
        tape: Tape,
        keep_free: int,
        free: FreeBytes = free_bytes,
    ) -> None:
        self.sheet = sheet
        self.tape = tape
        self.keep_free = keep_free
        self.done = False
        self.folder = folder
        self._path = folder / file_name
        self.key = key
        self._free = free
        self._frames = 0
        self._sink: Sink | None = None
        self._next_sync = 0.0
        self._next_check = 0.0

    def work(self, now: float) -> None:
        """Write what has come; ``now`` is monotonic. Called several times a second until done."""
        if self.done:
            return
        try:
            self._work(now)
        except OSError as error:
            log.error("recording %s: %s", self.sheet.id, error.strerror or error)
            self._stop(RecordingProblem.WRITE_FAILED)

    def _work(self, now: float) -> None:
        if self._sink is None and not self._begin():
            return
        assert self._sink is not None
        ended = self.tape.ended
        self._drain(self._sink)
        if now >= self._next_check:
            self._next_check = now + FREE_CHECK_EVERY_S
            if self._free(self.folder) < self.keep_free:
                log.warning("recording %s: the disk is nearly full", self.sheet.id)
                self._stop(RecordingProblem.DISK_LOW)
                return
        if ended:
            self._stop(RecordingProblem.NONE)
        elif now >= self._next_sync:
            self._next_sync = now + SYNC_EVERY_S
            self._sink.sync()

    def _begin(self) -> bool:
        try:
            make_folder(self.folder)
            if self._free(self.folder) < self.keep_free:
                self._finish(RecordingProblem.DISK_LOW)
                return False
            # The sheet first: a file that a crash cut off is found by it.
            write_sheet(self.folder, self.sheet)
        except OSError as error:
            log.error("folder of recordings: %s", error.strerror)
            self._finish(RecordingProblem.NO_FOLDER)
            return False
        if self.sheet.sealed:
            self._sink = SealedSink(self._path, RATE_HZ, self.key)
        else:
            self._sink = WavSink(self._path, RATE_HZ)
        return True

    def _drain(self, sink: Sink) -> None:
        queue = self.tape.queue
        sent: list[bytes] = []
        heard: list[bytes] = []
        while queue:
            item = queue.popleft()
            if isinstance(item, tuple):
                sent.append(item[0])
                heard.append(item[1])
                continue
            self._append(sink, sent, heard)
            if isinstance(item, GapBegan):
                gap = Gap(at_s=self._frames * _FRAME_S, length_s=None, cause=item.cause)
                self._change(gaps=(*self.sheet.gaps, gap))
                write_sheet(self.folder, self.sheet)
            elif isinstance(item, GapOver):
                self._close_gap(item.frames)
        self._append(sink, sent, heard)

    def _append(self, sink: Sink, sent: list[bytes], heard: list[bytes]) -> None:
        if sent:
            sink.append(interleave(b"".join(sent), b"".join(heard)))
            self._frames += len(sent)
            self._change(duration_s=self._frames * _FRAME_S)
            sent.clear()
            heard.clear()

    def _close_gap(self, frames: int) -> None:
        last = msgspec.structs.replace(self.sheet.gaps[-1], length_s=frames * _FRAME_S)
        self._change(gaps=(*self.sheet.gaps[:-1], last))

    def _stop(self, problem: RecordingProblem) -> None:
        self.tape.ended = True
        if self.sheet.gaps and self.sheet.gaps[-1].length_s is None:
            self._close_gap(self.tape.missing)
        sink, self._sink = self._sink, None
        try:
            if sink is not None:
                sink.close()
            self._change(finished=True, problem=problem)
            write_sheet(self.folder, self.sheet)
        except OSError as error:
            # Repaired at the next start, like after a crash.
            log.error("recording %s not closed: %s", self.sheet.id, error.strerror)
            problem = problem or RecordingProblem.WRITE_FAILED
        self._finish(problem)

    def _finish(self, problem: RecordingProblem) -> None:
        self.tape.ended = True
        self.tape.queue.clear()
        self._change(finished=True, problem=problem)
        self.done = True

    def _change(self, **fields: object) -> None:
        self.sheet = msgspec.structs.replace(self.sheet, **fields)


def interleave(left: bytes, right: bytes) -> bytes:
    """Stereo samples of two channels, which are cut to the shorter one."""
    length = min(len(left), len(right)) & ~1
    both = array.array("h", bytes(2 * length))
    both[0::2] = array.array("h", left[:length])
    both[1::2] = array.array("h", right[:length])
    return both.tobytes()
