"""Starts phones of the contract suite and talks to them."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import os
import queue
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

PHONE = Path(__file__).resolve().with_name("phone.py")
TRUST = Path(__file__).resolve().parents[1] / "wine" / "trust.py"
Event = dict[str, Any]


def python() -> list[str]:
    """The command of the Python that the phones run on: this one, or one named from outside.

    SOFTPHONE_CONTRACT_PYTHON="wine /path/to/python.exe" runs a Windows build's phones, with
    SOFTPHONE_CONTRACT_PYTHONPATH as their PYTHONPATH (docs/stack.md).
    """
    return shlex.split(os.environ.get("SOFTPHONE_CONTRACT_PYTHON", "")) or [sys.executable]


def environment() -> dict[str, str]:
    """The environment of that Python."""
    path = os.environ.get("SOFTPHONE_CONTRACT_PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": path} if path else dict(os.environ)


def ask(*arguments: str) -> str:
    """What that Python prints; its standard streams are pipes, as Wine's CPython needs."""
    done = subprocess.run(
        [*python(), *arguments],
        check=True,
        input="",
        capture_output=True,
        text=True,
        env=environment(),
    )
    return done.stdout.strip()


@functools.cache
def on_windows() -> bool:
    """Whether the phones run on Windows, or what plays it."""
    here = python() == [sys.executable]
    platform = sys.platform if here else ask("-c", "import sys; print(sys.platform)")
    return platform == "win32"


@contextlib.contextmanager
def believing(authority: Path) -> Iterator[str]:
    """Let phones believe what that authority has signed; the ``ca`` to tell them.

    Schannel believes Windows' own store and takes no file, so there it is put into the store.
    """
    if not on_windows():
        yield str(authority)
        return
    ask(str(TRUST), "add", str(authority))
    try:
        yield ""
    finally:
        ask(str(TRUST), "remove", str(authority))


def build_in_use() -> str:
    """The build number of the phones' pjsua2, '' for the package index's wheel."""
    if python() != [sys.executable]:
        code = "import pjsua2; print('build', getattr(pjsua2, 'SOFTPHONE_BUILD', ''))"
        return ask("-c", code).rpartition("build ")[2]
    found = importlib.util.find_spec("pjsua2")
    assert found is not None, "no pjsua2 is installed"
    assert found.origin is not None, "pjsua2 is not a package on disk"
    for line in Path(found.origin).read_text(encoding="utf-8").splitlines()[-10:]:
        if line.startswith("SOFTPHONE_BUILD = "):
            return line.partition("=")[2].strip().strip("'")
    return ""


class PhoneProcess:
    """One phone in its own process. Leaving the context ends it and checks that it ended well.

    ``native``: on this Python, whichever is named for the others. (A server of TLS: Schannel's
    cannot be given a certificate in a file, and the softphone never is one.)
    """

    def __init__(self, tone_hz: float, srtp: str = "off", *, native: bool = False) -> None:
        self._process = subprocess.Popen(
            [*([sys.executable] if native else python()), str(PHONE), str(tone_hz), srtp],
            env=None if native else environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.tone_hz = tone_hz
        self._events: queue.Queue[Event] = queue.Queue()
        self._errors: list[str] = []
        self._quitting = False
        self._readers = [
            threading.Thread(target=self._read_events, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> PhoneProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.close()
        finally:
            self._process.kill()
            self._process.wait()
            for reader in self._readers:
                reader.join()
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                assert stream is not None
                stream.close()

    def _read_events(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith('{"event"'):
                self._events.put(json.loads(line))
        self._events.put({"event": "gone"})

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        self._errors.extend(self._process.stderr)

    def do(self, name: str, **fields: object) -> None:
        """Send a command."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": name, **fields}) + "\n")
        self._process.stdin.flush()

    def wait(self, event: str, timeout_s: float = 30, **fields: object) -> Event:
        """The next event of that name with these fields; others before it are passed over."""
        end = time.monotonic() + timeout_s
        passed = []
        while (left := end - time.monotonic()) > 0:
            try:
                got = self._events.get(timeout=left)
            except queue.Empty:
                break
            if got["event"] == event and all(got.get(k) == v for k, v in fields.items()):
                return got
            passed.append(got)
            if got["event"] == "gone":
                break
        said = "".join(self._errors)[-2000:]
        raise AssertionError(f"no {event} {fields}; instead {passed[-8:]}\n{said}")

    def wait_any(self, *names: str, timeout_s: float = 30) -> Event:
        """The next event of one of these names."""
        end = time.monotonic() + timeout_s
        while True:
            got = self._events.get(timeout=max(0.001, end - time.monotonic()))
            if got["event"] in (*names, "gone"):
                return got

    def ask(self, name: str, answer: str, **fields: object) -> Event:
        """Send a command and wait for what it tells."""
        self.do(name, **fields)
        return self.wait(answer)

    def begin_close(self) -> None:
        """Tell it to quit, without waiting: the end of the library takes a second."""
        if not self._quitting:
            self._quitting = True
            self.do("quit")

    def close(self) -> None:
        """Quit; asserts a clean end of the library and of the process."""
        self.begin_close()
        self.wait("closed")
        code = self._process.wait(20)
        said = "".join(self._errors)
        assert code == 0, f"exit code {code}: {said[-2000:]}"
        assert "Traceback" not in said, said[-2000:]


def connect(caller: PhoneProcess, callee: PhoneProcess, uri: str) -> Event:
    """A call between the two that is up on both sides; the caller's first media event."""
    caller.do("dial", uri=uri)
    callee.wait("state", state="CONFIRMED")
    media = caller.wait("media", status="active")
    callee.do("abilities")
    callee.wait("abilities")
    return media


def hears(phone: PhoneProcess, far: PhoneProcess, least: float, tries: int = 12) -> None:
    """Wait until the far end's tone is at least that share of what a phone hears.

    The first frames may still be silence or the codec's settling, so a few measurements are taken.
    """
    seen = []
    for _ in range(tries):
        heard = phone.ask("hear", "heard", frames=40, tones=[far.tone_hz, phone.tone_hz])
        seen.append((round(heard["level"]), [round(share, 2) for share in heard["shares"]]))
        if heard["level"] > 500 and heard["shares"][0] >= least:
            assert heard["shares"][1] < 0.05, f"hears itself: {seen}"
            return
    raise AssertionError(f"the tone never came: (level, [far, own]) was {seen}")
