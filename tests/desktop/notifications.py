"""A notification server on a message bus of its own: what is shown, and clicks on it."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from queue import Queue
from typing import Any

import jeepney

from tests.message_bus import connect
from tests.pbx.fetch import Tree

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_BUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class NotificationServer:
    """``asked`` gets every Notify and CloseNotification: name and arguments."""

    def __init__(self, folder: Path, tree: Tree, capabilities: tuple[str, ...]) -> None:
        self.asked: Queue[tuple[str, tuple[Any, ...]]] = Queue()
        self._capabilities = list(capabilities)
        self._numbers = 0
        self._closed = False
        socket = folder / "bus"
        (folder / "bus.conf").write_text(_BUS.format(socket=socket))
        self.address = f"unix:path={socket}"
        argv = tree.argv("usr/bin/dbus-daemon")
        self._bus_process = subprocess.Popen(
            [*argv, f"--config-file={folder / 'bus.conf'}", "--nofork"],
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        try:
            self._bus = connect(self.address)
        except BaseException:
            self._end_bus()
            raise
        self._bus.send_and_get_reply(jeepney.message_bus.RequestName(NAME), timeout=30)
        self._thread = threading.Thread(target=self._serve, name="notifications", daemon=True)
        self._thread.start()

    def click(self, number: int, key: str, token: str = "") -> None:
        """As a click on that note."""
        emitter = jeepney.DBusAddress(PATH, interface=NAME)
        if token:
            body: tuple[Any, ...] = (number, token)
            self._bus.send(jeepney.new_signal(emitter, "ActivationToken", "us", body))
        self._bus.send(jeepney.new_signal(emitter, "ActionInvoked", "us", (number, key)))

    def close(self) -> None:
        """End it, and the bus."""
        self._closed = True
        self._thread.join(5)
        self._bus.close()
        self._end_bus()

    def _end_bus(self) -> None:
        self._bus_process.kill()
        self._bus_process.wait(10)

    def _serve(self) -> None:
        while not self._closed:
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is jeepney.MessageType.method_call:
                self._handle(message, message.header.fields[jeepney.HeaderFields.member])

    def _handle(self, message: jeepney.Message, member: str) -> None:
        if member == "GetCapabilities":
            self._bus.send(jeepney.new_method_return(message, "as", (self._capabilities,)))
            return
        if member == "Notify":
            self._numbers += 0 if message.body[1] else 1
            self._bus.send(jeepney.new_method_return(message, "u", (self._numbers,)))
        else:
            self._bus.send(jeepney.new_method_return(message))
        # Whoever sees it may click: the number is known by then.
        self.asked.put((member, message.body))
