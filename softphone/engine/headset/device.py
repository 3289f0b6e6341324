"""What carries reports between the computer and a headset."""

from collections.abc import Sequence
from typing import Protocol

import msgspec


class HidEntry(msgspec.Struct, frozen=True):
    """A device that has a telephony page; ``path`` opens it."""

    path: bytes
    name: str


class HidDevice(Protocol):
    """An open device. Every method may block for a short while and raises ``OSError``."""

    def descriptor(self) -> bytes:
        """Its report descriptor."""

    def read(self, timeout_ms: int) -> bytes:
        """The next input report; nothing when none comes in time."""

    def write(self, data: bytes) -> None:
        """One output report, its id in front (0 where reports are not numbered)."""

    def close(self) -> None: ...


class HidBus(Protocol):
    """The devices that are plugged in."""

    def find(self) -> Sequence[HidEntry]:
        """Those with a telephony page. Raises ``OSError``."""

    def open(self, entry: HidEntry) -> HidDevice:
        """Raises ``OSError``: it is gone, or this user may not use it."""
