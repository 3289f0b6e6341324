"""The table of records."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.ui.widgets.record_table import Column, RecordTable

Row = tuple[str, int]


def table(qtbot: QtBot) -> RecordTable[Row]:
    made = RecordTable[Row](
        (
            Column("Name", lambda row: row[0]),
            Column("Size", lambda row: str(row[1]), sample="1000", sort=lambda row: row[1]),
            Column("Extra", lambda row: "x", sample="xx", drop_below=400),
        )
    )
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def names(made: RecordTable[Row]) -> list[str]:
    return [made.records.record(row)[0] for row in range(made.records.rowCount())]


def test_keeps_the_given_order_until_a_head_is_clicked(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows([("b", 10), ("a", 9), ("c", 100)])
    assert names(made) == ["b", "a", "c"]
    head = made.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(1) + 5, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sorted(names(made), key=names(made).index) in (["a", "b", "c"], ["c", "b", "a"])
    made.records.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(made) == ["a", "b", "c"]
    made.records.sort(-1)
    assert names(made) == ["b", "a", "c"]


def test_enter_and_click_open(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows([("b", 10), ("a", 9)])
    opened: list[object] = []
    made.opened.connect(opened.append)
    made.choose(("a", 9))
    QTest.keyClick(made, Qt.Key.Key_Return)
    place = made.visualRect(made.records.index(0, 0)).center()
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [("a", 9), ("b", 10)]


def test_the_chosen_record_stays_chosen(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows([("b", 10), ("a", 9)])
    made.choose(("a", 9))
    made.show_rows([("new", 1), ("b", 10), ("a", 9)])
    assert made.chosen() == ("a", 9)
    made.show_rows([("new", 1)])
    assert made.chosen() is None


def test_copy_is_plain_and_tab_separated(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows([("<b>bold</b>\u202e\n", 1)])
    made.choose(("<b>bold</b>\u202e\n", 1))
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "<b>bold</b>\t1\tx"


def test_a_narrow_table_drops_what_it_can(qtbot: QtBot) -> None:
    made = table(qtbot)
    assert made.isColumnHidden(2)
    made.resize(600, 200)
    assert not made.isColumnHidden(2)


def test_text_is_never_mark_up(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows([("<img src='x'>", 1)])
    index = made.records.index(0, 0)
    assert index.data() == "<img src='x'>"
    assert "<" not in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Name: <img src='x'>"
    made.grab()
