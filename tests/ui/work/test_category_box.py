"""The field that chooses from a tree."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from softphone.ui.work.category_box import CategoryBox, leaves
from tests.ui.work_models import CATEGORIES


class Form(QWidget):
    """The box with another field, so that focus can go."""

    def __init__(self, language: str = "en") -> None:
        super().__init__()
        self.box = CategoryBox(CATEGORIES, language)
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        layout.addStretch(1)
        self.resize(340, 500)
        self.told: list[str] = []
        self.box.chosen.connect(self.told.append)


def form(qtbot: QtBot, language: str = "en") -> Form:
    made = Form(language)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def titles(box: CategoryBox) -> list[str]:
    pick_list = box._list
    assert pick_list is not None
    return [item.title for item in pick_list.items.items if item.key]


def test_leaves_know_their_path_and_all_names() -> None:
    found = {leaf.id: leaf for leaf in leaves(CATEGORIES, "zh_TW")}
    assert found["late"].path == "訂單 › 配送延遲"
    assert "delivery late" in found["late"].words
    assert found["other"].path == "其他"


def test_typing_finds_and_enter_takes(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.box.setFocus()
    QTest.keyClicks(made.box, "late or")
    assert titles(made.box) == ["Delivery late"]
    QTest.keyClick(made.box, Qt.Key.Key_Return)
    assert made.told == ["late"]
    assert made.box.text() == "Orders › Delivery late"
    assert not made.box.is_open()
    assert made.box.hasFocus()


def test_any_language_finds(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.box.setFocus()
    typed = QInputMethodEvent()
    typed.setCommitString("退款")
    QApplication.sendEvent(made.box, typed)
    assert titles(made.box) == ["Refund"]


def test_click_shows_all_and_arrows_walk(qtbot: QtBot) -> None:
    made = form(qtbot)
    QTest.mouseClick(made.box, Qt.MouseButton.LeftButton)
    assert len(titles(made.box)) == 6
    QTest.keyClick(made.box, Qt.Key.Key_Down)
    QTest.keyClick(made.box, Qt.Key.Key_Down)
    QTest.keyClick(made.box, Qt.Key.Key_Return)
    assert made.told == ["cancel"]


def test_escape_and_leaving_bring_the_choice_back(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.box.choose("refund")
    made.box.setFocus()
    made.box.selectAll()
    QTest.keyClicks(made.box, "xyz")
    QTest.keyClick(made.box, Qt.Key.Key_Escape)
    assert made.box.text() == "Payment › Refund"
    made.box.selectAll()
    QTest.keyClicks(made.box, "zzz")
    made.other.setFocus()
    assert made.box.text() == "Payment › Refund"
    assert not made.box.is_open()
    assert made.told == ["refund"]


def test_an_emptied_field_is_no_choice(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.box.choose("refund")
    made.box.setFocus()
    made.box.clear()
    made.other.setFocus()
    assert made.told == ["refund", ""]
    assert made.box.property("choiceId") == ""


def test_the_property_chooses_and_an_unknown_id_is_refused(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.box.setProperty("choiceId", "invoice")
    assert made.told == ["invoice"]
    with pytest.raises(KeyError):
        made.box.choose("nonsense")
    made.box.show_choice("late")
    assert made.told == ["invoice"]


def test_nothing_found_is_said(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.box.setFocus()
    QTest.keyClicks(made.box, "qqqq")
    assert titles(made.box) == []
    assert made.box._nothing is not None
    assert made.box._nothing.isVisible()
    QTest.keyClick(made.box, Qt.Key.Key_Return)
    assert made.told == []
