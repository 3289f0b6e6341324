"""Starting a peer and talking to it, for the practice room and for tests."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from softphone.practice.peer_words import Happening, Rule

_TREE = Path(__file__).resolve().parents[2]


class PeerError(Exception):
    """The peer refused a command, did not say what was waited for, or has gone."""


class Peer:
    """A running peer process. Events are kept in order; each wait looks through them.

    ``program`` is another command line that speaks the same words (the practice room).

    ``events`` may be read at any time. Waiting consumes nothing: pass ``after`` (an index into
    ``events``, from ``mark``) to look only at what came later.
    """

    def __init__(
        self,
        *,
        bind: str = "127.0.0.1",
        port: int = 0,
        log_level: int = 1,
        program: Sequence[str] | None = None,
        on_event: Callable[[Happening], None] | None = None,
    ) -> None:
        self._bind = bind
        self._on_event = on_event
        arguments = ["--bind", bind, "--port", str(port), "--log-level", str(log_level)]
        peer = [sys.executable, "-m", "softphone.practice.peer", *arguments]
        self._argv = list(program) if program else peer
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._changed = threading.Condition()
        self._ended = False
        self._refs = 0
        self.events: list[Happening] = []
        self.port = 0
        self.pid = 0

    def start(self, timeout_s: float = 15.0) -> Self:
        """Start the process and wait until its port is open. Raises ``PeerError``."""
        self._process = subprocess.Popen(
            self._argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_TREE
        )
        self._reader = threading.Thread(target=self._read, daemon=True, name="peer reader")
        self._reader.start()
        try:
            started = self.wait_for("started", timeout_s=timeout_s)
        except BaseException:
            self.stop()
            raise
        self.port, self.pid = started["port"], self._process.pid
        return self

    def stop(self, timeout_s: float = 5.0) -> int:
        """Close stdin, wait for the end; kills what does not end. The exit code."""
        process = self._process
        if process is None or process.stdin is None:
            return 0
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            code = process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if self._reader is not None and self._reader is not threading.current_thread():
            self._reader.join(timeout_s)
        if process.stdout is not None:
            process.stdout.close()
        return code

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def alive(self) -> bool:
        """Whether the process still talks."""
        return not self._ended

    def uri(self, user: str) -> str:
        """SIP URI of one of this peer's users."""
        return f"sip:{user}@{self._bind}:{self.port}"

    def send(self, do: str, **fields: Any) -> int:
        """Send a command and don't wait; the ``ref`` its reply will carry."""
        process = self._process
        if process is None or process.stdin is None:
            raise PeerError("the peer has not been started")
        with self._changed:
            self._refs += 1
            ref = self._refs
            line = msgspec.json.encode({"do": do, "ref": ref, **fields}) + b"\n"
            try:
                process.stdin.write(line)
                process.stdin.flush()
            except (OSError, ValueError) as error:
                raise PeerError(f"the peer has gone: {error}") from error
        return ref

    def command(self, do: str, *, timeout_s: float = 15.0, **fields: Any) -> Happening:
        """Send a command and wait for its reply. Raises ``PeerError`` when it is refused."""
        after = self.mark()
        ref = self.send(do, **fields)
        reply = self.wait_until(
            lambda event: event.get("ref") == ref and event["event"] in ("done", "refused"),
            f"the reply to {do}",
            timeout_s=timeout_s,
            after=after,
        )
        if reply["event"] == "refused":
            raise PeerError(f"{do} refused: {reply['why']}")
        return reply

    def listen(self, *rules: Rule) -> None:
        """Replace the rules for incoming calls."""
        self.command("listen", rules=list(rules))

    def measure(self, call: str, hz: Sequence[float] = (), **fields: Any) -> Happening:
        """What was heard (``peer_words.Measure``)."""
        return self.command("measure", call=call, hz=list(hz), **fields)

    def mark(self) -> int:
        """A point in time, for ``after``."""
        return len(self.events)

    def wait_for(
        self, event: str, *, timeout_s: float = 30.0, after: int = 0, **fields: object
    ) -> Happening:
        """The first event of that name with these fields. Raises ``PeerError``."""
        return self.wait_until(
            lambda seen: (
                seen["event"] == event
                and all(seen.get(name) == value for name, value in fields.items())
            ),
            f"{event} {fields or ''}".strip(),
            timeout_s=timeout_s,
            after=after,
        )

    def wait_until(
        self,
        matches: Callable[[Happening], bool],
        what: str,
        *,
        timeout_s: float = 30.0,
        after: int = 0,
    ) -> Happening:
        """The first event that matches, from index ``after`` on. Raises ``PeerError``."""
        limit = time.monotonic() + timeout_s
        at = after
        with self._changed:
            while True:
                while at < len(self.events):
                    if matches(self.events[at]):
                        return self.events[at]
                    at += 1
                left = limit - time.monotonic()
                if self._ended or left <= 0:
                    why = "the peer has ended" if self._ended else f"not seen within {timeout_s} s"
                    last = self.events[-6:]
                    raise PeerError(f"{what}: {why}; last events: {last}")
                self._changed.wait(left)

    def wait_sound(
        self,
        call: str,
        hz: float,
        *,
        window_ms: int = 500,
        level_dbfs: float = -45.0,
        contrast_db: float = 10.0,
        timeout_s: float = 30.0,
    ) -> Happening:
        """Wait until that tone is heard; the measurement. Raises ``PeerError``."""
        limit = time.monotonic() + timeout_s
        while True:
            heard = self.measure(call, [hz], window_ms=window_ms)
            found = heard["tones"][0]
            enough = heard["frames"] * 20 >= window_ms * 0.8
            if enough and found["level_dbfs"] >= level_dbfs and found["contrast_db"] >= contrast_db:
                return heard
            if time.monotonic() > limit:
                raise PeerError(f"no {hz:g} Hz on {call} within {timeout_s} s: {heard}")
            time.sleep(0.05)

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            event = msgspec.json.decode(line)
            with self._changed:
                self.events.append(event)
                self._changed.notify_all()
            if self._on_event is not None:
                self._on_event(event)
        with self._changed:
            self._ended = True
            self._changed.notify_all()
