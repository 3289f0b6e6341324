"""Keys pasted and in sequences, caller id, links, and the question before a dear call."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from softphone.agent.desk_model import DialQuestion, Prefill
from softphone.domain.dial_plan import CallerId
from softphone.ui.context import UiContext
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.windows import DeskWindows
from tests.ui import models
from tests.ui.desk import Answering, build_desk
from tests.ui.models import SpyIntents, change


@pytest.fixture
def panel(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> Iterator[PhonePanel]:
    made = PhonePanel(spy, ui_context, monotonic=lambda: 1e9)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def answering() -> Answering:
    return Answering()


@pytest.fixture
def desk(app: QApplication, ui_context: UiContext, answering: Answering) -> Iterator[DeskWindows]:
    made = build_desk(ui_context, answering)
    yield made
    made.close()


def test_pasted_keys_go_into_the_call(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(models.connected())
    panel.toggle_keypad()
    QGuiApplication.clipboard().setText("card 1234-56 #")
    QTest.keyClick(panel.keypad, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert spy.asked[-1] == ("send_dtmf", ("CAD123456#",), {"via": "button"})


def test_without_a_call_they_go_into_the_dial_box(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(models.idle())
    panel.toggle_keypad()
    QGuiApplication.clipboard().setText("12 34")
    QTest.keyClick(panel.keypad, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert panel.dial_box.edit.text() == "1234"
    assert "send_dtmf" not in spy.names()


def test_sequences_are_offered_in_a_call(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.idle(), macros=("Bank",)))
    assert panel.keypad.macros.isHidden()
    panel.show_model(change(models.connected(), macros=("Bank",)))
    assert not panel.keypad.macros.isHidden()
    panel.keypad.macros.popup.actions()[0].trigger()
    assert spy.asked[-1] == ("play_macro", ("Bank",), {"via": "button"})


def test_the_caller_id_is_chosen_where_there_is_a_choice(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    panel.show_model(models.idle())
    assert panel.dial_box.call_as.isHidden()
    offered = (CallerId(number="4008108888", name="Support"), CallerId(number="4008109999"))
    panel.show_model(change(models.idle(), caller_ids=offered, caller_id="4008108888"))
    assert panel.dial_box.call_as.words() == "Call as: Support"
    entries = panel.dial_box.call_as.popup.actions()
    assert [entry.isChecked() for entry in entries] == [False, True, False]
    entries[0].trigger()
    assert spy.asked[-1] == ("call_as", ("",), {"via": "button"})


def test_a_link_waits_in_the_dial_box(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(change(models.idle(), prefill=Prefill(serial=1, text="02259990134")))
    assert panel.dial_box.edit.text() == "02259990134"
    panel.dial_box.edit.setText("something else")
    panel.show_model(change(models.idle(), prefill=Prefill(serial=1, text="02259990134")))
    assert panel.dial_box.edit.text() == "something else"
    assert "dial" not in spy.names()


@pytest.mark.parametrize(
    ("button", "asked"),
    [
        ("dialAnywayButton", ("dial", ("16812345678,,1",), {"confirmed": True, "via": "button"})),
        ("doNotDialButton", ("dismiss_dial", (), {"via": "button"})),
    ],
)
def test_a_dear_number_is_asked_about(
    desk: DeskWindows, answering: Answering, button: str, asked: tuple[object, ...]
) -> None:
    desk.show_model(models.idle())
    question = DialQuestion(text="16812345678,,1", number="168 1234 5678")
    desk.show_model(change(models.idle(), dial_question=question))
    box = desk._open["dial"]
    found = box.findChild(QPushButton, button)
    assert found is not None
    found.click()
    assert answering.asked[-1] == asked
    assert "dial" not in desk._open
