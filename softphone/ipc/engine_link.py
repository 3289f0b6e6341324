"""The desk's end of the socket to the engine: connected whenever there is an engine."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future

from softphone.domain.messages import Command, Event
from softphone.ipc.channel import Channel, join_engine
from softphone.ipc.frames import FRAME_LIMIT
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.io_thread import IoThread
from softphone.ipc.runtime import NotRunningError, RuntimeDir

log = logging.getLogger(__name__)

_RETRY_S = (0.05, 0.1, 0.15, 0.2, 0.25)


class EngineLink:
    """Connects, and connects again for ever. The callbacks come on the I/O thread: ``on_up`` and
    ``on_down`` (with the reason) always in turn, ``on_event`` only between them; the first event
    after ``on_up`` is ``SnapshotTaken``.
    """

    def __init__(
        self,
        io: IoThread,
        runtime: RuntimeDir,
        on_up: Callable[[], None],
        on_event: Callable[[Event], None],
        on_down: Callable[[str], None],
    ) -> None:
        self._io = io
        self._runtime = runtime
        self._on_up = on_up
        self._on_event = on_event
        self._on_down = on_down
        self._channel: Channel[Event] | None = None
        self._task: Future[None] | None = None
        self._closing = False
        self._said = ""

    def start(self) -> None:
        """Begin to connect."""
        self._task = self._io.submit(self._run())

    def send(self, command: Command) -> None:
        """Hand a command over, from any thread, in order; dropped while there is no engine."""
        self._io.call_soon(self._send, command)

    def close(self, timeout_s: float = 1.0) -> None:
        """Send what is buffered and close; no callback comes after the one under way."""
        if self._task is None:
            return
        task, self._task = self._task, None
        self._on_up, self._on_event, self._on_down = _nothing, _nothing, _nothing
        try:
            self._io.submit(self._close()).result(timeout_s)
        except (RuntimeError, TimeoutError) as error:
            log.warning("closing the engine's socket: %s", error or "took too long")
        task.cancel()

    # ------------------------------------------------------------------ on the I/O thread

    def _send(self, command: Command) -> None:
        if self._channel is None:
            log.info("no engine: %s dropped", type(command).__name__)
        else:
            self._channel.send(command)

    async def _close(self) -> None:
        self._closing = True
        if self._channel is not None:
            await self._channel.close()

    async def _run(self) -> None:
        tries = 0
        while not self._closing:
            try:
                self._channel = await self._connect()
            except (NotRunningError, HandshakeError, OSError) as error:
                self._say(str(error))
                await asyncio.sleep(_RETRY_S[min(tries, len(_RETRY_S) - 1)])
                tries += 1
                continue
            self._say("connected to the engine")
            tries = 0
            await self._talk(self._channel)

    async def _connect(self) -> Channel[Event]:
        connection = self._runtime.connect("engine", timeout_s=0.25)
        connection.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=connection, limit=FRAME_LIMIT)
        try:
            return await join_engine(reader, writer, self._runtime.key())
        except BaseException:
            writer.transport.abort()
            raise

    async def _talk(self, channel: Channel[Event]) -> None:
        self._call(self._on_up)
        try:
            async for event in channel.messages():
                self._call(self._on_event, event)
        finally:
            self._channel = None
            channel.cut()
            self._call(self._on_down, "the engine closed the connection")

    def _call(self, callback: Callable[..., None], *args: object) -> None:
        try:
            callback(*args)
        except Exception:
            log.exception("a callback of the engine link failed")

    def _say(self, what: str) -> None:
        """Log changes only: a missing engine is tried for twenty times a second."""
        if what != self._said:
            self._said = what
            log.info("%s", what)


def _nothing(*_: object) -> None:
    """Takes the place of the callbacks of a closed link."""
