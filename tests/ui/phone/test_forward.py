"""The menu beside Reject, the field it opens, and what is said about a forwarded call."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.agent.desk_model import DeskModel, NoticeCode
from softphone.domain.call import EndCause, RejectReason
from softphone.domain.forwarding import ForwardProblem
from softphone.ui.context import UiContext
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.phone.history_model import spoken
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.widgets.controls import MenuButton
from softphone.ui.wording.notices import notice_text
from softphone.ui.wording.states import cause_look
from softphone.ui.wording.tickets import contact_icon, contact_word
from tests.ui import models
from tests.ui.frame.test_main_window import build
from tests.ui.models import HOSTILE, NOW, Moment, SpyIntents, change, notice
from tests.ui.phone.test_phone_panel import named, press, visible


def ringing() -> DeskModel:
    """A call rings that may be sent elsewhere."""
    model = models.ringing_vip()
    view = msgspec.structs.replace(model.calls[0], may_forward=True)
    return change(model, calls=(view,))


@pytest.fixture
def panel(app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment) -> PhonePanel:
    made = PhonePanel(spy, ui_context, monotonic=moment.monotonic)
    made.resize(280, 640)
    made.show()
    made.show_model(models.idle())
    return made


def entries(panel: PhonePanel) -> dict[str, bool]:
    """What the menu shows."""
    button = named(panel, "rejectMenuButton")
    assert isinstance(button, MenuButton)
    return {a.objectName(): a.isVisible() for a in button.popup.actions() if a.objectName()}


def test_the_menu_has_the_reasons_and_forwarding_where_it_is_allowed(panel: PhonePanel) -> None:
    panel.show_model(models.ringing_vip())
    reasons = [f"{reason.value}RejectEntry" for reason in RejectReason]
    assert list(entries(panel)) == [*reasons, "forwardEntry"]
    assert not entries(panel)["forwardEntry"]
    panel.show_model(ringing())
    assert entries(panel)["forwardEntry"]


def test_a_number_is_typed_and_the_call_is_sent_there(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    spy.targets = models.targets()
    panel.show_model(ringing())
    assert not visible(panel, "forwardTarget")
    panel.toggle_forward()
    assert named(panel, "forwardTarget").hasFocus()
    assert visible(panel, "targetList")
    assert not named(panel, "forwardConfirmButton").isEnabled()
    QTest.keyClicks(named(panel, "forwardTarget"), "1002")
    press(panel, "forwardConfirmButton")
    assert spy.asked == [], "the buttons have just moved"
    moment.advance(0.31)
    press(panel, "forwardConfirmButton")
    assert spy.asked == [("forward", ("1002", "call-1"), {"via": "button"})]
    # It stays, so that a target that is refused can be mended.
    assert visible(panel, "forwardTarget")
    panel.show_model(models.idle())
    panel.show_model(ringing())
    assert not visible(panel, "forwardTarget")


def test_a_name_and_enter_are_enough(panel: PhonePanel, spy: SpyIntents) -> None:
    spy.targets = models.targets()
    panel.show_model(ringing())
    panel.toggle_forward()
    QTest.keyClicks(named(panel, "forwardTarget"), "agent c")
    QTest.keyClick(named(panel, "forwardTarget"), Qt.Key.Key_Return)
    assert spy.asked == [("forward", ("1003", "call-1"), {"via": "button"})]


def test_escape_lets_it_ring_and_another_call_begins_anew(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    panel.show_model(ringing())
    panel.toggle_forward()
    QTest.keyClicks(named(panel, "forwardTarget"), "10")
    QTest.keyClick(named(panel, "forwardTarget"), Qt.Key.Key_Escape)
    assert not visible(panel, "forwardTarget")
    assert visible(panel, "answerButton")
    panel.toggle_forward()
    panel.show_model(models.ringing_vip())
    assert not visible(panel, "forwardTarget"), "it may not be forwarded any more"
    assert not panel.toggle_forward()
    assert spy.asked == []


def test_the_key_opens_the_field_or_says_why_not(
    app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment
) -> None:
    window: MainWindow = build(app, spy, ui_context, moment)
    window.show()
    window.show_model(models.ringing_vip())
    window.actions_["forward"].trigger()
    assert spy.asked == [("forward", ("",), {"via": "key"})]
    window.show_model(ringing())
    window.actions_["forward"].trigger()
    assert visible(window.phone, "forwardTarget")
    window.actions_["forward"].trigger()
    assert not visible(window.phone, "forwardTarget")
    assert not window.toast.banner.more.isVisibleTo(window.toast)
    window.close()


def test_the_rows_say_where_the_caller_went() -> None:
    row = models.history()[0]
    call = msgspec.structs.replace(row.call, cause=EndCause.FORWARDED, forwarded_to="1002")
    said = spoken(msgspec.structs.replace(row, call=call))
    assert said.startswith("Forwarded to \u20681002\u2069")
    contact = msgspec.structs.replace(
        models.card().contacts[0], cause=EndCause.FORWARDED, transferred_to="1002"
    )
    assert contact_word(contact) == "Forwarded to \u20681002\u2069"
    assert contact_icon(contact) == cause_look(call)[0] == "transfer"


@pytest.mark.parametrize("problem", list(ForwardProblem))
def test_what_is_wrong_with_a_target_is_said(problem: ForwardProblem) -> None:
    told = notice(NoticeCode.FORWARD_REFUSED)
    told = msgspec.structs.replace(told, args={"target": HOSTILE, "problem": problem.value})
    text = notice_text(told, NOW)
    assert "\u202e" not in text
    others = [
        notice_text(msgspec.structs.replace(told, args={**told.args, "problem": other.value}), NOW)
        for other in ForwardProblem
        if other is not problem
    ]
    assert text not in others
