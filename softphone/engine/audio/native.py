"""A bridge whose frames do not wait for the interpreter: what our own build of the stack adds.

The rings, the limiter and what a frame goes through are the stack's (``installer/pjsip/sound``),
by the same rules as here in Python. Python is asked only while something is to be added to the
sound or taken from it: tones, notices, playing, recording.
"""

from typing import NamedTuple, Protocol

from softphone.engine.audio.backend import SILENCE, SoundBackend
from softphone.engine.audio.bridge import SoundBridge, dbfs
from softphone.engine.audio.processing import Entry, ProcessingError, Processor, WebRtc


class PumpedDevice(Protocol):
    """An open device that moves sound when it is asked to: by the ring with every frame."""

    def pump(self) -> None: ...
    def close(self) -> None: ...


class NativeRing(Protocol):
    """As ``ring.Ring``, and a sound library may call it directly."""

    def put(self, data: bytes) -> None: ...
    def take(self, count: int) -> bytes: ...
    def take_frame(self) -> bytes: ...
    def clear(self) -> None: ...

    @property
    def level_s(self) -> float: ...

    @property
    def called_s_ago(self) -> float | None:
        """How long ago a sound library last called; None: never."""

    @property
    def user_data(self) -> int:
        """What a device must carry for the two functions."""

    def limit(self, peak: int) -> None:
        """Nothing leaves louder than that sample."""

    def take_peak(self) -> int | None:
        """The loudest sample put in since the last time; None: there came none."""

    def capture_function(self, offset: int) -> int:
        """Address of a ``void (device, out, in, frames)`` that puts; ``offset`` is that of the
        user data in a device."""

    def playback_function(self, offset: int) -> int:
        """The same, that takes."""

    @property
    def pumps(self) -> bool:
        """Whether ``pulse`` is there."""

    def pulse(self, plays: bool, device: str, program: str) -> PumpedDevice:
        """Open PulseAudio's device of that name on this ring. Raises ``OSError``."""


class NativeRings(NamedTuple):
    """From the microphone, and to the speaker."""

    said: NativeRing
    heard: NativeRing


class NativeFace(Protocol):
    """The agent's end in the stack's conference, between two rings."""

    def mute(self, on: bool) -> None: ...
    def rest(self, on: bool) -> None: ...
    def limit(self, peak: int) -> None: ...

    def attend(self, sent: bool, heard: bool) -> None:
        """Whether the bridge's ``add_to_sent`` and ``add_to_heard`` are called."""

    def use(self, entry: Entry | None) -> None:
        """Process by this; when it returns the one before is not called any more."""

    @property
    def process_failed(self) -> bool: ...

    def take_peaks(self) -> tuple[int, int]:
        """The loudest samples sent and heard since the last time."""


class NativeBridge(SoundBridge):
    """The same to its users; ``rings`` are what ``face`` is made on."""

    def __init__(self, backend: SoundBackend, rings: NativeRings) -> None:
        self.rings = rings
        self._face: NativeFace | None = None
        self._muted = self._resting = False
        self._attended = (False, False)
        self._processor: Processor | None = None
        super().__init__(backend)

    def open(self, face: NativeFace) -> None:
        """Work through this one from now on."""
        self._face = face
        face.mute(self._muted)
        face.rest(self._resting)
        face.limit(self.limiter.peak)
        self.attend()

    def shut(self) -> None:
        """The face is gone: nothing here keeps it."""
        self._face = None

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if self._face is not None:
            self._face.mute(muted)

    @property
    def resting(self) -> bool:
        return self._resting

    @resting.setter
    def resting(self, resting: bool) -> None:
        self._resting = resting
        if self._face is not None:
            self._face.rest(resting)

    @property
    def processor(self) -> Processor | None:
        return self._processor

    @processor.setter
    def processor(self, processor: Processor | None) -> None:
        if processor is self._processor:
            return
        self._processor = processor
        if self._face is None:
            return
        try:
            self._face.use(processor.entry if isinstance(processor, WebRtc) else None)
        except ProcessingError as error:
            self._processor = None
            self.processing_failure = str(error)

    def set_limit(self, limit_dbfs: float) -> None:
        super().set_limit(limit_dbfs)
        if self._face is not None:
            self._face.limit(self.limiter.peak)

    def attend(self) -> None:
        wanted = (self.adds_to_sent, self.adds_to_heard)
        if self._face is not None and wanted != self._attended:
            self._attended = wanted
            self._face.attend(*wanted)

    def tick(self) -> None:
        self.attend()
        face = self._face
        if face is not None and face.process_failed and self._processor is not None:
            self._processor = None
            self.processing_failure = "the library refused a frame"
        if isinstance(self._processor, WebRtc):
            self._processor.tell_delay(self.backend.delay_ms)

    def take_levels(self) -> tuple[float, float]:
        sent, heard = self._face.take_peaks() if self._face is not None else (0, 0)
        return dbfs(sent), dbfs(heard)

    def next_microphone_frame(self) -> bytes:
        """Not asked: the face takes from the ring."""
        return SILENCE

    def put_speaker_frame(self, frame: bytes) -> None:
        """Not asked: the face puts into the ring."""
