"""The toast: inside the screen, and a window to talk in once it has answered; the first picture."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.desktop_note import DesktopNote
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.widgets.floating import MARGIN, free_area
from softphone.ui.windows import DeskWindows
from softphone.ui.work.work_panel import WorkPanel
from tests.ui import models
from tests.ui.desk import build_desk, settle
from tests.ui.models import Moment, SpyIntents


@pytest.fixture
def window(app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment) -> MainWindow:
    """Shown to nobody yet."""
    made = MainWindow(
        spy,
        ui_context,
        customer=CustomerPanel(spy, ui_context),
        work=WorkPanel(spy, ui_context),
        monotonic=moment.monotonic,
    )
    made.show_model(models.idle())
    return made


@pytest.fixture
def desk(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> DeskWindows:
    """All windows, before the first picture."""
    return build_desk(ui_context, spy)


def room_of(window: MainWindow) -> QRect:
    """Where the toast may be."""
    return free_area(window.toast.screen()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)


def test_the_toast_is_inside_the_screen_and_stays_there_when_it_grows(
    window: MainWindow, app: QApplication
) -> None:
    ringing = models.ringing_vip()
    window.show_model(ringing)
    settle(app)
    low = window.toast.geometry()
    assert room_of(window).contains(low)
    assert window.toast.banner.height() >= window.toast.banner.sizeHint().height()

    view = msgspec.structs.replace(
        ringing.calls[0],
        from_agent="A colleague with a long name of two words",
        original_caller="+86 139 0000 0001",
        note="the third call about the same order, wants a date and will not wait " * 2,
        unverified=True,
    )
    window.show_model(models.change(ringing, calls=(view,)))
    settle(app)
    high = window.toast.geometry()
    assert high.height() > low.height()
    assert room_of(window).contains(high)
    assert high.bottom() == low.bottom()

    window.show_model(ringing)
    settle(app)
    assert window.toast.geometry() == low


@pytest.mark.parametrize("minimised", [False, True])
def test_answering_from_the_toast_brings_the_window(
    window: MainWindow, qtbot: QtBot, moment: Moment, minimised: bool
) -> None:
    if minimised:
        window.showMaximized()
        window.showMinimized()
    window.show_model(models.ringing_vip())
    moment.advance(1)
    QTest.mouseClick(window.toast.banner.answer, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert not window.isMinimized()
    assert window.isMaximized() is minimised
    if not minimised:  # the offscreen platform gives no keyboard to a window that comes back
        qtbot.waitUntil(window.isActiveWindow, timeout=30_000)


def test_rejecting_from_the_toast_brings_nothing(window: MainWindow, moment: Moment) -> None:
    window.show_model(models.ringing_vip())
    moment.advance(1)
    QTest.mouseClick(window.toast.banner.reject, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_a_call_answered_by_key_or_headset_shows_the_window(window: MainWindow) -> None:
    window.showMinimized()
    window.show_model(models.ringing_vip())
    window.show_model(models.connected())
    assert window.isVisible()
    assert not window.isMinimized()


def test_with_the_compact_bar_on_screen_the_window_stays_away(window: MainWindow) -> None:
    window.show()
    window.toggle_compact()
    window.show_model(models.ringing_vip())
    window.show_model(models.connected())
    assert not window.isVisible()
    assert window.compact.isVisible()


def test_the_window_comes_with_its_first_picture(desk: DeskWindows) -> None:
    desk.show_main()
    assert not desk.main.isVisible()
    desk.show_model(models.idle())
    assert desk.main.isVisible()
    desk.main.hide()
    desk.show_model(models.not_ready())
    assert not desk.main.isVisible()


def test_where_no_window_may_be_placed_the_desktop_shows_who_rings(
    app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment
) -> None:
    shown: list[DesktopNote | None] = []
    context = replace(ui_context, notify=shown.append)
    window = MainWindow(
        spy,
        context,
        customer=CustomerPanel(spy, context),
        work=WorkPanel(spy, context),
        monotonic=moment.monotonic,
    )
    window.show_model(models.idle())
    ringing = models.ringing_vip()
    window.show_model(ringing)
    window.show_model(ringing)
    settle(app)
    assert not window.toast.isVisible()
    (note,) = shown
    assert note is not None
    view = ringing.calls[0]
    assert view.title in note.title
    assert view.number in note.text
    assert [key for key, _ in note.actions] == ["default", "answer", "reject"]
    window.toast.chosen("another call", "answer")
    assert spy.asked == []
    window.toast.chosen(view.call.id, "answer")
    assert spy.asked == [("answer", (view.call.id,), {"via": "notification"})]
    assert window.isVisible()
    window.show_model(models.idle())
    assert shown == [note, None]
    window.deleteLater()
