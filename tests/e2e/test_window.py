"""The real window in this process, worked with mouse and keyboard; engine and caller are real."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from softphone.app.desk_app import DeskApp
from softphone.config.files import load_settings, save_settings
from softphone.config.settings import Settings
from softphone.domain.recording import RecordingPolicy
from softphone.domain.target import Target
from softphone.ipc.runtime import RuntimeDir
from softphone.options import RunOptions
from softphone.practice.peer_client import Peer, PeerError
from softphone.practice.peer_words import Rule
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.settings.dialog import SettingsDialog
from tests.e2e.agent_sound import AGENT_HZ, AgentSound
from tests.e2e.line import CALLER_HZ
from tests.e2e.program import ROOT, rows_of
from tests.engine.harness import free_port
from tests.starting import end, undone_by

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")
WAIT_MS = 30_000


class Hands:
    """Mouse, keyboard and eyes."""

    def __init__(self, qtbot: QtBot, window: MainWindow, options: RunOptions) -> None:
        self._qtbot = qtbot
        self.window = window
        self.options = options

    def find(self, name: str) -> QWidget | None:
        """The widget of that name that is in sight and switched on."""
        found = self.window.findChildren(QWidget, name)
        return next((w for w in found if w.isVisible() and w.isEnabled()), None)

    def says(self, name: str, words: str) -> None:
        """Wait until the widget calls itself that, as a screen reader would say it."""
        self.wait(lambda: (seen := self.find(name)) and words in seen.accessibleName())

    def wait(self, look: Callable[[], object]) -> None:
        """Let the window live until that is true."""
        self._qtbot.waitUntil(lambda: bool(look()), timeout=WAIT_MS)

    def see(self, name: str) -> QWidget:
        """Wait for the widget."""
        self.wait(lambda: self.find(name))
        widget = self.find(name)
        assert widget is not None
        return widget

    def click(self, name: str) -> None:
        """Wait for the widget, and until it no longer guards against a double click; click it."""
        widget = self.see(name)
        guard = getattr(widget, "guard", None)
        self.wait(lambda: guard is None or guard.left_s() <= 0)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        """Click into the field and type."""
        self.click(name)
        QTest.keyClicks(self.see(name), text)

    def pick(self, name: str, typed: str) -> None:
        """Type into a list box and take what is found first."""
        self.write(name, typed)
        QTest.keyClick(self.see(name), Qt.Key.Key_Down)
        QTest.keyClick(self.see(name), Qt.Key.Key_Return)

    def keyboard_in(self, name: str) -> None:
        """Wait until that widget has the keyboard."""
        self.wait(lambda: (at := self.window.focusWidget()) and at.objectName() == name)

    def hears(self, peer: Peer, call: str, hz: float) -> None:
        """Wait until the far end hears that tone, while the window goes on."""

        def heard() -> bool:
            try:
                tone = peer.measure(call, [hz], window_ms=300)["tones"][0]
            except PeerError:
                return False
            return bool(tone["level_dbfs"] > -45 and tone["contrast_db"] > 10)

        self.wait(heard)


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, tmp_path: Path, peer: Peer) -> Iterator[Hands]:
    """A desk in this process, signed in, with an engine process of its own."""
    sound = AgentSound(tmp_path)
    options = RunOptions(
        data_dir=tmp_path / "data",
        direct=f"127.0.0.1:{free_port()}",
        audio=sound.option,
        language="en",
        samples=True,
        auto_sign_in=True,
    )
    save_settings(options.data_dir, Settings(proxy=f"127.0.0.1:{peer.port}"))
    runtime = RuntimeDir(options.data_dir)
    runtime.prepare()
    runtime.ensure_key()
    engine = subprocess.Popen(
        [sys.executable, "-m", "softphone", "engine", *options.to_argv()],
        stdin=subprocess.PIPE,
        cwd=ROOT,
    )
    assert engine.stdin is not None
    style = qapp.styleSheet()
    with undone_by(lambda: end(engine)):
        app = DeskApp(options, watch_stdin=False)
    try:
        app.start()
        yield Hands(qtbot, app.windows.main, options)
    finally:
        app.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.setStyleSheet(style)
        engine.stdin.write(b"quit\n")
        engine.stdin.close()
        assert engine.wait(10) == 0


def answered(hands: Hands, peer: Peer) -> None:
    """A sample customer calls; the card is there before the click on Answer."""
    hands.says("stateButton", "Not ready")
    hands.click("readyButton")
    hands.says("stateButton", "Ready")
    peer.command(
        "call",
        id="c1",
        to=f"sip:agent@{hands.options.direct}",
        from_user="13900000002",
        tone_hz=CALLER_HZ,
    )
    hands.see("cardName")
    hands.click("answerButton")
    hands.hears(peer, "c1", AGENT_HZ)
    hands.keyboard_in("categoryBox")


def test_a_call_from_ready_to_the_saved_ticket(hands: Hands, peer: Peer) -> None:
    answered(hands, peer)
    hands.click("holdButton")
    peer.wait_for("media", call="c1", status="remote_hold")
    hands.says("holdButton", "Resume")
    resumed = peer.mark()
    hands.click("holdButton")
    peer.wait_for("media", call="c1", status="active", after=resumed)
    hands.hears(peer, "c1", AGENT_HZ)

    hands.click("muteButton")
    hands.see("mutedBand")
    hands.wait(lambda: peer.measure("c1", window_ms=300)["rms_dbfs"] < -60)
    hands.click("unmuteButton")
    hands.hears(peer, "c1", AGENT_HZ)

    hands.write("notesEdit", "written while talking")
    hands.click("hangUpButton")
    peer.wait_for("state", call="c1", state="disconnected")
    hands.see("wrapUpBar")
    hands.keyboard_in("categoryBox")
    hands.pick("categoryBox", "refunds.progress")
    hands.click("priorityUrgent")
    hands.pick("dispositionBox", "follow_up")
    hands.click("saveReadyButton")
    tickets: list[dict[str, object]] = []

    def saved() -> bool:
        tickets[:] = rows_of(
            hands.options.data_dir,
            "select t.* from tickets t join outbox o on o.ticket_id = t.id",
        )
        return bool(tickets)

    hands.wait(saved)
    (ticket,) = tickets
    assert ticket["notes"] == "written while talking"
    assert (ticket["category_id"], ticket["priority"]) == ("refunds.progress", "urgent")
    assert (ticket["disposition_id"], ticket["customer_id"]) == ("follow_up", "S1002")
    hands.says("stateButton", "Ready")
    hands.wait(lambda: hands.window.focusWidget() is hands.window.page)


def test_the_caller_is_handed_over(hands: Hands, peer: Peer) -> None:
    peer.listen(Rule(user="2001", ring_ms=100, tone_hz=1600))
    answered(hands, peer)
    hands.click("transferButton")
    hands.write("transferTarget", "2001")
    hands.click("transferConfirmButton")
    accepted = peer.wait_for("transfer_accepted", call="c1")
    hands.hears(peer, accepted["new_call"], 1600)
    hands.see("wrapUpBar")
    colleague = peer.wait_for("incoming", user="2001")["call"]
    hands.hears(peer, colleague, CALLER_HZ)


def test_settings_are_in_the_file_and_in_force_at_once(hands: Hands, peer: Peer) -> None:
    hands.says("stateButton", "Not ready")
    main = hands.window
    main.settings_requested.emit()
    hands.see("settingsDialog")
    dialog = main.findChild(SettingsDialog)
    assert dialog is not None
    dialog.show_page("answering")
    hands.write("settingsAutoQueues", "Support")
    dialog.show_page("recording")
    dialog.recording.policy.choose("always")
    dialog.show_page("targets")
    hands.click("settingsTargetsAdd")
    for text in ("Specialist", "2001"):
        hands.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    hands.click("settingsSave")
    hands.wait(lambda: hands.find("settingsDialog") is None)

    kept = load_settings(hands.options.data_dir)
    assert kept.answering.auto_answer_queues == ("Support",)
    assert kept.recording.policy is RecordingPolicy.ALWAYS
    assert kept.targets.saved == (Target(number="2001", name="Specialist"),)

    hands.click("readyButton")
    hands.says("stateButton", "Ready")
    address, headers = f"sip:agent@{hands.options.direct}", {"X-Queue": "Support"}
    peer.command("call", id="c1", to=address, headers=headers, tone_hz=CALLER_HZ)
    # Nobody clicks: the call answers itself, is recorded, and can be handed to the new target.
    hands.hears(peer, "c1", AGENT_HZ)
    hands.see("recordingBand")
    recordings = hands.options.data_dir / "recordings"
    hands.wait(lambda: list(recordings.glob("*.wav")))
    hands.click("transferButton")
    hands.write("transferTarget", "Spec")
    hands.wait(lambda: "Specialist" in str(shown_targets(hands)))
    hands.click("hangUpButton")


def shown_targets(hands: Hands) -> list[str]:
    """Names in the list of targets."""
    found = hands.see("targetList")
    assert isinstance(found, QAbstractItemView)
    model = found.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
