"""The customer column."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from softphone.agent.desk_model import DeskModel, Figures, PopState
from softphone.domain.agent_state import AgentState, AgentStatus
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.whole_text import WholeText
from tests.ui.models import SpyIntents
from tests.ui.work_models import CUSTOMERS, NOW, card, context, idle, in_call, with_draft, wrap_up


def panel(qtbot: QtBot, model: DeskModel, language: str = "en") -> tuple[CustomerPanel, SpyIntents]:
    spy = SpyIntents()
    made = CustomerPanel(spy, context(language))
    qtbot.addWidget(made)
    made.resize(520, 640)
    made.show_model(model)
    made.show()
    return made, spy


def words(made: CustomerPanel) -> str:
    labels = made.findChildren(PlainLabel)
    shown = [getattr(label, "full_text", label.text)() for label in labels if label.isVisible()]
    shown += [text.toPlainText() for text in made.findChildren(WholeText) if text.isVisible()]
    return "\n".join(shown)


def click(qtbot: QtBot, made: CustomerPanel, name: str) -> None:
    button = made.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_empty_says_what_to_do(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, msgspec.structs.replace(idle(), figures=Figures()))
    assert "No calls yet." in words(made)
    assert "Go ready to receive calls: F9" in words(made)
    out = AgentStatus(state=AgentState.SIGNED_OUT, since=NOW)
    made.show_model(msgspec.structs.replace(idle(), agent=out))
    assert "You are signed out." in words(made)
    ready = AgentStatus(state=AgentState.READY, since=NOW)
    made.show_model(msgspec.structs.replace(idle(), agent=ready))
    assert "Ready for the next call." in words(made)


def test_the_card_tells_what_matters_first(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, in_call())
    assert made.header.name.full_text() == "Caller A"
    seen = words(made)
    for expected in (
        "VIP",
        "Sample",
        "Number not verified",
        "139 0000 1234 · Tianjin · China Mobile",
        "Sample Trading Co. · Tianjin · a@example.com",
        "Fourth contact in 7 days",
        "Promised, due today 18:12: Call back with the day",
    ):
        assert expected in seen
    titles = [made.tabs.tabText(n) for n in range(made.tabs.count())]
    assert titles == ["Orders 9", "Tickets 4", "Contacts 5", "Notes •"]
    assert made.tabs.notes.toPlainText().startswith("Prefers to be called back")


def test_number_and_region_stay_after_the_call(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, in_call())
    made.show_model(wrap_up())
    assert "139 0000 1234 · Tianjin · China Mobile" in words(made)


def test_after_a_restart_the_number_is_grouped(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, wrap_up())
    assert "+86 139 0000 1234" in words(made)


def test_a_record_opens_in_place_and_closes(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, in_call())
    orders = made.tabs.orders
    orders.table.choose(orders.table.records.record(1))
    QTest.keyClick(orders.table, Qt.Key.Key_Return)
    assert orders.detail.isVisible()
    assert "2024-7099" in words(made)
    QTest.keyClick(orders.detail, Qt.Key.Key_Escape)
    assert not orders.detail.isVisible()
    assert orders.table.chosen() == orders.table.records.record(1)


def test_notes_of_any_length_are_read_whole_beside_the_list(qtbot: QtBot) -> None:
    notes = "\n".join(f"Line {n}: what was said and what was done about it." for n in range(300))
    made, _ = panel(qtbot, in_call())
    tickets = made.tabs.tickets
    made.tabs.setCurrentWidget(tickets)
    opened = msgspec.structs.replace(tickets.table.records.record(0), notes=notes)
    tickets.show_rows([opened])
    tickets.table.choose(tickets.table.records.record(0))
    QTest.keyClick(tickets.table, Qt.Key.Key_Return)
    assert notes in words(made)
    bar = tickets.detail.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert tickets.table.height() > 2 * tickets.table.rowHeight(0)


def test_a_word_longer_than_the_column_cuts_no_line(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, in_call())
    tickets = made.tabs.tickets
    made.tabs.setCurrentWidget(tickets)
    notes = "see https://example.com/" + "x" * 300 + "\n" + "and many words more " * 40
    opened = msgspec.structs.replace(tickets.table.records.record(0), notes=notes)
    tickets.show_rows([opened])
    tickets.table.choose(tickets.table.records.record(0))
    QTest.keyClick(tickets.table, Qt.Key.Key_Return)
    area = tickets.detail.area
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    body = area.widget()
    assert body is not None
    assert body.width() == area.viewport().width()
    shown = next(text for text in body.findChildren(WholeText) if "https" in text.toPlainText())
    assert shown.document().idealWidth() <= shown.viewport().width()
    assert shown.document().size().height() <= shown.height()


def test_several_are_chosen_by_key_or_refused(qtbot: QtBot) -> None:
    made, spy = panel(qtbot, in_call(PopState.SEVERAL))
    assert "3 customer(s) have this number" in words(made)
    made.matches.list.setFocus()
    QTest.keyClick(made.matches.list, Qt.Key.Key_Down)
    QTest.keyClick(made.matches.list, Qt.Key.Key_Return)
    click(qtbot, made, "noneOfThese")
    assert [(name, args) for name, args, _ in spy.asked] == [
        ("choose_customer", ("c2",)),
        ("no_customer", ()),
    ]


def test_a_new_customers_name_goes_into_the_draft(qtbot: QtBot) -> None:
    model = in_call(PopState.UNKNOWN)
    made, spy = panel(qtbot, model)
    assert made.header.name.full_text() == "New customer"
    field = made.findChild(QLineEdit, "newCustomerName")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Cal")
    name, args, _ = spy.asked[-1]
    assert (name, args[0].new_customer_name) == ("edit_draft", "Cal")
    field.setCursorPosition(1)
    made.show_model(with_draft(model, args[0]))
    assert (field.text(), field.cursorPosition()) == ("Cal", 1)


def test_looking_and_failed_in_words(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, in_call(PopState.LOOKING))
    assert "Looking up the customer…" in words(made)
    made.show_model(in_call(PopState.FAILED))
    assert "could not be looked up. The call is not affected" in words(made)
    with qtbot.waitSignal(made.search_asked, timeout=1000):
        click(qtbot, made, "searchCustomer")


def test_a_card_from_search_can_be_closed(qtbot: QtBot) -> None:
    made, spy = panel(qtbot, msgspec.structs.replace(idle(), shown_card=card()))
    assert made.header.name.full_text() == "Caller A"
    assert "3 contact(s) in 7 days" in words(made) or "4 contact(s) in 7 days" in words(made)
    click(qtbot, made, "closeCard")
    assert spy.names() == ["close_card"]
    made.show_model(idle())
    assert "No call." in words(made)


def test_the_contacts_own_card_cannot_be_closed(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, in_call())
    close = made.findChild(QAbstractButton, "closeCard")
    assert isinstance(close, QAbstractButton)
    assert not close.isVisible()


def test_the_same_picture_again_keeps_tab_and_row(qtbot: QtBot) -> None:
    model = in_call()
    made, _ = panel(qtbot, model)
    made.tabs.setCurrentIndex(2)
    table = made.tabs.contacts.table
    table.choose(table.records.record(3))
    made.show_model(msgspec.structs.replace(model, muted=True))
    made.show_model(wrap_up())
    assert made.tabs.currentIndex() == 2
    assert table.chosen() == table.records.record(3)


def test_hostile_text_stays_text(qtbot: QtBot) -> None:
    found = card()
    evil = msgspec.structs.replace(
        found.customer, name="<b>Bold</b>\u202eevil\x07", note="<img src='file:///x'>"
    )
    model = msgspec.structs.replace(
        idle(), shown_card=msgspec.structs.replace(found, customer=evil)
    )
    made, _ = panel(qtbot, model)
    assert made.header.name.full_text() == "<b>Bold</b>evil"
    assert made.tabs.notes.toPlainText() == "<img src='file:///x'>"
    made.grab()


def looking(model: DeskModel, customer: int = 1) -> DeskModel:
    """The same moment with another customer's card open."""
    return msgspec.structs.replace(model, shown_card=card(CUSTOMERS[customer]))


