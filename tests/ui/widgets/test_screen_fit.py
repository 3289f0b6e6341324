"""Windows open where a screen shows them, no larger than it, and remember where they were."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog

from softphone.config.window_place import WindowPlace
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.frame.main_window import FIRST_SIZE, MainWindow
from softphone.ui.widgets.screen_fit import FitToScreen, centred, fitted, room_of, room_that_shows
from softphone.ui.work.work_panel import WorkPanel
from tests.ui import models
from tests.ui.models import SpyIntents

LEFT = QRect(0, 32, 1366, 700)
RIGHT = QRect(1366, 32, 1920, 1048)


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        (QRect(100, 100, 800, 500), QRect(100, 100, 800, 500)),
        (QRect(900, 400, 800, 500), QRect(566, 232, 800, 500)),
        (QRect(-50, -50, 800, 500), QRect(0, 32, 800, 500)),
        (QRect(100, 100, 3000, 2000), LEFT),
    ],
)
def test_a_window_is_put_inside(wanted: QRect, got: QRect) -> None:
    assert fitted(wanted, LEFT) == got


def test_a_new_window_is_in_the_middle_and_no_larger() -> None:
    assert centred(QSize(1000, 600), LEFT).center() == LEFT.center()
    assert centred(QSize(2732, 1536), LEFT) == LEFT


@pytest.mark.parametrize(
    ("wanted", "room"),
    [
        (QRect(1400, 100, 1200, 700), RIGHT),
        (QRect(900, 100, 1200, 700), RIGHT),
        (QRect(100, 100, 1200, 700), LEFT),
        (QRect(4000, 100, 1200, 700), None),
        (QRect(100, -400, 1200, 700), None),
        (QRect(-1150, 100, 1200, 700), None),
    ],
)
def test_a_place_counts_only_where_its_title_bar_can_be_reached(
    wanted: QRect, room: QRect | None
) -> None:
    assert room_that_shows(wanted, [LEFT, RIGHT]) == room


def window(
    spy: SpyIntents, context: UiContext, kept: WindowPlace | None, told: list[WindowPlace]
) -> MainWindow:
    made = MainWindow(
        spy,
        context,
        customer=CustomerPanel(spy, context),
        work=WorkPanel(spy, context),
        place=kept,
        keep_place=told.append,
    )
    made.show_model(models.idle())
    return made


def test_the_window_comes_back_where_it_was(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    told: list[WindowPlace] = []
    first = window(spy, ui_context, None, told)
    room = room_of(first.screen())
    assert room.contains(first.geometry())
    assert first.size() == QSize(*FIRST_SIZE).boundedTo(room.size())
    first.show()
    place = QRect(room.left(), room.top() + 20, room.width(), room.height() - 50)
    first.setGeometry(place)
    app.processEvents()
    first.columns.setSizes([310, first.columns.width() - 311])
    first.place.keep_now()
    first.place.keep_now()
    assert len(told) == 1

    second = window(spy, ui_context, told[0], [])
    second.show()
    app.processEvents()
    assert second.geometry() == place
    assert second.columns.sizes() == first.columns.sizes()


def test_a_maximised_window_comes_back_maximised_over_its_own_size(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    told: list[WindowPlace] = []
    first = window(spy, ui_context, None, told)
    first.show()
    app.processEvents()
    normal = first.geometry()
    first.showMaximized()
    app.processEvents()
    first.place.keep_now()
    assert told[0].maximised
    kept = told[0]
    assert QRect(kept.left, kept.top, kept.width, kept.height) == normal
    second = window(spy, ui_context, kept, [])
    second.open()
    assert second.windowState() & Qt.WindowState.WindowMaximized


def test_a_screen_that_is_gone_is_forgotten(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    away = WindowPlace(left=9000, top=100, width=700, height=500)
    made = window(spy, ui_context, away, [])
    assert room_of(made.screen()).contains(made.geometry())


def test_a_dialog_that_grows_stays_inside(app: QApplication) -> None:
    dialog = QDialog()
    FitToScreen(dialog)
    dialog.resize(300, 200)
    dialog.show()
    dialog.resize(4000, 4000)
    app.processEvents()
    assert room_of(dialog.screen()).contains(dialog.geometry())
    dialog.close()


SCALED = """
import json, sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from softphone.ui.look.theme import Theme, apply_theme
from tests.ui import models
from tests.ui.desk import Answering, build_desk, dialogs, settle
apply_theme(app, Theme(dark=False), "en")
desk = build_desk(models.context(), Answering())
free = app.primaryScreen().availableGeometry()
beyond = []
def look(name, window):
    if not free.contains(window.geometry()):
        beyond.append([name, str(window.geometry()), str(free)])
desk.show_main()
desk.show_model(models.recorded())
settle(app)
look("window", desk.main)
bar = desk.main.notices
if bar.mapTo(desk.main, bar.rect().bottomRight()).y() > desk.main.height():
    beyond.append(["notices", str(bar.geometry())])
for name, dialog in dialogs(desk):
    settle(app)
    look(name, dialog)
desk.main.hide()
desk.show_model(models.ringing_vip())
settle(app)
look("toast", desk.main.toast)
print(json.dumps(beyond))
"""


@pytest.mark.parametrize(
    ("screen", "factor"), [((1366, 768), "1.25"), ((1366, 768), "1.5"), ((1920, 1080), "2")]
)
def test_all_windows_fit_a_scaled_laptop(
    tmp_path: Path, screen: tuple[int, int], factor: str
) -> None:
    config = tmp_path / "screens.json"
    one = {"name": "laptop", "x": 0, "y": 0, "width": screen[0], "height": screen[1]}
    config.write_text(json.dumps({"screens": [{**one, "logicalDpi": 96, "logicalBaseDpi": 96}]}))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": factor,
    }
    done = subprocess.run(
        [sys.executable, "-c", SCALED],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
