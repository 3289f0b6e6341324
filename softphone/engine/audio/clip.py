"""Short sounds that are mixed into what is said or heard: notices, recordings that are played."""

import array
from collections.abc import Sequence
from typing import Protocol

from softphone.engine.audio.backend import FRAME_BYTES, SILENCE


class Insertion(Protocol):
    """Gives frames of the bridge's shape. Called on the stack's clock thread: no waiting."""

    def next_frame(self) -> bytes | None:
        """The next 10 ms, or None when there is no more."""


class Clip:
    """Plays frames once."""

    def __init__(self, frames: Sequence[bytes]) -> None:
        self._frames = frames
        self._next = 0

    def next_frame(self) -> bytes | None:
        """The next 10 ms, or None when there is no more."""
        if self._next >= len(self._frames):
            return None
        self._next += 1
        return self._frames[self._next - 1]


def frames_of(samples: bytes) -> list[bytes]:
    """Cut into frames of 10 ms; the last one is filled up with silence."""
    frames = [samples[at : at + FRAME_BYTES] for at in range(0, len(samples), FRAME_BYTES)]
    if frames:
        frames[-1] = frames[-1].ljust(FRAME_BYTES, b"\0")
    return frames


def mix(one: bytes, two: bytes) -> bytes:
    """The sum of two frames of 16-bit samples, cut at full scale."""
    if one == SILENCE:
        return two
    left, right = array.array("h", one), array.array("h", two)
    return array.array(
        "h", [max(-32768, min(32767, a + b)) for a, b in zip(left, right, strict=False)]
    ).tobytes()
