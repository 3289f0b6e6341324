"""Pages of the settings: what is changed by keyboard and mouse comes out, what is wrong is said,
what the administrator has fixed is locked."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from softphone.config.policy import NO_POLICY, Policy
from softphone.config.settings import (
    Answering,
    Calls,
    Conference,
    ConferencePlace,
    Dialing,
    Settings,
    Targets,
    WaitingState,
)
from softphone.domain.dial_plan import CallerId, DialPlan, DialRule, Shape
from softphone.domain.dtmf import DtmfWay
from softphone.domain.forwarding import ForwardRule
from softphone.domain.recording import (
    NoticeKind,
    NoticeTo,
    RecordingFormat,
    RecordingPolicy,
    RecordingRules,
)
from softphone.domain.target import Target, TargetKind
from softphone.ui.settings.dialog import SettingsDialog
from softphone.ui.settings.table import TableField
from tests.ui.work_models import idle

FULL = Settings(
    answering=Answering(
        not_ready_after_s=20,
        auto_answer_queues=("Support", "VIP"),
        auto_answer_by_header=True,
        auto_answer_after_s=1.5,
        do_not_disturb_code=603,
        forward=ForwardRule.DIRECT,
        not_answered_to="8000",
    ),
    calls=Calls(
        waiting=True,
        waiting_in=(WaitingState.ON_CONTACT, WaitingState.WRAP_UP),
        max_calls=4,
        conference_max=5,
    ),
    dialing=Dialing(
        plan=DialPlan(
            shape=Shape.E164,
            rules=(DialRule(starts="+", strip=1, prepend="900"), DialRule(strip=2)),
            premium=("168", "+44906"),
        ),
        caller_ids=(CallerId(number="4008108888", name="Support"), CallerId(number="+8622")),
        caller_id_header="X-Caller",
        dtmf=DtmfWay.INFO,
        macros={"Bank": ",,1,2#"},
        area_code="022",
        received_prefixes=("9", "0"),
    ),
    targets=Targets(
        saved=(
            Target(number="1002", name="张伟", category="退款"),
            Target(number="8000", name="Support", kind=TargetKind.QUEUE, queue="support"),
        ),
        file="team.csv",
        favourites=("1002",),
        watch=False,
        pickup_code="*8",
        voicemail="*97",
    ),
    recording=RecordingRules(
        policy=RecordingPolicy.ALWAYS,
        notice=NoticeKind.TONE,
        notice_to=NoticeTo.FAR_END,
        notice_language="zh",
        tone_every_s=30,
        pause_most_s=60,
        encrypt=True,
        retention_days=90,
        keep_free_mb=500,
    ),
)


class Desk:
    """The dialog and what came out of it."""

    def __init__(
        self,
        qtbot: QtBot,
        settings: Settings = FULL,
        locks: Policy = NO_POLICY,
        save: Callable[[Settings], str] = lambda _: "",
    ) -> None:
        self.dialog = SettingsDialog(settings, locks=locks, save=save)
        qtbot.addWidget(self.dialog)
        self.saved: list[Settings] = []
        self.dialog.saved.connect(self.saved.append)
        self.dialog.show_model(idle())
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow, timeout=30_000)

    def save(self) -> Settings:
        self.dialog.save.click()
        assert self.saved, self.dialog.words.text()
        return self.saved[-1]

    def refused(self) -> tuple[str, QWidget | None]:
        """Nothing was saved; the words, and where the keyboard is."""
        self.dialog.save.click()
        assert self.saved == []
        assert self.dialog.isVisible()
        return self.dialog.words.text(), self.dialog.focusWidget()


def type_into(field: QLineEdit | QAbstractSpinBox, text: str) -> None:
    """As by hand."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def type_row(app: QApplication, table: TableField, *cells: str) -> None:
    """A new row by keyboard alone: Ins, text, Tab, text …"""
    table.table.setFocus()
    QTest.keyClick(table.table, Qt.Key.Key_Insert)
    for number, text in enumerate(cells):
        editor = app.focusWidget()
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        else:
            assert isinstance(editor, QLineEdit), editor
            editor.selectAll()
            QTest.keyClicks(editor, text)
        last = number == len(cells) - 1
        QTest.keyClick(editor, Qt.Key.Key_Return if last else Qt.Key.Key_Tab)
        app.processEvents()


def test_saved_untouched_they_are_the_same(app: QApplication, qtbot: QtBot) -> None:
    assert Desk(qtbot).save() == FULL


