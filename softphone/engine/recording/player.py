"""Plays a recording to the agent's ear, through the same bridge as a call."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from softphone.domain.messages import Event, PlaybackProgressed
from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ
from softphone.engine.audio.bridge import SoundBridge
from softphone.engine.audio.clip import frames_of
from softphone.engine.audio.wav import resample
from softphone.engine.recording.reading import mono
from softphone.engine.recording.source import Source

log = logging.getLogger(__name__)
TOLD_EVERY_S = 0.2
_AHEAD_FRAMES = 100
_BLOCK_S = 0.1


class _Playing:
    """A source on its way to the ear. ``next_frame`` runs on the clock thread."""

    def __init__(self, recording_id: str, source: Source, from_s: float) -> None:
        self.recording_id = recording_id
        self.duration_s = source.blocks / source.rate_hz
        self.start_s = max(0.0, min(from_s, self.duration_s))
        self.played = 0
        self.over = False
        self._source = source
        self._frames: deque[bytes] = deque()
        self._room = threading.Semaphore(_AHEAD_FRAMES)
        self._read_all = False
        self._stopped = False
        self._thread = threading.Thread(target=self._read, name="playing", daemon=True)
        self._thread.start()

    @property
    def position_s(self) -> float:
        return min(self.duration_s, self.start_s + self.played * FRAME_SAMPLES / RATE_HZ)

    def next_frame(self) -> bytes | None:
        if self._frames:
            self.played += 1
            self._room.release()
            return self._frames.popleft()
        if self._read_all:
            self.over = True
            return None
        return bytes(FRAME_BYTES)

    def stop(self) -> None:
        self._stopped = True
        # The reader may wait for room for each frame of its block.
        self._room.release(_AHEAD_FRAMES)

    def _read(self) -> None:
        source = self._source
        count = int(source.rate_hz * _BLOCK_S)
        first = int(self.start_s * source.rate_hz)
        try:
            while not self._stopped and first < source.blocks:
                data = resample(mono(source.read(first, count)), source.rate_hz, RATE_HZ)
                first += count
                self._hand_over(frames_of(data))
        except (OSError, ValueError) as error:
            log.warning("recording %s is played no further: %s", self.recording_id, error)
        finally:
            source.close()
            self._read_all = True

    def _hand_over(self, frames: list[bytes]) -> None:
        for frame in frames:
            self._room.acquire()
            if not self._stopped:
                self._frames.append(frame)


class Player:
    """At most one at a time. Used on the engine's thread only."""

    def __init__(self, bridge: SoundBridge, emit: Callable[[Event], None]) -> None:
        self._bridge = bridge
        self._emit = emit
        self._playing: _Playing | None = None
        self._next_told = 0.0

    @property
    def playing(self) -> bool:
        """Whether the sound device and the clock are needed."""
        return self._playing is not None

    def play(self, recording_id: str, source: Source, from_s: float) -> None:
        """Play from there on, instead of what is played now."""
        self._let_go()
        self._playing = _Playing(recording_id, source, from_s)
        self._bridge.play(self._playing)
        self._tell(self._playing, playing=True)

    def stop(self) -> None:
        """Stop, if something is played."""
        playing = self._playing
        if playing is not None:
            self._let_go()
            self._tell(playing, playing=False)

    def tick(self, now: float) -> None:
        """Tell how far it is; ``now`` is monotonic."""
        playing = self._playing
        if playing is None:
            return
        if playing.over:
            self.stop()
        elif now >= self._next_told:
            self._next_told = now + TOLD_EVERY_S
            self._tell(playing, playing=True)

    def _let_go(self) -> None:
        playing, self._playing = self._playing, None
        if playing is not None:
            playing.stop()
            if self._bridge.played is playing:
                self._bridge.play(None)

    def _tell(self, of: _Playing, *, playing: bool) -> None:
        self._emit(
            PlaybackProgressed(
                recording_id=of.recording_id,
                position_s=of.position_s,
                duration_s=of.duration_s,
                playing=playing,
            )
        )
