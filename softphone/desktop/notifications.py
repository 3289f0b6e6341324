"""Notes on the desktop by D-Bus: org.freedesktop.Notifications (Desktop Notifications 1.2).

For desktops that let no program place a window in a corner (Wayland). Whatever fails, calls are not
concerned. Everything runs on the I/O thread's loop; no process and no thread is added.
"""

import asyncio
import contextlib
import html
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

from softphone.domain.desktop_note import DesktopNote

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 5.0
_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_CRITICAL = 2
_EXPIRES_MS = 120_000
"""Nobody rings longer; a program that died while somebody rang leaves no note for ever."""
_LATEST_SIGNALS = 16

_LATE = asyncio.InvalidStateError
"""An answer came after nobody waited for it any more; the library does not expect that."""


class DesktopNotes:
    """One note at a time. ``chosen`` gets the note's id, the key of what was clicked and the token
    with which a window may come to the front (may be empty); on the loop."""

    def __init__(
        self,
        submit: Callable[[Coroutine[Any, Any, None]], Future[None]],
        call_soon: Callable[..., None],
        chosen: Callable[[str, str, str], None],
    ) -> None:
        self._submit = submit
        self._call_soon = call_soon
        self._chosen = chosen
        self._wishes: asyncio.Queue[DesktopNote | None] = asyncio.Queue()
        self._task: Future[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether no connection is open or being made."""
        return self._task is None or self._task.done()

    def show(self, note: DesktopNote | None) -> None:
        """Show it in place of the one there is; None: take that away."""
        if self.idle:
            if note is None:
                return
            self._wishes = asyncio.Queue()
            self._task = self._submit(self._serve(self._wishes))
        self._call_soon(self._wishes.put_nowait, note)

    def close(self) -> None:
        """Nothing more is shown."""
        if self._task is not None:
            self._task.cancel()

    # ------------------------------------------------------------------ on the loop

    async def _serve(self, wishes: "asyncio.Queue[DesktopNote | None]") -> None:
        try:
            from jeepney.io.asyncio import DBusRouter, open_dbus_connection
        except ImportError:
            log.info("no note on the desktop: no D-Bus here")
            return
        try:
            connection = await open_dbus_connection(bus="SESSION")
            try:
                async with DBusRouter(connection) as router:
                    await _Desk(router, self._chosen).run(wishes)
            finally:
                # At once: an orderly end would outlast a program that ends.
                connection.writer.transport.abort()
        except (OSError, EOFError, TimeoutError, KeyError, ValueError, _LATE) as error:
            log.info("no note on the desktop: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the library's own, of many kinds
            log.warning("no note on the desktop: %s", type(error).__name__)


class _Desk:
    """One connection to the session's bus."""

    def __init__(self, router: Any, chosen: Callable[[str, str, str], None]) -> None:
        self._router = router
        self._chosen = chosen
        self._shown: DesktopNote | None = None
        self._number = 0
        self._token = ""

    async def run(self, wishes: "asyncio.Queue[DesktopNote | None]") -> None:
        """Until it breaks."""
        import jeepney

        rule = jeepney.MatchRule(type="signal", interface=_NAME, path=_PATH)
        await self._router.send_and_get_reply(jeepney.message_bus.AddMatch(rule))
        with self._router.filter(rule, bufsize=_LATEST_SIGNALS) as signals:
            listening = asyncio.create_task(self._listen(signals))
            try:
                marked = "body-markup" in await self._ask("GetCapabilities")
                while True:
                    await self._take(await wishes.get(), marked=marked)
            finally:
                listening.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await listening

    async def _take(self, note: DesktopNote | None, *, marked: bool) -> None:
        if note is None:
            if self._shown is not None:
                self._shown = None
                await self._ask("CloseNotification", "u", (self._number,))
            return
        # Where the server reads mark-up, names from outside must not become any.
        text = html.escape(note.text, quote=False) if marked else note.text
        hints = {
            "urgency": ("y", _CRITICAL),
            "category": ("s", "call.incoming"),
            "desktop-entry": ("s", "softphone"),
            # Callers' names are not kept in the desktop's list.
            "transient": ("b", True),
        }
        actions = [part for pair in note.actions for part in pair]
        before = self._number if self._shown is not None else 0
        fields = (
            "Softphone",
            before,
            "softphone",
            note.title,
            text,
            actions,
            hints,
            _EXPIRES_MS,
        )
        self._number = int(await self._ask("Notify", "susssasa{sv}i", fields))
        self._shown = note

    async def _ask(self, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        import jeepney

        whom = jeepney.DBusAddress(_PATH, _NAME, _NAME)
        call = jeepney.new_method_call(whom, member, signature or None, body)
        async with asyncio.timeout(ANSWER_WITHIN_S):
            reply = await self._router.send_and_get_reply(call)
        if reply.header.message_type is jeepney.MessageType.error:
            raise OSError(f"{member} was refused")
        return reply.body[0] if reply.body else None

    async def _listen(self, signals: "asyncio.Queue[Any]") -> None:
        import jeepney

        while True:
            message = await signals.get()
            number, *rest = message.body
            if number != self._number or self._shown is None:
                continue
            match message.header.fields[jeepney.HeaderFields.member]:
                case "ActivationToken":
                    self._token = str(rest[0])
                case "ActionInvoked":
                    token, self._token = self._token, ""
                    self._chosen(self._shown.id, str(rest[0]), token)
                case "NotificationClosed":
                    self._shown = None