def test_the_page_of_answering(app: QApplication, qtbot: QtBot) -> None:
    desk = Desk(qtbot, Settings())
    page = desk.dialog.answering
    type_into(page.not_ready, "25")
    page.queues.setText("Support，VIP; Support")
    page.by_header.click()
    type_into(page.after, "2.5")
    page.code.choose("486")
    page.forward.choose("all")
    type_into(page.not_answered_to, "8001")
    assert not page.waiting_in[WaitingState.WRAP_UP].isEnabled()
    page.waiting.click()
    page.waiting_in[WaitingState.WRAP_UP].click()
    type_into(page.most, "3")
    type_into(page.parties, "4")
    page.place.choose("pbx")
    page.room.setText("7{user}{id}!")
    assert desk.dialog.answering.problem() is not None
    page.room.setText("7{user}{id}")
    new = desk.save()
    assert new.conference == Conference(where=ConferencePlace.PBX, room="7{user}{id}")
    assert new.answering == Answering(
        not_ready_after_s=25,
        auto_answer_queues=("Support", "VIP"),
        auto_answer_by_header=True,
        auto_answer_after_s=2.5,
        do_not_disturb_code=486,
        forward=ForwardRule.ALL,
        not_answered_to="8001",
    )
    assert new.calls == Calls(
        waiting=True,
        waiting_in=(WaitingState.ON_CONTACT, WaitingState.WRAP_UP),
        max_calls=3,
        conference_max=4,
    )


