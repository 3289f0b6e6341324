"""The whole window: keys, focus, compact bar, toast, tray, layout."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from softphone.agent.desk_model import DeskModel
from softphone.ui.actions import SPECS
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.frame.main_window import MIN_SIZE, MainWindow
from softphone.ui.frame.tray import Tray
from softphone.ui.look.theme import Theme, apply_theme, undressed
from softphone.ui.widgets.labels import ElidedLabel
from softphone.ui.work.work_panel import WorkPanel
from tests.ui import models
from tests.ui.models import Moment, SpyIntents


def build(app: QApplication, spy: SpyIntents, context: UiContext, moment: Moment) -> MainWindow:
    """A window as the program has it."""
    with undressed(app):
        return MainWindow(
            spy,
            context,
            customer=CustomerPanel(spy, context),
            work=WorkPanel(spy, context),
            monotonic=moment.monotonic,
        )


@pytest.fixture
def window(app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment) -> MainWindow:
    made = build(app, spy, ui_context, moment)
    made.resize(*MIN_SIZE)
    made.show()
    made.activateWindow()
    made.show_model(models.idle())
    app.processEvents()
    return made


# ----------------------------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("key", "model", "wish"),
    [
        (Qt.Key.Key_F9, models.not_ready, ("go_ready", (), {"via": "key"})),
        (Qt.Key.Key_F8, models.not_ready, ("set_do_not_disturb", (True,), {"via": "key"})),
        ("A", models.ringing_vip, ("answer", (), {"via": "key"})),
        ("R", models.ringing_vip, ("reject", (), {"via": "key"})),
        ("H", models.connected, ("hold", (), {"via": "key"})),
        ("H", models.held, ("resume", (), {"via": "key"})),
        ("M", models.connected, ("set_mute", (True,), {"via": "key"})),
        ("M", models.muted, ("set_mute", (False,), {"via": "key"})),
        ("E", models.connected, ("hang_up", (), {"via": "key"})),
    ],
)
def test_keys_work_while_typing_notes(
    window: MainWindow,
    spy: SpyIntents,
    key: Qt.Key | str,
    model: Callable[[], DeskModel],
    wish: tuple[str, tuple[object, ...], dict[str, object]],
) -> None:
    window.show_model(model())
    window.phone.dial_box.edit.setFocus()
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    if isinstance(key, str):
        QTest.keyClick(window.phone.dial_box.edit, getattr(Qt.Key, f"Key_{key}"), control)
    else:
        QTest.keyClick(window.phone.dial_box.edit, key)
    assert spy.asked == [wish]


def test_transfer_key_opens_the_entry(window: MainWindow) -> None:
    window.show_model(models.connected())
    window.actions_["transfer"].trigger()
    row = window.phone.current_row()
    assert row is not None
    assert row.transfer_bar.is_asking()


def test_space_while_typing_is_a_space(window: MainWindow, spy: SpyIntents) -> None:
    window.show_model(models.ringing_vip())
    edit = window.phone.dial_box.edit
    edit.setFocus()
    QTest.keyClicks(edit, "1 2")
    assert edit.text() == "1 2"
    assert spy.asked == []


def test_f1_shows_the_sheet(window: MainWindow) -> None:
    window.actions_["shortcuts"].trigger()
    sheet = window.findChild(QWidget, "shortcutsSheet")
    assert sheet is not None
    assert sheet.isVisible()


# ---------------------------------------------------------------------------------- focus


def test_ringing_never_takes_the_focus_from_a_field(window: MainWindow, app: QApplication) -> None:
    notes = window.phone.dial_box.edit
    notes.setFocus()
    QTest.keyClicks(notes, "12")
    window.show_model(models.ringing_vip())
    app.processEvents()
    assert app.focusWidget() is notes
    QTest.keyClicks(notes, "34")
    assert notes.text() == "1234"


def test_ringing_never_takes_the_focus_from_another_window(
    window: MainWindow, app: QApplication, spy: SpyIntents
) -> None:
    other = QLineEdit()
    other.show()
    other.activateWindow()
    other.setFocus()
    app.processEvents()
    assert app.focusWidget() is other
    window.show_model(models.ringing_vip())
    app.processEvents()
    assert window.toast.isVisible()
    assert app.activeWindow() is other
    assert app.focusWidget() is other
    QTest.keyClicks(other, "still typing")
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert other.text() == "still typing"
    assert spy.asked == []
    other.close()


def test_no_control_of_a_ringing_call_can_be_reached_by_typing(window: MainWindow) -> None:
    window.show_model(models.ringing_vip())
    flags = window.toast.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.toast.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.compact.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_tab_goes_in_reading_order(window: MainWindow, app: QApplication) -> None:
    window.show_model(models.connected())
    app.processEvents()
    order: list[str] = []
    widget: QWidget | None = window.state_bar.state_button.nextInFocusChain()
    while widget is not None and widget is not window.state_bar.state_button:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget.objectName())
        widget = widget.nextInFocusChain()
    expected = [
        "cancelNextButton",
        "breakMenuButton",
        "menuButton",
        "dialEdit",
        "holdButton",
        "muteButton",
        "transferButton",
        "hangUpButton",
        "historyView",
    ]
    places = [order.index(name) for name in expected]
    assert places == sorted(places), order


# ---------------------------------------------------------------- compact bar, toast, tray


def test_the_compact_bar_replaces_the_window(window: MainWindow, app: QApplication) -> None:
    window.show_model(models.connected())
    window.toggle_compact()
    assert window.compact.isVisible()
    assert not window.isVisible()
    assert (window.compact.width(), window.compact.height()) == (560, 72)
    window.compact.open_requested.emit()
    assert window.isVisible()
    assert not window.compact.isVisible()


def test_the_compact_bar_stays_on_top_and_does_not_end_the_program(window: MainWindow) -> None:
    assert window.compact.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not window.compact.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


@pytest.mark.parametrize(
    ("model", "button", "wish"),
    [
        (models.ringing_vip, "compactAnswerButton", "answer"),
        (models.ringing_vip, "compactRejectButton", "reject"),
        (models.connected, "compactHoldButton", "hold"),
        (models.held, "compactHoldButton", "resume"),
        (models.connected, "compactMuteButton", "set_mute"),
        (models.connected, "compactHangUpButton", "hang_up"),
        (models.not_ready, "compactReadyButton", "go_ready"),
    ],
)
def test_the_compact_bar_does_it_all(
    window: MainWindow,
    spy: SpyIntents,
    moment: Moment,
    model: Callable[[], DeskModel],
    button: str,
    wish: str,
) -> None:
    window.toggle_compact()
    window.show_model(model())
    moment.advance(1)
    found = window.compact.findChild(QAbstractButton, button)
    assert found is not None
    assert found.isVisible()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    assert spy.names() == [wish]


def test_the_compact_bar_tells_do_not_disturb(window: MainWindow) -> None:
    window.show_model(models.change(models.not_ready(), do_not_disturb=True))
    window.toggle_compact()
    below = [label.text() for label in window.compact.findChildren(QLabel)]
    assert "Do not disturb" in below


def test_compact_transfer_opens_the_window(window: MainWindow, moment: Moment) -> None:
    window.show_model(models.connected())
    window.toggle_compact()
    moment.advance(1)
    window.compact.transfer.click()
    row = window.phone.current_row()
    assert window.isVisible()
    assert row is not None
    assert row.transfer_bar.is_asking()


def test_the_toast_answers_and_goes_with_the_call(
    window: MainWindow, spy: SpyIntents, moment: Moment
) -> None:
    window.hide()
    window.show_model(models.ringing_vip())
    assert window.toast.isVisible()
    QTest.mouseClick(window.toast.banner.answer, Qt.MouseButton.LeftButton)
    assert spy.asked == [], "the guard holds for a toast too"
    moment.advance(1)
    QTest.mouseClick(window.toast.banner.answer, Qt.MouseButton.LeftButton)
    assert spy.asked == [("answer", ("call-1",), {"via": "button"})]
    window.show_model(models.connected())
    assert not window.toast.isVisible()


def test_no_toast_while_the_window_is_in_front(window: MainWindow, app: QApplication) -> None:
    assert app.activeWindow() is window
    window.show_model(models.ringing_vip())
    assert not window.toast.isVisible()


def test_the_tray_shows_the_state_and_asks(app: QApplication, spy: SpyIntents) -> None:
    tray = Tray(spy, models.context())
    opened: list[bool] = []
    tray.open_requested.connect(lambda: opened.append(True))
    tray._open.trigger()
    tray._ready.trigger()
    assert opened == [True]
    assert spy.asked == [("go_ready", (), {"via": "tray"})]
    tray.icon.deleteLater()


def test_closing_hides_where_there_is_a_tray_and_asks_to_quit_elsewhere(window: MainWindow) -> None:
    asked: list[bool] = []
    window.close_requested.connect(lambda: asked.append(True))
    window.stay_in_tray(True)
    window.close()
    assert not window.isVisible()
    assert asked == []
    window.show()
    window.stay_in_tray(False)
    window.close()
    assert asked == [True]
    assert window.isVisible()


# ---------------------------------------------------------------------------------- layout


def overflowing(root: QWidget) -> list[str]:
    """Visible widgets that stick out of their parent or of the window."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or parent is None or widget.isWindow():
            continue
        if isinstance(parent, QAbstractScrollArea) or parent.objectName().startswith("qt_scroll"):
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.geometry()}")
    return found


