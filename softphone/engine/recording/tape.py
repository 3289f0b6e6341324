"""What is being recorded, on its way from the stack's clock thread to the writer's."""

from collections import deque

from softphone.domain.recording import GapCause
from softphone.engine.audio.backend import SILENCE

MOST_FRAMES = 6_000
"""A minute of frames, 4 MB: a disk that hangs for longer costs a marked gap, never memory."""

Frame = tuple[bytes, bytes]
_SILENT: Frame = (SILENCE, SILENCE)


class GapBegan:
    """From here on frames are missing."""

    __slots__ = ("cause",)

    def __init__(self, cause: GapCause) -> None:
        self.cause = cause


class GapOver:
    """So many frames were missing."""

    __slots__ = ("frames",)

    def __init__(self, frames: int) -> None:
        self.frames = frames


class Tape:
    """One frame of each channel at every tick of the conference's clock, so that both channels
    stay in step and the file is as long as the talk. The flags are set on the engine's thread.
    """

    def __init__(self, most_frames: int = MOST_FRAMES) -> None:
        self.queue: deque[Frame | GapBegan | GapOver] = deque()
        self.open = False
        """Whether a call of this recording has sound; while it has none (hold), what the agent
        says and hears belongs to somebody else: silence is recorded."""
        self.paused = False
        self.ended = False
        self.missing = 0
        """Frames of the gap that is open now."""
        self._most = most_frames
        self._cause: GapCause | None = None

    def put(self, sent: bytes, heard: bytes) -> None:
        """Called on the clock thread: appends and returns."""
        if self.ended:
            return
        if self.paused:
            self._skip(GapCause.PAUSE)
        elif len(self.queue) >= self._most:
            self._skip(GapCause.TOO_SLOW)
        else:
            self._end_gap()
            self.queue.append((sent, heard) if self.open else _SILENT)

    def _skip(self, cause: GapCause) -> None:
        if self._cause is not cause:
            self._end_gap()
            self._cause = cause
            self.queue.append(GapBegan(cause))
        self.missing += 1

    def _end_gap(self) -> None:
        if self._cause is not None:
            self.queue.append(GapOver(self.missing))
            self._cause = None
            self.missing = 0
