"""A small buffer between two clocks: what it may hold is what it adds as delay."""

import threading

from softphone.engine.audio.backend import FRAME_BYTES, SILENCE


class Ring:
    """Bytes from one thread to another, cut when too many have piled up.

    Filled beyond ``most_frames`` it is cut to ``kept_frames``, oldest first. Run dry, it gives
    silence until ``kept_frames`` are there again, so that one late block costs one gap, not many.
    """

    def __init__(self, most_frames: int = 5, kept_frames: int = 2) -> None:
        self._data = bytearray()
        self._most = most_frames * FRAME_BYTES
        self._kept = kept_frames * FRAME_BYTES
        self._filling = True
        self._lock = threading.Lock()

    def put(self, data: bytes) -> None:
        """Append samples."""
        with self._lock:
            self._data += data
            if len(self._data) > self._most:
                del self._data[: len(self._data) - self._kept]

    def take_frame(self) -> bytes:
        """One frame of 10 ms, or silence."""
        return self.take(FRAME_BYTES) or SILENCE

    def take(self, count: int) -> bytes:
        """Exactly ``count`` bytes, or nothing while there are too few."""
        with self._lock:
            if self._filling and len(self._data) < max(count, self._kept):
                return b""
            if len(self._data) < count:
                self._filling = True
                return b""
            self._filling = False
            taken = bytes(self._data[:count])
            del self._data[:count]
            return taken

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._data.clear()
            self._filling = True