def cut_words(root: QWidget) -> list[str]:
    """Buttons and fixed labels that are narrower than what they say."""
    found: list[str] = []
    for widget in root.findChildren(QAbstractButton):
        if widget.isVisible() and widget.text() and widget.width() < widget.sizeHint().width() - 1:
            found.append(f"{widget.objectName()}: {widget.text()}")
    return found


@pytest.mark.parametrize("size", [MIN_SIZE, (1366, 768), (1920, 1080)])
def test_everything_has_room(window: MainWindow, app: QApplication, size: tuple[int, int]) -> None:
    window.resize(*size)
    for name, make in models.ALL.items():
        window.show_model(make())
        app.processEvents()
        assert (window.width(), window.height()) == size, name
        for part in (window.state_bar, window.phone, window.notices):
            assert overflowing(part) == [], name
            assert cut_words(part) == [], name


@pytest.mark.parametrize("dark", [False, True])
def test_every_picture_can_be_painted(window: MainWindow, app: QApplication, dark: bool) -> None:
    apply_theme(app, Theme(dark), "en")
    for name, make in models.ALL.items():
        window.show_model(make())
        app.processEvents()
        image = window.grab().toImage()
        place = window.phone.mapTo(window, QPoint(3, window.phone.height() - 3))
        assert image.pixelColor(place).name() == Theme(dark).color("bg").name(), name


