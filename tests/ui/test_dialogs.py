"""Sign-in, settings, import, about."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from softphone.config.settings import FeatureCodes, Settings, Window, WrapUp
from softphone.domain.account import (
    Account,
    Srtp,
    Transport,
)
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.ticket import TicketField
from softphone.ports import ImportChange, ImportProblem
from softphone.ui.dialogs.about import AboutDialog
from softphone.ui.dialogs.import_csv import ImportDialog
from softphone.ui.settings.dialog import SettingsDialog
from softphone.ui.settings.sign_in import SignInDialog, join_server, split_server
from tests.ui.models import SpyIntents
from tests.ui.work_models import context, idle, preview

ACCOUNT = Account(server="pbx.example.com", user="1001", port=5061, auth_user="a1001")


def press(qtbot: QtBot, dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("pbx.example.com", ("pbx.example.com", 0)),
        (" pbx.example.com:5061 ", ("pbx.example.com", 5061)),
        ("[::1]:5060", ("::1", 5060)),
        ("::1", ("::1", 0)),
        ("[::1]", ("::1", 0)),
        ("", None),
        ("a b", None),
        ("sip:user@host", None),
        ("host:70000", None),
        ("host:", None),
    ],
)
def test_split_server(text: str, server: tuple[str, int] | None) -> None:
    assert split_server(text) == server


@pytest.mark.parametrize("server", ["pbx.example.com", "::1"])
@pytest.mark.parametrize("port", [0, 5061])
def test_join_and_split_agree(server: str, port: int) -> None:
    account = Account(server=server, user="1", port=port)
    assert split_server(join_server(account)) == (server, port)


class SignIn:
    """The dialog and what it said."""

    def __init__(
        self,
        qtbot: QtBot,
        account: Account | None,
        keyring: bool = True,
        password_known: bool = False,
    ) -> None:
        self.spy = SpyIntents()
        self.accounts: list[Account] = []
        self.attempt = 0
        self.dialog = SignInDialog(
            self.spy, context(), account, keyring=keyring, password_known=password_known
        )
        self.dialog.account_changed.connect(self.accounts.append)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def line(self, state: LineState, code: int = 0) -> None:
        self.show(LineStatus(state=state, sip_code=code, attempt=self.attempt))

    def show(self, line: LineStatus, *, password_needed: bool = False) -> None:
        model = msgspec.structs.replace(idle(), line=line, attempt=self.attempt)
        self.dialog.show_model(msgspec.structs.replace(model, password_needed=password_needed))

    def sign_in(self, qtbot: QtBot, password: str = "secret") -> None:
        """Type the password and press the button; the sign-in gets its number."""
        QTest.keyClicks(self.dialog.password, password)
        press(qtbot, self.dialog, "signInButton")
        self.attempt += 1


def test_sign_in_tells_the_account_then_signs_in_and_forgets_the_password(qtbot: QtBot) -> None:
    made = SignIn(qtbot, None)
    QTest.keyClicks(made.dialog.server, "pbx.example.com:5061")
    QTest.keyClicks(made.dialog.user, "1001")
    made.dialog.transport.choose("tcp")
    QTest.keyClicks(made.dialog.password, "secret")
    press(qtbot, made.dialog, "signInButton")
    assert made.accounts == [
        Account(server="pbx.example.com", user="1001", port=5061, transport=Transport.TCP)
    ]
    assert made.spy.asked == [("sign_in", ("secret",), {"remember": True})]
    assert made.dialog.password.text() == ""
    made.line(LineState.REGISTERED)
    assert made.dialog.result() == QDialog.DialogCode.Accepted


def test_an_unchanged_account_is_not_told_and_keeps_what_is_not_shown(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    made.sign_in(qtbot)
    assert made.accounts == []
    assert made.spy.asked == [("sign_in", ("secret",), {"remember": True})]
    made.line(LineState.REFUSED, 401)
    QTest.keyClicks(made.dialog.user, "9")
    made.sign_in(qtbot)
    assert made.accounts == [msgspec.structs.replace(ACCOUNT, user="10019")]


def test_a_refusal_is_said_and_can_be_mended(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    made.sign_in(qtbot)
    assert not made.dialog.go.isEnabled()
    made.line(LineState.REGISTERING)
    assert made.dialog.words.text() == "Signing in…"
    made.line(LineState.REFUSED, 401)
    assert made.dialog.words.text() == "User name or password is wrong. Enter the password again."
    assert made.dialog.go.isEnabled()
    assert made.dialog.isVisible()


def test_a_refused_certificate_is_said_with_the_next_try(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    made.sign_in(qtbot)
    reason = "The phone system's certificate is for another name. Tell your administrator."
    made.show(LineStatus(state=LineState.WAITING, sip_reason=reason, attempt=made.attempt))
    assert made.dialog.words.text() == f"{reason} Trying again soon."


def test_the_answer_to_the_sign_in_before_is_not_taken_for_the_new_one(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    made.sign_in(qtbot, "mistyped")
    refused = LineStatus(state=LineState.REFUSED, sip_code=401, attempt=1)
    made.show(refused)
    made.sign_in(qtbot, "secret")
    made.show(refused)
    assert made.dialog.words.text() == "Signing in…"
    assert not made.dialog.go.isEnabled()
    made.line(LineState.REGISTERING)
    made.line(LineState.REGISTERED)
    assert made.dialog.result() == QDialog.DialogCode.Accepted


def test_a_line_that_came_up_otherwise_closes_the_dialog(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    made.sign_in(qtbot, "mistyped")
    made.line(LineState.REFUSED, 401)
    made.attempt += 1
    made.line(LineState.REGISTERED)
    assert made.dialog.result() == QDialog.DialogCode.Accepted


def test_no_password_is_refused_at_once_in_words(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    made.dialog.activateWindow()
    qtbot.waitUntil(made.dialog.user.isVisible)
    made.dialog.user.setFocus()
    QTest.keyClick(made.dialog.user, Qt.Key.Key_Tab)
    assert made.dialog.focusWidget() is made.dialog.password
    QTest.keyClick(made.dialog.password, Qt.Key.Key_Return)
    assert made.dialog.words.text() == "Enter the password."
    assert made.dialog.words.isVisible()
    assert made.dialog.go.isEnabled()
    assert made.spy.asked == []
    QTest.keyClicks(made.dialog.password, "secret")
    QTest.keyClick(made.dialog.password, Qt.Key.Key_Return)
    assert made.spy.asked == [("sign_in", ("secret",), {"remember": True})]


def test_a_keyring_that_has_lost_the_password_is_said(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT, password_known=True)
    press(qtbot, made.dialog, "signInButton")
    assert made.spy.asked == [("sign_in", (None,), {"remember": True})]
    made.attempt += 1
    made.show(LineStatus(), password_needed=True)
    assert made.dialog.words.text() == "Enter the password."
    assert made.dialog.go.isEnabled()


def test_wrong_fields_are_said_before_anything_is_asked(qtbot: QtBot) -> None:
    made = SignIn(qtbot, None)
    press(qtbot, made.dialog, "signInButton")
    assert "server's name or address" in made.dialog.words.text()
    made.dialog.server.setText("pbx.example.com")
    made.dialog.user.setText("a@b")
    press(qtbot, made.dialog, "signInButton")
    assert "before the @" in made.dialog.words.text()
    assert made.spy.asked == []


def test_without_a_keyring_it_says_so_and_cannot_remember(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT, keyring=False)
    remember = made.dialog.findChild(QCheckBox, "signInRemember")
    assert isinstance(remember, QCheckBox)
    assert not remember.isEnabled()
    QTest.keyClicks(made.dialog.password, "secret")
    press(qtbot, made.dialog, "signInButton")
    assert made.spy.asked == [("sign_in", ("secret",), {"remember": False})]


def test_a_cancelled_dialog_keeps_no_password(qtbot: QtBot) -> None:
    made = SignIn(qtbot, ACCOUNT)
    QTest.keyClicks(made.dialog.password, "secret")
    made.dialog.reject()
    assert made.dialog.password.text() == ""


FULL = Settings(
    account=ACCOUNT,
    agent_name="Agent A",
    queue=FeatureCodes(ready="*11", not_ready_reasons={"meal": "*12", "system": "*19"}),
    wrap_up=WrapUp(time_s=45, required=(TicketField.NOTES,)),
    devices=AudioDevices(speaker="gone", ring_volume=0.25, limit_dbfs=-12.0),
    window=Window(language="zh_TW", theme="dark", shortcuts={"hold": "Ctrl+H"}),
    script_file="script.txt",
)


def settings_dialog(qtbot: QtBot, settings: Settings) -> tuple[SettingsDialog, list[Settings]]:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    saved: list[Settings] = []
    dialog.saved.connect(saved.append)
    dialog.show_model(idle())
    dialog.show()
    return dialog, saved


@pytest.mark.parametrize("settings", [FULL, Settings()])
def test_settings_saved_untouched_are_the_same(qtbot: QtBot, settings: Settings) -> None:
    dialog, saved = settings_dialog(qtbot, settings)
    press(qtbot, dialog, "settingsSave")
    assert saved == [settings]
    assert not dialog.isVisible()


def test_every_page_reads_its_part(qtbot: QtBot) -> None:
    dialog, saved = settings_dialog(qtbot, FULL)
    dialog.account.server.setText("[::1]:5070")
    dialog.account.country.setText("tw")
    dialog.account.srtp.choose("mandatory")
    dialog.account.ca_file.setText(" /etc/pbx-ca.pem ")
    dialog.sound.microphone.choose("m1")
    dialog.sound.ringer.choose("null")
    dialog.queue.sign_in.setText(" *10 ")
    dialog.headers.fields["vip"].setText("")
    dialog.wrap_up.time.setValue(90)
    dialog.wrap_up.required[TicketField.CATEGORY].setChecked(True)
    dialog.window_page.theme.choose("")
    press(qtbot, dialog, "settingsSave")
    new = saved[0]
    assert new.account is not None
    assert (new.account.server, new.account.port, new.account.auth_user) == ("::1", 5070, "a1001")
    assert (new.account.srtp, new.account.ca_file) == (Srtp.MANDATORY, "/etc/pbx-ca.pem")
    assert new.country == "TW"
    assert new.devices == AudioDevices(
        microphone="m1",
        speaker="gone",
        ringer="null",
        ring_volume=0.25,
        limit_dbfs=-12.0,
        names={"m1": idle().microphones[0].name},
    )
    assert new.queue == msgspec.structs.replace(FULL.queue, sign_in="*10")
    assert new.headers.vip == ""
    assert new.wrap_up.time_s == 90
    assert new.wrap_up.required == (TicketField.CATEGORY, TicketField.NOTES)
    assert new.window == Window(language="zh_TW", theme="", shortcuts={"hold": "Ctrl+H"})


def test_a_wrong_account_is_said_and_not_saved(qtbot: QtBot) -> None:
    dialog, saved = settings_dialog(qtbot, FULL)
    dialog.show_page("window")
    dialog.account.server.setText("no host")
    press(qtbot, dialog, "settingsSave")
    assert saved == []
    assert dialog.pages.currentIndex() == 0
    assert "server's name or address" in dialog.words.text()


def test_a_device_that_comes_does_not_change_the_choice(qtbot: QtBot) -> None:
    dialog, saved = settings_dialog(qtbot, FULL)
    dialog.sound.microphone.choose("m1")
    dialog.show_model(msgspec.structs.replace(idle(), speakers=()))
    assert dialog.sound.speaker.currentText() == "Not connected: previously chosen"
    press(qtbot, dialog, "settingsSave")
    assert saved[0].devices.microphone == "m1"


def test_levels_are_shown(qtbot: QtBot) -> None:
    dialog, _ = settings_dialog(qtbot, FULL)
    dialog.show_page("sound")
    dialog.show_levels(-6.0, -90.0)
    assert dialog.sound.microphone_level.step() > 10
    assert dialog.sound.speaker_level.step() == 0


def test_the_menu_changes_the_page(qtbot: QtBot) -> None:
    dialog, _ = settings_dialog(qtbot, FULL)
    dialog.menu.setFocus()
    QTest.keyClick(dialog.menu, Qt.Key.Key_Down)
    assert dialog.pages.currentIndex() == 1


def test_import_shows_what_will_happen_then_imports(qtbot: QtBot, tmp_path: Path) -> None:
    spy = SpyIntents()
    dialog = ImportDialog(spy)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.go.isEnabled()
    file = tmp_path / "customers.csv"
    dialog.choose_file(file)
    name, (kind, path, done, _, encoding), _ = spy.asked[-1]
    assert (name, kind, path, encoding) == ("preview_import", "customers", file, "")
    done(preview(file))
    assert dialog.counts.text().startswith("118 new   ·   14 changed   ·   301 unchanged")
    assert dialog.tabs.tabText(1) == "Problems 2"
    press(qtbot, dialog, "importButton")
    name, (asked, done, _), _ = spy.asked[-1]
    assert (name, asked) == ("run_import", preview(file))
    with qtbot.waitSignal(dialog.imported, timeout=1000) as told:
        done(132)
    assert told.args == [132]
    assert dialog.words.text().startswith("132 row")
    assert not dialog.go.isEnabled()


def test_import_says_how_the_file_was_read_and_what_to_check(qtbot: QtBot, tmp_path: Path) -> None:
    spy = SpyIntents()
    dialog = ImportDialog(spy)
    qtbot.addWidget(dialog)
    dialog.show()
    file = tmp_path / "customers.csv"
    dialog.choose_file(file)
    check = ImportProblem(line=3, field="tier", value="Silver Plus", problem="read as gold")
    change = ImportChange(line=4, id="C1", field="city", before="天津", after="上海")
    spy.asked[-1][1][2](
        msgspec.structs.replace(
            preview(file),
            encoding="cp1252",
            encoding_doubtful=True,
            header_line=4,
            unused=("Shoe size", "Colour"),
            notes=(check,),
            changes=(change,),
        )
    )
    assert dialog.reading.text() == (
        "Read as Windows 1252   ·   column names in line 4   ·   "
        "columns not imported: Shoe size, Colour"
    )
    assert dialog.doubt.isVisible()
    tabs = [dialog.tabs.tabText(number) for number in range(dialog.tabs.count())]
    assert tabs == ["First rows", "Problems 2", "To check 1", "Changes 1"]
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("big5hkscs"))
    dialog.encoding.activated.emit(dialog.encoding.currentIndex())
    assert spy.asked[-1][1][4] == "big5hkscs"
    assert not dialog.go.isEnabled()


def test_another_file_makes_the_first_answer_stale(qtbot: QtBot, tmp_path: Path) -> None:
    spy = SpyIntents()
    dialog = ImportDialog(spy)
    qtbot.addWidget(dialog)
    dialog.choose_file(tmp_path / "one.csv")
    dialog.choose_file(tmp_path / "two.csv")
    (_, first, _), (_, second, _) = spy.asked
    first[2](preview(tmp_path / "one.csv"))
    assert not dialog.go.isEnabled()
    second[3]("The file does not exist.")
    assert dialog.words.text() == "The file does not exist."
    dialog.choose_file(tmp_path / "two.csv")
    assert len(spy.asked) == 3
    dialog.done(0)
    spy.asked[-1][1][2](preview(tmp_path / "two.csv"))
    assert not dialog.go.isEnabled()


def test_about_can_be_copied(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show_model(idle())
    dialog.show()
    press(qtbot, dialog, "aboutCopy")
    assert "Call engine: PJSIP 2.15.1" in QGuiApplication.clipboard().text()
