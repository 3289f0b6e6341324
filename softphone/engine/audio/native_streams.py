"""Open devices whose sound goes straight between the sound library and a ring of the stack.

The library's Python binding opens and closes them; its callback is the ring's own function, so no
block waits for the interpreter. Made and closed on the sound thread.
"""

import logging
import time
from typing import Any

import miniaudio
from _miniaudio import ffi, lib

from softphone.engine.audio.backend import RATE_HZ
from softphone.engine.audio.devices import Found, backends
from softphone.engine.audio.limiter import DEFAULT_LIMIT_DBFS, Limiter
from softphone.engine.audio.native import NativeRing
from softphone.engine.audio.pulse_streams import PulseStream
from softphone.engine.audio.ring_limiter import RingLimiter
from softphone.engine.audio.role import OpenStream
from softphone.engine.audio.streams import APP_NAME, FILLED_AFTER_S, PERIOD_MS

log = logging.getLogger(__name__)

_USER_DATA = ffi.offsetof("ma_device", "pUserData")


class NativeStream(miniaudio.AbstractDevice):  # type: ignore[misc]
    """A running device on a ring; see ``streams.Stream``. Raises ``MiniaudioError``."""

    def __init__(
        self, kind: int, found: Found, ring: NativeRing, limit_dbfs: float = DEFAULT_LIMIT_DBFS
    ) -> None:
        super().__init__()
        self._device: Any
        self.found = found
        self._ring = ring
        """Outlives the device, which knows its address."""
        self._opened_s = time.monotonic()
        self._context: Any = None
        self._context = self._make_context(backends(), app_name=APP_NAME)
        config = lib.ma_device_config_init(kind)
        playing = kind == lib.ma_device_type_playback
        side = config.playback if playing else config.capture
        side.format = miniaudio.SampleFormat.SIGNED16.value
        side.channels = 1
        side.pDeviceID = found.handle
        config.sampleRate = RATE_HZ
        config.periodSizeInMilliseconds = PERIOD_MS
        address = ring.playback_function if playing else ring.capture_function
        config.dataCallback = ffi.cast(ffi.typeof(config.dataCallback), address(_USER_DATA))
        config.pUserData = ffi.cast("void *", ring.user_data)
        self.limiter = RingLimiter(ring, limit_dbfs) if playing else Limiter(limit_dbfs)
        result = lib.ma_device_init(self._context, ffi.addressof(config), self._device)
        if result != lib.MA_SUCCESS:
            self._device = None
            lib.ma_context_uninit(self._context)
            raise miniaudio.MiniaudioError("failed to init device", result)
        result = lib.ma_device_start(self._device)
        if result != lib.MA_SUCCESS:
            self.close()
            raise miniaudio.MiniaudioError("failed to start audio device", result)
        self.running = True

    @property
    def last_s(self) -> float:
        """When its system last called back (monotonic), or when it was opened."""
        ago_s = self._ring.called_s_ago
        return self._opened_s if ago_s is None else max(self._opened_s, time.monotonic() - ago_s)

    @property
    def started(self) -> bool:
        """False while only its buffer is filled: a sleeping device may take seconds."""
        return self.last_s - self._opened_s > FILLED_AFTER_S

    def close(self) -> None:
        """Stop and close it; may take a while."""
        if self._device is None:
            return
        super().close()
        if self._context is not None:
            # The library closes the device alone; see ``streams.Stream.close``.
            lib.ma_context_uninit(self._context)


def open_microphone(found: Found, ring: NativeRing) -> OpenStream:
    """Capture 16-bit mono at 16 kHz into the ring. Raises ``MiniaudioError``."""
    pumped = _pumped(found, ring, plays=False)
    return pumped or NativeStream(lib.ma_device_type_capture, found, ring)


def open_speaker(found: Found, ring: NativeRing, limit_dbfs: float) -> OpenStream:
    """Play what the ring gives, limited. Raises as above."""
    pumped = _pumped(found, ring, plays=True, limit_dbfs=limit_dbfs)
    return pumped or NativeStream(lib.ma_device_type_playback, found, ring, limit_dbfs)


def _pumped(
    found: Found, ring: NativeRing, *, plays: bool, limit_dbfs: float = DEFAULT_LIMIT_DBFS
) -> PulseStream | None:
    """Without a thread of its own, where the device and the stack can do it."""
    if not (found.pulse_name and ring.pumps):
        return None
    try:
        return PulseStream(found, ring, plays=plays, limit_dbfs=limit_dbfs)
    except OSError as error:
        log.info("%s: by the sound library's own thread: %s", found.device.name, error)
        return None
