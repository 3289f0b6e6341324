"""A gnome-keyring daemon with a keyring file, a bus and a password of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import jeepney
from jeepney.io.blocking import open_dbus_connection

from tests.message_bus import connect
from tests.pbx.fetch import Tree
from tests.secret_service.prompter import Prompter
from tests.support.waiting import until

PASSWORD = "opens the keyring"
_SERVICE = jeepney.DBusAddress(
    "/org/freedesktop/secrets", "org.freedesktop.secrets", "org.freedesktop.Secret.Service"
)
_DEFAULT = "/org/freedesktop/secrets/aliases/default"
_BUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class GnomeKeyring:
    """Starts unlocked and empty; programs find it through ``environment``. ``close`` ends it.

    While it is locked, whoever wants a secret makes it ask at ``prompter``.
    """

    def __init__(self, folder: Path, tree: Tree, within_s: float = 30.0) -> None:
        self._tree = tree
        self._processes: list[subprocess.Popen[bytes]] = []
        self._prompter: Prompter | None = None
        self._log = folder / "keyring.log"
        socket = folder / "bus"
        (folder / "bus.conf").write_text(_BUS.format(socket=socket))
        self.address = f"unix:path={socket}"
        self.environment = {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
        }
        self._own = {**os.environ, **self.environment, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        for name in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            self._own[name] = str(folder)
        self._own.pop("GNOME_KEYRING_CONTROL", None)
        try:
            self._start("dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork")
            connect(self.address, within_s).close()
            self._prompter = Prompter(self.address, PASSWORD)
            self._start("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock")
            until(self._is_there, "the keyring", within_s)
        except BaseException:
            self.close()
            raise

    @property
    def prompter(self) -> Prompter:
        """Who is asked for the password."""
        assert self._prompter is not None
        return self._prompter

    @property
    def locked(self) -> bool:
        """Whether the keyring that programs use is locked now."""
        collection = jeepney.DBusAddress(
            _DEFAULT, _SERVICE.bus_name, "org.freedesktop.Secret.Collection"
        )
        (_, locked), *_ = self._ask(jeepney.Properties(collection).get("Locked"))
        return bool(locked)

    def lock(self) -> None:
        """As by a menu of the desktop."""
        self._ask(jeepney.new_method_call(_SERVICE, "Lock", "ao", ([_DEFAULT],)), check=False)
        collection = self._ask(jeepney.new_method_call(_SERVICE, "ReadAlias", "s", ("default",)))
        self._ask(jeepney.new_method_call(_SERVICE, "Lock", "ao", ([collection[0]],)))
        until(lambda: self.locked, "the locked keyring")

    def hang(self, on: bool) -> None:
        """It answers nobody until it goes on."""
        self._processes[-1].send_signal(signal.SIGSTOP if on else signal.SIGCONT)

    def close(self) -> None:
        """End everything."""
        if self._prompter is not None:
            self._prompter.close()
        for process in reversed(self._processes):
            process.kill()
            process.wait(10)

    def _start(self, program: str, *arguments: str) -> None:
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [*self._tree.argv(f"usr/bin/{program}"), *arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self._own,
            )
        self._processes.append(process)
        assert process.stdin is not None
        # gnome-keyring-daemon --unlock reads the password to its end, without a line's.
        with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
            stdin.write(PASSWORD.encode())

    def _is_there(self) -> bool:
        ended = [process.args for process in self._processes if process.poll() is not None]
        assert not ended, f"{ended}: {self._log.read_text()}"
        with contextlib.suppress(AssertionError):
            return not self.locked
        return False

    def _ask(self, message: jeepney.Message, *, check: bool = True) -> tuple[Any, ...]:
        with open_dbus_connection(self.address) as bus:
            reply = bus.send_and_get_reply(message, timeout=30)
        failed = reply.header.message_type is jeepney.MessageType.error
        assert not (check and failed), reply.body
        body: tuple[Any, ...] = reply.body
        return body
