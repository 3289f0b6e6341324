"""A listening address whose connections all end with it."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable

from softphone.ipc.runtime import RuntimeDir

log = logging.getLogger(__name__)

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Listener:
    """Runs ``serve`` for each connection and closes the connection when it returns.

    Accepts by itself: ``asyncio.start_server`` loses a connection that comes while it closes, and
    logs a cancelled one as an error.
    """

    def __init__(self, runtime: RuntimeDir, name: str, serve: Serve, line_limit: int) -> None:
        self._runtime = runtime
        self._name = name
        self._serve = serve
        self._line_limit = line_limit
        self._socket: socket.socket | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen. Raises ``OSError``."""
        self._socket = self._runtime.listen(self._name)
        self._socket.setblocking(False)
        asyncio.get_running_loop().add_reader(self._socket, self._accept, self._socket)

    async def close(self) -> None:
        """Stop listening, end every connection, remove the address."""
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
            self._runtime.forget(self._name)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except BlockingIOError:
            return
        except OSError as error:
            log.error("a connection was lost: %s", error)
            return
        task = asyncio.get_running_loop().create_task(self._run(connection))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # Not inside the task: one cancelled before its first step never runs at all.
        task.add_done_callback(lambda _: connection.close())

    async def _run(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=connection, limit=self._line_limit)
        try:
            await self._serve(reader, writer)
        finally:
            writer.transport.abort()
            # One turn, so that the transport lets go of its socket before it is closed.
            with contextlib.suppress(OSError):
                await writer.wait_closed()