def test_looking_at_another_customer_says_whose_contact_it_is_and_leads_back(qtbot: QtBot) -> None:
    made, spy = panel(qtbot, in_call())
    made.show_model(looking(in_call()))
    assert made.header.name.full_text() == "Caller B"
    assert "This contact is still assigned to \u2068Caller A\u2069." in words(made)
    click(qtbot, made, "lookBackButton")
    assert spy.asked == [("close_card", (), {})]
    made.show_model(in_call())
    assert made.header.name.full_text() == "Caller A"
    assert made.look.isHidden()


def test_taking_the_customer_is_a_button_of_its_own_and_can_be_undone(qtbot: QtBot) -> None:
    made, spy = panel(qtbot, looking(in_call()))
    click(qtbot, made, "lookTakeButton")
    assert spy.asked == [("choose_customer", ("c2",), {})]
    model = in_call()
    assert model.contact is not None
    taken = msgspec.structs.replace(model.contact, card=card(CUSTOMERS[1]), replaced="Caller A")
    made.show_model(msgspec.structs.replace(model, contact=taken))
    assert made.header.name.full_text() == "Caller B"
    assert "This contact was assigned to \u2068Caller A\u2069 before." in words(made)
    click(qtbot, made, "undoCustomerButton")
    assert spy.asked[-1] == ("undo_customer", (), {"via": "button"})


def test_looking_without_a_known_customer_on_the_phone(qtbot: QtBot) -> None:
    made, _ = panel(qtbot, looking(in_call(PopState.UNKNOWN)))
    assert "You are looking at another customer." in words(made)
    made.show_model(in_call(PopState.UNKNOWN))
    assert "New customer" in words(made)
