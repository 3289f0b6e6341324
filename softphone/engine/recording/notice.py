"""Tells those on the line that they are recorded: a tone now and then, or a sentence."""

import math
import struct
from collections.abc import Callable
from pathlib import Path

from softphone.domain.recording import NoticeKind, NoticeTo
from softphone.engine.audio.backend import RATE_HZ
from softphone.engine.audio.bridge import SoundBridge
from softphone.engine.audio.clip import Clip, frames_of
from softphone.engine.audio.wav import WavError, read_wav

TONE_HZ, TONE_S, TONE_PEAK = 1400, 0.2, 4000
"""The customary warning tone of a recorded line; about -18 dBFS."""


def tone() -> list[bytes]:
    """The tone, its ends rounded off so that they do not click."""
    count = int(RATE_HZ * TONE_S)
    edge = RATE_HZ // 100
    samples = (
        int(
            TONE_PEAK
            * min(1.0, n / edge, (count - 1 - n) / edge)
            * math.sin(2 * math.pi * TONE_HZ * n / RATE_HZ)
        )
        for n in range(count)
    )
    return frames_of(struct.pack(f"<{count}h", *samples))


class Notice:
    """Says it once at the beginning; a tone again every ``every_s`` (0: once) while recording."""

    def __init__(self, frames: list[bytes], to: NoticeTo, every_s: float) -> None:
        self._frames = frames
        self._to = to
        self._every_s = every_s
        self._next: float | None = 0.0

    def tick(self, now: float, bridge: SoundBridge) -> None:
        """Called while samples of a call with sound are written; ``now`` is monotonic."""
        if self._next is None or now < self._next or not self._frames:
            return
        self._next = now + self._every_s if self._every_s > 0 else None
        bridge.say(Clip(self._frames))
        if self._to is NoticeTo.BOTH:
            bridge.play(Clip(self._frames))


def load_notice(
    kind: NoticeKind, file: str, to: NoticeTo, tone_every_s: float
) -> Callable[[], Notice] | None:
    """Makes the notice of a recording; None where none is wanted. Raises ``WavError``."""
    if kind is NoticeKind.NONE:
        return None
    if kind is NoticeKind.TONE:
        frames, every_s = tone(), tone_every_s
    else:
        frames, every_s = frames_of(read_wav(Path(file))), 0.0
        if not frames:
            raise WavError("the spoken notice is empty")
    return lambda: Notice(frames, to, every_s)
