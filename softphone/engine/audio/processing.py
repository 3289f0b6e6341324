"""What is done to the microphone's sound: echo cancellation, noise suppression, gain.

WebRTC's audio processing (AEC3, NS, high-pass, AGC), as the livekit package brings it. Loading it
takes a third of a second and 25 MB, so that happens beside everything else, with the first call.
"""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ

log = logging.getLogger(__name__)

_DELAY_STEP_MS = 5


class ProcessingError(Exception):
    """The library cannot be used; the text says why."""


class Processor(Protocol):
    """Frames of 10 ms, 16-bit little-endian mono at 16 kHz; called on the stack's clock thread."""

    def heard(self, frame: bytes) -> None:
        """What goes to the speaker."""

    def said(self, frame: bytes, delay_ms: int) -> bytes:
        """The microphone's frame without what the speaker played ``delay_ms`` ago."""


class WebRtc:
    """One WebRTC audio processing module. Raises ``ProcessingError`` when it cannot be made."""

    def __init__(self) -> None:
        try:
            from livekit.rtc import AudioFrame
            from livekit.rtc.apm import AudioProcessingModule

            self._module = AudioProcessingModule(
                echo_cancellation=True,
                noise_suppression=True,
                high_pass_filter=True,
                auto_gain_control=True,
            )
        except Exception as error:
            raise ProcessingError(f"{type(error).__name__}: {error}") from error
        # The frames keep their memory: only bytes are moved for each.
        self._heard, self._said = bytearray(FRAME_BYTES), bytearray(FRAME_BYTES)
        self._heard_frame = AudioFrame(self._heard, RATE_HZ, 1, FRAME_SAMPLES)
        self._said_frame = AudioFrame(self._said, RATE_HZ, 1, FRAME_SAMPLES)
        self._delay_ms = -_DELAY_STEP_MS

    def heard(self, frame: bytes) -> None:
        self._heard[:] = frame
        self._module.process_reverse_stream(self._heard_frame)

    def said(self, frame: bytes, delay_ms: int) -> bytes:
        # A hint for the beginning: it goes on to look for the echo itself.
        if abs(delay_ms - self._delay_ms) >= _DELAY_STEP_MS:
            self._delay_ms = delay_ms
            self._module.set_stream_delay_ms(delay_ms)
        self._said[:] = frame
        self._module.process_stream(self._said_frame)
        return bytes(self._said)


class Processing:
    """Loads a processor in the background. Used on the engine's thread."""

    def __init__(self, make: Callable[[], Processor] = WebRtc) -> None:
        self._make = make
        self._thread: threading.Thread | None = None
        self.processor: Processor | None = None
        """There once it is loaded."""
        self.failure = ""
        """Why there is none, for the log."""

    def load(self) -> None:
        """Begin to load; does nothing the second time."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="processing", daemon=True)
            self._thread.start()

    def wait(self, within_s: float) -> None:
        """Until it is loaded or has failed."""
        if self._thread is not None:
            self._thread.join(within_s)

    def _load(self) -> None:
        try:
            self.processor = self._make()
        except ProcessingError as error:
            self.failure = str(error)
