"""A client of the control socket, for tests, benchmarks and ``softphone ctl`` itself."""

import contextlib
import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from softphone.ipc.runtime import NotRunningError, RuntimeDir

Message = dict[str, Any]


class CtlError(Exception):
    """The program refused; ``code`` as in docs/ctl.md."""

    def __init__(self, words: str, code: str) -> None:
        super().__init__(words)
        self.code = code


class CtlClient:
    """One connection, made at the first request and again after a loss.

    ``connect_s`` bounds the wait for a desk that is just starting (again). Raises
    ``NotRunningError`` when nobody answers by then.
    """

    def __init__(self, data_dir: Path, connect_s: float = 5.0) -> None:
        self._runtime = RuntimeDir(data_dir)
        self._connect_s = connect_s
        self._socket: socket.socket | None = None
        self._lines: Any = None
        self._count = 0

    def do(self, verb: str, *, timeout_s: float = 10.0, **fields: object) -> Any:
        """Ask, and return the result. Raises ``CtlError``, ``NotRunningError``."""
        self._count += 1
        request = {"id": self._count, "do": verb, **fields}
        answer = self._ask(request, timeout_s)
        if not answer.get("ok"):
            raise CtlError(str(answer.get("error", "")), str(answer.get("code", "")))
        return answer.get("result")

    def watch(self, timeout_s: float = 60.0) -> Iterator[Message]:
        """Events as they come, on a connection of their own; ``TimeoutError`` after silence."""
        connection, lines = self._open(timeout_s)
        with connection, lines:
            connection.sendall(b'{"id":0,"do":"watch"}\n')
            lines.readline()
            for line in lines:
                yield json.loads(line)

    def wait(self, holds: Callable[[Message], bool], timeout_s: float = 10.0) -> Message:
        """The first state for which ``holds`` is true. Raises ``TimeoutError`` with the last."""
        deadline = time.monotonic() + timeout_s
        state: Message = {}
        while time.monotonic() < deadline:
            with contextlib.suppress(NotRunningError):
                state = self.do("state")
                if holds(state):
                    return state
            time.sleep(0.02)
        raise TimeoutError(f"not within {timeout_s:g} s; last state: {json.dumps(state)[:2000]}")

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._lines.close()
            self._socket.close()
            self._socket = None

    def __enter__(self) -> "CtlClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, request: Message, timeout_s: float) -> Message:
        if self._socket is None:
            self._socket, self._lines = self._open(timeout_s)
        try:
            self._socket.settimeout(timeout_s)
            self._socket.sendall(json.dumps(request).encode() + b"\n")
            line = self._lines.readline()
        except OSError as error:
            self.close()
            raise NotRunningError(f"the softphone went away: {error}") from error
        if not line:
            self.close()
            raise NotRunningError("the softphone closed the connection")
        answer: Message = json.loads(line)
        return answer

    def _open(self, timeout_s: float) -> tuple[socket.socket, Any]:
        deadline = time.monotonic() + self._connect_s
        while True:
            try:
                key = self._runtime.ctl_key()
                connection = self._runtime.connect("ctl", timeout_s)
                break
            except NotRunningError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(0.05)
        connection.settimeout(timeout_s)
        connection.sendall(json.dumps({"key": key}).encode() + b"\n")
        return connection, connection.makefile("rb")
