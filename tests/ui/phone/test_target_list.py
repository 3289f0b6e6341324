"""Whom to hand a caller to: filtered as one types, by mouse and keyboard; dialling and pick-up."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.domain.target import Mailbox
from softphone.ui.context import UiContext
from softphone.ui.phone.phone_panel import PhonePanel
from tests.ui import models
from tests.ui.models import SpyIntents, change


@pytest.fixture
def panel(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> Iterator[PhonePanel]:
    spy.targets = models.targets()
    made = PhonePanel(spy, ui_context, monotonic=lambda: 1e9)
    made.resize(280, 700)
    made.show()
    yield made
    made.hide()


def titles(items: object) -> list[str]:
    return [item.title for item in items.items.items]  # type: ignore[attr-defined]


def test_the_transfer_entry_offers_everybody_and_narrows(panel: PhonePanel) -> None:
    panel.show_model(change(models.connected(), targets=models.targets()))
    panel.toggle_transfer()
    row = panel.current_row()
    assert row is not None
    bar = row.transfer_bar
    assert titles(bar.targets)[0] == "agent b"
    assert len(titles(bar.targets)) == 6
    bar.target.setText("refunds")
    assert titles(bar.targets) == ["refunds team"]
    bar.target.setText("999")
    assert bar.targets.isHidden()


def test_a_name_stands_for_the_target_it_fits(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.connected(), targets=models.targets()))
    panel.toggle_transfer()
    row = panel.current_row()
    assert row is not None
    row.transfer_bar.target.setText("agent c")
    QTest.keyClick(row.transfer_bar.target, Qt.Key.Key_Return)
    name, args, _ = spy.asked[-1]
    assert (name, args[0]) == ("transfer", "1003")


def test_by_keyboard_down_enter_enter_asks_first(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.connected(), targets=models.targets()))
    panel.toggle_transfer(ask_first=True)
    row = panel.current_row()
    assert row is not None
    bar = row.transfer_bar
    QTest.keyClick(bar.target, Qt.Key.Key_Down)
    QTest.keyClick(bar.targets, Qt.Key.Key_Down)
    QTest.keyClick(bar.targets, Qt.Key.Key_Return)
    assert bar.target.text() == "1003"
    assert bar.ask.hasFocus()
    assert "consult" not in spy.names()
    bar.ask.click()
    name, args, _ = spy.asked[-1]
    assert (name, args[0]) == ("consult", "1003")


def test_a_state_that_changes_shows_while_the_list_is_open(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    panel.show_model(change(models.connected(), targets=spy.targets))
    panel.toggle_transfer()
    row = panel.current_row()
    assert row is not None
    row.transfer_bar.targets.choose("1004")
    spy.targets = spy.targets[1:]
    panel.show_model(change(models.connected(), targets=spy.targets))
    assert titles(row.transfer_bar.targets)[0] == "agent c"
    current = row.transfer_bar.targets.current()
    assert current is not None
    assert current.target.number == "1004"


def test_letters_in_the_dial_box_find_people_and_enter_dials(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    panel.show_model(change(models.idle(), targets=models.targets()))
    box = panel.dial_box
    box.edit.setText("agent d")
    assert titles(box.targets) == ["agent d"]
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert spy.asked[-1] == ("dial", ("1004",), {"via": "button"})
    box.edit.setText("02212345678")
    assert box.targets.isHidden()
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert spy.asked[-1] == ("dial", ("02212345678",), {"via": "button"})


def test_enter_on_one_that_rings_takes_that_call(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.idle(), targets=models.targets()))
    box = panel.dial_box
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    QTest.keyClick(box.targets, Qt.Key.Key_Down)
    QTest.keyClick(box.targets, Qt.Key.Key_Return)
    assert spy.asked[-1] == ("pick_up", ("1003",), {"via": "button"})
    assert box.targets.isHidden()


def test_escape_and_up_lead_back(panel: PhonePanel) -> None:
    panel.show_model(change(models.idle(), targets=models.targets()))
    box = panel.dial_box
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    QTest.keyClick(box.targets, Qt.Key.Key_Up)
    assert box.edit.hasFocus()
    assert not box.targets.isHidden()
    QTest.keyClick(box.edit, Qt.Key.Key_Escape)
    assert box.targets.isHidden()


def test_the_key_makes_a_favourite(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.idle(), targets=models.targets()))
    panel.dial_box.targets.show_found("agent c")
    panel.dial_box.targets.actions()[0].trigger()
    assert spy.asked[-1] == ("star_target", ("1003", True), {"via": "button"})


def test_voice_mail_is_one_click_away(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.idle(), mailbox=Mailbox()))
    assert panel.dial_box.mailbox.isHidden()
    panel.show_model(change(models.idle(), mailbox=Mailbox(waiting=True, new=3)))
    assert panel.dial_box.mailbox.words() == "Listen to voice mail (3)"
    panel.dial_box.mailbox.click()
    assert spy.asked[-1] == ("listen_voicemail", (), {"via": "button"})
    full = change(models.connected(), may_dial=False, mailbox=Mailbox(waiting=True, new=3))
    panel.show_model(full)
    assert not panel.dial_box.mailbox.isEnabled()
