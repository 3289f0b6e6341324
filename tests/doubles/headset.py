"""A headset of reports only, at the other end of ``tests/doubles/hid``."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

LIBRARY = Path(__file__).with_name("hid")


class SimulatedHeadset:
    """Plugged in while it exists. ``lamps`` is the newest output report, id first."""

    def __init__(self, path: Path, descriptor: bytes) -> None:
        self.path = path
        self.lamps = b""
        self._descriptor = descriptor
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._listener.bind(str(path))
        self._listener.listen(1)
        self._peer: socket.socket | None = None
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def environment(self) -> dict[str, str]:
        """What the program under test needs."""
        return {"PYTHONPATH": str(LIBRARY), "SOFTPHONE_TEST_HEADSET": str(self.path)}

    @property
    def in_use(self) -> bool:
        """Whether a program has opened it."""
        return self._peer is not None

    def report(self, data: bytes) -> None:
        """Send an input report."""
        assert self._peer is not None, "nobody has opened the headset"
        self._peer.send(data)

    def unplug(self) -> None:
        """Gone, also for a program that has it open."""
        self.path.unlink(missing_ok=True)
        for end in (self._listener, self._peer):
            if end is not None:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            peer.send(self._descriptor)
            self._peer = peer
            with contextlib.suppress(OSError):
                while data := peer.recv(256):
                    self.lamps = data
            self._peer = None
            peer.close()
