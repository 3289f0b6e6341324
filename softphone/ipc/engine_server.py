"""The engine's end of the socket to the desk."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable

import msgspec

from softphone.domain.call import Call
from softphone.domain.messages import (
    CallEnded,
    CallRejectedByDnd,
    Command,
    Event,
    LevelsMeasured,
    RequestSnapshot,
    SnapshotTaken,
)
from softphone.ipc.channel import Channel, accept_desk
from softphone.ipc.frames import FRAME_LIMIT
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.io_thread import IoThread
from softphone.ipc.listener import Listener
from softphone.ipc.lock import RoleLock
from softphone.ipc.runtime import NotRunningError, RuntimeDir

log = logging.getLogger(__name__)

_REMEMBERED_CALLS = 32
_HANDSHAKES_AT_ONCE = 8


class EngineServer:
    """Serves one desk: the newest one that knows the key wins. ``on_command`` and
    ``on_desk_gone`` are called on the I/O thread.

    At each connection ``RequestSnapshot`` is posted to ``on_command``; what the engine emits before
    the snapshot is held back, because the snapshot, taken later, contains it. The newest ended
    calls travel in every snapshot (``SnapshotTaken.ended``): a desk that was away when a call
    ended learns the honest cause.
    """

    def __init__(
        self,
        io: IoThread,
        runtime: RuntimeDir,
        on_command: Callable[[Command], None],
        on_desk_gone: Callable[[], None],
        *,
        buffer_limit: int = 2 * FRAME_LIMIT,
    ) -> None:
        self._io = io
        self._runtime = runtime
        self._on_command = on_command
        self._on_desk_gone = on_desk_gone
        self._buffer_limit = buffer_limit
        self._lock: RoleLock | None = None
        self._serving = False
        self._listener = Listener(runtime, "engine", self._serve, FRAME_LIMIT)
        self._desk: Channel[Command] | None = None
        self._snapshot_sent = False
        self._ended: deque[Call] = deque(maxlen=_REMEMBERED_CALLS)
        self._handshakes = 0

    @property
    def has_desk(self) -> bool:
        """Whether an authenticated desk is connected; may be asked from any thread."""
        return self._desk is not None

    def start(self) -> None:
        """Take the role ``engine``, unless this process has it, and listen.

        Raises ``AlreadyHeldError`` when another engine serves this data folder, ``OSError``.
        """
        self._runtime.prepare()
        self._lock = self._runtime.ensure_role("engine")
        self._io.submit(self._listener.start()).result()
        self._serving = True

    def emit(self, event: Event) -> None:
        """Tell the desk; never blocks, from any thread. Without a desk it is dropped."""
        self._io.call_soon(self._emit, event)

    def close(self, timeout_s: float = 1.0) -> None:
        """Send what is buffered, close, give the role back; harmless when done twice."""
        serving, self._serving = self._serving, False
        if not serving:
            return
        try:
            self._io.submit(self._close()).result(timeout_s)
        except (RuntimeError, TimeoutError) as error:
            log.warning("closing the desk's socket: %s", error or "took too long")
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # ------------------------------------------------------------------ on the I/O thread

    async def _close(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            await desk.close()
        await self._listener.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._handshakes >= _HANDSHAKES_AT_ONCE:
            log.warning("too many strangers at the engine's socket: one turned away")
            return
        self._handshakes += 1
        try:
            desk = await accept_desk(reader, writer, self._runtime.key(), self._buffer_limit)
        except (HandshakeError, NotRunningError) as error:
            log.warning("connection to the engine refused: %s", error)
            return
        except OSError as error:
            log.info("connection to the engine: %s", error)
            return
        finally:
            self._handshakes -= 1
        if self._desk is not None:
            log.info("a newer desk takes over")
            self._desk.cut()
        self._desk = desk
        self._snapshot_sent = False
        try:
            self._post(RequestSnapshot())
            async for command in desk.messages():
                if self._desk is not desk:
                    break
                self._post(command)
        finally:
            if self._desk is desk:
                self._desk = None
                self._on_desk_gone()

    def _post(self, command: Command) -> None:
        try:
            self._on_command(command)
        except Exception:
            log.exception("%s failed", type(command).__name__)

    def _emit(self, event: Event) -> None:
        if isinstance(event, CallEnded | CallRejectedByDnd):
            self._ended.append(event.call)
        if self._desk is None:
            return
        if isinstance(event, SnapshotTaken):
            event = msgspec.structs.replace(event, ended=tuple(self._ended))
            self._snapshot_sent = True
        elif not self._snapshot_sent:
            return
        if isinstance(event, LevelsMeasured) and self._desk.unsent:
            return
        self._desk.send(event)
