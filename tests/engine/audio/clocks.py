"""Two clocks that differ, a writer and a reader that jitter, and one ring between them."""

import random

import numpy as np

from softphone.engine.audio.backend import FRAME_BYTES, RATE_HZ
from softphone.engine.audio.ring import Ring
from softphone.engine.pj.face import StackRing
from tests.engine.audio.signals import Floats, tone

HERTZ = 1000.0
RINGS = (Ring, StackRing)
"""In Python, and that of our own build of the stack: the same rules."""
AnyRing = type[Ring] | type[StackRing]


class Clocks:
    """Simulated time: the writer's samples come ``ppm`` faster than the reader takes them.

    Blocks are written up to ``late_ms`` late, in sizes picked from ``blocks``; the reader comes
    ``phase_ms`` after its tick, and up to 1 ms late.
    """

    def __init__(
        self,
        kind: AnyRing,
        ppm: float,
        late_ms: float = 2.0,
        blocks: tuple[int, ...] = (80, 160, 160, 240),
        phase_ms: float = 0.0,
    ) -> None:
        self.now_s = 0.0
        self.ring = kind(lambda: self.now_s)
        self.stalled = False
        """While true the writer writes nothing; its samples are lost."""
        self._rate_hz = RATE_HZ * (1 + ppm * 1e-6)
        self._late_s = late_ms / 1000
        self._phase_s = phase_ms / 1000
        self._blocks = blocks
        self._dice = random.Random(7)
        self._written = 0
        self._reads = 0
        self._plan()

    def _plan(self) -> None:
        self._block = self._dice.choice(self._blocks)
        end = self._written + self._block
        self._write_at = end / self._rate_hz + self._dice.uniform(0, self._late_s)

    def run(self, seconds: float, reader_stands: bool = False) -> tuple[Floats, Floats]:
        """Samples read, and the level before each read in seconds."""
        read: list[bytes] = []
        levels: list[float] = []
        for _ in range(round(seconds * 100)):
            self._reads += 1
            read_at = self._reads * 0.01 + self._phase_s + self._dice.uniform(0, 0.001)
            while self._write_at <= read_at:
                self.now_s = max(self.now_s, self._write_at)
                if not self.stalled:
                    self.ring.put(tone(HERTZ, self._written, self._block))
                self._written += self._block
                self._plan()
            self.now_s = max(self.now_s, read_at)
            levels.append(self.ring.level_s)
            if not reader_stands:
                read.append(self.ring.take(FRAME_BYTES))
        samples = np.frombuffer(b"".join(read), dtype="<i2").astype(np.float64)
        return samples, np.array(levels)
