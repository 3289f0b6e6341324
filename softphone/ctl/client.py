"""Driving a running softphone from another program: tests, benchmarks, the supervisor."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from softphone.ctl.protocol import CtlError as CtlError
from softphone.ctl.protocol import to_line
from softphone.ipc.runtime import NotRunningError, RuntimeDir

State = dict[str, Any]

_RETRY_S = 0.05
_ASKING = ("state", "calls", "contact", "history", "tickets", "notices", "version")


class CtlClient:
    """One connection, made at the first request and made again when the desk was restarted.

    ``connect_s`` bounds how long a desk that is just starting is waited for, ``answer_s`` how long
    an answer is.
    """

    def __init__(
        self,
        data_dir: Path,
        connect_s: float = 10.0,
        *,
        answer_s: float = 30.0,
        runtime: RuntimeDir | None = None,
    ) -> None:
        self._runtime = runtime or RuntimeDir(data_dir)
        self._connect_s = connect_s
        self._answer_s = answer_s
        self._lines: _Lines | None = None
        self._last_id = 0

    def __enter__(self) -> "CtlClient":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; a later request connects again."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None

    def do(self, verb: str, /, *, timeout_s: float | None = None, **arguments: Any) -> Any:
        """Send one request and return its result; ``timeout_s`` bounds the wait for the answer.

        Raises ``CtlError`` when the softphone refused, ``NotRunningError`` when there is none or
        it went away before it answered (then nobody knows whether the request was carried out).
        """
        for last in (self._lines is None, True):
            try:
                return self._ask(verb, arguments, timeout_s)
            except _GoneError as gone:
                self.close()
                # Again only over a connection that was dead before, or for what changes nothing.
                if last or (gone.sent and verb not in _ASKING):
                    raise NotRunningError("the softphone went away") from gone
            except NotRunningError:
                self.close()
                raise
        raise AssertionError("the last round returns or raises")

    def wait(self, until: Callable[[State], bool], timeout_s: float = 10.0) -> State:
        """The first state of which ``until`` is true; looked at whenever something changed.

        Outlives restarts of the desk. Raises ``TimeoutError`` with the last state.
        """
        deadline = time.monotonic() + timeout_s
        state: State = {}
        while True:
            left = deadline - time.monotonic()
            try:
                with self._watcher(max(0.01, left)) as lines:
                    while True:
                        state = self.do("state")
                        if until(state):
                            return state
                        left = deadline - time.monotonic()
                        if left <= 0:
                            break
                        # Some changes (figures, drafts) are no event: look again at times too.
                        lines.next(min(0.25, left))
            except (NotRunningError, _GoneError):
                time.sleep(_RETRY_S)
            if time.monotonic() >= deadline:
                raise TimeoutError(f"not reached in {timeout_s} s; last state: {json.dumps(state)}")

    def watch(self, timeout_s: float | None = None) -> Iterator[dict[str, Any]]:
        """Events from this call on, on a connection of their own, until the softphone goes away or
        none came for ``timeout_s`` seconds (``TimeoutError``)."""
        return _events(self._watcher(self._connect_s), timeout_s)

    # ------------------------------------------------------------------ inside

    def _watcher(self, connect_s: float) -> "_Lines":
        lines = self._connect(connect_s)
        try:
            lines.send({"id": 0, "do": "watch"})
            lines.answer(0, self._answer_s)
        except BaseException:
            lines.close()
            raise
        return lines

    def _ask(self, verb: str, arguments: dict[str, Any], timeout_s: float | None) -> Any:
        if self._lines is None:
            self._lines = self._connect(self._connect_s)
        self._last_id += 1
        self._lines.send({**arguments, "id": self._last_id, "do": verb})
        return self._lines.answer(self._last_id, timeout_s or self._answer_s)

    def _connect(self, connect_s: float) -> "_Lines":
        deadline = time.monotonic() + connect_s
        while True:
            try:
                key = self._runtime.ctl_key()
                lines = _Lines(self._runtime.connect("ctl"))
                lines.send({"key": key})
                return lines
            except (NotRunningError, _GoneError) as error:
                if time.monotonic() >= deadline:
                    raise NotRunningError(str(error)) from error
                time.sleep(_RETRY_S)


class _GoneError(Exception):
    """The other side hung up; ``sent`` tells whether it may have read the request."""

    def __init__(self, sent: bool) -> None:
        super().__init__("the softphone hung up")
        self.sent = sent


class _Lines:
    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._buffer = b""

    def __enter__(self) -> "_Lines":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def send(self, message: dict[str, Any]) -> None:
        try:
            self._socket.sendall(to_line(message))
        except OSError as error:
            raise _GoneError(sent=False) from error

    def next(self, timeout_s: float | None) -> dict[str, Any] | None:
        """The next message; None when none came in time. Raises ``_GoneError``."""
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        while b"\n" not in self._buffer:
            left = None if deadline is None else max(0.001, deadline - time.monotonic())
            self._socket.settimeout(left)
            try:
                piece = self._socket.recv(65536)
            except TimeoutError:
                return None
            except OSError as error:
                raise _GoneError(sent=True) from error
            if not piece:
                raise _GoneError(sent=True)
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message

    def answer(self, number: int, timeout_s: float) -> Any:
        deadline = time.monotonic() + timeout_s
        while True:
            message = self.next(max(0.001, deadline - time.monotonic()))
            if message is None:
                raise TimeoutError(f"no answer within {timeout_s} s")
            if message.get("code") == "wrong_key":
                raise NotRunningError("the softphone has another key: it was just restarted")
            if "event" in message or message.get("id") != number:
                continue
            if not message.get("ok"):
                raise CtlError(str(message.get("code", "")), str(message.get("error", "")))
            return message.get("result")


def _events(connection: _Lines, timeout_s: float | None) -> Iterator[dict[str, Any]]:
    with connection as lines:
        while True:
            try:
                event = lines.next(timeout_s)
            except _GoneError:
                return
            if event is None:
                raise TimeoutError(f"no event for {timeout_s} s")
            yield event
