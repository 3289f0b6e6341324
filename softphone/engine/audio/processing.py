"""What is done to the microphone's sound: echo cancellation, noise suppression, gain.

WebRTC's audio processing (AEC3, NS, high-pass, AGC), as the livekit package brings it. Loading it
takes a third of a second and 25 MB, so that happens beside everything else, with the first call.
"""

import ctypes
import logging
import threading
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ

log = logging.getLogger(__name__)

_DELAY_STEP_MS = 5


class ProcessingError(Exception):
    """The library cannot be used; the text says why."""


class Entry(NamedTuple):
    """The library's one entry and the two requests that are made of it, always the same bytes.

    ``request(message, size, &answer, &size)`` returns a handle for ``drop(handle)``. A request
    works on one frame in place, at ``said_frame`` or ``heard_frame``; an answer longer than
    ``answer_bytes`` tells of a failure.
    """

    request: int
    drop: int
    answer_bytes: int
    said_message: bytes
    said_frame: int
    heard_message: bytes
    heard_frame: int


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

            self.module = AudioProcessingModule(
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

    @property
    def entry(self) -> Entry:
        """How to have frames processed without Python. Raises ``ProcessingError``."""
        try:
            return entry_of(self.module, self._said_frame, self._heard_frame)
        except Exception as error:
            raise ProcessingError(f"{type(error).__name__}: {error}") from error

    def heard(self, frame: bytes) -> None:
        self._heard[:] = frame
        self.module.process_reverse_stream(self._heard_frame)

    def tell_delay(self, delay_ms: int) -> None:
        """A hint for the beginning: it goes on to look for the echo itself."""
        if abs(delay_ms - self._delay_ms) >= _DELAY_STEP_MS:
            self._delay_ms = delay_ms
            self.module.set_stream_delay_ms(delay_ms)

    def said(self, frame: bytes, delay_ms: int) -> bytes:
        self.tell_delay(delay_ms)
        self._said[:] = frame
        self.module.process_stream(self._said_frame)
        return bytes(self._said)


def entry_of(module: Any, said: Any, heard: Any) -> Entry:
    """The requests as the livekit package makes them for each frame, made once."""
    from livekit.rtc._ffi_client import FfiClient
    from livekit.rtc._proto import ffi_pb2
    from livekit.rtc._utils import get_address

    library = FfiClient.instance._ffi_lib

    def message(frame: Any, kind: str) -> tuple[bytes, int]:
        request = ffi_pb2.FfiRequest()
        asked = getattr(request, kind)
        asked.apm_handle = module._ffi_handle.handle
        asked.data_ptr = get_address(frame._data)
        asked.size = len(frame._data)
        asked.sample_rate, asked.num_channels = RATE_HZ, 1
        return request.SerializeToString(), asked.data_ptr

    fine = ffi_pb2.FfiResponse()
    fine.apm_process_reverse_stream.SetInParent()
    said_message, said_frame = message(said, "apm_process_stream")
    heard_message, heard_frame = message(heard, "apm_process_reverse_stream")
    return Entry(
        request=_address(library.livekit_ffi_request),
        drop=_address(library.livekit_ffi_drop_handle),
        answer_bytes=len(fine.SerializeToString()),
        said_message=said_message,
        said_frame=said_frame,
        heard_message=heard_message,
        heard_frame=heard_frame,
    )


def _address(function: Any) -> int:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address
    return address


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
