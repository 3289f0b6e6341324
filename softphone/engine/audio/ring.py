"""The buffer between two clocks: what it holds is what it adds as delay.

It is written and read in blocks of any size from two threads. The reading side is sped up or
slowed down by fractions of a per mille, so that the level neither runs dry nor grows.
"""

import threading
import time
from collections.abc import Callable

import numpy as np

from softphone.engine.audio.backend import FRAME_BYTES, FRAME_SAMPLES, RATE_HZ
from softphone.engine.audio.level import LATE_S, LevelKeeper
from softphone.engine.audio.resampler import TAPS, Resampler, Samples

TOO_MUCH_S = 0.040
"""So far above the wanted level the buffer is cut, because slow reading would take too long."""
TOO_MUCH_FOR_S = 0.3
_MOST_BYTES = RATE_HZ * 2
"""One second, for a reader that stands still."""
_LONGEST_BLOCK = RATE_HZ // 4
"""Samples. After a server hung, a second is moved at once: a store for such steps would be more
than there is room for, and never be full again."""
_LATEST_S = 0.100
"""What comes later than that was no jitter."""
_FADE = 80
"""5 ms."""
_FADE_IN = np.linspace(0.0, 1.0, _FADE, dtype=np.float32)
_TAIL = np.exp(-np.arange(FRAME_SAMPLES) / 12.0).astype(np.float32)
_BLOCK_MEMORY = 0.999
"""What is left of the longest block's memory with each block: it is forgotten in some 10 s."""


