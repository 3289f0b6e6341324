"""The tone an agent hears while the far end rings and sends no sound of its own.

450 Hz, 1 s on, 4 s off: ringing tone in China (ITU-T E.180 Supplement 2).
"""

import math
import struct

from softphone.engine.audio.backend import FRAME_SAMPLES, RATE_HZ, SILENCE

HERTZ = 450
LOUDNESS = 3300
"""Peak, about -20 dBFS: soft beside speech."""
ON_FRAMES, PERIOD_FRAMES = 100, 500
# One cycle of 450 Hz fits nine times into 20 ms: two frames that follow each other without a click.
_SAMPLES = [
    round(LOUDNESS * math.sin(2 * math.pi * HERTZ * index / RATE_HZ))
    for index in range(2 * FRAME_SAMPLES)
]
_FRAMES = tuple(
    struct.pack(f"<{FRAME_SAMPLES}h", *_SAMPLES[start : start + FRAME_SAMPLES])
    for start in (0, FRAME_SAMPLES)
)


class Ringback:
    """Frames of 10 ms, 16-bit little-endian mono at 16 kHz."""

    def __init__(self) -> None:
        self._position = 0

    def restart(self) -> None:
        """Begin with the tone."""
        self._position = 0

    def next_frame(self) -> bytes:
        """The next 10 ms of the cadence."""
        position, self._position = self._position, (self._position + 1) % PERIOD_FRAMES
        return _FRAMES[position % 2] if position < ON_FRAMES else SILENCE
