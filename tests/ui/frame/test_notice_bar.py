"""Notices: one line, never in the way."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from softphone.agent.desk_model import DeskModel, Notice, NoticeCode, Severity
from softphone.ui.context import UiContext
from softphone.ui.frame.notice_bar import HEIGHT, ROW, NoticeBar
from softphone.ui.widgets.labels import ElidedLabel
from tests.ui import models
from tests.ui.models import Moment, SpyIntents, change


@pytest.fixture
def bar(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> NoticeBar:
    made = NoticeBar(spy, ui_context)
    made.resize(1024, 36)
    made.show()
    return made


def said(bar: NoticeBar) -> str:
    label = bar.findChild(ElidedLabel, "noticeText")
    assert label is not None
    return label.full_text() if label.isVisible() else ""


def button(bar: NoticeBar, name: str) -> QAbstractButton:
    found = bar.findChild(QAbstractButton, name)
    assert found is not None
    return found


def test_the_newest_comes_first_and_the_others_are_leafed_through(bar: NoticeBar) -> None:
    bar.show_model(models.with_notices(3))
    assert "queue" in said(bar)
    more = button(bar, "nextNoticeButton")
    assert more.text() == "1 of 3"
    more.click()
    assert said(bar) == "Ticket saved."
    more.click()
    more.click()
    assert "queue" in said(bar)


def test_dismissing_asks_the_desk(bar: NoticeBar, spy: SpyIntents) -> None:
    bar.show_model(models.with_notices(2))
    button(bar, "dismissNoticeButton").click()
    assert spy.asked == [("dismiss_notice", (2,), {})]
    bar.show_model(models.idle())
    assert said(bar) == ""


def test_news_go_by_themselves_and_sticky_ones_stay(
    bar: NoticeBar, spy: SpyIntents, moment: Moment
) -> None:
    news = models.notice(NoticeCode.TICKET_SAVED, 1)
    sticky = msgspec.structs.replace(models.notice(NoticeCode.SOUND_MISSING, 2), sticky=True)
    late = models.notice(NoticeCode.CALL_MISSED, 3, severity=Severity.WARNING)
    bar.show_model(change(models.idle(), notices=(news, sticky, late)))
    moment.advance(9)
    bar.tick()
    assert spy.asked == [("dismiss_notice", (1,), {})]
    moment.advance(3600)
    bar.tick()
    assert ("dismiss_notice", (2,), {}) not in spy.asked
    assert ("dismiss_notice", (3,), {}) in spy.asked


def test_a_countdown_in_a_notice_goes_on(bar: NoticeBar, moment: Moment) -> None:
    waiting = models.notice(NoticeCode.LINE_WAITING)
    bar.show_model(change(models.idle(), notices=(waiting,)))
    moment.advance(2)
    bar.tick()
    assert "10 s" in said(bar)


@pytest.mark.parametrize("severity", list(Severity))
def test_the_strip_never_changes_its_height(bar: NoticeBar, severity: Severity) -> None:
    height = bar.height()
    note = models.notice(NoticeCode.STORE_FAILED, severity=severity)
    bar.show_model(change(models.idle(), notices=(note,)))
    assert bar.height() == height
    assert bar.property("tone") == {"info": "", "warning": "warn", "error": "bad"}[severity]


def test_without_notices_the_strip_tells_the_keys(bar: NoticeBar) -> None:
    bar.show_model(models.idle())
    words = [label.text() for label in bar.findChildren(type(bar._hint)) if label.isVisible()]
    assert any("F1" in text for text in words)


def kept(bar: NoticeBar) -> str:
    label = bar.findChild(ElidedLabel, "keptNoticeText")
    assert label is not None
    return label.full_text() if label.isVisible() else ""


def sticky(code: NoticeCode, number: int, severity: Severity) -> Notice:
    made = models.notice(code, number, severity=severity)
    return msgspec.structs.replace(made, sticky=True)


def test_the_practice_hint_stays_in_sight_beside_any_other(bar: NoticeBar) -> None:
    hint = sticky(NoticeCode.PRACTICE_HINT, 1, Severity.INFO)
    silent = sticky(NoticeCode.SOUND_MISSING, 2, Severity.WARNING)
    bar.show_model(change(models.idle(), notices=(hint,)))
    assert "F9" in said(bar)
    bar.show_model(change(models.idle(), notices=(hint, silent)))
    assert "F9" in kept(bar)
    assert "microphone" in said(bar)
    assert bar.height() == HEIGHT + ROW
    bar.show_model(change(models.idle(), notices=(silent, hint)))
    assert "F9" in kept(bar), "whichever came first"


def test_the_loudest_sticky_one_keeps_its_row_while_news_come(
    bar: NoticeBar, spy: SpyIntents
) -> None:
    silent = sticky(NoticeCode.SOUND_MISSING, 1, Severity.WARNING)
    untold = sticky(NoticeCode.QUEUE_NOT_TOLD, 2, Severity.ERROR)
    saved = models.notice(NoticeCode.TICKET_SAVED, 3)
    bar.show_model(change(models.idle(), notices=(silent, untold, saved)))
    assert "queue" in kept(bar)
    assert said(bar) == "Ticket saved."
    assert bar.property("tone") == "bad"
    button(bar, "nextNoticeButton").click()
    assert "microphone" in said(bar)
    button(bar, "dismissKeptNoticeButton").click()
    button(bar, "dismissNoticeButton").click()
    assert [args for _, args, _ in spy.asked] == [(2,), (1,)]
    bar.show_model(change(models.idle(), notices=(saved,)))
    assert kept(bar) == ""
    assert bar.height() == HEIGHT


@pytest.mark.parametrize(
    ("model", "key", "absent"),
    [
        (models.not_ready, "F9", "F10"),
        (models.idle, "F10", "F9"),
        (models.ringing_vip, "Ctrl+Shift+A", "F9"),
        (models.connected, "Ctrl+Shift+H", "F9"),
        (models.wrap_up, "Ctrl+Enter", "F9"),
    ],
)
def test_the_keys_told_are_those_of_the_moment(
    bar: NoticeBar, model: Callable[[], DeskModel], key: str, absent: str
) -> None:
    bar.show_model(change(model(), notices=()))
    assert key in bar._hint.text()
    assert f"{absent} " not in bar._hint.text()
