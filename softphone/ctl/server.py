"""The desk's control socket: JSON lines, one connection per client (docs/ctl.md)."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from typing import Any

from softphone.ipc.io_thread import IoThread
from softphone.ipc.lock import RoleLock
from softphone.ipc.runtime import RuntimeDir

log = logging.getLogger(__name__)

Message = dict[str, Any]
Reply = Callable[[Message], None]
LINE_LIMIT = 256 * 1024
KEY_LIMIT_S = 3.0
BACKLOG_LIMIT = 4 * 1024 * 1024
"""A watcher that does not read is cut off when this many bytes wait for it."""


class CtlServer:
    """Takes requests in, one at a time per client, and sends events to those who watch.

    ``handle(request, reply)`` is called on the I/O thread; ``reply`` may be called from any thread,
    once. The request ``watch`` is answered here.
    """

    def __init__(
        self, io: IoThread, runtime: RuntimeDir, handle: Callable[[Message, Reply], None]
    ) -> None:
        self._io = io
        self._runtime = runtime
        self._handle = handle
        self._watchers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._lock: RoleLock | None = None

    def start(self) -> None:
        """Take the role ``desk`` and listen.

        Raises ``AlreadyHeldError`` when another desk serves this data folder, ``OSError``.
        """
        self._runtime.prepare()
        self._lock = self._runtime.lock("desk", wait_s=3.0)
        self._io.submit(self._listen()).result()

    def publish(self, event: Message) -> None:
        """Tell every watcher; from any thread."""
        self._io.call_soon(self._publish, event)

    def close(self, timeout_s: float = 1.0) -> None:
        """Send what is buffered, close, give the role back."""
        if self._lock is None:
            return
        try:
            self._io.submit(self._close()).result(timeout_s)
        except (RuntimeError, TimeoutError) as error:
            log.warning("closing the control socket: %s", error or "took too long")
        self._runtime.forget("ctl")
        self._lock.release()
        self._lock = None

    # ------------------------------------------------------------------ on the I/O thread

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._serve, sock=self._runtime.listen("ctl"), limit=LINE_LIMIT
        )

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in tuple(self._watchers):
            writer.close()
        self._watchers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(KEY_LIMIT_S):
                first = _read(await reader.readline())
            if not hmac.compare_digest(str(first.get("key", "")), self._runtime.ctl_key()):
                log.warning("a client of the control socket had the wrong key")
                _write(writer, {"ok": False, "code": "wrong_key", "error": "wrong key"})
                return
            while line := await reader.readline():
                await self._answer(line, writer)
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            # ValueError: a line over the limit; the framing is gone with it.
            log.info("control socket: %s", error)
        finally:
            self._watchers.discard(writer)
            writer.close()

    async def _answer(self, line: bytes, writer: asyncio.StreamWriter) -> None:
        try:
            request = _read(line)
        except ValueError as error:
            _write(writer, {"ok": False, "code": "bad_request", "error": str(error)})
            return
        if request.get("do") == "watch":
            _write(writer, {"id": request.get("id"), "ok": True, "result": {"watching": True}})
            self._watchers.add(writer)
            return
        answered = asyncio.get_running_loop().create_future()

        def reply(answer: Message) -> None:
            self._io.call_soon(_settle, answered, answer)

        self._handle(request, reply)
        answer = await answered
        _write(writer, {"id": request.get("id"), **answer})
        await writer.drain()

    def _publish(self, event: Message) -> None:
        for writer in tuple(self._watchers):
            if writer.transport.get_write_buffer_size() > BACKLOG_LIMIT:
                log.warning("a watcher does not read: cut off")
                self._watchers.discard(writer)
                writer.transport.abort()
            else:
                _write(writer, event)


def _settle(future: "asyncio.Future[Message]", answer: Message) -> None:
    if not future.done():
        future.set_result(answer)


def _read(line: bytes) -> Message:
    try:
        request = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(request, dict):
        raise ValueError("a request is a JSON object")
    return request


def _write(writer: asyncio.StreamWriter, message: Message) -> None:
    if not writer.is_closing():
        writer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
