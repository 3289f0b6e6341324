"""Names, order and focus of every control; words twice as long; typing while it rings."""

import itertools
import re
from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from softphone.agent.desk_model import DeskModel
from softphone.ui.context import UiContext
from softphone.ui.frame.main_window import MIN_SIZE
from softphone.ui.windows import DeskWindows
from tests.ui import models
from tests.ui.desk import Answering, build_desk, call_it, dialogs, settle, spoken, tab_stops
from tests.ui.layout import cut, outside
from tests.ui.models import change

ROW_PX = 14
"""Tops that differ by less stand in one row."""


@pytest.fixture
def spy() -> Answering:
    """Answers what a dialog asks."""
    return Answering()


@pytest.fixture
def desk(app: QApplication, ui_context: UiContext, spy: Answering) -> Iterator[DeskWindows]:
    made = build_desk(ui_context, spy)
    made.main.show()
    made.main.resize(*MIN_SIZE)
    made.main.activateWindow()
    settle(app)
    yield made
    made.close()


def every_view(desk: DeskWindows, app: QApplication) -> Iterator[tuple[str, QWidget]]:
    """The window in every state, the compact bar, the search, then every dialog."""
    for name, make in models.ALL.items():
        desk.show_model(make())
        settle(app)
        yield name, desk.main
    desk.open_search()
    settle(app)
    yield "search", desk.main
    desk.palette.hide()
    desk.main.toggle_compact()
    for name, make in models.ALL.items():
        desk.show_model(make())
        settle(app)
        yield f"compact, {name}", desk.main.compact
    desk.main.toggle_compact()
    for name, dialog in dialogs(desk):
        settle(app)
        yield name, dialog


# ---------------------------------------------------------------------------------- names


def test_every_control_has_a_name(desk: DeskWindows, app: QApplication) -> None:
    seen = 0
    for name, window in every_view(desk, app):
        stops = tab_stops(window)
        seen += len(stops)
        nameless = [call_it(widget) for widget in stops if not spoken(widget).strip()]
        assert nameless == [], name
    assert seen > 300


def test_every_picture_button_says_in_words_what_it_does(
    desk: DeskWindows, app: QApplication
) -> None:
    for name, window in every_view(desk, app):
        dumb = [
            call_it(button)
            for button in window.findChildren(QAbstractButton)
            if button.isVisible() and not button.text().strip()
            if not (spoken(button).strip() and button.toolTip().strip())
            if not button.objectName().startswith("qt_") and button.parentWidget() is not None
            if not isinstance(button.parentWidget(), QTabBar | QLineEdit | QComboBox)
        ]
        assert dumb == [], name


# ---------------------------------------------------------------------------------- order


