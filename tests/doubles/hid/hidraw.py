"""Stands in for the library of that name in a program under test: one headset behind a socket.

A folder with this file goes first on ``PYTHONPATH``; ``SOFTPHONE_TEST_HEADSET`` names the socket
of a ``tests.doubles.headset.SimulatedHeadset``. Packets keep their bounds; the first one is the
report descriptor.
"""

import os
import select
import socket
from typing import Any

_PATH = os.environ.get("SOFTPHONE_TEST_HEADSET", "")


def enumerate() -> list[dict[str, Any]]:  # noqa: A001
    """The headset, while somebody listens at the socket."""
    if not os.path.exists(_PATH):  # noqa: PTH110
        return []
    keyboard = {"path": b"keyboard", "product_string": "Keyboard", "usage_page": 1, "usage": 6}
    return [
        keyboard,
        {"path": _PATH.encode(), "product_string": "Test Headset", "usage_page": 11, "usage": 5},
    ]


class device:  # noqa: N801
    """As the library's."""

    def open_path(self, path: bytes) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._socket.connect(path.decode())
        except OSError as error:
            raise OSError("open failed") from error
        self._descriptor = self._socket.recv(8192)

    def get_report_descriptor(self) -> list[int]:
        return list(self._descriptor)

    def read(self, max_length: int, timeout_ms: int = 0) -> list[int]:
        ready, _, _ = select.select([self._socket], [], [], timeout_ms / 1000)
        if not ready:
            return []
        report = self._socket.recv(max_length)
        if not report:
            raise OSError("read error")
        return list(report)

    def write(self, data: bytes) -> int:
        try:
            return self._socket.send(data)
        except OSError:
            return -1

    def close(self) -> None:
        self._socket.close()