def test_a_tick_goes_on_with_every_timer(window: MainWindow, moment: Moment) -> None:
    window.show_model(models.connected())
    moment.advance(1)
    window.tick()
    assert window.state_bar.state_button.timer.text() == "2:14"
    timers = [x.text() for x in window.phone.findChildren(QLabel, "callTimer") if x.isVisible()]
    assert timers == ["2:14"]


def test_every_control_tells_its_name(window: MainWindow) -> None:
    for make in models.ALL.values():
        window.show_model(make())
        nameless = [
            widget.objectName() or type(widget).__name__
            for part in (window.state_bar, window.phone, window.notices, window.compact)
            for widget in part.findChildren(QWidget)
            if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
            and not widget.isHidden()
            and not widget.accessibleName()
            and not (isinstance(widget, QAbstractButton) and widget.text())
        ]
        assert nameless == []


def test_all_actions_are_heard_in_window_and_compact_bar(window: MainWindow) -> None:
    for part in (window, window.compact):
        assert len(part.actions()) == len(SPECS)


def test_a_room_of_three_has_its_height_in_the_smallest_window(
    window: MainWindow, app: QApplication
) -> None:
    window.show_model(models.in_room())
    app.processEvents()
    assert window.minimumSizeHint().height() <= MIN_SIZE[1]
    for label in window.phone.consult.findChildren(ElidedLabel):
        if label.isVisible():
            assert label.height() >= label.fontMetrics().height()
