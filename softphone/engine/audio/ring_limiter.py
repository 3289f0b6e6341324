"""Ear protection of a speaker whose ring is the stack's."""

from softphone.engine.audio.limiter import Limiter
from softphone.engine.audio.native import NativeRing


class RingLimiter(Limiter):
    """Only keeps the limit: the ring applies it."""

    def __init__(self, ring: NativeRing, limit_dbfs: float) -> None:
        self._ring = ring
        super().__init__(limit_dbfs)

    def set_limit(self, limit_dbfs: float) -> None:
        super().set_limit(limit_dbfs)
        self._ring.limit(self.peak)
