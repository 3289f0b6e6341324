"""The list to pick from."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.ui.widgets.pick_list import PickItem, PickList

ITEMS = (
    PickItem(key="", title="First"),
    PickItem(key="a", title="A", detail="more", mark="VIP", tone="vip", side="12:00"),
    PickItem(key="", title="Second"),
    PickItem(key="b", title="B", icon=""),
    PickItem(key="c", title="C"),
)


def shown(qtbot: QtBot) -> PickList:
    made = PickList()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    made.show_items(ITEMS)
    return made


def test_the_first_entry_is_chosen_and_heads_are_passed_over(qtbot: QtBot) -> None:
    made = shown(qtbot)
    picked: list[str] = []
    made.picked.connect(picked.append)
    rows = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        rows.append(made.currentIndex().row())
        QTest.keyClick(made, key)
    assert rows == [1, 3, 4, 4, 3]
    assert made.currentIndex().row() == 1
    QTest.keyClick(made, Qt.Key.Key_Up)
    assert made.currentIndex().row() == 1
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert picked == ["a"]


def test_a_click_picks_but_not_on_a_head(qtbot: QtBot) -> None:
    made = shown(qtbot)
    picked: list[str] = []
    made.picked.connect(picked.append)
    for row in (2, 3):
        place = made.visualRect(made.items.index(row)).center()
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == ["b"]


def test_screen_readers_hear_everything(qtbot: QtBot) -> None:
    made = shown(qtbot)
    heard = made.items.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "A, VIP, more, 12:00"
    made.grab()