def test_the_page_of_targets_by_keyboard(app: QApplication, qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    page = desk.dialog.targets
    desk.dialog.show_page("targets")
    type_row(app, page.saved, "Li Na", "1003", "Group", "refunds")
    page.saved.table.setCurrentCell(0, 0)
    QTest.keyClick(page.saved.table, Qt.Key.Key_Delete)
    page.watch.click()
    type_into(page.pickup, "**")
    type_into(page.voicemail, "*98")
    type_into(page.file.edit, "other.csv")
    new = desk.save().targets
    assert sorted(new.saved, key=lambda target: target.number) == [
        Target(number="1003", name="Li Na", kind=TargetKind.GROUP, category="refunds"),
        Target(number="8000", name="Support", kind=TargetKind.QUEUE, queue="support"),
    ]
    assert (new.file, new.watch, new.pickup_code, new.voicemail) == ("other.csv", True, "**", "*98")
    assert new.favourites == ("1002",)


def test_the_page_of_dialling(app: QApplication, qtbot: QtBot) -> None:
    desk = Desk(qtbot, Settings())
    page = desk.dialog.dialing
    desk.dialog.show_page("dialing")
    page.shape.choose("digits")
    type_row(app, page.rules, "0", "7", "8", "1", "022")
    type_row(app, page.rules, "00", "9", "20", "2", "+")
    QTest.keyClick(page.rules.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    type_into(page.premium, "168, +44906")
    type_into(page.emergency, "110, 119")
    type_row(app, page.caller_ids, "Support", "4008108888")
    type_into(page.header, "X-Caller")
    page.dtmf.choose("inband")
    type_row(app, page.macros, "Bank", ",,1,2#")
    type_into(page.area_code, "022")
    type_into(page.received, "9, 0")
    assert desk.save().dialing == Dialing(
        plan=DialPlan(
            shape=Shape.DIGITS,
            rules=(
                DialRule(starts="00", least=9, most=20, strip=2, prepend="+"),
                DialRule(starts="0", least=7, most=8, strip=1, prepend="022"),
            ),
            premium=("168", "+44906"),
            emergency=("110", "119"),
        ),
        caller_ids=(CallerId(number="4008108888", name="Support"),),
        caller_id_header="X-Caller",
        dtmf=DtmfWay.IN_BAND,
        macros={"Bank": ",,1,2#"},
        area_code="022",
        received_prefixes=("9", "0"),
    )


def test_the_page_of_recording(app: QApplication, qtbot: QtBot, tmp_path: object) -> None:
    desk = Desk(qtbot, Settings())
    page = desk.dialog.recording
    page.policy.choose("button")
    page.format.choose("opus")
    type_into(page.folder.edit, str(tmp_path))
    page.encrypt.click()
    type_into(page.days, "30")
    type_into(page.pause, "90")
    type_into(page.free, "1000")
    page.notice.choose("spoken")
    page.notice_to.choose("far_end")
    type_into(page.every, "20")
    page.language.choose("zh")
    assert desk.save().recording == RecordingRules(
        policy=RecordingPolicy.BUTTON,
        format=RecordingFormat.OPUS,
        folder=str(tmp_path),
        encrypt=True,
        retention_days=30,
        pause_most_s=90,
        keep_free_mb=1000,
        notice=NoticeKind.SPOKEN,
        notice_to=NoticeTo.FAR_END,
        tone_every_s=20,
        notice_language="zh",
    )


def set_targets(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_row(app, dialog.targets.saved, "Li Na", "", "Group", "")
    return dialog.targets.saved.table


def set_twice(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_row(app, dialog.targets.saved, "Li Na", "1002")
    return dialog.targets.saved.table


def set_code(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_into(dialog.targets.pickup, "* 8")
    return dialog.targets.pickup


def set_rule(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_row(app, dialog.dialing.rules, "0", "9", "8")
    return dialog.dialing.rules.table


def set_prefix(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_row(app, dialog.dialing.rules, "0x")
    return dialog.dialing.rules.table


def set_area_code(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_into(dialog.dialing.area_code, "22-1")
    return dialog.dialing.area_code


def set_received(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_into(dialog.dialing.received, "9, x9")
    return dialog.dialing.received


def set_emergency(dialog: SettingsDialog, app: QApplication) -> QWidget:
    dialog.dialing.emergency.clear()
    return dialog.dialing.emergency


def set_premium(dialog: SettingsDialog, app: QApplication) -> QWidget:
    dialog.dialing.premium.setText("168, abc")
    return dialog.dialing.premium


def set_caller_id(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_row(app, dialog.dialing.caller_ids, "Nobody")
    return dialog.dialing.caller_ids.table


def set_header(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_into(dialog.dialing.header, "X: 1")
    return dialog.dialing.header


def set_macro(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_row(app, dialog.dialing.macros, "Bank 2", "press one")
    return dialog.dialing.macros.table


def set_folder(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_into(dialog.recording.folder.edit, "recordings")
    return dialog.recording.folder.edit


def set_sentence(dialog: SettingsDialog, app: QApplication) -> QWidget:
    dialog.recording.notice.choose("spoken")
    type_into(dialog.recording.file.edit, "/none.wav")
    return dialog.recording.file.edit


def set_country(dialog: SettingsDialog, app: QApplication) -> QWidget:
    type_into(dialog.account.country, "1")
    return dialog.account.country


@pytest.mark.parametrize(
    ("spoil", "page", "words"),
    [
        (set_targets, "targets", "no number"),
        (set_twice, "targets", "1002 is in the list twice"),
        (set_code, "targets", "Code for picking up a colleague's call"),
        (set_rule, "dialing", "at least 9 and at most 8"),
        (set_prefix, "dialing", "Only digits"),
        (set_area_code, "dialing", "at most six digits"),
        (set_received, "dialing", "x9 is not a prefix"),
        (set_emergency, "dialing", "cannot be empty"),
        (set_premium, "dialing", "abc"),
        (set_caller_id, "dialing", "Enter a number"),
        (set_header, "dialing", "header"),
        (set_macro, "dialing", "Keys are 0 to 9"),
        (set_folder, "recording", "absolute path"),
        (set_sentence, "recording", "does not exist"),
        (set_country, "account", "two letters"),
    ],
)
def test_what_is_wrong_is_said_shown_and_kept(
    app: QApplication,
    qtbot: QtBot,
    spoil: Callable[[SettingsDialog, QApplication], QWidget],
    page: str,
    words: str,
) -> None:
    desk = Desk(qtbot)
    desk.dialog.show_page(page)
    field = spoil(desk.dialog, app)
    desk.dialog.show_page("window")
    told, focus = desk.refused()
    assert words in told
    assert focus is field
    app.processEvents()
    assert field.isVisible()
    assert not field.visibleRegion().isEmpty()


def test_a_save_that_fails_keeps_what_was_typed(app: QApplication, qtbot: QtBot) -> None:
    answers = ["The disk is full.", ""]
    kept: list[Settings] = []

    def save(settings: Settings) -> str:
        kept.append(settings)
        return answers.pop(0)

    desk = Desk(qtbot, save=save)
    type_into(desk.dialog.targets.voicemail, "*99")
    words, _ = desk.refused()
    assert words == "The disk is full."
    assert desk.dialog.targets.voicemail.text() == "*99"
    assert desk.save().targets.voicemail == "*99"
    assert kept[0] == kept[1]
    assert not desk.dialog.isVisible()


LOCKED: tuple[tuple[str, str, Callable[[SettingsDialog], QWidget]], ...] = (
    ("answering.not_ready_after_s", "answering", lambda d: d.answering.not_ready),
    ("answering.auto_answer_queues", "answering", lambda d: d.answering.queues),
    ("calls.waiting_in", "answering", lambda d: d.answering.waiting_in[WaitingState.WRAP_UP]),
    ("dialing.plan.rules", "dialing", lambda d: d.dialing.rules),
    ("dialing.macros", "dialing", lambda d: d.dialing.macros),
    ("targets.saved", "targets", lambda d: d.targets.saved.add),
    ("targets.file", "targets", lambda d: d.targets.file.edit),
    ("recording.policy", "recording", lambda d: d.recording.policy),
    ("recording.format", "recording", lambda d: d.recording.format),
    ("recording.encrypt", "recording", lambda d: d.recording.encrypt),
    ("recording.folder", "recording", lambda d: d.recording.folder.edit),
    ("account.server", "account", lambda d: d.account.server),
    ("sound.codecs", "sound", lambda d: d.sound.codecs),
    ("devices.zip_volume", "sound", lambda d: d.sound.extras.zip),
    ("queue.ready", "queue", lambda d: d.queue.ready),
    ("headers.vip", "headers", lambda d: d.headers.fields["vip"]),
    ("wrap_up.required", "wrapUp", lambda d: next(iter(d.wrap_up.required.values()))),
    ("window.theme", "window", lambda d: d.window_page.theme),
)


def test_what_the_administrator_has_fixed_is_locked_with_the_reason(
    app: QApplication, qtbot: QtBot
) -> None:
    tree: dict[str, Any] = {}
    for path, _, _ in LOCKED:
        here = tree
        *heads, last = path.split(".")
        for head in heads:
            here = here.setdefault(head, {})
        here[last] = "pbx" if path == "account.server" else True
    desk = Desk(qtbot, locks=Policy(enforced=tree, reason="Company rule 12."))
    for path, page, field in LOCKED:
        desk.dialog.show_page(page)
        widget = field(desk.dialog)
        assert not widget.isEnabled(), path
        shown = desk.dialog.pages.currentWidget()
        assert shown is not None
        said = [w.text() for w in shown.findChildren(QLabel)]
        assert {"Set by your administrator.", "Company rule 12."} <= set(said), path
        holders = [widget, widget.parentWidget()]
        assert any("Company rule 12." in w.accessibleDescription() for w in holders if w), path
    assert desk.dialog.targets.voicemail.isEnabled()
    assert desk.save() == FULL


def test_without_a_policy_nothing_is_locked(app: QApplication, qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert desk.dialog.findChildren(QWidget, "lockLine") == []


def test_a_locked_server_is_shown_before_there_is_an_account(
    app: QApplication, qtbot: QtBot
) -> None:
    policy = Policy(enforced={"account": {"server": "pbx.example.com", "port": 5062}})
    dialog = SettingsDialog(Settings(), locks=policy)
    qtbot.addWidget(dialog)
    server = dialog.account.server
    assert (server.text(), server.isEnabled()) == ("pbx.example.com:5062", False)
    # Other pages can be saved while nobody has signed in yet.
    saved: list[Settings] = []
    dialog.saved.connect(saved.append)
    dialog.save.click()
    assert [one.account for one in saved] == [None]


def test_sign_in_begins_with_what_is_fixed(app: QApplication, qtbot: QtBot) -> None:
    from softphone.domain.account import Account
    from softphone.ui.settings.sign_in import SignInDialog
    from tests.ui.models import SpyIntents
    from tests.ui.work_models import context

    policy = Policy(enforced={"account": {"server": "pbx.example.com"}})
    dialog: QDialog = SignInDialog(
        SpyIntents(), context(), policy.account, keyring=True, locks=policy
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert isinstance(dialog, SignInDialog)
    assert (dialog.server.text(), dialog.server.isEnabled()) == ("pbx.example.com", False)
    changed: list[Account] = []
    dialog.account_changed.connect(changed.append)
    QTest.keyClicks(dialog.user, "1001")
    QTest.keyClicks(dialog.password, "secret")
    dialog.go.click()
    assert [(one.server, one.user) for one in changed] == [("pbx.example.com", "1001")]
    assert not dialog.server.isEnabled()


def test_every_field_of_the_new_pages_can_be_locked(app: QApplication, qtbot: QtBot) -> None:
    """A setting added to one of these tables gets a row, or is named here."""
    tables: dict[str, type[msgspec.Struct]] = {
        "answering": Answering,
        "calls": Calls,
        "conference": Conference,
        "dialing": Dialing,
        "dialing.plan": DialPlan,
        "targets": Targets,
        "recording": RecordingRules,
    }
    # A list has a place of its own; links dial by policy only.
    elsewhere = {"dialing.plan", "targets.favourites", "dialing.links"}
    enforced = [
        f"{table}.{field.encode_name}"
        for table, kind in tables.items()
        for field in msgspec.structs.fields(kind)
        if f"{table}.{field.encode_name}" not in elsewhere
    ]
    desk = Desk(qtbot, locks=_Everything())  # type: ignore[arg-type]
    asked = _Everything.asked
    assert [path for path in enforced if path not in asked] == []
    assert desk.dialog.findChildren(QWidget, "lockLine") != []


class _Everything:
    """Locks all and notes what was asked for."""

    asked: set[str] = set()  # noqa: RUF012
    reason = ""
    account = None

    def locks(self, path: str) -> bool:
        self.asked.add(path)
        return True
