"""The runtime folder ``run/`` in the data folder: key, locks and addresses of the processes.

POSIX: Unix sockets in a folder only its owner may enter. Windows: loopback TCP, the port in a file
beside the key; the user's profile keeps others from both.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import socket
import stat
import tempfile
from pathlib import Path

from softphone.ipc.lock import Holder, RoleLock, holder

ROLES = ("supervisor", "engine", "desk")
KEY_BYTES = 32
_PATH_LIMIT = 100
"""Bytes of a Unix socket's path that fit everywhere (macOS has 104, Linux 108)."""


class NotRunningError(Exception):
    """Nobody answers at that address."""


class RuntimeDir:
    """Where the processes of one data folder meet. Holds no state: every question is answered
    from the file system, so that all processes always agree."""

    def __init__(self, data_dir: Path, *, tcp: bool = os.name == "nt") -> None:
        self.data_dir = data_dir
        self.path = data_dir / "run"
        self._tcp = tcp

    def prepare(self) -> None:
        """Make the folders, for the owner alone. Raises ``OSError``."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.mkdir(mode=0o700, exist_ok=True)
        self.path.chmod(0o700)
        if not self._tcp:
            self._socket_dir(make=True)

    # ------------------------------------------------------------------ key

    def ensure_key(self) -> None:
        """Make a new session key, unless an engine or a desk still lives by the old one."""
        in_use = self.holder("engine") is not None or self.holder("desk") is not None
        if in_use and len(self._read_bytes("key")) == KEY_BYTES:
            return
        key = secrets.token_bytes(KEY_BYTES)
        self._write("key", key)
        self._write("ctl.key", _ctl_key(key).encode("ascii") + b"\n")

    def key(self) -> bytes:
        """The session key, 32 bytes. Raises ``NotRunningError`` when there is none."""
        key = self._read_bytes("key")
        if len(key) != KEY_BYTES:
            raise NotRunningError("no session key: the softphone has not been started here")
        return key

    def ctl_key(self) -> str:
        """The key of ``softphone ctl``, 64 hex digits: derived, so that it opens nothing else."""
        return _ctl_key(self.key())

    # ------------------------------------------------------------------ roles

    def lock(self, role: str, wait_s: float = 1.0) -> RoleLock:
        """Take the role for this process. Raises ``AlreadyHeldError``, ``OSError``."""
        return RoleLock(self.path / f"{role}.lock", wait_s)

    def ensure_role(self, role: str) -> RoleLock | None:
        """Take the role, unless this process holds it already (then None).

        Raises ``AlreadyHeldError``, ``OSError``.
        """
        found = self.holder(role)
        return None if found is not None and found.pid == os.getpid() else self.lock(role)

    def holder(self, role: str) -> Holder | None:
        """Who has the role now; None when nobody has."""
        return holder(self.path / f"{role}.lock")

    def pids(self) -> dict[str, int]:
        """The pid of every role that is held."""
        holders = {role: self.holder(role) for role in ROLES}
        return {role: found.pid for role, found in holders.items() if found is not None}

    def note_exit(self, role: str, code: int) -> None:
        """Leave word of this process's exit code for a supervisor that is not its parent."""
        with contextlib.suppress(OSError):
            self._write(f"{role}.exit", f"{os.getpid()} {code}\n".encode("ascii"))

    def noted_exit(self, role: str, pid: int) -> int | None:
        """The exit code that process left; None: it left none, so it crashed."""
        words = self._read_bytes(f"{role}.exit").decode("ascii", errors="replace").split()
        if len(words) != 2 or words[0] != str(pid):
            return None
        return int(words[1]) if words[1].lstrip("-").isdigit() else None

    def note_up(self, role: str) -> None:
        """Leave word that this process is up: its start did not fail."""
        with contextlib.suppress(OSError):
            self._write(f"{role}.up", f"{os.getpid()}\n".encode("ascii"))

    def was_up(self, role: str, pid: int) -> bool:
        """Whether that process has been up."""
        return self._read_bytes(f"{role}.up").strip() == str(pid).encode("ascii")

    # ------------------------------------------------------------------ addresses

    def listen(self, name: str) -> socket.socket:
        """A listening socket; the caller holds the role, so an old address is nobody's.

        Raises ``OSError``.
        """
        if self._tcp:
            listener = socket.create_server(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
            self._write(f"{name}.port", f"{port}\n".encode("ascii"))
            return listener
        address = self._socket_dir(make=True) / f"{name}.sock"
        with contextlib.suppress(FileNotFoundError):
            address.unlink()
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.bind(str(address))
            address.chmod(0o600)
            listener.listen(16)
        except OSError:
            listener.close()
            raise
        return listener

    def forget(self, name: str) -> None:
        """Remove the address of a closed listener."""
        for path in self._address_files(name):
            with contextlib.suppress(OSError):
                path.unlink()

    def connect(self, name: str, timeout_s: float = 3.0) -> socket.socket:
        """A connected blocking socket with that time-out. Raises ``NotRunningError``."""
        if self._tcp:
            port = self._read_bytes(f"{name}.port").decode("ascii", errors="replace").strip()
            if not port.isdigit():
                raise NotRunningError(f"nobody listens for {name}")
            try:
                return socket.create_connection(("127.0.0.1", int(port)), timeout_s)
            except OSError as error:
                raise NotRunningError(f"nobody listens for {name}: {error}") from error
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout_s)
        try:
            connection.connect(str(self._socket_dir(make=False) / f"{name}.sock"))
        except OSError as error:
            connection.close()
            raise NotRunningError(f"nobody listens for {name}: {error}") from error
        return connection

    def clean(self) -> None:
        """At the very end: remove key and addresses if no process uses them any more."""
        if self.holder("engine") is not None or self.holder("desk") is not None:
            return
        for name in ("engine", "ctl"):
            self.forget(name)
        for name in ("key", "ctl.key", "engine.exit", "desk.exit", "desk.up"):
            with contextlib.suppress(OSError):
                (self.path / name).unlink()
        short = self._short_dir()
        if short is not None:
            with contextlib.suppress(OSError):
                short.rmdir()
            with contextlib.suppress(OSError):
                (self.path / "sockets").unlink()

    # ------------------------------------------------------------------ inside

    def _address_files(self, name: str) -> list[Path]:
        if self._tcp:
            return [self.path / f"{name}.port"]
        return [self._socket_dir(make=False) / f"{name}.sock"]

    def _socket_dir(self, *, make: bool) -> Path:
        if len(os.fsencode(self.path / "engine.sock")) <= _PATH_LIMIT:
            return self.path
        short = self._short_dir()
        if short is None and make:
            short = Path(tempfile.mkdtemp(prefix="softphone-", dir=_short_base()))
            self._write("sockets", os.fsencode(short))
        return short or self.path

    def _short_dir(self) -> Path | None:
        """The stored short folder, if it is a real folder of ours that nobody else may enter."""
        name = self._read_bytes("sockets")
        if not name:
            return None
        path = Path(os.fsdecode(name))
        try:
            status = path.lstat()
        except OSError:
            return None
        ours = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
        return path if ours and status.st_uid == os.getuid() else None

    def _read_bytes(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return b""

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, readable for the owner alone."""
        temporary = self.path / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(fd, content)
        finally:
            os.close(fd)
        temporary.replace(self.path / name)


def _ctl_key(key: bytes) -> str:
    return hmac.new(key, b"softphone ctl", hashlib.sha256).hexdigest()


def _short_base() -> str:
    for base in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        if base and len(os.fsencode(base)) <= _PATH_LIMIT - 40 and os.access(base, os.W_OK):
            return base
    return "/tmp"  # noqa: S108 - mkdtemp makes a folder of our own in it
