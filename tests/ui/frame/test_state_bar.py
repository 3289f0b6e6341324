"""The state bar: state, next state, figures, line, faults."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.agent.desk_model import DeskModel, Figures
from softphone.domain.agent_state import AgentState, AgentStatus, NextState, Reason
from softphone.ui.context import UiContext
from softphone.ui.frame.state_bar import StateBar
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import FittingLabel
from softphone.ui.wording.states import state_word
from tests.ui import models
from tests.ui.models import Moment, SpyIntents, change


@pytest.fixture
def bar(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> StateBar:
    made = StateBar(spy, ui_context)
    made.resize(1024, 56)
    made.show()
    return made


def shown(bar: StateBar) -> dict[str, str]:
    """Visible buttons with words, by name."""
    return {b.objectName(): b.words() for b in bar.findChildren(TextButton) if b.isVisible()}


@pytest.mark.parametrize("state", list(AgentState))
def test_every_state_is_colour_icon_word_and_time(bar: StateBar, state: AgentState) -> None:
    status = AgentStatus(state=state, reason=Reason.MEAL, since=models.ago(75))
    bar.show_model(change(models.idle(), agent=status))
    assert bar.state_button.word.text() == state_word(state, Reason.MEAL)
    assert bar.state_button.property("tone")
    assert bar.state_button.timer.text() == "1:15"
    assert bar.state_button.word.text() in bar.state_button.accessibleName()


def test_the_timer_runs_without_moving_the_bar(bar: StateBar, moment: Moment) -> None:
    bar.show_model(models.idle())
    width = bar.state_button.timer.width()
    moment.advance(47)
    bar.tick()
    assert bar.state_button.timer.text() == "13:28"
    assert bar.state_button.timer.width() == width


def test_ready_is_the_primary_button_when_not_ready(bar: StateBar, spy: SpyIntents) -> None:
    bar.show_model(models.not_ready())
    assert bar.ready_button.property("role") == "primary"
    bar.ready_button.click()
    assert spy.asked == [("go_ready", (), {"via": "button"})]


def test_nothing_shouts_in_a_call(bar: StateBar) -> None:
    bar.show_model(models.connected())
    roles = {b.property("role") for b in bar.findChildren(TextButton) if b.isVisible()}
    assert "primary" not in roles


def test_signed_out_offers_only_signing_in(bar: StateBar) -> None:
    asked: list[bool] = []
    bar.sign_in_requested.connect(lambda: asked.append(True))
    bar.show_model(models.signed_out())
    assert "signInButton" in shown(bar)
    assert not {"readyButton", "breakMenuButton"} & shown(bar).keys()
    bar.sign_in_button.click()
    assert asked == [True]


def test_the_next_state_is_shown_and_can_be_cancelled(bar: StateBar, spy: SpyIntents) -> None:
    bar.show_model(models.connected())
    assert shown(bar)["cancelNextButton"] == "Then: Break"
    bar.next_button.click()
    assert spy.names() == ["cancel_next"]
    status = AgentStatus(
        state=AgentState.ON_CONTACT, since=models.NOW, next=NextState(state=AgentState.READY)
    )
    bar.show_model(change(models.connected(), agent=status))
    assert shown(bar)["cancelNextButton"] == "Then: Ready"


def test_the_break_menu_has_all_reasons(bar: StateBar, spy: SpyIntents) -> None:
    bar.show_model(models.idle())
    entries = {entry.objectName(): entry for entry in bar.break_button.popup.actions()}
    assert list(entries) == ["breakReason", "mealReason", "trainingReason", "meetingReason"]
    for entry in entries.values():
        entry.trigger()
    reasons = [args[0] for _, args, _ in spy.asked]
    assert reasons == [Reason.BREAK, Reason.MEAL, Reason.TRAINING, Reason.MEETING]


def test_a_fault_says_what_happened_and_counts_down(
    bar: StateBar, spy: SpyIntents, moment: Moment
) -> None:
    bar.show_model(models.line_waiting())
    fault = bar.findChild(type(bar._fault), "faultText")
    assert fault is not None
    assert fault.isVisible()
    assert "12 s" in fault.text()
    assert bar.property("tone") == "warn"
    moment.advance(5)
    bar.tick()
    assert "7 s" in fault.text()
    retry = bar.findChild(TextButton, "retryButton")
    assert retry is not None
    retry.click()
    assert spy.names() == ["retry_line"]
    bar.show_model(models.idle())
    assert not fault.isVisible()
    assert bar.property("tone") == ""


def test_a_refused_line_asks_to_sign_in(bar: StateBar) -> None:
    asked: list[bool] = []
    bar.sign_in_requested.connect(lambda: asked.append(True))
    bar.show_model(models.line_refused())
    assert bar.property("tone") == "bad"
    retry = bar.findChild(TextButton, "retryButton")
    assert retry is not None
    assert retry.words() == "Sign in …"
    retry.click()
    assert asked == [True]


def test_a_lost_engine_is_said_and_cannot_be_retried(bar: StateBar) -> None:
    bar.show_model(models.engine_down())
    assert bar.property("tone") == "bad"
    assert "retryButton" not in shown(bar)


@pytest.mark.parametrize("make", models.ALL.values(), ids=models.ALL.keys())
def test_the_bar_keeps_its_height(bar: StateBar, make: Callable[[], DeskModel]) -> None:
    height = bar.height()
    bar.show_model(make())
    assert bar.height() == height


def test_the_same_picture_twice_touches_nothing(bar: StateBar, app: QApplication) -> None:
    bar.show_model(models.idle())
    app.processEvents()
    picture = bar.grab().toImage()
    bar.show_model(models.idle())
    assert bar.grab().toImage() == picture


def test_every_control_has_a_name(bar: StateBar) -> None:
    for make in models.ALL.values():
        bar.show_model(make())
        for button in bar.findChildren(TextButton):
            assert not button.isVisible() or button.accessibleName()


@pytest.mark.parametrize(
    ("model", "ready", "pause"),
    [
        (models.not_ready, "Go ready", "Break"),
        (models.ringing_vip, "Then ready", "Then break"),
        (models.muted, "Then ready", "Then break"),
        (models.wrap_up, "Go ready", "Then break"),
    ],
)
def test_the_buttons_say_whether_it_is_now_or_after_the_call(
    bar: StateBar, model: Callable[[], DeskModel], ready: str, pause: str
) -> None:
    bar.show_model(model())
    assert (bar.ready_button.words(), bar.break_button.words()) == (ready, pause)
    assert bar.ready_button.accessibleName() == ready


def test_what_is_asked_for_already_is_not_offered_again(bar: StateBar) -> None:
    agent = AgentStatus(
        state=AgentState.ON_CONTACT, since=models.NOW, next=NextState(state=AgentState.READY)
    )
    bar.show_model(change(models.connected(), agent=agent))
    assert not bar.ready_button.isVisible()
    assert bar.next_button.isVisible()


def test_the_share_in_time_shows_once_a_call_was_taken(bar: StateBar) -> None:
    figures = bar.findChild(FittingLabel, "figuresText")
    assert figures is not None
    bar.show_model(models.idle())
    assert "23 answered · 96 % in 30 s" in figures.accessibleName()
    bar.show_model(change(models.idle(), figures=Figures(contacts=1, missed=1)))
    assert "%" not in figures.accessibleName()


def test_do_not_disturb_cannot_be_overlooked(bar: StateBar, spy: SpyIntents) -> None:
    bar.show_model(models.not_ready())
    assert "doNotDisturbButton" not in shown(bar)
    bar.show_model(change(models.not_ready(), do_not_disturb=True))
    assert shown(bar)["doNotDisturbButton"] == "Do not disturb"
    assert "is on" in bar.quiet_button.accessibleName()
    assert "(F8)" in bar.quiet_button.toolTip()
    bar.quiet_button.click()
    bar.show_model(models.not_ready())
    assert "doNotDisturbButton" not in shown(bar)
    bar.toggle_do_not_disturb(via="key")
    assert spy.asked == [
        ("set_do_not_disturb", (False,), {"via": "button"}),
        ("set_do_not_disturb", (True,), {"via": "key"}),
    ]


@pytest.mark.parametrize("on", [True, False])
def test_the_menu_of_states_ticks_what_is(bar: StateBar, spy: SpyIntents, on: bool) -> None:
    bar.show_model(change(models.not_ready(), do_not_disturb=on))
    menu = bar.state_button.popup
    entry = next(e for e in menu.actions() if e.objectName() == "doNotDisturbEntry")
    entry.trigger()
    assert spy.asked == [("set_do_not_disturb", (not on,), {"via": "button"})]
    menu.aboutToShow.emit()
    assert entry.isChecked() is on


@pytest.mark.qt_log_ignore("^This plugin does not support ")
def test_the_break_menu_opened_by_key_takes_its_first_entry(bar: StateBar, spy: SpyIntents) -> None:
    bar.show_model(models.idle())
    bar.show()
    bar.break_button.open_menu()
    menu = bar.break_button.popup
    first = next(entry for entry in menu.actions() if entry.isEnabled() and entry.text())
    assert menu.activeAction() is first
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert len(spy.asked) == 1
