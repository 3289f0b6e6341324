"""The phone column: ringing, a call, transfer, keypad, dialling, history."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.domain.call import CallState, EndCause, Transfer, TransferState
from softphone.ui.context import UiContext
from softphone.ui.phone.call_row import CallRow
from softphone.ui.phone.history_list import HistoryList
from softphone.ui.phone.history_model import HistoryModel, is_missed, title_of
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.widgets.controls import TextButton, Tile
from softphone.ui.widgets.labels import ElidedLabel
from tests.ui import models
from tests.ui.models import Moment, SpyIntents, change


@pytest.fixture
def panel(app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment) -> PhonePanel:
    made = PhonePanel(spy, ui_context, monotonic=moment.monotonic)
    made.resize(280, 640)
    made.show()
    made.show_model(models.idle())
    return made


def named(panel: QWidget, name: str) -> QWidget:
    """The visible widget of that name."""
    found = [w for w in panel.findChildren(QWidget, name) if w.isVisible()]
    assert found, f"no visible {name}"
    return found[0]


def visible(panel: QWidget, name: str) -> bool:
    """Whether there is one."""
    return any(w.isVisible() for w in panel.findChildren(QWidget, name))


def press(panel: QWidget, name: str) -> None:
    """A real click."""
    QTest.mouseClick(named(panel, name), Qt.MouseButton.LeftButton)


def place(panel: QWidget, name: str) -> QRect:
    """Where the widget is in the panel."""
    widget = named(panel, name)
    return QRect(widget.mapTo(panel, QPoint(0, 0)), widget.size())


# ------------------------------------------------------------------------------- ringing


def test_ringing_tells_all_and_counts_on(panel: PhonePanel, moment: Moment) -> None:
    panel.show_model(models.ringing_vip())
    said = " ".join(
        label.full_text() if isinstance(label, ElidedLabel) else label.text()
        for label in named(panel, "ringBanner").findChildren(QLabel)
        if label.isVisible()
    )
    for part in ("Caller A", "+86 22 5999 0134", "Tianjin", "Support", "VIP", "0:52"):
        assert part in said
    moment.advance(10)
    panel.tick()
    labels = named(panel, "ringBanner").findChildren(QLabel)
    assert "1:02" in [label.text() for label in labels]


def test_answer_and_reject_mean_this_call(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.ringing_vip())
    moment.advance(1)
    press(panel, "answerButton")
    press(panel, "rejectButton")
    assert spy.asked == [
        ("answer", ("call-1",), {"via": "button"}),
        ("reject", ("call-1",), {"via": "button"}),
    ]


def test_a_double_click_meant_for_something_else_answers_nothing(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.ringing_vip())
    moment.advance(0.2)
    press(panel, "answerButton")
    press(panel, "rejectButton")
    assert spy.asked == []


def test_the_second_click_on_answer_presses_nothing_of_the_call(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.ringing_vip())
    moment.advance(1)
    press(panel, "answerButton")
    panel.show_model(models.connected())
    for name in ("holdButton", "muteButton", "transferButton", "keypadButton", "hangUpButton"):
        press(panel, name)
    assert spy.names() == ["answer"]
    moment.advance(0.31)
    press(panel, "hangUpButton")
    assert spy.names() == ["answer", "hang_up"]


def test_hang_up_never_sits_where_answer_was(panel: PhonePanel, app: QApplication) -> None:
    panel.show_model(models.ringing_vip())
    app.processEvents()
    answer = place(panel, "answerButton")
    panel.show_model(models.connected())
    app.processEvents()
    assert not answer.intersects(place(panel, "hangUpButton"))


def test_an_unverified_number_is_said(panel: PhonePanel) -> None:
    view = msgspec.structs.replace(models.offered(), unverified=True)
    panel.show_model(change(models.ringing_vip(), calls=(view,)))
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Number not verified" in said


# --------------------------------------------------------------------------------- a call


def test_a_call_has_its_timer_and_state(panel: PhonePanel, moment: Moment) -> None:
    panel.show_model(models.connected())
    assert named(panel, "callTimer").property("text") == "2:13"
    moment.advance(1)
    panel.tick()
    assert named(panel, "callTimer").property("text") == "2:14"
    assert named(panel, "encryptionText").property("text") == "Not encrypted"
    panel.show_model(models.held())
    lock = named(panel, "encryptionText")
    assert lock.property("text") == lock.accessibleName() == "Encrypted"
    panel.show_model(models.connected(encrypted=True, keys_exposed=True))
    assert lock.property("text") == lock.accessibleName() == "Key exposed"
    assert "in clear text" in lock.accessibleDescription()


def test_hold_becomes_resume(panel: PhonePanel, spy: SpyIntents, moment: Moment) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    press(panel, "holdButton")
    panel.show_model(models.held())
    hold = named(panel, "holdButton")
    assert isinstance(hold, Tile)
    assert hold.words() == "Resume"
    press(panel, "holdButton")
    assert spy.names() == ["hold", "resume"]


def test_muted_is_a_band_in_a_place_that_does_not_move_anything(
    panel: PhonePanel, app: QApplication, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.connected())
    app.processEvents()
    names = ("holdButton", "muteButton", "transferButton", "keypadButton", "hangUpButton")
    before = [place(panel, name) for name in names]
    panel.show_model(models.muted())
    app.processEvents()
    assert [place(panel, name) for name in names] == before
    band = named(panel, "mutedBand")
    row = named(panel, "callRow")
    assert band.width() >= row.width() - 32
    moment.advance(1)
    press(panel, "muteButton")
    press(panel, "unmuteButton")
    assert [args for _, args, _ in spy.asked] == [(False,), (False,)]


@pytest.mark.parametrize("make", [models.held, models.muted, models.connected])
def test_no_state_of_a_call_moves_its_buttons(
    panel: PhonePanel, app: QApplication, make: type
) -> None:
    panel.show_model(models.connected())
    app.processEvents()
    before = place(panel, "hangUpButton")
    panel.show_model(make())
    app.processEvents()
    assert place(panel, "hangUpButton") == before


def test_a_call_that_is_not_up_yet_can_only_be_given_up(panel: PhonePanel) -> None:
    panel.show_model(models.dialing())
    assert not named(panel, "holdButton").isEnabled()
    assert not named(panel, "transferButton").isEnabled()
    assert named(panel, "hangUpButton").isEnabled()


def test_levels_move_the_meters_of_the_call(panel: PhonePanel) -> None:
    panel.show_model(models.connected())
    panel.show_levels(-6.0, -90.0)
    row = panel.current_row()
    assert row is not None
    assert (row.sound.mic.step(), row.sound.speaker.step()) == (22, 0)


def test_rows_are_kept_for_the_next_call(panel: PhonePanel) -> None:
    for _ in range(5):
        panel.show_model(models.ringing_vip())
        panel.show_model(models.connected())
        panel.show_model(models.idle())
    assert len(panel.findChildren(CallRow)) == 1
    assert not visible(panel, "callRow")


def test_hostile_text_is_shown_as_it_is(panel: PhonePanel) -> None:
    panel.show_model(models.hostile())
    for label in panel.findChildren(QLabel):
        assert label.textFormat() is not Qt.TextFormat.RichText
        assert "\u202e" not in label.text()


# ------------------------------------------------------------------------------- transfer


def test_transfer_asks_for_a_target_and_confirms(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    press(panel, "transferButton")
    target = named(panel, "transferTarget")
    assert not named(panel, "transferConfirmButton").isEnabled()
    QTest.keyClicks(target, "1002")
    press(panel, "transferConfirmButton")
    assert spy.asked == [("transfer", ("1002", "call-1"), {"via": "button"})]


def test_escape_keeps_the_caller(panel: PhonePanel, moment: Moment) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    press(panel, "transferButton")
    QTest.keyClick(named(panel, "transferTarget"), Qt.Key.Key_Escape)
    assert not visible(panel, "transferTarget")


@pytest.mark.parametrize("state", list(TransferState))
def test_progress_is_told_in_words(panel: PhonePanel, state: TransferState) -> None:
    panel.show_model(models.connected(transfer=Transfer("1002", state)))
    progress = named(panel, "transferProgress")
    assert "1002" in progress.property("text")


def test_a_failed_transfer_leaves_the_target_to_mend(panel: PhonePanel, moment: Moment) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    press(panel, "transferButton")
    QTest.keyClicks(named(panel, "transferTarget"), "1009")
    panel.show_model(models.connected(transfer=Transfer("1009", TransferState.FAILED, 404)))
    target = named(panel, "transferTarget")
    assert isinstance(target, QLineEdit)
    assert target.text() == "1009"


# ------------------------------------------------------------------- keypad and dialling


def test_keypad_sends_tones_in_a_call(panel: PhonePanel, spy: SpyIntents, moment: Moment) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    press(panel, "keypadButton")
    press(panel, "key5")
    press(panel, "keyHash")
    QTest.keyClick(named(panel, "keypad"), Qt.Key.Key_7)
    assert [args for _, args, _ in spy.asked] == [("5",), ("#",), ("7",)]
    assert set(spy.names()) == {"send_dtmf"}


def test_keypad_writes_the_number_when_idle(panel: PhonePanel, spy: SpyIntents) -> None:
    press(panel, "dialKeypadButton")
    for key in ("key1", "key0", "keyStar"):
        press(panel, key)
    assert panel.dial_box.edit.text() == "10*"
    assert spy.asked == []


@pytest.mark.parametrize("text", ["+86 (22) 5999-0134", "sip:1002@pbx.invalid", "  1002 "])
def test_enter_dials_what_was_pasted(panel: PhonePanel, spy: SpyIntents, text: str) -> None:
    panel.dial_box.edit.setText(text)
    QTest.keyClick(panel.dial_box.edit, Qt.Key.Key_Return)
    assert spy.asked == [("dial", (text.strip(),), {"via": "button"})]
    assert panel.dial_box.edit.text() == text, "kept until the call is on its way"
    panel.show_model(models.dialing())
    assert panel.dial_box.edit.text() == ""


def test_nothing_to_dial_without_number_or_line(panel: PhonePanel, spy: SpyIntents) -> None:
    assert not panel.dial_box.dial_button.isEnabled()
    QTest.keyClick(panel.dial_box.edit, Qt.Key.Key_Return)
    assert spy.asked == []
    panel.dial_box.edit.setText("1002")
    assert panel.dial_box.dial_button.isEnabled()
    panel.show_model(models.line_waiting())
    assert not panel.dial_box.dial_button.isEnabled()


# -------------------------------------------------------------------------------- history


def test_enter_redials_and_calls_back(panel: PhonePanel, spy: SpyIntents) -> None:
    view = panel.history.view
    panel.history.focus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert spy.asked == [
        ("dial", ("+862259990131",), {"via": "button"}),
        ("call_back", ("old-2",), {"via": "button"}),
    ]


def test_copy_takes_the_number(panel: PhonePanel) -> None:
    panel.history.focus()
    QTest.keyClick(panel.history.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "+862259990131"


def test_missed_filter(panel: PhonePanel) -> None:
    assert panel.history.missed.words() == "Missed 3"
    press(panel, "historyMissedButton")
    model = panel.history.model
    rows = [model.row(model.index(n, 0)) for n in range(model.rowCount())]
    assert [row.call.cause for row in rows if row is not None] == [
        EndCause.MISSED,
        EndCause.ABANDONED,
        EndCause.MISSED,
    ]


def test_a_withheld_caller_is_named_so_and_cannot_be_called_again(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    (newest, *_) = models.history()
    caller = msgspec.structs.replace(newest.call.caller, number="", name="")
    call = msgspec.structs.replace(newest.call, id="hidden", caller=caller)
    row = msgspec.structs.replace(
        newest, call=call, number="", dial="", customer_name="", customer_id=""
    )
    panel.show_model(change(models.idle(), history=(row,)))
    assert title_of(row) == ""
    panel.history.focus()
    QTest.keyClick(panel.history.view, Qt.Key.Key_Return)
    assert spy.asked == []


def test_a_missed_call_that_was_called_back_is_missed_no_more() -> None:
    row = next(row for row in models.history() if is_missed(row))
    assert not is_missed(msgspec.structs.replace(row, called_back=True))


def test_new_rows_keep_the_selection(panel: PhonePanel) -> None:
    panel.history.focus()
    older = models.history()
    newest = msgspec.structs.replace(
        older[0], call=msgspec.structs.replace(older[0].call, id="newer")
    )
    panel.show_model(change(models.idle(), history=(newest, *older)))
    row = panel.history.model.row(panel.history.view.currentIndex())
    assert row is not None
    assert row.call.id == older[0].call.id


def test_an_empty_history_says_what_to_do(panel: PhonePanel) -> None:
    panel.show_model(change(models.not_ready(), history=()))
    said = " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert "F9" in said


def test_lines_are_spoken(app: QApplication) -> None:
    model = HistoryModel()
    model.take(models.history())
    said = model.data(model.index(1, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Missed, Caller C, +862259990132, Shanghai"


def test_a_running_call_is_no_history(app: QApplication) -> None:
    row = models.history()[0]
    running = msgspec.structs.replace(
        row, call=msgspec.structs.replace(row.call, state=CallState.CONNECTED)
    )
    model = HistoryModel()
    model.take((running,))
    assert model.rowCount() == 0


def test_every_button_has_a_name(panel: PhonePanel) -> None:
    for make in models.ALL.values():
        panel.show_model(make())
        for button in [*panel.findChildren(TextButton), *panel.findChildren(Tile)]:
            assert not button.isVisible() or button.accessibleName()
    assert panel.findChildren(QFrame)


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (models.idle, "No calls yet. The next one rings here."),
        (models.not_ready, "No calls yet.\nGo ready to receive calls: F9"),
        (models.connected, "No calls yet."),
        (models.signed_out, "No calls yet."),
    ],
)
def test_an_empty_history_says_what_to_do_now(
    app: QApplication,
    spy: SpyIntents,
    ui_context: UiContext,
    model: Callable[[], DeskModel],
    says: str,
) -> None:
    made = HistoryList(spy, ui_context)
    made.show_model(change(model(), history=()))
    assert made._empty.text() == says
