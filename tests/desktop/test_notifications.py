"""Notes on a desktop, by a real message bus, at a notification server of the tests' own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from softphone.desktop.notifications import DesktopNotes
from softphone.domain.desktop_note import ANSWER, OPEN, REJECT, DesktopNote
from softphone.ipc.io_thread import IoThread
from tests.desktop.notifications import NotificationServer
from tests.secret_service.fetch import fetched
from tests.support.waiting import until

if not sys.platform.startswith("linux"):
    pytest.skip("this is how Linux desktops are asked", allow_module_level=True)

WAIT_S = 30.0
NOTE = DesktopNote(
    id="c1",
    title="Incoming call: Sample <b>Customer</b>",
    text="+86 139 0000 0001 · Tianjin & <i>support</i>",
    actions=((OPEN, "Open"), (ANSWER, "Answer"), (REJECT, "Reject")),
)
Made = tuple[NotificationServer, DesktopNotes, "Queue[tuple[str, str, str]]"]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Made]]:
    io = IoThread("notes-test")
    io.start()
    servers: list[NotificationServer] = []

    def made(*capabilities: str) -> Made:
        servers.append(NotificationServer(tmp_path, fetched(), capabilities))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", servers[0].address)
        chosen: Queue[tuple[str, str, str]] = Queue()
        return servers[0], DesktopNotes(io.submit, io.call_soon, lambda *c: chosen.put(c)), chosen

    yield made
    io.stop()
    for server in servers:
        server.close()


def test_a_call_is_shown_and_its_buttons_come_back(make: Callable[..., Made]) -> None:
    server, notes, chosen = make("actions", "body")
    notes.show(NOTE)
    member, fields = server.asked.get(timeout=WAIT_S)
    assert member == "Notify"
    name, replaces, _, title, text, actions, hints, _ = fields
    assert (name, replaces, title, text) == ("Softphone", 0, NOTE.title, NOTE.text)
    assert actions == [OPEN, "Open", ANSWER, "Answer", REJECT, "Reject"]
    assert hints["urgency"] == ("y", 2)
    assert hints["transient"] == ("b", True)
    server.click(77, ANSWER)  # another program's
    server.click(1, ANSWER, token="t-1")
    assert chosen.get(timeout=WAIT_S) == ("c1", ANSWER, "t-1")
    assert chosen.empty()
    notes.show(None)
    assert server.asked.get(timeout=WAIT_S) == ("CloseNotification", (1,))
    notes.close()


def test_names_are_no_mark_up(make: Callable[..., Made]) -> None:
    server, notes, _ = make("actions", "body", "body-markup")
    notes.show(NOTE)
    _, fields = server.asked.get(timeout=WAIT_S)
    assert fields[3:5] == (
        NOTE.title,
        "+86 139 0000 0001 · Tianjin &amp; &lt;i&gt;support&lt;/i&gt;",
    )
    notes.show(NOTE)
    _, again = server.asked.get(timeout=WAIT_S)
    assert again[1] == 1
    notes.close()


def test_without_a_bus_nothing_happens(
    make: Callable[..., Made], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server, notes, _ = make("body")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    notes.show(NOTE)
    until(lambda: notes.idle, "the end of the try", WAIT_S)
    # The next call tries anew.
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", server.address)
    notes.show(NOTE)
    assert server.asked.get(timeout=WAIT_S)[0] == "Notify"
    notes.close()
