"""Devices of PulseAudio that the stack's clock moves, in our own build of the stack.

No thread waits for them: the ring fetches from the microphone when a frame is asked for, and gives
to the speaker when one has come (``installer/pjsip/sound/pulse.inc``). PipeWire answers to the same
library. Made and closed on the sound thread.
"""

import time

from softphone.engine.audio.devices import Found
from softphone.engine.audio.limiter import DEFAULT_LIMIT_DBFS, Limiter
from softphone.engine.audio.native import NativeRing, PumpedDevice
from softphone.engine.audio.ring_limiter import RingLimiter
from softphone.engine.audio.streams import APP_NAME, FILLED_AFTER_S

_UNPUMPED_S = 0.05


class PulseStream:
    """An open device on a ring; see ``streams.Stream``. Raises ``OSError``."""

    def __init__(
        self,
        found: Found,
        ring: NativeRing,
        *,
        plays: bool,
        limit_dbfs: float = DEFAULT_LIMIT_DBFS,
    ) -> None:
        self.found = found
        self._ring = ring
        self._device: PumpedDevice | None = ring.pulse(plays, found.pulse_name, APP_NAME)
        self._opened_s = time.monotonic()
        self.limiter: Limiter = RingLimiter(ring, limit_dbfs) if plays else Limiter(limit_dbfs)

    @property
    def last_s(self) -> float:
        """When it last moved sound (monotonic), or when it was opened."""
        if self._device is not None and self._ago_s() > _UNPUMPED_S:
            # The clock may not run yet, or no more: the server must not take us for dead.
            self._device.pump()
        return max(self._opened_s, time.monotonic() - self._ago_s())

    @property
    def started(self) -> bool:
        """False while only its buffer is filled: a sleeping device may take seconds."""
        return self.last_s - self._opened_s > FILLED_AFTER_S

    def close(self) -> None:
        """Close it."""
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def _ago_s(self) -> float:
        ago_s = self._ring.called_s_ago
        return time.monotonic() - self._opened_s if ago_s is None else ago_s
