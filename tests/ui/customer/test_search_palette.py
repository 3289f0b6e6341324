"""The search palette."""

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from softphone.ports import SearchResult
from softphone.ui.customer.search_palette import SearchPalette
from tests.ui.models import SpyIntents
from tests.ui.work_models import context, idle, in_call, search_result


class Window(QWidget):
    """A window with a field and the palette over it."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addStretch(1)
        self.spy = SpyIntents()
        self.palette_ = SearchPalette(self.spy, context(), self)
        self.palette_.show_model(idle())
        self.resize(1024, 640)


def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    made.palette_.open()
    return made


def searched(qtbot: QtBot, made: Window, text: str) -> tuple[Any, ...]:
    """Type and wait for the search that follows; its arguments."""
    made.spy.asked.clear()
    made.palette_.field.selectAll()
    QTest.keyClicks(made.palette_.field, text)
    qtbot.waitUntil(lambda: made.spy.names() == ["search"], timeout=5000)
    return made.spy.asked[0][1]


def test_one_search_for_quick_typing_and_enter_opens_the_card(qtbot: QtBot) -> None:
    made = window(qtbot)
    text, found, _ = searched(qtbot, made, "caller")
    assert text == "caller"
    found(search_result("caller"))
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Down)
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Return)
    assert made.spy.asked[-1][:2] == ("open_card", ("c2",))
    assert made.palette_.isHidden()
    assert made.field.hasFocus()


def test_a_ticket_leads_to_its_customer(qtbot: QtBot) -> None:
    made = window(qtbot)
    _, found, _ = searched(qtbot, made, "refund")
    found(search_result("refund"))
    for _ in range(9):
        QTest.keyClick(made.palette_.field, Qt.Key.Key_Down)
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Return)
    assert made.spy.asked[-1][:2] == ("open_card", ("c1",))


def test_with_a_contact_enter_only_looks(qtbot: QtBot) -> None:
    made = window(qtbot)
    made.palette_.show_model(in_call())
    _, found, _ = searched(qtbot, made, "caller")
    found(search_result("caller"))
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Return)
    assert made.spy.asked[-1][:2] == ("open_card", ("c1",))
    assert "choose_customer" not in made.spy.names()


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_control_enter_takes_the_customer_and_saves_no_ticket(qtbot: QtBot, enter: Qt.Key) -> None:
    made = window(qtbot)
    saved: list[bool] = []
    save = QShortcut(QKeySequence("Ctrl+Return"), made)
    save.activated.connect(lambda: saved.append(True))
    made.palette_.show_model(in_call())
    _, found, _ = searched(qtbot, made, "caller")
    found(search_result("caller"))
    QTest.keyClick(made.palette_.field, enter, Qt.KeyboardModifier.ControlModifier)
    assert made.spy.asked[-1][:2] == ("choose_customer", ("c1",))
    assert made.palette_.isHidden()
    assert saved == []


def test_control_enter_without_a_contact_opens_the_card(qtbot: QtBot) -> None:
    made = window(qtbot)
    _, found, _ = searched(qtbot, made, "caller")
    found(search_result("caller"))
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made.spy.asked[-1][:2] == ("open_card", ("c1",))


@pytest.mark.parametrize(
    "typed",
    ["\u202a139 0000 0001\u202c", "two  blanks", "zero\u200bwidth", "x" * 250, "\u2067mixed\u2069"],
)
def test_the_answer_belongs_to_its_question_whatever_the_store_makes_of_the_text(
    qtbot: QtBot, typed: str
) -> None:
    made = window(qtbot)
    _, found, _ = searched(qtbot, made, "before")
    found(search_result("before"))
    assert made.palette_.list.items.items
    made.spy.asked.clear()
    made.palette_.field.setText(typed)
    assert made.palette_.list.items.items == (), "nothing of the question before is left to pick"
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Return)
    assert made.spy.names() == ["search"], "Enter asks at once and picks nothing"
    found_now = made.spy.asked[0][1][1]
    found(search_result(typed))
    assert made.palette_.list.items.items == ()
    found_now(search_result("as the store has cleaned it"))
    assert made.palette_.list.items.items


def test_late_answers_and_failures(qtbot: QtBot) -> None:
    made = window(qtbot)
    _, found, failed = searched(qtbot, made, "call")
    _, found_now, failed_now = searched(qtbot, made, "caller")
    failed("too late")
    found(search_result("caller"))
    assert made.palette_.list.items.items == ()
    assert made.palette_._words.text() == "Searching…"
    found, failed = found_now, failed_now
    failed("the database is away")
    assert made.palette_._words.text() == "Could not search: the database is away"
    found(SearchResult(text="caller", customers=(), tickets=()))
    assert "Nothing found" in made.palette_._words.text()


def test_escape_and_a_click_beside_close(qtbot: QtBot) -> None:
    made = window(qtbot)
    QTest.keyClick(made.palette_.field, Qt.Key.Key_Escape)
    assert made.palette_.isHidden()
    assert made.field.hasFocus()
    made.palette_.open()
    QTest.mouseClick(
        made.palette_, Qt.MouseButton.LeftButton, pos=made.palette_.rect().bottomLeft()
    )
    assert made.palette_.isHidden()


def test_hostile_names_are_plain(qtbot: QtBot) -> None:
    made = window(qtbot)
    _, found, _ = searched(qtbot, made, "x")
    result = search_result("x")
    evil = msgspec.structs.replace(result.customers[0], name="<b>x</b>\u202e")
    found(msgspec.structs.replace(result, customers=(evil,)))
    assert made.palette_.list.items.index(1).data() == "<b>x</b>"
    made.grab()
