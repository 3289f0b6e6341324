"""Open devices: one capture or playback stream each. Made and closed on the sound thread."""

import time
from collections.abc import Callable, Generator
from typing import Any

import miniaudio
from _miniaudio import lib

from softphone.engine.audio.backend import RATE_HZ
from softphone.engine.audio.devices import Found, backends
from softphone.engine.audio.limiter import DEFAULT_LIMIT_DBFS, Limiter

PERIOD_MS = 5
"""Half a frame: what the system and the rings hold for one period is halved with it. A system that
cannot do it gives longer ones."""
APP_NAME = "softphone"
FILLED_AFTER_S = 0.2


class Stream:
    """A running device; ``last_s`` is when its system last called back (monotonic).

    ``started`` is false while only its buffer is filled: a sleeping device may take seconds.
    """

    def __init__(self, device: Any, found: Found, limit_dbfs: float) -> None:
        self._device = device
        self.found = found
        self.limiter = Limiter(limit_dbfs)
        """Nothing is played past it."""
        self.started = False
        self.last_s = self._opened_s = time.monotonic()

    def called(self) -> None:
        """The system has called back."""
        self.last_s = time.monotonic()
        self.started = self.last_s - self._opened_s > FILLED_AFTER_S

    def close(self) -> None:
        """Stop and close it; may take a while."""
        self._device.close()
        # The library closes the device alone: without this each stream would leave a connection
        # to the sound server behind, and after some dozens (64 at PulseAudio) it takes no more.
        lib.ma_context_uninit(self._device._context)

    def start(self, generator: Any) -> None:
        """Begin. Raises ``MiniaudioError``."""
        next(generator)
        self._device.start(generator)


def open_microphone(found: Found, put: Callable[[bytes], None]) -> Stream:
    """Capture 16-bit mono at 16 kHz into ``put``. Raises ``MiniaudioError``."""

    def take(stream: Stream) -> Generator[None, bytes, None]:
        while True:
            data = yield
            stream.called()
            put(bytes(data))

    return _started(
        miniaudio.CaptureDevice,
        found,
        take,
        input_format=miniaudio.SampleFormat.SIGNED16,
        buffersize_msec=PERIOD_MS,
    )


def open_speaker(
    found: Found,
    take: Callable[[int], bytes],
    period_ms: int = PERIOD_MS,
    limit_dbfs: float = DEFAULT_LIMIT_DBFS,
) -> Stream:
    """Play what ``take(byte count)`` gives, limited; else silence. Raises as above."""

    def give(stream: Stream) -> Generator[bytes, int, None]:
        data = b""
        while True:
            count = (yield data) * 2
            stream.called()
            data = stream.limiter.apply(take(count))
            data += bytes(count - len(data))

    return _started(
        miniaudio.PlaybackDevice,
        found,
        give,
        limit_dbfs,
        output_format=miniaudio.SampleFormat.SIGNED16,
        buffersize_msec=period_ms,
    )


def _started(
    kind: Any,
    found: Found,
    work: Callable[[Stream], Any],
    limit_dbfs: float = DEFAULT_LIMIT_DBFS,
    **shape: Any,
) -> Stream:
    device = kind.__new__(kind)
    try:
        device.__init__(
            nchannels=1,
            sample_rate=RATE_HZ,
            device_id=found.handle,
            backends=backends(),
            app_name=APP_NAME,
            **shape,
        )
    except miniaudio.MiniaudioError:
        if hasattr(device, "_context"):
            device.close()
            lib.ma_context_uninit(device._context)
        raise
    stream = Stream(device, found, limit_dbfs)
    try:
        stream.start(work(stream))
    except miniaudio.MiniaudioError:
        stream.close()
        raise
    return stream
