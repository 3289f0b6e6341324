"""Short tones of the program itself, mixed into what the agent hears.

Waiting tone: 450 Hz, 0.4 s on, 4 s off, as in China (ITU-T E.180 Supplement 2). Zip tone: what an
agent hears when a call is put through without ringing; one soft pip of 950 Hz.
"""

from enum import StrEnum

import msgspec
import numpy as np

from softphone.engine.audio.backend import FRAME_SAMPLES, RATE_HZ
from softphone.engine.audio.resampler import Samples

LOUDEST = 16_384.0
"""Peak at volume 1, -6 dBFS."""
_FADE = RATE_HZ // 200


class ToneKind(StrEnum):
    """The tones there are."""

    WAITING = "waiting"
    ZIP = "zip"


class _Shape(msgspec.Struct, frozen=True):
    """``lead_s``: silence before, for a device that is just being opened; ``period_s`` 0: once."""

    hertz: float
    on_s: float
    lead_s: float = 0.0
    period_s: float = 0.0


_SHAPES = {
    ToneKind.WAITING: _Shape(450, 0.4, period_s=4.4),
    ToneKind.ZIP: _Shape(950, 0.2, lead_s=0.1),
}


class Tones:
    """Gives one frame of 10 ms after the other while a tone sounds."""

    def __init__(self) -> None:
        self._playing: dict[ToneKind, tuple[Samples, int, bool]] = {}

    @property
    def sounding(self) -> bool:
        """Whether ``mix_into`` changes anything."""
        return bool(self._playing)

    def start(self, kind: ToneKind, volume: float) -> None:
        """From its beginning, at 0 … 1 of the loudest."""
        shape = _SHAPES[kind]
        index = np.arange(round(shape.on_s * RATE_HZ))
        burst = (
            LOUDEST * min(1.0, max(0.0, volume)) * np.sin(2 * np.pi * shape.hertz * index / RATE_HZ)
        )
        edge = np.linspace(0.0, 1.0, _FADE)
        burst[:_FADE] *= edge
        burst[-_FADE:] *= edge[::-1]
        lead = round(shape.lead_s * RATE_HZ)
        length = max(lead + len(burst), round(shape.period_s * RATE_HZ))
        length += -length % FRAME_SAMPLES
        samples: Samples = np.zeros(length, dtype=np.float32)
        samples[lead : lead + len(burst)] = burst
        # One assignment: the clock thread sees the old tones or the new ones.
        self._playing = {**self._playing, kind: (samples, 0, shape.period_s > 0)}

    def stop(self, kind: ToneKind) -> None:
        """No more of it; nothing if it does not sound."""
        self._playing = {k: v for k, v in self._playing.items() if k is not kind}

    def mix_into(self, frame: bytes) -> bytes:
        """The frame with the tones that sound now."""
        playing = self._playing
        if not playing:
            return frame
        mixed = np.frombuffer(frame, dtype="<i2").astype(np.float32)
        goes_on: dict[ToneKind, tuple[Samples, int, bool]] = {}
        for kind, (samples, at, repeats) in playing.items():
            mixed += samples[at : at + FRAME_SAMPLES]
            following = at + FRAME_SAMPLES
            if following < len(samples):
                goes_on[kind] = (samples, following, repeats)
            elif repeats:
                goes_on[kind] = (samples, 0, True)
        # Started or stopped just now by the other thread: its word holds.
        if self._playing is playing:
            self._playing = goes_on
        return np.clip(np.rint(mixed), -32768, 32767).astype("<i2").tobytes()
