"""The whole softphone as processes of its own, driven through its control socket only."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.config.files import save_settings
from softphone.config.settings import Settings
from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.ipc.runtime import NotRunningError, RuntimeDir
from softphone.options import RunOptions
from tests.doubles import keyring_file
from tests.e2e.agent_sound import AGENT_HZ, AgentSound
from tests.e2e.processes import family, is_alive
from tests.e2e.seen import Seen
from tests.starting import end, undone_by
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
State = dict[str, Any]
_SAID_OF = {
    "supervisor": ["the supervisor has gone; started another one"],
    "engine": ["the engine is gone: ", "Fatal Python error"],
    "desk": [],
}
_BAD_LINE = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b|Traceback|^Qt|^QObject|^qt\.")


class Program:
    """One softphone on a data folder. ``start`` … ``quit``; ``close`` leaves nothing behind.

    ``expected`` are patterns of warnings and errors that a test provokes; any other one that is
    in the logs or on the terminal at the end fails the test. ``secrets`` and ``numbers`` may be in
    no file and in no log.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        direct: str = "",
        samples: bool = True,
        hz: float = AGENT_HZ,
        keyring: dict[str, str] | None = None,
    ) -> None:
        """``hz``: what its microphone hums; ``keyring``: secrets by ``service/name``, or none."""
        self.data_dir = folder / "data"
        self.sound = AgentSound(folder, hz)
        self.options = RunOptions(
            data_dir=self.data_dir,
            direct=direct,
            audio=self.sound.option,
            language="en",
            samples=samples,
            automation=True,
            auto_sign_in=bool(direct),
        )
        self.runtime = RuntimeDir(self.data_dir)
        self.expected: list[str] = []
        self.secrets: list[str] = []
        self.numbers: list[str] = []
        self.pids: dict[str, int] = {}
        self._environment = _environment()
        if keyring is not None:
            file = folder / "keyring.json"
            file.write_text(json.dumps(keyring), encoding="utf-8")
            self._environment["PYTHON_KEYRING_BACKEND"] = f"{keyring_file.__name__}.Keyring"
            self._environment[keyring_file.WHERE] = str(file)
            self.secrets += keyring.values()
        self._terminal = folder / "terminal.txt"
        self._keeper: subprocess.Popen[str] | None = None
        self._client = CtlClient(self.data_dir, connect_s=20.0)
        save_settings(self.data_dir, settings)

    # ------------------------------------------------------------------ life

    def start(self) -> Program:
        """Start it and wait until the desk answers and the engine is up."""
        run = [sys.executable, "-m", "softphone", "run", *self.options.to_argv()]
        with self._terminal.open("a") as terminal:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.keeper", *run],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=terminal,
                text=True,
                cwd=ROOT,
                env=self._environment,
            )
        assert self._keeper.stdout is not None
        with undone_by(self._give_up):
            self.supervisor = int(self._keeper.stdout.readline().split()[1])
            self.wait(lambda seen: seen.state["engine_up"], 30)
            self.pids = self.runtime.pids()
        return self

    def _give_up(self) -> None:
        """It did not start: its terminal is the best there is to say why."""
        print(self.terminal())
        keeper, self._keeper = self._keeper, None
        self._client.close()
        if keeper is not None and keeper.stdin is not None:
            keeper.stdin.close()  # the keeper ends the program's processes, then itself
            with contextlib.suppress(subprocess.TimeoutExpired):
                keeper.wait(10)
            end(keeper)

    def quit(self) -> None:
        """Ask it to end, and wait until every process has."""
        self.do("quit")
        self.wait_gone()

    def wait_gone(self, timeout_s: float = 30.0) -> int:
        """Wait until no process of the program is left; the exit code of what was started."""
        until(lambda: not self.family(), f"the end of {self.family()}", timeout_s)
        assert self._keeper is not None
        assert self._keeper.stdout is not None
        word, code = self._keeper.stdout.readline().split()
        assert word == "ended"
        self._end_keeper()
        return int(code)

    def close(self) -> None:
        """End what is left, by force if need be, and look through what it has written."""
        if self._keeper is not None:
            with (
                contextlib.suppress(NotRunningError),
                CtlClient(self.data_dir, connect_s=1.0) as client,
            ):
                client.do("quit")
            with contextlib.suppress(AssertionError):
                until(lambda: not self.family(), "the end", 20)
            left = self.family()
            self._end_keeper()
            assert not left, f"processes left after quit: {left}"
        self._client.close()
        assert not self.suspicious_lines(), "\n".join(self.suspicious_lines()) + self.terminal()
        self.assert_nothing_told()

    def kill(self, role: str, how: signal.Signals = signal.SIGKILL) -> float:
        """Kill one of the processes and expect what is said of it; the time it was done."""
        pid = self.runtime.pids()[role]
        self.expected += _SAID_OF[role]
        self.expected.append(rf"{role} \(pid {pid}\)")
        killed = time.monotonic()
        os.kill(pid, how)
        until(lambda: not is_alive(pid), f"the end of the {role}")
        return killed

    def family(self) -> list[int]:
        """Every living process of the program, orphans included."""
        return family(self._keeper.pid) if self._keeper is not None else []

    def assert_all_gone(self) -> None:
        """No role is held, no socket answers.

        A killed process counts as a zombie before its last thread has let go of the files, and with
        them of the locks.
        """
        until(lambda: not self.runtime.pids(), "every role to be free")
        for name in ("ctl", "engine"):
            try:
                self.runtime.connect(name, 1).close()
            except NotRunningError:
                continue
            raise AssertionError(f"somebody still listens for {name}")

    def _end_keeper(self) -> None:
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            return
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        keeper.stdin.close()
        try:
            keeper.wait(10)
        finally:
            keeper.stdout.close()
        self._client.close()

    # ------------------------------------------------------------------ driving and looking

    def do(self, verb: str, **fields: Any) -> State:
        """A verb of ``softphone ctl``."""
        result: State = self._client.do(verb, **fields)
        return result

    def click(self, name: str) -> None:
        """Press a real button, once it is there and switched on."""
        self._widget("click", name)

    def type(self, name: str, text: str) -> None:
        """Type into a real field."""
        self._widget("type", name, text)

    def key(self, name: str, sequence: str) -> None:
        """Press a key in a real field."""
        self._widget("key", name, sequence)

    def choose(self, name: str, text: str) -> None:
        """Pick from a real list box."""
        self._widget("choose", name, text)

    def text(self, name: str) -> str:
        """What a real widget says."""
        return str(self._widget("text", name)["text"])

    def _widget(self, action: str, name: str, text: str = "") -> Any:
        deadline = time.monotonic() + 20
        while True:
            try:
                return self.do("ui", action=action, name=name, text=text)
            except CtlError as error:
                if error.code != "no_widget" or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def seen(self) -> Seen:
        """What the desk shows now."""
        return Seen(self.do("state"))

    def wait(self, holds: Callable[[Seen], Any], timeout_s: float = 30.0) -> Seen:
        """The first state of the desk for which ``holds`` is true."""
        return Seen(self._client.wait(lambda state: bool(holds(Seen(state))), timeout_s))

    def wait_agent(self, state: str, timeout_s: float = 30.0) -> Seen:
        """Wait for a state of the agent."""
        return self.wait(lambda seen: seen.agent == state, timeout_s)

    def wait_line(self, state: str, timeout_s: float = 30.0) -> Seen:
        """Wait for a state of the line."""
        return self.wait(lambda seen: seen.line == state, timeout_s)

    def wait_call(self, state: str, timeout_s: float = 30.0) -> State:
        """Wait until the one call is in that state; the call."""
        seen = self.wait(lambda seen: [c["state"] for c in seen.calls] == [state], timeout_s)
        return seen.calls[0]

    def wait_phase(self, phase: str, timeout_s: float = 30.0) -> Seen:
        """Wait until the consult stands there; empty: until there is none."""
        return self.wait(
            lambda seen: (seen.state["consult"] or {"phase": ""})["phase"] == phase, timeout_s
        )

    def wait_no_call(self, timeout_s: float = 30.0) -> None:
        """Wait until no call is up."""
        self.wait(lambda seen: not seen.calls, timeout_s)

    def sign_in(self, password: str) -> None:
        """Sign in over the control socket and wait for the registration."""
        self.secrets.append(password)
        self.do("sign-in", password=password)
        self.wait_line("registered")

    def ended(self, count: int = 1, timeout_s: float = 30.0) -> State:
        """The newest ended call, once the history has that many."""

        def look() -> list[State]:
            rows: list[State] = self.do("history")["history"]
            return rows if len(rows) >= count else []

        call: State = until(look, f"{count} ended calls in the history", timeout_s)[0]["call"]
        return call

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Read the store, as another program would."""
        return rows_of(self.data_dir, query, *values)

    def watch(self) -> Watch:
        """Collect events from now on."""
        return Watch(self.data_dir)

    # ------------------------------------------------------------------ what it wrote

    def terminal(self) -> str:
        """What it has printed."""
        return self._terminal.read_text(errors="replace") if self._terminal.exists() else ""

    def logs(self) -> str:
        """Its logs."""
        files = sorted((self.data_dir / "logs").glob("*"))
        return "\n".join(path.read_text(errors="replace") for path in files)

    def suspicious_lines(self) -> list[str]:
        """Warnings and errors that the test does not expect."""
        lines = (self.terminal() + "\n" + self.logs()).splitlines()
        bad = [line for line in lines if _BAD_LINE.search(line)]
        return [line for line in bad if not any(re.search(p, line) for p in self.expected)]

    def assert_nothing_told(self) -> None:
        """No file holds a password; no log and no terminal a whole phone number."""
        for path in self.data_dir.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                found = [s for s in self.secrets if s.encode() in content]
                assert not found, f"a password is in {path}"
        told = self.terminal() + self.logs()
        assert not [s for s in self.secrets if s in told]
        numbers = [number for number in self.numbers if number in told]
        assert not numbers, f"whole numbers in the logs: {numbers}"


def rows_of(data_dir: Path, query: str, *values: object) -> list[dict[str, Any]]:
    """Rows of the store of that folder, read-only."""
    path = data_dir / "softphone.db"
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
        store.row_factory = sqlite3.Row
        return [dict(row) for row in store.execute(query, values)]


class Watch:
    """Events of ``softphone ctl watch``, collected on a thread until the program ends."""

    def __init__(self, data_dir: Path) -> None:
        self.events: list[State] = []
        self._changed = threading.Condition()
        self._client = CtlClient(data_dir)
        self._stream = self._client.watch(timeout_s=600)
        self._thread = threading.Thread(target=self._read, daemon=True, name="watch")
        self._thread.start()

    def wait_for(self, holds: Callable[[State], bool], timeout_s: float = 30.0) -> State:
        """The first event that fits. Raises TimeoutError with what came."""
        deadline = time.monotonic() + timeout_s
        at = 0
        with self._changed:
            while True:
                for event in self.events[at:]:
                    if holds(event):
                        return event
                at = len(self.events)
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise TimeoutError(f"not seen; came: {self.events[-10:]}")

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError, NotRunningError):
            for event in self._stream:
                with self._changed:
                    self.events.append(event)
                    self._changed.notify_all()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT")}
    kept.pop("DISPLAY", None)
    kept.pop("WAYLAND_DISPLAY", None)
    return {
        **kept,
        # Qt's own offscreen screen of 800 x 800 shortens what the window says.
        "QT_QPA_PLATFORM": f"offscreen:configfile={Path(__file__).parent / 'screen.json'}",
        "PYTHONUNBUFFERED": "1",
        # Nothing of a test may get into the keyring of whoever runs it.
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
