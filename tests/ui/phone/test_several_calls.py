"""Several calls in the window: rows, the strip of contacts, the buttons of the ticket."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from softphone.agent.desk_model import DeskModel
from softphone.domain.agent_state import AgentState, AgentStatus
from softphone.domain.call import RejectReason
from softphone.ui.context import UiContext
from softphone.ui.frame.contact_strip import ContactStrip
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.work.work_panel import WorkPanel
from tests.ui import models
from tests.ui.frame.test_main_window import window
from tests.ui.models import Moment, SpyIntents, change
from tests.ui.phone.test_phone_panel import named, panel, press, visible

__all__ = ["panel", "window"]


@pytest.fixture
def strip(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> ContactStrip:
    made = ContactStrip(spy, ui_context)
    made.resize(700, 40)
    return made


def button(strip: ContactStrip, place: int) -> QAbstractButton:
    found = strip.findChild(QAbstractButton, f"contactButton{place}")
    assert isinstance(found, QAbstractButton)
    return found


def test_the_strip_comes_with_the_second_contact(strip: ContactStrip, spy: SpyIntents) -> None:
    strip.show_model(models.connected())
    assert strip.isHidden()
    strip.show_model(models.two_calls())
    strip.show()
    names = [button(strip, place).accessibleName() for place in (1, 2)]
    assert names == ["Caller A · On hold", "Caller B · Talking"]
    assert button(strip, 2).isChecked()
    QTest.mouseClick(button(strip, 1), Qt.MouseButton.LeftButton)
    strip.next_one()
    assert spy.asked == [("show_contact", ("contact-1",), {}), ("show_contact", ("contact-1",), {})]
    strip.show_model(models.connected())
    assert strip.isHidden()


def test_long_names_are_shortened_and_whole_for_screen_readers(strip: ContactStrip) -> None:
    model = models.two_calls()
    first, second = model.contacts
    long = msgspec.structs.replace(second.contact, name="A very long company name, limited by law")
    second = msgspec.structs.replace(second, contact=long)
    strip.resize(320, 40)
    strip.show_model(change(model, contacts=(first, second), contact=second))
    strip.show()
    assert "…" in button(strip, 2).text()
    assert button(strip, 2).accessibleName().startswith("A very long company name, limited by law")
    assert button(strip, 2).width() <= 160


def test_a_contact_without_call_says_that_its_ticket_waits(strip: ContactStrip) -> None:
    model = models.two_calls()
    strip.show_model(change(model, calls=model.calls[1:]))
    assert button(strip, 1).accessibleName() == "Caller A · ticket to write"


def test_the_key_brings_the_next_contact(window: MainWindow, spy: SpyIntents) -> None:
    window.show_model(models.two_calls())
    window.actions_["nextContact"].trigger()
    assert ("show_contact", ("contact-1",), {}) in spy.asked


def test_a_waiting_call_says_that_the_other_is_held(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.ringing_vip())
    assert named(panel, "answerButton").accessibleName() == "Answer"
    panel.show_model(models.waiting_call())
    moment.advance(1)
    assert named(panel, "answerButton").accessibleName() == "Hold and answer"
    press(panel, "answerButton")
    assert spy.asked == [("answer", ("call-2",), {"via": "button"})]


def test_the_one_that_waits_shows_its_hold_and_the_way_back(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.two_calls())
    moment.advance(1)
    held, talking = panel._rows["call-1"], panel._rows["call-2"]
    assert held.hold.isVisible()
    assert held.hang_up.isVisible()
    for hidden in (held.mute, held.transfer, held.keypad, held.sound):
        assert hidden.isHidden()
    assert talking.mute.isVisible()
    assert held.height() < talking.height()
    QTest.mouseClick(held.hold, Qt.MouseButton.LeftButton)
    assert spy.asked == [("resume", ("call-1",), {"via": "button"})]
    assert panel.current_row() is talking


def test_dialling_follows_the_desk(panel: PhonePanel) -> None:
    dial = panel.dial_box
    dial.edit.setText("1002")
    panel.show_model(models.connected())
    assert dial.dial_button.isEnabled()
    panel.show_model(change(models.connected(), may_dial=False))
    assert not dial.dial_button.isEnabled()
    assert visible(panel, "dialButton")


def _wrap_up(model: DeskModel) -> DeskModel:
    over = [
        msgspec.structs.replace(
            view, contact=msgspec.structs.replace(view.contact, ended_at=models.ago(5))
        )
        for view in model.contacts
    ]
    agent = AgentStatus(state=AgentState.WRAP_UP, since=models.ago(5))
    return change(model, calls=(), contacts=tuple(over), contact=over[0], agent=agent)


def test_saving_says_that_another_ticket_waits(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    work = WorkPanel(spy, ui_context)
    work.show_model(_wrap_up(models.two_calls()))
    assert work.ticket.save_ready.accessibleName() == "Save, next ticket"
    last = _wrap_up(models.two_calls())
    work.show_model(change(last, contacts=last.contacts[:1]))
    assert work.ticket.save_ready.accessibleName() == "Save and ready"


def test_a_ticket_of_a_call_that_is_over_is_saved_beside_another_call(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    work = WorkPanel(spy, ui_context)
    model = models.two_calls()
    work.show_model(model)
    assert not work.ticket.save.isEnabled()
    over = _wrap_up(model).contacts[0]
    work.show_model(change(model, calls=model.calls[1:], contact=over, contacts=(over,)))
    assert work.ticket.save.isEnabled()


def test_a_reason_to_refuse_is_in_the_buttons_menu(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(models.ringing_vip())
    entries = {e.objectName(): e for e in named(panel, "rejectButton").actions()}
    entries["not_meRejectEntry"].trigger()
    assert spy.asked == [("reject", ("call-1",), {"reason": RejectReason.NOT_ME, "via": "button"})]
