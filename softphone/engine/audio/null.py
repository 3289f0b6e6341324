"""No sound: silence in, nothing out."""

from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceInUse,
)
from softphone.engine.audio.backend import SILENCE


class NullBackend:
    """Where there is no sound card, and in tests."""

    def __init__(self, note: str = "") -> None:
        self.note = note
        self.microphones: tuple[AudioDevice, ...] = ()
        self.speakers: tuple[AudioDevice, ...] = ()
        self.processed = False
        self.delay_ms = 0
        self.in_use: tuple[DeviceInUse, ...] = ()

    def read(self) -> bytes:
        return SILENCE

    def write(self, frame: bytes) -> None:
        pass

    def select(self, devices: AudioDevices) -> None:
        pass

    def take_microphone_peak(self) -> int | None:
        return None

    def set_active(self, active: bool) -> None:
        pass

    def ring(self, on: bool) -> None:
        pass

    def tick(self) -> bool:
        return False

    def close(self) -> None:
        pass
