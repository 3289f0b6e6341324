"""Starts, stops and asks a real Asterisk on loopback."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from tests.pbx import fetch
from tests.pbx.config import AMI_SECRET, AMI_USER, PbxError, PbxInfo, free_base_port, write_config

PR_SET_PDEATHSIG = 1


class Pbx:
    """One Asterisk. `with Pbx() as pbx:` starts it and takes everything away at the end.

    `base_port` is the first of 210 ports (see PbxInfo); without one a free block is picked.
    Ports, accounts and certificates stay the same from `stop` to the next `start`.

    Start it from the thread that lives longest: the kernel kills Asterisk as soon as the thread
    that started it is gone, so that nothing is left over even after `kill -9` of the tests.
    """

    def __init__(self, base_port: int | None = None) -> None:
        bind, trunk_ip = "127.0.0.1", "127.0.0.2"
        base_port = base_port or free_base_port(bind, trunk_ip)
        run = Path(tempfile.mkdtemp(prefix=f"softphone-pbx-{os.getpid()}-"))
        self.info = PbxInfo(bind, trunk_ip, base_port, run)
        self._tree: fetch.Tree | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs, else None."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if running and self._process else None

    def start(self, timeout_s: float = 30) -> None:
        """Fetch it if need be, start it, and wait until it says that it is fully booted.

        Raises PbxError, with the end of its log, when it is not ready after `timeout_s` seconds.
        """
        if self.pid:
            return
        if self._tree is None:
            try:
                self._tree = fetch.fetch(lambda line: print(line, flush=True))
            except fetch.FetchError as error:
                raise PbxError(str(error)) from error
        sweep()
        write_config(self.info, self._tree)
        config = str(self.info.run / "etc/asterisk.conf")
        with (self.info.run / "log/stdout").open("ab") as output:
            self._process = subprocess.Popen(
                [*self._tree.argv("usr/sbin/asterisk"), "-f", "-C", config],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.info.run,
                start_new_session=True,
                preexec_fn=die_with_parent(),
                env=self._environment(),
            )
        deadline = time.monotonic() + timeout_s
        while not self._is_ready():
            if self._process.poll() is not None:
                raise PbxError(f"asterisk ended with {self._process.returncode}\n{self.log_tail()}")
            if time.monotonic() > deadline:
                self.stop()
                raise PbxError(f"asterisk not ready after {timeout_s} s\n{self.log_tail()}")
            time.sleep(0.05)

    def stop(self, *, hard: bool = False, timeout_s: float = 10) -> None:
        """End it; `hard` as a power cut would. Returns when the process is gone."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
        try:
            process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def restart(self, *, hard: bool = False) -> None:
        """Stop and start on the same ports. Bindings survive, as Asterisk keeps them."""
        self.stop(hard=hard)
        self.start()

    def take_certificates(self, other: Pbx) -> None:
        """Use the other's from now on: one authority has signed for both."""
        self.stop()
        shutil.copytree(other.info.run / "tls", self.info.run / "tls", dirs_exist_ok=True)
        self.start()

    def close(self) -> None:
        """Stop it and remove its folder, logs and recordings included."""
        self.stop()
        shutil.rmtree(self.info.run, ignore_errors=True)

    def cli(self, command: str) -> str:
        """What one console command prints, e.g. `queue show support`. Raises PbxError if down."""
        if self._tree is None or not self.pid:
            raise PbxError("asterisk does not run")
        config = str(self.info.run / "etc/asterisk.conf")
        done = subprocess.run(
            [*self._tree.argv("usr/sbin/asterisk"), "-C", config, "-rx", command],
            check=False,
            capture_output=True,
            text=True,
            timeout=20,
            env=self._environment(),
        )
        return done.stdout + done.stderr

    def log_tail(self, lines: int = 25) -> str:
        """The end of Asterisk's log, for the message of a failing test."""
        path = self.info.log if self.info.log.exists() else self.info.run / "log/stdout"
        with contextlib.suppress(OSError):
            return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
        return "(no log)"

    def __enter__(self) -> Pbx:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _environment(self) -> dict[str, str]:
        path = os.environ.get("PATH", "/usr/bin:/bin")
        run = str(self.info.run)
        return {"PATH": path, "HOME": run, "LANG": "C.UTF-8", "TERM": "dumb", "TZ": "UTC"}

    def _is_ready(self) -> bool:
        """Whether it is fully booted, as its manager interface says after a login."""
        login = f"Action: Login\r\nUsername: {AMI_USER}\r\nSecret: {AMI_SECRET}\r\n\r\n"
        try:
            with socket.create_connection((self.info.bind, self.info.ami_port), 1) as connection:
                connection.settimeout(2)
                connection.sendall(login.encode())
                heard = b""
                while b"FullyBooted" not in heard:
                    more = connection.recv(4096)
                    if not more or b"Response: Error" in heard:
                        return False
                    heard += more
                connection.sendall(b"Action: Logoff\r\n\r\n")
                return True
        except OSError:
            return False


def die_with_parent() -> Callable[[], None]:
    """What the child does first: ask the kernel to be killed when the starting thread ends."""
    libc = ctypes.CDLL(None)  # loaded before the fork: the child must not allocate much
    parent = os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it went in between, so no signal will come
            os._exit(1)

    return ask


def sweep() -> None:
    """Remove the folders of test runs that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob("softphone-pbx-*-*"):
        owner = folder.name.split("-")[2]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)