class Ring:
    """16-bit little-endian mono samples from one thread to another.

    ``now`` is a clock in seconds; it must be finer than a millisecond.
    """

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._data = bytearray()
        self._written_at = 0.0
        self._written_block = float(FRAME_SAMPLES)
        self._burst = 0
        self._keeper = LevelKeeper()
        self._resampler = Resampler()
        self.underruns = 0
        """Gaps in what was read because a block came too late."""
        self.cuts = 0
        self._start_over()

    def _start_over(self) -> None:
        self._data.clear()
        self._filling = True
        self._faded = 0
        self._last = 0.0
        self._gap_s = 0.0
        self._much_s = 0.0
        self._read_block = float(FRAME_SAMPLES)
        self._resampler.reset()

    # ------------------------------------------------------------ the writing side

    def put(self, data: bytes) -> None:
        """Append samples."""
        now = self._now()
        count = len(data) // 2
        with self._lock:
            self._data += data
            if len(self._data) > _MOST_BYTES:
                del self._data[: len(self._data) - _MOST_BYTES]
            # Some systems bring several blocks at once.
            self._burst = count + (self._burst if now - self._written_at < LATE_S else 0)
            self._written_at = now
            block = min(count, _LONGEST_BLOCK)
            self._written_block = max(block, self._written_block * _BLOCK_MEMORY)

    # ------------------------------------------------------------ the reading side

    @property
    def level_s(self) -> float:
        """What waits just now, in seconds."""
        return len(self._data) / 2 / RATE_HZ

    @property
    def drift(self) -> float:
        """How much faster it is written than read, 0.0001 = 100 ppm."""
        return self._keeper.drift

    def take_frame(self) -> bytes:
        """One frame of 10 ms."""
        return self.take(FRAME_BYTES)

    def take(self, count: int) -> bytes:
        """Exactly ``count`` bytes; what is missing is silence."""
        wanted = count // 2
        if wanted <= 0:
            return b""
        step_s = wanted / RATE_HZ
        with self._lock:
            if not self._filling:
                block = min(wanted, _LONGEST_BLOCK)
                self._read_block = max(block, self._read_block * _BLOCK_MEMORY)
            level_s, wanted_s = self._levels()
            if self._filling and not self._fill(level_s, wanted_s, wanted):
                self._gap_s += step_s
                return bytes(count)
            # What has been dropped to begin with must not count as a dip.
            level_s, wanted_s = self._levels()
            ratio = self._keeper.ratio(level_s, wanted_s, step_s, self._left_s() - step_s)
            needed = self._resampler.needed(wanted, ratio) * 2
            if len(self._data) < needed:
                return self._run_dry(wanted)
            raw = bytes(self._data[:needed])
            made, used = self._resampler.read(_floats(raw), wanted, ratio)
            del self._data[: used * 2]
            self._watch_for_too_much(level_s - wanted_s, step_s)
            cut = self._cut(wanted) if self._much_s > TOO_MUCH_FOR_S else None
        if cut is not None:
            _blend(made, cut)
        if self._faded < _FADE:
            part = _FADE_IN[self._faded : self._faded + wanted]
            made[: len(part)] *= part
            self._faded += len(part)
        self._last = float(made[-1])
        return _bytes(made)

    def clear(self) -> None:
        """Forget everything but the clocks' difference."""
        with self._lock:
            self._start_over()
            self._keeper.clear()

    # ------------------------------------------------------------ with the lock held

    def _levels(self) -> tuple[float, float]:
        """The level between two blocks, and the one that is wanted."""
        block_s = self._written_block / RATE_HZ
        age_s = min(max(0.0, self._now() - self._written_at), block_s)
        level_s = (len(self._data) // 2 - TAPS) / RATE_HZ + age_s
        return level_s, self._keeper.wanted_s(block_s, self._read_block / RATE_HZ)

    def _left_s(self) -> float:
        """What waits, had each block come ``LATE_S`` later."""
        late = self._burst if self._now() - self._written_at < LATE_S else 0
        return (len(self._data) // 2 - TAPS - late) / RATE_HZ

    def _fill(self, level_s: float, wanted_s: float, count: int) -> bool:
        """Begin (again) at just the wanted level; false while there is too little."""
        if level_s < wanted_s:
            return False
        if self._gap_s:
            # A gap is counted in whole reads; the block was half a read less late on average.
            self._keeper.missed(min(self._gap_s - count / RATE_HZ / 2, _LATEST_S), wanted_s)
        self._gap_s = 0.0
        surplus = int((level_s - wanted_s) * RATE_HZ) * 2
        keep = (count + TAPS + FRAME_SAMPLES // 8) * 2
        del self._data[: max(0, min(surplus, len(self._data) - keep))]
        self._keeper.restart()
        self._filling = False
        return True

    def _run_dry(self, count: int) -> bytes:
        """The rest, faded out; from now on silence until there is enough again."""
        self.underruns += 1
        self._filling = True
        self._faded = 0
        self._gap_s = count / RATE_HZ
        made = np.zeros(count, dtype=np.float32)
        tail = min(count, FRAME_SAMPLES)
        made[:tail] = self._last * _TAIL[:tail]
        self._last = 0.0
        self._resampler.reset()
        return _bytes(made)

    def _watch_for_too_much(self, error_s: float, step_s: float) -> None:
        self._much_s = self._much_s + step_s if error_s > TOO_MUCH_S else 0.0

    def _cut(self, count: int) -> Samples | None:
        """Throw the surplus away; samples to cross-fade to."""
        self._much_s = 0.0
        level_s, wanted_s = self._levels()
        # This frame has been taken already.
        surplus = int((level_s + count / RATE_HZ - wanted_s) * RATE_HZ)
        fade = min(_FADE, count)
        if surplus < fade or len(self._data) // 2 < surplus + TAPS:
            return None
        self.cuts += 1
        self._keeper.restart()
        # What would have been played ``surplus`` later takes the frame's end over.
        start = (surplus - fade) * 2
        cut = self._resampler.look(
            _floats(bytes(self._data[start : start + (fade + TAPS) * 2])), fade
        )
        del self._data[: surplus * 2]
        return cut


def _floats(data: bytes) -> Samples:
    return np.frombuffer(data, dtype="<i2").astype(np.float32)


def _bytes(samples: Samples) -> bytes:
    # Both bounds by themselves take a fifth of the time of numpy's clip.
    np.minimum(samples, 32767.0, out=samples)
    np.maximum(samples, -32768.0, out=samples)
    return np.rint(samples, out=samples).astype("<i2").tobytes()


def _blend(made: Samples, cut: Samples) -> None:
    fade = len(cut)
    weight = _FADE_IN[:fade]
    made[-fade:] = made[-fade:] * (1.0 - weight) + cut * weight
