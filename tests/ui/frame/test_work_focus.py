"""Where the keyboard is after each step of a call."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.domain.call import CallState
from softphone.domain.ticket import Priority
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.work.work_panel import WorkPanel
from tests.ui import models, work_models
from tests.ui.models import Moment, SpyIntents
from tests.ui.work_models import in_call, wrap_up


@pytest.fixture
def window(app: QApplication, spy: SpyIntents, moment: Moment) -> MainWindow:
    """The window in front, nobody on the phone."""
    context: UiContext = work_models.context()
    made = MainWindow(
        spy,
        context,
        customer=CustomerPanel(spy, context),
        work=WorkPanel(spy, context),
        monotonic=moment.monotonic,
    )
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.show_model(work_models.idle())
    app.processEvents()
    return made


def ringing() -> DeskModel:
    """The call of ``in_call``, a moment before."""
    model = in_call()
    call = msgspec.structs.replace(model.calls[0].call, state=CallState.OFFERED, answered_at=None)
    return msgspec.structs.replace(
        model, calls=(msgspec.structs.replace(model.calls[0], call=call),)
    )


def with_category(model: DeskModel) -> DeskModel:
    """The same, with the category chosen."""
    assert model.contact is not None
    draft = model.contact.draft
    draft = msgspec.structs.replace(draft, category_id="refund", priority=Priority.ROUTINE)
    return work_models.with_draft(model, draft)


def focus(window: MainWindow) -> str:
    """The name of the widget that has the keyboard."""
    widget = window.focusWidget()
    return widget.objectName() if widget is not None else ""


def click_answer(window: MainWindow, moment: Moment) -> None:
    moment.advance(1)
    banner = next(iter(window.phone._rings.values()))
    QTest.mouseClick(banner.answer, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("change", "field"), [(lambda model: model, "categoryBox"), (with_category, "notesEdit")]
)
def test_a_call_answered_by_click_begins_in_the_ticket(
    window: MainWindow, moment: Moment, change: Callable[[DeskModel], DeskModel], field: str
) -> None:
    window.show_model(change(ringing()))
    click_answer(window, moment)
    window.show_model(change(in_call()))
    assert focus(window) == field


def test_ringing_moves_nothing(window: MainWindow) -> None:
    window.phone.dial_box.edit.setFocus()
    window.show_model(ringing())
    assert focus(window) == "dialEdit"


def test_what_is_being_typed_keeps_the_keyboard(window: MainWindow) -> None:
    window.phone.dial_box.edit.setFocus()
    QTest.keyClicks(window.phone.dial_box.edit, "139")
    for model in (ringing(), in_call(), wrap_up()):
        window.show_model(model)
        assert focus(window) == "dialEdit"


def test_notes_go_on_when_the_call_ends(window: MainWindow) -> None:
    window.show_model(in_call())
    notes = window.work.ticket.form.notes
    notes.setFocus()
    QTest.keyClicks(notes, "asks about")
    window.show_model(wrap_up())
    assert focus(window) == "notesEdit"


def test_wrap_up_begins_at_the_first_missing_field(window: MainWindow) -> None:
    window.show_model(with_category(in_call()))
    window.work.show_tab("scriptTab")
    window.show_model(with_category(wrap_up()))
    assert window.work.ticket.isVisible()
    assert focus(window) == "dispositionBox"


def test_after_wrap_up_no_key_presses_anything(window: MainWindow, spy: SpyIntents) -> None:
    window.show_model(wrap_up())
    window.work.ticket.form.notes.setFocus()
    window.show_model(work_models.idle())
    assert window.focusWidget() is window.page
    spy.asked.clear()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down):
        QTest.keyClick(window.page, key)
    assert spy.asked == []


def test_asking_a_colleague_leads_to_the_ticket(window: MainWindow) -> None:
    window.show_model(models.connected())
    window.phone.toggle_transfer(ask_first=True)
    row = window.phone.current_row()
    assert row is not None
    QTest.keyClicks(row.transfer_bar.target, "1002")
    window.show_model(models.consulting())
    assert focus(window) in {"categoryBox", "notesEdit"}


def test_the_search_keeps_the_keyboard(window: MainWindow, spy: SpyIntents) -> None:
    from softphone.ui.customer.search_palette import SearchPalette

    palette = SearchPalette(spy, work_models.context(), window.page)
    window.show_model(ringing())
    palette.open()
    window.show_model(in_call())
    assert focus(window) == "searchField"


def test_another_window_keeps_the_keyboard(window: MainWindow, app: QApplication) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    app.processEvents()
    window.show_model(ringing())
    window.show_model(in_call())
    app.processEvents()
    assert app.activeWindow() is other
    other.close()
