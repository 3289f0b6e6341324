"""A supervisor in a process of its own with small children, and eyes on all of them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.ipc.lock import Holder
from softphone.ipc.runtime import RuntimeDir
from tests.support.waiting import until

WAIT_S = 20.0
SCRIPT = Path(__file__).with_name("fake_softphone.py")


class Family:
    """Supervisor, engine and desk of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.runtime = RuntimeDir(data_dir)
        self.started: list[subprocess.Popen[str]] = []
        self.seen: set[Holder] = set()

    def start(self, *more: str) -> subprocess.Popen[str]:
        """``softphone run`` with the fake children."""
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT), "run", "--data-dir", str(self.data_dir), *more],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def pid(self, role: str, other_than: int = 0) -> int:
        """The pid that serves in that role, once there is one."""
        found: list[Holder] = []

        def served() -> bool:
            holder = self.runtime.holder(role)
            if holder is None or not holder.alive or holder.pid == other_than:
                return False
            if role != "supervisor" and not self.answers(role):
                return False
            found[:] = [holder]
            return True

        until(served, f"a {role} other than {other_than}; log: {self.log()}")
        self.seen.add(found[0])
        return found[0].pid

    def answers(self, role: str) -> bool:
        """Whether its socket is open."""
        try:
            self.runtime.connect("ctl" if role == "desk" else "engine").close()
        except Exception:  # noqa: BLE001 - any failure is a no
            return False
        return True

    def pids(self) -> dict[str, int]:
        """All three, once all are there."""
        return {role: self.pid(role) for role in ("supervisor", "engine", "desk")}

    def log(self) -> str:
        """The supervisor's log."""
        path = self.data_dir / "logs" / "supervisor.log"
        return path.read_text() if path.exists() else ""

    def all_gone(self) -> None:
        """Every process ever seen has ended, and every role can be had."""
        until(
            lambda: not [holder for holder in self.seen if holder.alive],
            f"the end of {self.seen}; log: {self.log()}",
        )
        for role in ("supervisor", "engine", "desk"):
            assert self.runtime.holder(role) is None
            self.runtime.lock(role).release()

    def sweep(self) -> None:
        """End whatever a test left, the orderly way: a killed supervisor would be replaced."""
        for process in self.started:
            if process.poll() is None:
                process.terminate()
        until(self.swept, f"the end of everything; log: {self.log()}", 2 * WAIT_S)
        for process in self.started:
            process.wait()
            assert process.stdout is not None
            process.stdout.close()

    def swept(self) -> bool:
        """Ask whichever supervisor there is to end; whether nobody is left.

        Twice in a row, because a desk whose supervisor was killed is about to start another.
        """
        for _ in range(2):
            for process in self.started:
                process.poll()
            holders = [self.runtime.holder(role) for role in ("supervisor", "engine", "desk")]
            if any(holders) or [holder for holder in self.seen if holder.alive]:
                supervisor = holders[0]
                if supervisor is not None and supervisor.alive:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(supervisor.pid, signal.SIGTERM)
                return False
            time.sleep(0.02)
        return True


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    made = Family(tmp_path / "data")
    yield made
    made.sweep()
