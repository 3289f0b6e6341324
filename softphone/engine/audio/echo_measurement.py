"""The guided echo test: a test sound, the agent's voice, and the voice played back.

It has the sound backend for itself, on a thread of its own at the pace of frames, because between
calls the stack's clock stands still.
"""

import threading
import time
from collections.abc import Callable

import numpy as np

from softphone.domain.echo import EchoResult, EchoStage
from softphone.engine.audio.backend import FRAME_SAMPLES, RATE_HZ, SILENCE, SoundBackend
from softphone.engine.audio.echo_return import (
    LONGEST_S,
    Floats,
    echo_return,
    level_dbfs,
    probe_sound,
)

FRAME_S = 0.010
_OPENING_S = 1.0
"""Until the devices run; the second half is the room's noise."""
_SOUND_S = 2.0
_SPEAK_S = 5.0
_PAUSE_S = 0.3
_BEEP_S = 0.15
_BEEP_HZ = 950.0


class EchoTest:
    """A machine of frames: ``step`` takes the microphone's and gives the speaker's."""

    def __init__(self) -> None:
        self.stage = EchoStage.LISTENING
        self.result: EchoResult | None = None
        self.peak = 0
        self._sound = probe_sound(_SOUND_S)
        beep = 0.1 * np.sin(2 * np.pi * _BEEP_HZ * np.arange(_BEEP_S * RATE_HZ) / RATE_HZ)
        opening, pause = np.zeros(int(_OPENING_S * RATE_HZ)), np.zeros(int(_PAUSE_S * RATE_HZ))
        self._script = np.concatenate(
            [opening, self._sound, np.zeros(int(LONGEST_S * RATE_HZ)), beep, pause]
        )
        self._asks_at = len(self._script) - len(beep) - len(pause)
        self._at = 0
        self._heard: list[bytes] = []
        self._tail = round(_PAUSE_S / FRAME_S)

    def step(self, said: bytes) -> bytes:
        """One frame each way; silence and nothing kept once it is over."""
        if self.stage in (EchoStage.DONE, EchoStage.STOPPED):
            return SILENCE
        self._heard.append(said)
        frame = self._script[self._at : self._at + FRAME_SAMPLES]
        self._at += FRAME_SAMPLES
        if self.stage is EchoStage.LISTENING and self._at >= self._asks_at:
            self.stage = EchoStage.SPEAKING
        if self.stage is EchoStage.SPEAKING and self._at >= self._speech_end:
            self._play_back()
        elif self.stage is EchoStage.PLAYING and self._at >= len(self._script):
            self.stage = EchoStage.DONE
        out = np.zeros(FRAME_SAMPLES)
        out[: len(frame)] = frame
        return np.rint(out * 32767).astype("<i2").tobytes()

    def stop(self) -> None:
        """Before its end."""
        if self.stage is not EchoStage.DONE:
            self.stage = EchoStage.STOPPED

    @property
    def _speech_begin(self) -> int:
        return self._asks_at + int((_BEEP_S + _PAUSE_S) * RATE_HZ)

    @property
    def _speech_end(self) -> int:
        return self._speech_begin + int(_SPEAK_S * RATE_HZ)

    def _play_back(self) -> None:
        heard = np.frombuffer(b"".join(self._heard), "<i2").astype(np.float64) / 32768
        begin = int(_OPENING_S * RATE_HZ)
        voice = heard[self._speech_begin : self._speech_end]
        gain_db, delay_ms = echo_return(self._sound, heard[begin : self._asks_at])
        self.result = EchoResult(
            return_db=round(gain_db, 1),
            delay_ms=delay_ms,
            noise_dbfs=round(level_dbfs(heard[begin // 2 : begin]), 1),
            voice_dbfs=round(_speech_level(voice), 1),
        )
        self._heard.clear()
        self._script, self._at = np.concatenate([voice, np.zeros(RATE_HZ // 2)]), 0
        self.stage = EchoStage.PLAYING


def _speech_level(voice: Floats) -> float:
    """Of the louder half second: pauses do not count."""
    steps = voice[: len(voice) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    powers = np.sort((steps**2).mean(axis=1))[-50:]
    return level_dbfs(np.sqrt(powers))


class EchoRunner:
    """Runs one test on a backend. ``pause`` waits so many seconds."""

    def __init__(self, backend: SoundBackend, pause: Callable[[float], None] = time.sleep) -> None:
        self.test = EchoTest()
        self._backend = backend
        self._pause = pause
        self._peaks = [0, 0]
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="echo test", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        due = time.perf_counter()
        while not self._stopped and self.test.stage is not EchoStage.DONE:
            said = self._backend.read()
            played = self.test.step(said)
            self._backend.write(played)
            self._note(0, said)
            self._note(1, played)
            due += FRAME_S
            if (left := due - time.perf_counter()) > 0:
                self._pause(left)

    def _note(self, side: int, frame: bytes) -> None:
        samples = np.frombuffer(frame, "<i2")
        self._peaks[side] = max(self._peaks[side], int(samples.max()), -int(samples.min()))

    def take_peaks(self) -> tuple[int, int]:
        """Of microphone and speaker since the last time, 0 … 32768."""
        peaks, self._peaks = self._peaks, [0, 0]
        return peaks[0], peaks[1]

    def stop(self) -> None:
        """End it; the backend is free within a frame."""
        self._stopped = True
        self._thread.join(1.0)
        self.test.stop()
