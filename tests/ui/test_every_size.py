"""From 960 × 540 on everything can be reached: nothing is cut, covered or outside."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.config import paths
from softphone.ui.context import UiContext
from softphone.ui.look.theme import Theme, apply_theme
from softphone.ui.windows import DeskWindows
from softphone.ui.wording import translate
from tests.ui import models
from tests.ui.desk import Answering, build_desk, dialogs, settle
from tests.ui.layout import covered, cut, outside

SIZES = ((960, 460), (960, 540), (1024, 600), (1092, 614), (1366, 768), (1920, 1080))
"""The second to last are laptops at 125 % and 100 %; the first is 1080p at 200 % less its bars."""
LANGUAGES = ("en", "zh_CN", "zh_TW")


@pytest.fixture(params=LANGUAGES)
def desk(
    request: pytest.FixtureRequest, app: QApplication, ui_context: UiContext
) -> Iterator[DeskWindows]:
    """All windows in that language, with somebody to transfer to."""
    language = str(request.param)
    translate.install(app, language, paths.resources_dir() / "translations")
    apply_theme(app, Theme(dark=False), language)
    spy = Answering()
    spy.targets = models.targets() * 8
    made = build_desk(ui_context, spy)
    made.show_model(models.idle())
    made.main.show()
    yield made
    made.close()
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()


def wrong(window: QWidget) -> list[str]:
    """Everything that is not as it should be."""
    return [*outside(window), *cut(window), *covered(window)]


def test_in_every_state_at_every_size(desk: DeskWindows, app: QApplication) -> None:
    for size in SIZES:
        desk.main.resize(*size)
        for name, make in models.ALL.items():
            desk.show_model(make())
            settle(app)
            assert (desk.main.width(), desk.main.height()) == size
            assert wrong(desk.main) == [], (name, size)


@pytest.mark.parametrize("make", [models.connected, models.recorded, models.muted])
def test_the_list_of_targets_has_the_panel(
    desk: DeskWindows, app: QApplication, make: Callable[[], DeskModel]
) -> None:
    for size in SIZES:
        desk.main.resize(*size)
        desk.show_model(make())
        desk.main.phone.toggle_transfer()
        settle(app)
        row = desk.main.phone.current_row()
        assert row is not None
        targets = row.transfer_bar.targets
        whole = [
            index
            for index in range(targets.items.rowCount())
            if targets.viewport().rect().contains(targets.visualRect(targets.items.index(index)))
        ]
        assert len(whole) >= (2 if size[1] < 600 else 4), (size, len(whole))
        assert not desk.main.phone.history.isVisible()
        assert wrong(desk.main) == [], size
        desk.main.phone.toggle_transfer()
        settle(app)
        assert desk.main.phone.history.isVisible()


@pytest.mark.parametrize("make", [models.idle, models.recorded])
def test_who_can_be_dialled_and_the_keys_cover_nothing(
    desk: DeskWindows, app: QApplication, make: Callable[[], DeskModel]
) -> None:
    phone = desk.main.phone
    for size in SIZES:
        desk.main.resize(*size)
        desk.show_model(models.change(make(), may_dial=True))
        phone.dial_box.edit.setText("a")
        settle(app)
        assert phone.dial_box.targets.isVisible()
        assert wrong(desk.main) == [], size
        phone.dial_box.edit.clear()
        phone.toggle_keypad()
        settle(app)
        assert phone.keypad.isVisible()
        assert wrong(desk.main) == [], size
        phone.toggle_keypad()


def test_the_list_of_targets_has_the_panel_while_it_rings(
    desk: DeskWindows, app: QApplication
) -> None:
    for size in SIZES:
        desk.main.resize(*size)
        ringing = models.ringing_vip()
        view = msgspec.structs.replace(ringing.calls[0], may_forward=True)
        desk.show_model(models.change(ringing, calls=(view,)))
        assert desk.main.phone.toggle_forward()
        settle(app)
        assert wrong(desk.main) == [], size
        desk.main.phone.stop_picking()


def test_a_call_that_rings_has_its_buttons_in_sight(desk: DeskWindows, app: QApplication) -> None:
    desk.main.resize(*SIZES[0])
    desk.show_model(models.recorded())
    settle(app)
    desk.show_model(models.waiting_call())
    settle(app)
    banner = next(iter(desk.main.phone._rings.values()))
    assert not banner.answer.visibleRegion().isEmpty()


def test_dialogs_are_whole_in_the_smallest_room(desk: DeskWindows, app: QApplication) -> None:
    for name, dialog in dialogs(desk):
        dialog.resize(dialog.size().boundedTo(desk.main.size()))
        settle(app)
        assert dialog.height() <= 460 or dialog.minimumSizeHint().height() <= 460, name
        assert dialog.minimumSizeHint().width() <= 940, name
        dialog.resize(dialog.width(), min(dialog.height(), 460))
        settle(app)
        assert covered(dialog) == [], name
        assert outside(dialog) == [], name
