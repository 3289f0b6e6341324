"""Open devices: one capture or playback stream each. Made and closed on the sound thread."""

import time
from collections.abc import Callable, Generator
from typing import Any

import miniaudio

from softphone.engine.audio.backend import RATE_HZ
from softphone.engine.audio.devices import Found, backends
from softphone.engine.audio.limiter import Limiter

PERIOD_MS = 10
_APP_NAME = "softphone"


class Stream:
    """A running device; ``last_s`` is when its system last called back (monotonic)."""

    def __init__(self, device: Any, found: Found) -> None:
        self._device = device
        self.found = found
        self.limiter = Limiter()
        """Nothing is played past it."""
        self.last_s = time.monotonic()

    def close(self) -> None:
        """Stop and close it; may take a while."""
        self._device.close()

    def start(self, generator: Any) -> None:
        """Begin. Raises ``MiniaudioError``."""
        next(generator)
        self._device.start(generator)


def open_microphone(found: Found, put: Callable[[bytes], None]) -> Stream:
    """Capture 16-bit mono at 16 kHz into ``put``. Raises ``MiniaudioError``."""
    device = miniaudio.CaptureDevice(
        input_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE_HZ,
        buffersize_msec=PERIOD_MS,
        device_id=found.handle,
        backends=backends(),
        app_name=_APP_NAME,
    )
    stream = Stream(device, found)

    def take() -> Generator[None, bytes, None]:
        while True:
            data = yield
            stream.last_s = time.monotonic()
            put(bytes(data))

    stream.start(take())
    return stream


def open_speaker(found: Found, take: Callable[[int], bytes], period_ms: int = PERIOD_MS) -> Stream:
    """Play what ``take(byte count)`` gives, limited; else silence. Raises as above."""
    device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE_HZ,
        buffersize_msec=period_ms,
        device_id=found.handle,
        backends=backends(),
        app_name=_APP_NAME,
    )
    stream = Stream(device, found)

    def give() -> Generator[bytes, int, None]:
        data = b""
        while True:
            count = (yield data) * 2
            stream.last_s = time.monotonic()
            data = stream.limiter.apply(take(count))
            data += bytes(count - len(data))

    stream.start(give())
    return stream
