"""The sound of one call of a peer: what it says and what it hears, on PJSIP's bridge."""

import time
from collections import deque
from itertools import pairwise
from pathlib import Path

import pjsua2 as pj

from softphone.practice import sound

KEPT_FRAMES = 120 * 1000 // sound.FRAME_MS
"""Two minutes of what was heard stay measurable."""
_FRAME_BYTES = 2 * sound.FRAME_SAMPLES
_SILENCE = bytes(_FRAME_BYTES)


class Mouth:
    """Frames to play: speech, once or in a loop, over a pilot tone. All is prepared beforehand."""

    def __init__(self, speech: bytes = b"", *, loop: bool = False, pilot: bytes = b"") -> None:
        self._speech = speech
        self._pilot = pilot
        self._loop = loop
        self._at = 0
        self._pilot_at = 0

    @classmethod
    def make(cls, wav: str, *, loop: bool, tone_hz: float, tone_dbfs: float) -> "Mouth":
        """Read the file and make the tone. Raises ``SoundError``."""
        speech = b""
        if wav:
            pcm, rate = sound.read_wav(Path(wav))
            speech = sound.to_rate(pcm, rate, sound.RATE_HZ)
        # One second of any whole-numbered frequency can be looped without a click.
        pilot = sound.sine(round(tone_hz), tone_dbfs, 1.0) if tone_hz else b""
        return cls(speech, loop=loop, pilot=pilot)

    def frame(self) -> bytes:
        """The next 20 ms."""
        said = self._next_speech()
        if not self._pilot:
            return said
        hum = self._pilot[self._pilot_at : self._pilot_at + _FRAME_BYTES]
        self._pilot_at = (self._pilot_at + _FRAME_BYTES) % len(self._pilot)
        return hum if said is _SILENCE else sound.mix(said, hum)

    def _next_speech(self) -> bytes:
        if self._at >= len(self._speech):
            if not (self._loop and self._speech):
                return _SILENCE
            self._at = 0
        piece = self._speech[self._at : self._at + _FRAME_BYTES]
        self._at += _FRAME_BYTES
        return piece.ljust(_FRAME_BYTES, b"\0")


class SoundPort(pj.AudioMediaPort):  # type: ignore[misc]
    """Both directions of a call as frames of 20 ms.

    The two callbacks run on PJSIP's clock thread: they copy, append and return.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.mouth = Mouth()
        self.heard: deque[tuple[float, bytes]] = deque(maxlen=KEPT_FRAMES)
        self.tape: list[bytes] | None = None
        self.tape_path: Path | None = None
        wanted = pj.MediaFormatAudio()
        wanted.type = pj.PJMEDIA_TYPE_AUDIO
        wanted.clockRate = sound.RATE_HZ
        wanted.channelCount = 1
        wanted.bitsPerSample = 16
        wanted.frameTimeUsec = sound.FRAME_MS * 1000
        wanted.avgBps = wanted.maxBps = sound.RATE_HZ * 16
        self.createPort(name, wanted)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        piece = self.mouth.frame()
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = pj.ByteVector(piece)
        frame.size = len(piece)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        # A frame without sound (a stream that has nothing) counts as 20 ms of silence.
        piece = bytes(frame.buf) if frame.type == pj.PJMEDIA_FRAME_TYPE_AUDIO else _SILENCE
        self.heard.append((time.monotonic(), piece))
        tape = self.tape
        if tape is not None:
            tape.append(piece)

    def record(self, path: Path | None) -> None:
        """Start a new tape; the old one, if any, is written. Raises ``OSError``."""
        done, self.tape = self.tape, [] if path else None
        done_path, self.tape_path = self.tape_path, path
        if done is not None and done_path is not None:
            sound.write_wav(done_path, b"".join(done))

    def measure(
        self, since: float, until: float, hz: tuple[float, ...], silence_dbfs: float
    ) -> dict[str, object]:
        """What was heard between two monotonic times (``peer_words.Measure``)."""
        frames = [(t, pcm) for t, pcm in list(self.heard) if since <= t <= until]
        pcm = b"".join(piece for _, piece in frames)
        waits = [after[0] - before[0] for before, after in pairwise(frames)]
        quiet = [sound.rms_dbfs(piece) < silence_dbfs for _, piece in frames]
        return {
            "frames": len(frames),
            "rms_dbfs": round(sound.rms_dbfs(pcm), 1),
            "tones": [sound.tone(pcm, each) for each in hz],
            "longest_silence_ms": sound.longest_run_ms(quiet),
            "longest_wait_ms": round(1000 * max(waits, default=0.0)),
        }
