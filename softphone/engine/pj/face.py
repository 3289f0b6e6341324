"""The stack's own rings and face, in the build that has them (``installer/pjsip/sound``)."""

import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

import pjsua2 as pj

from softphone.engine.audio.backend import FRAME_BYTES, SILENCE
from softphone.engine.audio.native import NativeRings, PumpedDevice
from softphone.engine.audio.processing import Entry

_Ring: Any = getattr(pj, "SoundRing", object)
_Face: Any = getattr(pj, "SoundFace", object)
_Pulse: Any = getattr(pj, "SoundPulse", None)


class Additions(Protocol):
    """What Python has to do with the sound. Both are called on the stack's clock thread."""

    def add_to_sent(self, frame: bytes) -> bytes: ...
    def add_to_heard(self, sent: bytes, frame: bytes) -> bytes: ...


class StackRing:
    """A ring of the stack; see ``audio.native.NativeRing``. ``now`` is the time in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.ring = _Ring()
        self._now = now

    def put(self, data: bytes) -> None:
        """Append 16-bit mono samples at 16 kHz."""
        block = pj.ByteVector()
        block.assign_from_bytes(data)
        self.ring.put(block, self._now())

    def take(self, count: int) -> bytes:
        """Exactly ``count`` bytes; what is missing is silence."""
        made = bytearray(count)
        block = pj.ByteVector()
        block.assign_from_bytes(made)
        self.ring.take(block, self._now())
        block.copy_to_bytearray(made)
        return bytes(made)

    def take_frame(self) -> bytes:
        """One frame of 10 ms."""
        return self.take(FRAME_BYTES)

    def clear(self) -> None:
        """Forget everything but the clocks' difference."""
        self.ring.clear()

    @property
    def level_s(self) -> float:
        """What waits just now, in seconds."""
        return float(self.ring.level())

    @property
    def drift(self) -> float:
        """How much faster it is written than read, 0.0001 = 100 ppm."""
        return float(self.ring.drift())

    @property
    def underruns(self) -> int:
        """Gaps in what was read because a block came too late."""
        return int(self.ring.underruns())

    @property
    def cuts(self) -> int:
        """How often a surplus was cut."""
        return int(self.ring.cuts())

    @property
    def called_s_ago(self) -> float | None:
        """How long ago a sound library last called; None: never."""
        ago = float(self.ring.calledAgo())
        return ago if ago >= 0 else None

    @property
    def user_data(self) -> int:
        """What a device must carry for the two functions."""
        # A driver that hangs may call when everything else has gone: the ring stays to the end.
        self.ring.this.disown()
        return int(self.ring.userData())

    def limit(self, peak: int) -> None:
        """Nothing leaves louder than that sample."""
        self.ring.limit(peak)

    def take_peak(self) -> int | None:
        """The loudest sample put in since the last time; None: there came none."""
        peak = int(self.ring.takePeak())
        return peak if peak >= 0 else None

    def capture_function(self, offset: int) -> int:
        """See ``audio.native.NativeRing``."""
        return int(self.ring.captureFunction(offset))

    def playback_function(self, offset: int) -> int:
        """The same, that takes."""
        return int(self.ring.playbackFunction(offset))

    @property
    def pumps(self) -> bool:
        """Whether ``pulse`` is there: from build 9 on, on Linux."""
        return _Pulse is not None and sys.platform.startswith("linux")

    def pulse(self, plays: bool, device: str, program: str) -> PumpedDevice:
        """Open PulseAudio's device of that name on this ring. Raises ``OSError``."""
        opened = _Pulse(self.ring)
        failure = str(opened.open(plays, "", device, program))
        if failure:
            raise OSError(failure)
        # It knows the ring's address to its end.
        opened.ring = self.ring
        device_: PumpedDevice = opened
        return device_


class NativePort(_Face):  # type: ignore[misc]
    """The agent's end in the conference; see ``audio.native.NativeFace``."""

    def __init__(self, additions: Additions, rings: NativeRings) -> None:
        assert isinstance(rings.said, StackRing)
        assert isinstance(rings.heard, StackRing)
        super().__init__(rings.said.ring, rings.heard.ring)
        self._rings = rings
        self._additions = additions
        self._block = bytearray(SILENCE)
        self.failure = ""
        self.createFace("sound")

    def use(self, entry: Entry | None) -> None:
        """Process by this; when it returns the one before is not called any more."""
        if entry is None:
            self.processNothing()
            return
        self.process(
            entry.request,
            entry.drop,
            entry.answer_bytes,
            pj.ByteVector(entry.said_message),
            entry.said_frame,
            pj.ByteVector(entry.heard_message),
            entry.heard_frame,
        )

    @property
    def process_failed(self) -> bool:
        """Whether the library failed; it has been left out since then."""
        return bool(self.processFailed())

    def take_peaks(self) -> tuple[int, int]:
        """The loudest samples sent and heard since the last time."""
        return int(self.takeSentPeak()), int(self.takeHeardPeak())

    def onSent(self, frame: pj.MediaFrame) -> None:
        try:
            made = self._additions.add_to_sent(self._bytes_of(frame))
            frame.buf.assign_from_bytes(made)
        except Exception as error:  # noqa: BLE001
            self.failure = f"microphone: {type(error).__name__}: {error}"

    def onHeard(self, sent: pj.MediaFrame, frame: pj.MediaFrame) -> None:
        try:
            made = self._additions.add_to_heard(self._bytes_of(sent), self._bytes_of(frame))
            frame.buf.assign_from_bytes(made)
        except Exception as error:  # noqa: BLE001
            self.failure = f"speaker: {type(error).__name__}: {error}"

    def _bytes_of(self, frame: pj.MediaFrame) -> bytes:
        frame.buf.copy_to_bytearray(self._block)
        return bytes(self._block)


def native_rings() -> Callable[[], NativeRings] | None:
    """Makes a pair of rings; None where the stack has none (the package index's)."""
    if _Face is object:
        return None
    return lambda: NativeRings(said=StackRing(), heard=StackRing())