def place(widget: QWidget, window: QWidget) -> QRect:
    """Where it stands in its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def out_of_order(stops: list[QWidget], window: QWidget) -> list[str]:
    """Pairs in which the later one stands above, or left of the earlier one in its row."""
    found: list[str] = []
    for before, after in itertools.pairwise(stops):
        one, two = place(before, window), place(after, window)
        up = two.top() < one.top() - ROW_PX and two.bottom() < one.bottom()
        same_row = abs(two.center().y() - one.center().y()) < ROW_PX
        if up or (same_row and two.left() < one.left()):
            found.append(f"{call_it(before)} -> {call_it(after)}")
    return found


def test_tab_follows_reading_order_column_by_column(desk: DeskWindows, app: QApplication) -> None:
    main = desk.main
    for name, make in models.ALL.items():
        desk.show_model(make())
        settle(app)
        columns: list[QWidget] = [
            main.state_bar,
            main.phone,
            main.customer,
            main.work,
            main.notices,
        ]
        stops = tab_stops(main)
        which = [
            next((n for n, column in enumerate(columns) if column.isAncestorOf(stop)), -1)
            for stop in stops
        ]
        assert -1 not in which, name
        assert which == sorted(which), f"{name}: {[call_it(s) for s in stops]}"
        for number in range(len(columns)):
            own = [
                stop
                for stop, column in zip(stops, which, strict=True)
                # What is scrolled out of sight has no place that could be compared.
                if column == number and not stop.visibleRegion().isEmpty()
            ]
            assert out_of_order(own, main) == [], name


def test_tab_follows_reading_order_in_dialogs(desk: DeskWindows, app: QApplication) -> None:
    for name, dialog in dialogs(desk):
        settle(app)
        stops = tab_stops(dialog)
        if name.startswith("settings"):
            # The list of pages stands beside all the rest; a page may be scrolled.
            stops = [stop for stop in stops[1:] if not stop.visibleRegion().isEmpty()]
        assert stops or name == "shortcuts", name
        assert out_of_order(stops, dialog) == [], name


# ---------------------------------------------------------------------------------- focus


def unseen_focus(window: QWidget, app: QApplication) -> list[str]:
    """Controls that look the same with the keyboard and without."""
    window.activateWindow()
    resting = QLineEdit(window)
    resting.setGeometry(0, 0, 0, 0)
    resting.show()
    found: list[str] = []
    for widget in tab_stops(window):
        if widget is resting or widget.visibleRegion().isEmpty():
            continue
        resting.setFocus(Qt.FocusReason.TabFocusReason)
        settle(app)
        box = place(widget, window).adjusted(-3, -3, 3, 3)
        before = window.grab(box).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle(app)
        assert app.focusWidget() is widget, call_it(widget)
        if window.grab(box).toImage() == before:
            found.append(call_it(widget))
    resting.deleteLater()
    return found


@pytest.mark.parametrize(
    "make", [models.signed_out, models.not_ready, models.connected, models.wrap_up]
)
def test_the_focus_can_be_seen_in_the_window(
    desk: DeskWindows, app: QApplication, make: Callable[[], DeskModel]
) -> None:
    desk.show_model(make())
    settle(app)
    assert unseen_focus(desk.main, app) == []


def test_the_focus_can_be_seen_in_every_dialog(desk: DeskWindows, app: QApplication) -> None:
    for name, dialog in dialogs(desk):
        settle(app)
        assert unseen_focus(dialog, app) == [], name


def test_ringing_leaves_whoever_types_notes_alone(
    desk: DeskWindows, app: QApplication, spy: Answering
) -> None:
    desk.show_model(models.wrap_up())
    settle(app)
    notes = desk.main.work.ticket.form.findChild(QPlainTextEdit, "notesEdit")
    assert notes is not None
    notes.setFocus()
    notes.clear()
    QTest.keyClicks(notes, "one ")
    model = models.wrap_up()
    assert model.contact is not None
    draft = msgspec.structs.replace(model.contact.draft, notes="one ")
    contact = msgspec.structs.replace(model.contact, draft=draft)
    # The old contact's ticket is open and a new call rings.
    desk.show_model(change(model, contact=contact, calls=(models.offered(),)))
    settle(app)
    focus = app.focusWidget()
    assert focus is notes
    QTest.keyClicks(focus, "two")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert notes.toPlainText() == "one two\n "
    assert "answer" not in spy.names()


@pytest.mark.parametrize(
    "open_it", [DeskWindows.open_search, DeskWindows.open_sign_in, DeskWindows.open_settings]
)
def test_ringing_leaves_whoever_types_in_a_dialog_alone(
    desk: DeskWindows, app: QApplication, spy: Answering, open_it: Callable[[DeskWindows], None]
) -> None:
    desk.show_model(models.idle())
    open_it(desk)
    settle(app)
    field = next(
        stop
        for window in (*desk._open.values(), desk.main)
        for stop in tab_stops(window)
        if isinstance(stop, QLineEdit) and (window is not desk.main or stop is app.focusWidget())
    )
    field.window().activateWindow()
    field.setFocus()
    field.clear()
    settle(app)
    QTest.keyClicks(field, "12")
    desk.show_model(models.ringing_vip())
    settle(app)
    assert app.focusWidget() is field
    QTest.keyClicks(field, "34")
    assert field.text() == "1234"
    assert "answer" not in spy.names()


# ----------------------------------------------------------------------------- long words


class Longer(QTranslator):
    """A language whose words are twice as long."""

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
        """Every word twice; values once."""
        return f"{source} {re.sub(r'[{][^}]*[}]|%n', '', source)}"


@pytest.fixture
def long_desk(app: QApplication, ui_context: UiContext) -> Iterator[DeskWindows]:
    language = Longer()
    app.installTranslator(language)
    made = build_desk(ui_context, Answering())
    made.main.show()
    made.main.resize(*MIN_SIZE)
    settle(app)
    yield made
    made.close()
    app.removeTranslator(language)


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
@pytest.mark.parametrize("name", list(models.ALL))
def test_words_twice_as_long_fit_the_window(
    long_desk: DeskWindows, app: QApplication, name: str, size: tuple[int, int]
) -> None:
    long_desk.main.resize(*size)
    long_desk.show_model(models.ALL[name]())
    settle(app)
    main = long_desk.main
    assert (main.width(), main.height()) == size
    assert outside(main) == []
    assert cut(main) == []


def test_words_twice_as_long_fit_the_dialogs(long_desk: DeskWindows, app: QApplication) -> None:
    for name, dialog in dialogs(long_desk):
        settle(app)
        assert outside(dialog) == [], name
        assert cut(dialog) == [], name
