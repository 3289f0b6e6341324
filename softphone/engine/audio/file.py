"""Sound from and to files: for practice, trials and tests."""

from collections import deque
from pathlib import Path

from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceInUse,
)
from softphone.engine.audio.backend import FRAME_BYTES, SILENCE
from softphone.engine.audio.wav import WavWriter, read_wav

_TICKS_PER_PATCH = 10


class FileBackend:
    """Loops ``source`` as the microphone; writes what the speaker would play to ``sink``.

    The sink grows in real time while a call has sound; its header is right at least once a
    second. Raises ``WavError`` or ``OSError`` when it is made.
    """

    def __init__(self, source: Path, sink: Path) -> None:
        self.note = ""
        self.microphones: tuple[AudioDevice, ...] = ()
        self.speakers: tuple[AudioDevice, ...] = ()
        self.processed = False
        self.delay_ms = 0
        self.in_use: tuple[DeviceInUse, ...] = ()
        self._samples = read_wav(source) or SILENCE
        self._position = 0
        self._heard: deque[bytes] = deque(maxlen=1000)
        self._writer = WavWriter(sink)
        self._ticks = 0
        self._active = False

    def read(self) -> bytes:
        start = self._position
        end = start + FRAME_BYTES
        frame = self._samples[start:end]
        while len(frame) < FRAME_BYTES:
            frame += self._samples[: FRAME_BYTES - len(frame)]
        self._position = end % len(self._samples)
        return frame

    def write(self, frame: bytes) -> None:
        # Only kept here: the clock thread must never wait for a disk.
        self._heard.append(frame)

    def select(self, devices: AudioDevices) -> None:
        pass

    def take_microphone_peak(self) -> int | None:
        return None

    def set_active(self, active: bool) -> None:
        self._active = active
        if not active:
            self._drain()
            self._writer.patch()

    def ring(self, on: bool) -> None:
        pass

    def tick(self) -> bool:
        self._drain()
        if self._active:
            self._ticks += 1
            if self._ticks % _TICKS_PER_PATCH == 0:
                self._writer.patch()
        return False

    def close(self) -> None:
        self._drain()
        self._writer.close()

    def _drain(self) -> None:
        heard = self._heard
        while heard:
            self._writer.write(heard.popleft())
