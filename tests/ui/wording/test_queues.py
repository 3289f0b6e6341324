"""How many wait, in the bar and in the list of targets."""

from datetime import datetime

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from softphone.agent.desk_model import DeskModel, NoticeCode, QueueView
from softphone.domain.queues import QueueProblem
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.target import Presence
from softphone.ui.context import UiContext
from softphone.ui.frame.state_bar import StateBar
from softphone.ui.phone.target_list import TargetList, presence_words
from softphone.ui.widgets.labels import FittingLabel
from softphone.ui.wording.notices import notice_text
from softphone.ui.wording.queues import queue_lines
from tests.ui import models
from tests.ui.models import HOSTILE, NOW, Moment, SpyIntents, change, notice

SUPPORT = QueueView(name="support", title="Support", waiting=3, longest_since=models.ago(80))
VIP = QueueView(name="vip", title="VIP", waiting=0)


@pytest.fixture
def bar(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> StateBar:
    made = StateBar(spy, ui_context)
    made.resize(1366, 56)
    made.show()
    return made


def label(bar: StateBar) -> FittingLabel:
    found = bar.findChild(FittingLabel, "queuesText")
    assert found is not None
    return found


def with_queues(*queues: QueueView) -> DeskModel:
    return change(models.idle(), queues=queues)


def test_the_bar_says_how_many_and_since_when(
    app: QApplication, bar: StateBar, moment: Moment
) -> None:
    bar.show_model(with_queues(SUPPORT))
    app.processEvents()
    assert label(bar).text() == "Support 3 waiting · longest 1:20"
    moment.advance(5)
    bar.tick()
    assert label(bar).text().endswith("1:25")
    bar.show_model(with_queues(VIP))
    app.processEvents()
    assert label(bar).text() == "VIP 0 waiting"


def test_nothing_is_shown_where_nothing_is_known(bar: StateBar) -> None:
    bar.show_model(with_queues())
    assert label(bar).isHidden()
    bar.show_model(with_queues(SUPPORT))
    assert label(bar).isVisible()
    bar.show_model(with_queues(msgspec.structs.replace(SUPPORT, waiting=None)))
    assert label(bar).isHidden()


def test_a_fault_of_the_line_comes_first(bar: StateBar) -> None:
    lost = LineStatus(state=LineState.WAITING, sip_code=503)
    bar.show_model(change(with_queues(SUPPORT), line=lost))
    assert label(bar).isHidden()
    bar.show_model(with_queues(SUPPORT))
    assert label(bar).isVisible()


@pytest.mark.parametrize("width", [1024, 1366])
def test_there_is_room_beside_the_figures(app: QApplication, bar: StateBar, width: int) -> None:
    bar.resize(width, 56)
    bar.show_model(with_queues(SUPPORT, VIP))
    app.processEvents()
    assert label(bar).text()
    figures = bar.findChild(FittingLabel, "figuresText")
    assert figures is not None
    assert figures.text()
    assert label(bar).geometry().right() < figures.geometry().left()


def test_shorter_wordings_keep_the_number() -> None:
    lines = queue_lines((SUPPORT, VIP), NOW)
    assert lines == (
        "Support 3 waiting · longest 1:20    VIP 0 waiting",
        "Support 3 waiting    VIP 0 waiting",
        "3 waiting",
    )


def test_hostile_names_stay_one_plain_line() -> None:
    hostile = msgspec.structs.replace(SUPPORT, title=HOSTILE * 50)
    for line in queue_lines((hostile,), datetime.now(NOW.tzinfo)):
        assert "\u202e" not in line
        assert len(line) < 120


def test_the_list_says_it_too(app: QApplication, spy: SpyIntents) -> None:
    view = next(v for v in models.targets() if v.target.number == "8000")
    for waiting, words in ((None, "callers waiting"), (3, "3 waiting"), (0, "no one waiting")):
        told = msgspec.structs.replace(view, presence=Presence.BUSY, waiting=waiting)
        assert presence_words(told) == words
    spy.targets = (msgspec.structs.replace(view, presence=Presence.UNKNOWN, waiting=2),)
    made = TargetList(spy, 200)
    assert made.show_found("")
    (item,) = made.items.items
    assert (item.mark, item.tone) == ("2 waiting", "warn")


@pytest.mark.parametrize("problem", list(QueueProblem))
def test_each_problem_has_words_that_say_calls_go_on(problem: QueueProblem) -> None:
    told = msgspec.structs.replace(
        notice(NoticeCode.QUEUES_UNKNOWN), args={"problem": problem.value}
    )
    assert notice_text(told, NOW).endswith("Calls are not affected.")
