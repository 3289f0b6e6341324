"""Notices: one line, never in the way."""

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from softphone.agent.model import NoticeCode, Severity
from softphone.ui.context import UiContext
from softphone.ui.notice_bar import NoticeBar
from softphone.ui.text import ElidedLabel
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
