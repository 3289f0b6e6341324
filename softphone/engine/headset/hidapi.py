"""HID devices through the hidapi library, loaded when it is first asked."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

from softphone.domain.text import clean
from softphone.engine.headset.device import HidDevice, HidEntry
from softphone.engine.headset.usages import TELEPHONY_PAGE

_LONGEST_REPORT = 256
_LONGEST_DESCRIPTOR = 8192
_LONGEST_NAME = 80


class SystemHid:
    """The computer's HID devices."""

    def __init__(self) -> None:
        self._library: Any = None

    def find(self) -> Sequence[HidEntry]:
        found = self._hid().enumerate()
        return tuple(
            HidEntry(bytes(entry["path"]), clean(entry["product_string"] or "", _LONGEST_NAME))
            for entry in found
            if entry["usage_page"] == TELEPHONY_PAGE
        )

    def open(self, entry: HidEntry) -> HidDevice:
        device = self._hid().device()
        device.open_path(entry.path)
        return _Open(device)

    def _hid(self) -> Any:
        if self._library is None:
            # Linux has two: the one named hid takes the whole interface from the kernel (libusb),
            # and with it the volume keys; hidraw shares it.
            name = "hidraw" if sys.platform.startswith("linux") else "hid"
            try:
                self._library = importlib.import_module(name)
            except ImportError as error:
                raise OSError(f"{name}: {error}") from error
        return self._library


class _Open:
    def __init__(self, device: Any) -> None:
        self._device = device

    def descriptor(self) -> bytes:
        return bytes(self._device.get_report_descriptor()[:_LONGEST_DESCRIPTOR])

    def read(self, timeout_ms: int) -> bytes:
        return bytes(self._device.read(_LONGEST_REPORT, timeout_ms) or b"")

    def write(self, data: bytes) -> None:
        if self._device.write(data) < 0:
            raise OSError("the headset took no report")

    def close(self) -> None:
        self._device.close()
