"""What carries sound between the bridge and the world outside."""

from typing import Protocol

from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceInUse,
)

RATE_HZ = 16_000
FRAME_SAMPLES = 160
FRAME_BYTES = FRAME_SAMPLES * 2
SILENCE = bytes(FRAME_BYTES)
"""One frame: 10 ms of 16-bit little-endian mono at 16 kHz."""


class SoundBackend(Protocol):
    """Microphone in, speaker out.

    ``read`` and ``write`` are called every 10 ms on the stack's clock thread, with the lock of
    the interpreter as the only guard: they move bytes and return. Everything else is called on
    the engine's thread and must not block it.
    """

    note: str
    """Why there is no sound although it was wanted, in words; empty when all is well."""
    microphones: tuple[AudioDevice, ...]
    speakers: tuple[AudioDevice, ...]
    in_use: tuple[DeviceInUse, ...]

    processed: bool
    """Whether the microphone's sound is to be cleaned of echo and noise."""

    def read(self) -> bytes:
        """The next frame of the microphone, silence when there is none."""

    @property
    def delay_ms(self) -> int:
        """About how long a frame takes from ``write`` over speaker and microphone to ``read``."""

    def write(self, frame: bytes) -> None:
        """One frame for the speaker."""

    def select(self, devices: AudioDevices) -> None:
        """Use these devices from now on."""

    def take_microphone_peak(self) -> int | None:
        """The loudest raw sample since the last time, 0 … 32768; None: there came none."""

    def set_active(self, active: bool) -> None:
        """A call has sound from now on, or the last one ended."""

    def ring(self, on: bool) -> None:
        """Start or stop the ringing tone."""

    def tick(self) -> bool:
        """Housekeeping, about ten times a second; true when note, lists or use changed."""

    def close(self) -> None:
        """Let everything go."""
