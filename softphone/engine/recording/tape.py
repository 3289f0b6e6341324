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
        """Set by ``pause`` and ``go_on``."""
        self.ended = False
        self.missing = 0
        """Frames of the gap that is open now."""
        self._most = most_frames
        self._cause: GapCause | None = None
        self._pauses = self._pauses_marked = 0

    def pause(self) -> None:
        """Keep nothing from now on."""
        self.paused = True
        self._pauses += 1

    def go_on(self) -> None:
        """Keep what comes again; the gap stays marked even when no frame came meanwhile."""
        self.paused = False

    def put(self, sent: bytes, heard: bytes) -> None:
        """Called on the clock thread: appends and returns."""
        if self.ended:
            return
        # A clock that hangs for a moment may miss a whole pause: it is counted, not only seen.
        if self._pauses != self._pauses_marked:
            self._pauses_marked = self._pauses
            if self._cause is not GapCause.PAUSE:
                self._begin_gap(GapCause.PAUSE)
        if self.paused:
            self._skip(GapCause.PAUSE)
        elif len(self.queue) >= self._most:
            self._skip(GapCause.TOO_SLOW)
        else:
            self._end_gap()
            self.queue.append((sent, heard) if self.open else _SILENT)

    def _skip(self, cause: GapCause) -> None:
        if self._cause is not cause:
            self._begin_gap(cause)
        self.missing += 1

    def _begin_gap(self, cause: GapCause) -> None:
        self._end_gap()
        self._cause = cause
        self.queue.append(GapBegan(cause))

    def _end_gap(self) -> None:
        if self._cause is not None:
            self.queue.append(GapOver(self.missing))
            self._cause = None
            self.missing = 0
