"""The hands and eyes of a shift: the running desk, worked from outside through its control socket.

Clicks and keys go to the real widgets (``softphone ctl ui``); what the desk tells by itself is
collected on a thread of its own (``softphone ctl watch``).
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.ipc.runtime import NotRunningError


class HandsError(Exception):
    """The desk could not be worked; the text says which widget or verb and why."""


class DeskHands:
    """One desk. Every method raises ``HandsError``."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._client = CtlClient(data_dir)
        self._events: list[dict[str, Any]] = []

    def answers(self) -> bool:
        """Whether the control socket is up; the first time also begins to watch."""
        try:
            self._client.do("version")
        except (NotRunningError, CtlError):
            return False
        threading.Thread(target=self._watch, daemon=True, name="desk watcher").start()
        return True

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    # ------------------------------------------------------------------ hands

    def click(self, name: str) -> None:
        """Click a widget or an entry of the open menu."""
        self._do("ui", action="click", name=name)

    def type_text(self, name: str, text: str) -> None:
        """Type into a field, over what is in it."""
        self._do("ui", action="type", name=name, text=text)

    def choose(self, name: str, choice: str) -> None:
        """Choose from a list by id."""
        self._do("ui", action="choose", name=name, text=choice)

    def verb(self, verb: str) -> None:
        """A verb of ``softphone ctl`` without arguments, such as ``ready`` or ``quit``."""
        self._do(verb)

    # ------------------------------------------------------------------ eyes

    def text(self, name: str) -> str:
        """What a widget says; empty while it is not in sight."""
        try:
            return str(self._do("ui", action="text", name=name)["text"])
        except HandsError as error:
            if isinstance(error.__cause__, CtlError) and error.__cause__.code == "no_widget":
                return ""
            raise

    def screenshot(self, path: Path) -> None:
        """The window as a PNG file."""
        self._do("ui", action="screenshot", text=str(path))

    def agent_state(self) -> str:
        """``AgentState`` value."""
        return str(self._state()["agent"]["state"])

    def line(self) -> str:
        """``LineState`` value."""
        return str(self._state()["line"]["state"])

    def stack(self) -> str:
        """The SIP stack's name and version."""
        return str(self._state()["stack"])

    def pids(self) -> list[int]:
        """Process ids of supervisor, engine and desk, as far as the desk knows them."""
        return [int(pid) for pid in self._state()["pids"].values() if pid]

    def mark(self) -> int:
        """A point in the desk's events, for ``transfer_codes``."""
        return len(self._events)

    def transfer_codes(self, after: int) -> Sequence[int]:
        """SIP codes of the NOTIFYs of a transfer, in the order in which the desk told them."""
        codes: list[int] = []
        for event in self._events[after:]:
            if event.get("event") in ("call", "call_ended"):
                transfer = (event.get("call") or {}).get("transfer")
                code = int(transfer["sip_code"]) if transfer else 0
                if code and (not codes or codes[-1] != code):
                    codes.append(code)
        return codes

    def _state(self) -> dict[str, Any]:
        found: dict[str, Any] = self._do("state")
        return found

    def _do(self, verb: str, **fields: Any) -> Any:
        what = " ".join(str(value) for value in (verb, *fields.values()))
        try:
            return self._client.do(verb, **fields)
        except (NotRunningError, CtlError) as error:
            raise HandsError(f"{what}: {error}") from error

    def _watch(self) -> None:
        try:
            for event in CtlClient(self._data_dir).watch():
                self._events.append(event)
        except (OSError, NotRunningError):
            return  # the desk has ended
