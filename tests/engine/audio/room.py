"""A room with a loudspeaker and a microphone: what is played comes back later and softer."""

from collections import deque
from pathlib import Path

import numpy as np

from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ, SILENCE
from softphone.engine.audio.null import NullBackend
from softphone.practice.sound import read_wav, to_rate
from tests.engine.audio.signals import Floats, floats

_SPEECH = Path(__file__).parents[3] / "resources" / "practice" / "speech"


def speech(*names: str, seconds: float) -> bytes:
    """These speech samples one after the other at the bridge's rate, over and over."""
    spoken = b""
    for name in names:
        pcm, rate_hz = read_wav(_SPEECH / f"{name}.wav")
        spoken += to_rate(pcm, rate_hz, RATE_HZ)
    wanted = round(seconds * 100) * FRAME_BYTES
    return (spoken * (wanted // len(spoken) + 1))[:wanted]


class Room(NullBackend):
    """Echo after ``delay_frames`` of 10 ms with ``gain``, and somebody who speaks ``near``."""

    def __init__(self, near: bytes = b"", gain: float = 0.3, delay_frames: int = 6) -> None:
        super().__init__()
        self.processed = True
        self.delay_ms = delay_frames * 10
        self.gain = gain
        self.echo: list[bytes] = []
        self._near = near
        self._at = 0
        self._air = deque([SILENCE] * delay_frames)

    def read(self) -> bytes:
        near = self._near[self._at : self._at + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")
        self._at += FRAME_BYTES
        echo = floats(self._air.popleft()) * self.gain
        self.echo.append(np.rint(echo).astype("<i2").tobytes())
        return np.clip(floats(near) + echo, -32768, 32767).astype("<i2").tobytes()

    def write(self, frame: bytes) -> None:
        self._air.append(frame)


def level_db(samples: Floats) -> float:
    return float(10 * np.log10((samples**2).mean() + 1e-3))


def likeness(one: Floats, other: Floats) -> float:
    """How alike two sounds rise and fall, in 20-ms steps: 1.0 the same course."""
    step = 2 * FRAME_SAMPLES

    def course(samples: Floats) -> Floats:
        power = (samples[: len(samples) // step * step].reshape(-1, step) ** 2).mean(axis=1)
        made: Floats = 10 * np.log10(power + 1e3)
        return made

    return float(np.corrcoef(course(one), course(other))[0, 1])
