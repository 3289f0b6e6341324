"""The work column: the ticket form never loses a keystroke and says what is missing."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from softphone.agent.desk_model import DeskModel, Notice, NoticeCode, Severity
from softphone.domain.ticket import Priority, TicketDraft
from softphone.ui.work.script_view import ReplyButton, ScriptView, Sentence, filled, sections
from softphone.ui.work.work_panel import WorkPanel
from tests.ui.models import SpyIntents
from tests.ui.work_models import (
    NOW,
    contact,
    context,
    idle,
    in_call,
    summary,
    with_draft,
    wrap_up,
)


class Desk:
    """The panel with a desk that takes over every draft, as the real one does."""

    def __init__(self, qtbot: QtBot, model: DeskModel, echo: bool = True) -> None:
        self.spy, self.model, self._echo = SpyIntents(), model, echo
        self.clock = NOW.astimezone(UTC)
        self.panel = WorkPanel(self, context(now=lambda: self.clock))
        qtbot.addWidget(self.panel)
        self.panel.resize(380, 620)
        self.panel.show_model(model)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.spy, name)

    def edit_draft(self, draft: TicketDraft) -> None:
        self.spy.edit_draft(draft)
        if self._echo:
            self.show(with_draft(self.model, draft, saved=False))

    def show(self, model: DeskModel) -> None:
        self.model = model
        self.panel.show_model(model)

    def find(self, kind: type[QWidget], name: str) -> Any:
        found = self.panel.findChild(kind, name)
        assert isinstance(found, kind)
        return found

    def text(self, name: str) -> str:
        label = self.find(QLabel, name)
        return str(label.text())

    def drafts(self) -> list[TicketDraft]:
        return [args[0] for name, args, _ in self.spy.asked if name == "edit_draft"]


def press(qtbot: QtBot, desk: Desk, name: str) -> None:
    QTest.mouseClick(desk.find(QAbstractButton, name), Qt.MouseButton.LeftButton)


def test_every_field_goes_into_the_draft_as_it_is_typed(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    notes = desk.find(QPlainTextEdit, "notesEdit")
    QTest.keyClicks(notes, "abc")
    assert [draft.notes for draft in desk.drafts()] == ["a", "ab", "abc"]
    assert desk.text("draftSaved") == "Saving…"
    press(qtbot, desk, "priorityComplex")
    desk.panel.ticket.form.category.choose("late")
    desk.panel.ticket.form.disposition.choose("follow")
    QTest.keyClicks(desk.find(QLineEdit, "promiseEdit"), "call")
    press(qtbot, desk, "dueTomorrow")
    last = desk.drafts()[-1]
    assert last.promise_due is not None
    assert last.promise_due.astimezone().hour == 9
    assert msgspec.structs.replace(last, promise_due=None) == TicketDraft(
        contact_id="k0",
        customer_id="c1",
        number="+8613900001234",
        category_id="late",
        priority=Priority.COMPLEX,
        disposition_id="follow",
        notes="abc",
        promise="call",
    )
    press(qtbot, desk, "dueClear")
    assert desk.drafts()[-1].promise_due is None


def test_echoes_never_move_the_cursor(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    notes = desk.find(QPlainTextEdit, "notesEdit")
    QTest.keyClicks(notes, "hello")
    cursor = notes.textCursor()
    cursor.setPosition(2)
    notes.setTextCursor(cursor)
    QTest.keyClicks(notes, "X")
    assert notes.toPlainText() == "heXllo"
    assert notes.textCursor().position() == 3


def test_late_echoes_do_not_bring_old_text_back(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call(), echo=False)
    notes = desk.find(QPlainTextEdit, "notesEdit")
    QTest.keyClicks(notes, "abc")
    first, second, third = desk.drafts()
    for draft in (first, second):
        desk.show(with_draft(desk.model, draft))
        assert notes.toPlainText() == "abc"
    desk.show(with_draft(desk.model, third))
    QTest.keyClicks(notes, "d")
    assert desk.drafts()[-1].notes == "abcd"


def test_a_change_from_outside_touches_only_its_field(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    notes = desk.find(QPlainTextEdit, "notesEdit")
    QTest.keyClicks(notes, "typed")
    notes.moveCursor(QTextCursor.MoveOperation.Left)
    asked = len(desk.drafts())
    outside = msgspec.structs.replace(desk.drafts()[-1], customer_id="c2", category_id="invoice")
    desk.show(with_draft(desk.model, outside))
    assert notes.toPlainText() == "typed"
    assert notes.textCursor().position() == 4
    assert desk.panel.ticket.form.category.text() == "Payment › Invoice"
    assert len(desk.drafts()) == asked
    QTest.keyClicks(notes, "!")
    assert (desk.drafts()[-1].customer_id, desk.drafts()[-1].notes) == ("c2", "type!d")


def test_another_contact_brings_its_own_draft(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    QTest.keyClicks(desk.find(QPlainTextEdit, "notesEdit"), "old")
    press(qtbot, desk, "priorityUrgent")
    desk.show(msgspec.structs.replace(in_call(), contact=contact(key="k77")))
    assert desk.find(QPlainTextEdit, "notesEdit").toPlainText() == ""
    assert desk.panel.ticket.form.priority.choice() == ""
    assert desk.drafts()[-1].contact_id == "k0"


def test_during_the_call_nothing_shouts_and_nothing_can_be_saved(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    save = desk.find(QAbstractButton, "saveReadyButton")
    assert not save.isEnabled()
    assert save.property("role") != "primary"
    assert "Save the ticket after the call" in desk.text("missingFields")
    assert not desk.find(QAbstractButton, "moreTimeButton").isVisible()
    assert not desk.panel.ticket.countdown.isVisible()


def test_wrap_up_names_what_is_missing_and_saves(qtbot: QtBot) -> None:
    desk = Desk(qtbot, wrap_up())
    assert desk.text("missingFields") == "Still needed: category, priority, disposition"
    save = desk.find(QAbstractButton, "saveReadyButton")
    assert save.property("role") == "primary"
    press(qtbot, desk, "priorityRoutine")
    assert desk.text("missingFields") == "Still needed: category, disposition"
    desk.panel.ticket.form.category.choose("late")
    desk.panel.ticket.form.disposition.choose("solved")
    assert desk.text("missingFields") == "Nothing is missing."
    press(qtbot, desk, "saveReadyButton")
    press(qtbot, desk, "saveButton")
    press(qtbot, desk, "moreTimeButton")
    desk.panel.save_and_ready(via="key")
    asked = [(name, kwargs) for name, _, kwargs in desk.spy.asked if name != "edit_draft"]
    assert asked == [
        ("save_ticket", {"go_ready": True, "via": "button"}),
        ("save_ticket", {"go_ready": False, "via": "button"}),
        ("more_time", {"via": "button"}),
        ("save_ticket", {"go_ready": True, "via": "key"}),
    ]


def test_a_refused_save_leads_to_the_first_empty_field_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot, wrap_up())
    notes = desk.find(QPlainTextEdit, "notesEdit")
    notes.setFocus()
    refused = Notice(id=3, code=NoticeCode.TICKET_INCOMPLETE, severity=Severity.WARNING, at=NOW)
    desk.show(msgspec.structs.replace(desk.model, notices=(refused,)))
    assert desk.panel.ticket.form.category.hasFocus()
    notes.setFocus()
    desk.show(msgspec.structs.replace(desk.model, muted=True))
    assert notes.hasFocus()


def test_the_countdown_runs_only_in_wrap_up(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    countdown = desk.panel.ticket.countdown
    assert not countdown.timer.isActive()
    desk.show(wrap_up())
    assert countdown.timer.isActive()
    assert desk.text("wrapUpLeft") == "0:40 left"
    assert countdown.bar.value() == pytest.approx(667, abs=2)
    desk.clock += timedelta(seconds=15)
    countdown.timer.timeout.emit()
    assert desk.text("wrapUpLeft") == "0:25 left"
    desk.clock += timedelta(seconds=99)
    countdown.timer.timeout.emit()
    assert not countdown.timer.isActive()
    desk.show(idle())
    assert not countdown.timer.isActive()


def test_wrap_up_without_a_limit_has_no_bar(qtbot: QtBot) -> None:
    model = wrap_up()
    agent = msgspec.structs.replace(model.agent, wrap_up_until=None)
    desk = Desk(qtbot, msgspec.structs.replace(model, agent=agent))
    assert desk.panel.ticket.countdown.isVisible()
    assert not desk.panel.ticket.countdown.bar.isVisible()
    assert not desk.find(QAbstractButton, "moreTimeButton").isVisible()


def test_without_a_contact_unfinished_tickets_are_offered(qtbot: QtBot) -> None:
    drafts = (
        TicketDraft(contact_id="k5", number="+8613900005678", notes="half"),
        TicketDraft(contact_id="k6", new_customer_name="Caller D"),
    )
    desk = Desk(qtbot, msgspec.structs.replace(idle(), open_drafts=drafts))
    assert not desk.find(QPlainTextEdit, "notesEdit").isVisible()
    offered = desk.panel.ticket.drafts.list
    assert [item.title for item in offered.items.items] == ["+86 139 0000 5678", "Caller D"]
    place = offered.visualRect(offered.items.index(1)).center()
    QTest.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [(name, args) for name, args, _ in desk.spy.asked] == [("open_draft", ("k6",))]


def test_unfinished_tickets_bear_the_customers_name(qtbot: QtBot) -> None:
    draft = TicketDraft(contact_id="k5", number="+8613900005678")
    model = msgspec.structs.replace(
        idle(), open_drafts=(draft,), draft_names={"k5": "Sample Customer A"}
    )
    desk = Desk(qtbot, model)
    assert desk.panel.ticket.drafts.list.items.items[0].title == "Sample Customer A"


def test_an_unfinished_ticket_is_discarded_and_brought_back(qtbot: QtBot) -> None:
    desk = Desk(qtbot, wrap_up())
    assert not desk.find(QAbstractButton, "discardDraftButton").isVisible()
    taken_up = msgspec.structs.replace(wrap_up(), agent=idle().agent)
    desk.show(taken_up)
    assert taken_up.contact is not None
    press(qtbot, desk, "discardDraftButton")
    assert [name for name, _, _ in desk.spy.asked] == ["discard_draft"]
    assert desk.spy.asked[0][1] == (taken_up.contact.contact.id,)
    desk.show(msgspec.structs.replace(idle(), discarded_draft=taken_up.contact.draft))
    press(qtbot, desk, "undoDiscardButton")
    assert [name for name, _, _ in desk.spy.asked] == ["discard_draft", "undo_discard"]
    desk.show(idle())
    assert not desk.find(QAbstractButton, "undoDiscardButton").isVisible()


def test_my_tickets_open_the_customer(qtbot: QtBot) -> None:
    desk = Desk(qtbot, idle())
    desk.panel.show_tab("myTicketsTab")
    assert desk.panel.tabs.tabText(2) == "My tickets 2"
    table = desk.panel.my_tickets.list.table
    table.choose(summary(0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    press(qtbot, desk, "openCustomerCard")
    assert [(name, args) for name, args, _ in desk.spy.asked] == [("open_card", ("c1",))]


def test_a_new_contact_brings_the_ticket_to_the_front(qtbot: QtBot) -> None:
    desk = Desk(qtbot, idle())
    desk.panel.show_tab("scriptTab")
    desk.show(in_call())
    assert desk.panel.tabs.currentIndex() == 0
    desk.panel.show_tab("scriptTab")
    desk.show(wrap_up())
    assert desk.panel.tabs.currentIndex() == 1
    desk.panel.focus_promise()
    assert desk.find(QLineEdit, "promiseEdit").hasFocus()


def test_evening_is_not_offered_after_six(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    assert desk.find(QAbstractButton, "dueToday").isVisible()
    desk.clock = NOW.replace(hour=19).astimezone(UTC)
    desk.show(msgspec.structs.replace(in_call(), contact=contact(key="k9")))
    assert not desk.find(QAbstractButton, "dueToday").isVisible()


def test_the_due_time_is_kept_to_the_minute(qtbot: QtBot) -> None:
    due = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    model = in_call()
    assert model.contact is not None
    draft = msgspec.structs.replace(model.contact.draft, promise="x", promise_due=due)
    desk = Desk(qtbot, with_draft(model, draft))
    edit = desk.panel.ticket.form.promise.due
    assert edit.isVisible()
    edit.setDateTime(edit.dateTime().addSecs(3600))
    assert desk.drafts()[-1].promise_due == due + timedelta(hours=1)


def test_script_sections_and_situations() -> None:
    found = list(
        sections("ONE\nSay this.\nWhen late: Sorry.\n\n二\n久等：您好。\n确认一下：……，对吗？")
    )
    assert [section.heading for section in found] == ["One", "二"]
    assert found[0].sentences == (Sentence("Say this."), Sentence("Sorry.", "When late"))
    assert found[1].sentences == (
        Sentence("您好。", "久等"),
        Sentence("确认一下：……，对吗？"),
    )
    assert list(sections("  \n\n")) == []


def test_a_sentence_is_copied_by_click_and_by_key(qtbot: QtBot) -> None:
    desk = Desk(qtbot, idle())
    desk.panel.show_tab("scriptTab")
    replies = desk.panel.script.findChildren(ReplyButton)
    QTest.mouseClick(replies[1], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Thank you for waiting. I am here for you now."
    replies[2].setFocus()
    QTest.keyClick(replies[2], Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("I have your order here.")


@pytest.mark.parametrize(
    ("sentence", "name", "said"),
    [
        ("Good day, [name], thank you.", "Ms Lin", "Good day, Ms Lin, thank you."),
        ("Good day, [Name].", "", "Good day, …."),
        ("[姓名]您好", "陈一", "陈一您好"),
        ("[客戶姓名]您好", r"A\1", r"A\1您好"),
        ("Write [nothing] down.", "Ms Lin", "Write [nothing] down."),
    ],
)
def test_the_customer_s_name_stands_in_a_sentence(sentence: str, name: str, said: str) -> None:
    assert filled(sentence, name) == said


def test_the_script_follows_the_customer(qtbot: QtBot) -> None:
    script = ScriptView("Greeting\nGood day, [name].")
    qtbot.addWidget(script)
    (reply,) = script.findChildren(ReplyButton)
    assert reply.accessibleName() == "Copy: Good day, …."
    script.show_name("Ms Lin")
    QTest.mouseClick(reply, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Good day, Ms Lin."
    script.show_name("")
    reply.click()
    assert QGuiApplication.clipboard().text() == "Good day, …."


def test_every_control_has_a_name_for_the_ear(qtbot: QtBot) -> None:
    desk = Desk(qtbot, wrap_up())
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in desk.panel.findChildren(kind):
            own = widget.objectName().startswith("qt_") or not widget.isVisible()
            if not own and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named, widget.objectName()


def test_no_button_lies_over_another_after_a_look_at_the_script(qtbot: QtBot) -> None:
    desk = Desk(qtbot, in_call())
    desk.panel.show_tab("scriptTab")
    desk.show(wrap_up())
    desk.panel.show_tab("ticketTab")
    names = ("saveReadyButton", "saveButton", "moreTimeButton")
    buttons = [desk.find(QAbstractButton, name) for name in names]
    assert all(button.isVisible() for button in buttons)
    for one, other in itertools.combinations(buttons, 2):
        assert not one.geometry().intersects(other.geometry())
