"""The SIP messages of a call on screen: as plain text, masked unless wanted, into a file."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from softphone.domain.sip_trace import SipMessage
from softphone.ui.dialogs.sip_trace import TraceDialog
from tests.ui import models
from tests.ui.models import SpyIntents


def dialog(spy: SpyIntents, found: tuple[SipMessage, ...]) -> TraceDialog:
    made = TraceDialog(spy, "call1", "Caller A")
    answer(spy, found)
    return made


def answer(spy: SpyIntents, found: tuple[SipMessage, ...]) -> None:
    name, args, _ = spy.asked[-1]
    assert (name, args[0]) == ("trace", "call1")
    args[1](found)


def test_each_message_is_one_line_and_its_text_is_plain(app: QApplication, spy: SpyIntents) -> None:
    made = dialog(spy, models.messages())
    assert [(item.title, item.mark) for item in made.list.items.items] == [
        ("INVITE", "sent"),
        ("100 Trying (INVITE)", "received"),
        ("404 Not Found (INVITE)", "received"),
    ]
    assert "INVITE sip:138***34@" in made.text.toPlainText()
    made.list.step(2)
    assert "X-Note: <b>plain</b>" in made.text.toPlainText()
    made.copy.click()
    assert "404 Not Found" in QGuiApplication.clipboard().text()


def test_numbers_are_masked_until_they_are_wanted(app: QApplication, spy: SpyIntents) -> None:
    made = dialog(spy, models.messages())
    assert spy.asked[-1][2] == {"mask_numbers": True}
    made.masking.click()
    assert spy.asked[-1][2] == {"mask_numbers": False}


def test_it_is_saved_as_text_and_a_failure_is_told(
    app: QApplication, spy: SpyIntents, tmp_path: Path
) -> None:
    made = dialog(spy, models.messages())
    target = tmp_path / "trace.txt"
    assert made.save_to(target)
    assert target.read_text("utf-8").count("=== ") == 3
    assert str(target) in made.words.text()
    assert not made.save_to(tmp_path / "missing" / "trace.txt")
    assert "Could not save" in made.words.text()


def test_nothing_known_and_no_engine_say_so(app: QApplication, spy: SpyIntents) -> None:
    made = dialog(spy, ())
    assert "no longer kept" in made.words.text()
    assert not made.save.isEnabled()
    made.again.click()
    spy.asked[-1][1][2]("any")
    assert "does not answer" in made.words.text()
