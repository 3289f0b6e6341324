"""A tray that comes late or goes, and closing the window where there is none."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from softphone.ui.context import UiContext
from softphone.ui.frame.tray_keeper import TrayKeeper
from softphone.ui.frame.tray_watch import TrayWatch
from softphone.ui.windows import DeskWindows
from tests.ui import models
from tests.ui.desk import build_desk, settle
from tests.ui.models import SpyIntents


@pytest.fixture
def desk(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> DeskWindows:
    """All windows, the first picture in them, and no tray."""
    made = build_desk(ui_context, spy)
    made.show_model(models.idle())
    made.show_main()
    return made


def question(app: QApplication) -> QMessageBox | None:
    found = [w for w in app.topLevelWidgets() if w.objectName() == "quitQuestion" and w.isVisible()]
    return found[0] if found and isinstance(found[0], QMessageBox) else None


def test_the_watch_tells_each_change_once(app: QApplication) -> None:
    there = [False]
    watch, told = TrayWatch(lambda: there[0]), list[str]()
    watch.came.connect(lambda: told.append("came"))
    watch.went.connect(lambda: told.append("went"))
    for now in (False, True, True, False):
        there[0] = now
        watch.look()
    assert told == ["came", "went"]
    watch.deleteLater()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "^This plugin does not support ")
def test_a_tray_that_comes_late_keeps_the_closed_window(
    desk: DeskWindows, app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    there = [False]
    keeper = TrayKeeper(spy, ui_context, desk.main, desk.ask_to_quit, there=lambda: there[0])
    keeper.show_model(models.idle())
    there[0] = True
    keeper.watch.look()
    desk.main.close()
    settle(app)
    assert question(app) is None
    # It goes: nothing else on the screen leads to the program.
    seen = [keeper.tray is not None, desk.main.isVisible()]
    there[0] = False
    keeper.watch.look()
    settle(app)
    assert [*seen, keeper.tray is not None, desk.main.isVisible()] == [True, False, False, True]
    keeper.hide()
    keeper.deleteLater()


@pytest.mark.parametrize("way", ["closed", "by key"])
def test_without_a_tray_a_ready_agent_is_asked_before_the_end(
    desk: DeskWindows, app: QApplication, way: str
) -> None:
    desk.show_model(models.idle())
    if way == "closed":
        desk.main.close()
    else:
        desk.main.actions_["quit"].trigger()
    settle(app)
    asked = question(app)
    assert asked is not None
    assert asked.text() == "You are ready for calls. Sign out and quit?"
    assert desk.main.isVisible()
    default = asked.defaultButton()
    assert default is not None
    assert default.objectName() == "stayButton"
    asked.close()
