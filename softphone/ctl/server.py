"""The desk's end of the ctl socket."""

import asyncio
import contextlib
import hmac
import logging
from collections.abc import Callable
from typing import Any

from softphone.ctl.protocol import (
    LINE_LIMIT,
    CtlError,
    Reply,
    Request,
    accepted,
    from_line,
    refused,
    to_line,
)
from softphone.ipc.io_thread import IoThread
from softphone.ipc.listener import Listener
from softphone.ipc.lock import RoleLock
from softphone.ipc.runtime import NotRunningError, RuntimeDir

log = logging.getLogger(__name__)

_KEY_LIMIT_S = 3.0
_BUFFER_LIMIT = 1 << 22


class CtlServer:
    """Serves any number of clients that know the ctl key. Takes the role ``desk`` if
    this process has not got it yet.

    ``handle(request, reply)`` is called on the I/O thread for every request but ``watch``; the
    reply may be given from any thread, once, in any order.
    """

    def __init__(
        self, io: IoThread, runtime: RuntimeDir, handle: Callable[[Request, Reply], None]
    ) -> None:
        self._io = io
        self._runtime = runtime
        self._handle = handle
        self._listener = Listener(runtime, "ctl", self._serve, LINE_LIMIT)
        self._watchers: set[asyncio.StreamWriter] = set()
        self._lock: RoleLock | None = None
        self._serving = False

    def start(self) -> None:
        """Take the role ``desk``, unless this process has it, and listen.

        Raises ``AlreadyHeldError`` when another desk serves this data folder, ``OSError``.
        """
        self._runtime.prepare()
        self._lock = self._runtime.ensure_role("desk")
        self._runtime.note_up("desk")
        self._io.submit(self._listener.start()).result()
        self._serving = True

    def publish(self, event: dict[str, Any]) -> None:
        """Tell all watchers, from any thread."""
        self._io.call_soon(self._publish, to_line(event))

    def close(self, timeout_s: float = 1.0) -> None:
        """Stop, give the role back; harmless when done twice."""
        serving, self._serving = self._serving, False
        if not serving:
            return
        try:
            self._io.submit(self._listener.close()).result(timeout_s)
        except (RuntimeError, TimeoutError) as error:
            log.warning("closing the ctl socket: %s", error or "took too long")
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # ------------------------------------------------------------------ on the I/O thread

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await self._knows_key(reader):
            self._send(writer, refused("wrong_key", "the first line must be the key"))
            await _flush(writer)
            return
        try:
            while line := await reader.readline():
                if line.strip():
                    self._take(line, writer)
        except ValueError:
            log.warning("ctl: a line of more than %d bytes", LINE_LIMIT)
            self._send(writer, refused("bad_request", f"a line may have {LINE_LIMIT} bytes"))
            await _flush(writer)
        except OSError:
            return
        finally:
            self._watchers.discard(writer)

    async def _knows_key(self, reader: asyncio.StreamReader) -> bool:
        try:
            async with asyncio.timeout(_KEY_LIMIT_S):
                line = await reader.readline()
            if not line:
                return False
            key = from_line(line).get("key")
            right = self._runtime.ctl_key()
            if isinstance(key, str) and hmac.compare_digest(key.encode(), right.encode()):
                return True
            log.warning("ctl: wrong key")
        except (TimeoutError, ValueError, CtlError, NotRunningError) as error:
            log.warning("ctl: no key: %s", str(error) or "too slow")
        except OSError:
            pass
        return False

    def _take(self, line: bytes, writer: asyncio.StreamWriter) -> None:
        try:
            request = from_line(line)
            number = request.pop("id", None)
            if number is not None and not isinstance(number, str | int | float):
                raise CtlError("bad_request", "id must be a number or a string")
            if not isinstance(request.get("do"), str):
                raise CtlError("bad_request", '"do" with the name of a verb is missing')
        except CtlError as error:
            self._send(writer, refused(error.code, str(error)))
            return

        def reply(answer: dict[str, Any]) -> None:
            self._io.call_soon(self._send, writer, {"id": number, **answer})

        if request["do"] == "watch":
            self._watchers.add(writer)
            self._send(writer, {"id": number, **accepted(watching=True)})
            return
        try:
            self._handle(request, reply)
        except Exception:
            log.exception("ctl: %s failed", request["do"])
            reply(refused("failed", "the program failed at this; its log says more"))

    def _publish(self, line: bytes) -> None:
        for writer in tuple(self._watchers):
            self._write(writer, line)

    def _send(self, writer: asyncio.StreamWriter, message: dict[str, Any]) -> None:
        self._write(writer, to_line(message))

    def _write(self, writer: asyncio.StreamWriter, line: bytes) -> None:
        if writer.transport.is_closing():
            return
        writer.write(line)
        if writer.transport.get_write_buffer_size() > _BUFFER_LIMIT:
            log.warning("ctl: a client stopped reading and was cut off")
            writer.transport.abort()


async def _flush(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, TimeoutError):
        await asyncio.wait_for(writer.drain(), 1.0)
        writer.close()
        await asyncio.wait_for(writer.wait_closed(), 1.0)
