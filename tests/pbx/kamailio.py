"""Starts and stops a real Kamailio on loopback: the second registrar of the fail-over tests."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from tests.pbx import fetch
from tests.pbx.config import AGENTS, REALM, TEMPLATES, PbxError, free_base_port
from tests.pbx.server import die_with_parent, sweep

BIND = "127.0.0.1"


class Kamailio:
    """One Kamailio with the accounts of the test PBX, over UDP and TCP.

    ``with Kamailio() as server`` starts it and takes everything away at the end; the port stays the
    same from ``stop`` to ``start``. Start it from the thread that lives longest (see ``Pbx``).
    """

    def __init__(self) -> None:
        self.bind = BIND
        self.port = free_base_port(BIND, BIND)
        self.run = Path(tempfile.mkdtemp(prefix=f"softphone-pbx-{os.getpid()}-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs, else None."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if running and self._process else None

    def start(self, timeout_s: float = 20) -> None:
        """Fetch it if need be, start it, and wait until it answers an OPTIONS. Raises PbxError."""
        if self.pid:
            return
        try:
            tree = fetch.fetch(lambda line: print(line, flush=True))
        except fetch.FetchError as error:
            raise PbxError(str(error)) from error
        sweep()
        config = self.run / "kamailio.cfg"
        config.write_text(self._config(tree))
        run = str(self.run)
        with (self.run / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *tree.argv("usr/sbin/kamailio"),
                    *("-DD", "-E", "-m", "32", "-M", "8", "-f", str(config), "-Y", run, "-w", run),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.run,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        deadline = time.monotonic() + timeout_s
        while not self.answers():
            if self._process.poll() is not None:
                raise PbxError(f"kamailio ended with {self._process.returncode}\n{self.log_tail()}")
            if time.monotonic() > deadline:
                self.stop()
                raise PbxError(f"kamailio not ready after {timeout_s} s\n{self.log_tail()}")

    def stop(self, *, hard: bool = False, timeout_s: float = 10) -> None:
        """End it; ``hard`` as a power cut would. Returns when its processes are gone."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        children = _children(process.pid)
        process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
        try:
            process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # Its workers notice a killed main process on their own, but not at once.
        for child in children:
            child.end()

    def close(self) -> None:
        """Stop it and remove its folder."""
        self.stop()
        shutil.rmtree(self.run, ignore_errors=True)

    def answers(self, timeout_s: float = 0.3) -> bool:
        """Whether an OPTIONS over UDP gets a 200."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
            ours.bind((self.bind, 0))
            ours.settimeout(timeout_s)
            port = ours.getsockname()[1]
            asked = (
                f"OPTIONS sip:{self.bind}:{self.port} SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP {self.bind}:{port};branch=z9hG4bK-{port};rport\r\n"
                f"From: <sip:probe@{self.bind}>;tag={port}\r\nTo: <sip:{self.bind}>\r\n"
                f"Call-ID: {time.monotonic_ns()}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\n"
                "Content-Length: 0\r\n\r\n"
            )
            try:
                ours.sendto(asked.encode(), (self.bind, self.port))
                return b" 200 " in ours.recv(2048).split(b"\r\n")[0]
            except OSError:
                return False

    def log_tail(self, lines: int = 25) -> str:
        """The end of its log, for the message of a failing test."""
        text = (self.run / "log").read_text(errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def __enter__(self) -> Kamailio:
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

    def _config(self, tree: fetch.Tree) -> str:
        accounts = "\n".join(f'    $sht(secret=>{user}) = "pw-{user}";' for user in AGENTS)
        values = {
            "BIND": self.bind,
            "SIP_PORT": str(self.port),
            "MODULES": str(tree.modules.parent.parent / "kamailio/modules"),
            "REALM": REALM,
            "ACCOUNTS": accounts,
        }
        text = (TEMPLATES / "kamailio.cfg").read_text()
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        return text


class _Child:
    """A worker process, held by a descriptor so that its pid cannot become a stranger's."""

    def __init__(self, pid: int) -> None:
        self._fd = os.pidfd_open(pid)

    def end(self) -> None:
        try:
            if not select.select([self._fd], [], [], 0.5)[0]:
                signal.pidfd_send_signal(self._fd, signal.SIGKILL)
                select.select([self._fd], [], [], 5)
        except ProcessLookupError:
            pass
        finally:
            os.close(self._fd)


def _children(pid: int) -> list[_Child]:
    found = []
    for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        try:
            found.append(_Child(int(word)))
        except ProcessLookupError:
            continue
    return found
