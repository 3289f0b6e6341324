"""The bars beside a call, the figures and the graph."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.config.settings import Settings
from softphone.domain.call import CallState
from softphone.domain.codecs import CodecProfile
from softphone.domain.quality import NoSound, Quality
from softphone.domain.quality_log import CallQuality
from softphone.ui.context import UiContext
from softphone.ui.dialogs.quality import QualityDialog
from softphone.ui.dialogs.quality_graph import QualityGraph
from softphone.ui.look.theme import Theme
from softphone.ui.phone.quality_bars import QualityBars
from softphone.ui.settings.dialog import SettingsDialog
from softphone.ui.windows import DeskWindows
from softphone.ui.wording.quality import codec_name, percent
from tests.ui import models
from tests.ui.desk import Answering, build_desk
from tests.ui.models import SpyIntents


@pytest.fixture
def bars(app: QApplication) -> QualityBars:
    return QualityBars()


@pytest.mark.parametrize(
    ("mos", "count", "word"),
    [(4.41, 4, "good"), (4.02, 4, "good"), (3.9, 3, "fair"), (3.2, 2, "poor"), (2.0, 1, "bad")],
)
def test_bars_and_word(bars: QualityBars, mos: float, count: int, word: str) -> None:
    bars.show_quality(models.quality(mos=mos))
    assert bars.bars() == count
    assert bars.accessibleName() == f"Sound quality: {word}"


def test_the_tip_has_the_figures(bars: QualityBars) -> None:
    bars.show_quality(models.quality(loss_out=None))
    tip = bars.toolTip()
    for words in ("4.3", "Loss, to you: 0.3 %", "Loss, from you: –", "38 ms", "Opus"):
        assert words in tip
    bars.show_quality(None)
    assert "not measured yet" in bars.accessibleName()
    assert bars.bars() == 0


def test_missing_sound_is_a_cross_with_words(bars: QualityBars) -> None:
    bars.show_quality(models.quality())
    whole = grab(bars)
    bars.show_quality(models.quality(no_sound=(NoSound.NOT_HEARD,)))
    assert bars.accessibleName() == "Sound quality: the other side cannot hear you"
    assert grab(bars) != whole
    assert count_of(grab(bars), Theme.current().color("bad")) > 5


def grab(widget: QWidget) -> QImage:
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


def count_of(image: QImage, color: QColor) -> int:
    return sum(
        image.pixelColor(x, y) == color for x in range(image.width()) for y in range(image.height())
    )


@pytest.fixture
def desk(app: QApplication, ui_context: UiContext) -> Iterator[DeskWindows]:
    made = build_desk(ui_context, Answering())
    made.main.resize(1200, 760)
    made.main.show()
    yield made
    made.close()


def shown(desk: DeskWindows) -> QualityDialog:
    dialog = desk._open["quality"]
    assert isinstance(dialog, QualityDialog)
    return dialog


def the_bars(desk: DeskWindows) -> QualityBars:
    return next(b for b in desk.main.findChildren(QualityBars) if b.isVisible())


def test_the_dialog_follows_the_call(desk: DeskWindows) -> None:
    desk.show_model(models.sounding())
    the_bars(desk).setFocus()
    QTest.keyClick(the_bars(desk), Qt.Key.Key_Space)
    dialog = shown(desk)
    assert dialog.values()["Score (1 to 4.5)"] == "4.3"
    assert "loss up to 100 %" in dialog.graph.accessibleName()
    desk.show_model(models.sounding(mos=2.0, loss_in=0.25))
    assert dialog.values()["Loss, to you"] == "25.0 %"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "quality" not in desk._open


def test_in_a_consult_the_one_who_talks_has_bars(desk: DeskWindows) -> None:
    model = models.consulting()
    consult = model.consult
    assert consult is not None
    heard = tuple(msgspec.structs.replace(v, quality=models.quality(mos=3.2)) for v in model.calls)
    desk.show_model(models.change(model, calls=heard))
    panel = desk.main.phone.consult
    talking = [row for row in (panel.caller, panel.target) if row.quality.isVisible()]
    assert [row.quality.bars() for row in talking] == [2]
    QTest.mouseClick(talking[0].quality, Qt.MouseButton.LeftButton)
    assert shown(desk).values()["Score (1 to 4.5)"] == "3.2"


def test_on_hold_the_bars_say_nothing(desk: DeskWindows) -> None:
    model = models.sounding()
    (view,) = model.calls
    held = msgspec.structs.replace(view.call, state=CallState.HELD, held_since=models.ago(3))
    desk.show_model(models.change(model, calls=(msgspec.structs.replace(view, call=held),)))
    assert the_bars(desk).bars() == 0


def test_the_history_shows_what_was_kept(desk: DeskWindows) -> None:
    desk.show_model(models.idle())
    history = desk.main.phone.history
    first, second = history.model.index(0, 0), history.model.index(1, 0)
    assert "sound good (4.1)" in str(history.model.data(first, int(Qt.ItemDataRole.ToolTipRole)))
    history.view.setCurrentIndex(second)
    QTest.keyClick(history.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert "quality" not in desk._open, "that call was not measured"
    history.view.setCurrentIndex(first)
    QTest.keyClick(history.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    values = shown(desk).values()
    assert (values["Score, average"], values["Score, lowest"]) == ("4.1", "1.2")
    assert values["Codec"] == "G.711 A-law"
    assert values["Jitter, 95 % below"] == "11 ms"


def test_a_store_that_fails_says_so(app: QApplication, ui_context: UiContext) -> None:
    class Failing(SpyIntents):
        def call_quality(
            self,
            call_id: str,
            done: Callable[[CallQuality | None], None],
            failed: Callable[[str], None],
        ) -> None:
            failed("The disk reported an error.")

    desk = build_desk(ui_context, Failing())
    desk.show_model(models.idle())
    desk.open_quality("old-1")
    words = shown(desk).findChild(QWidget, "qualityWords")
    assert words is not None
    assert "disk" in words.text()  # type: ignore[attr-defined]
    desk.close()


def test_the_graph_paints_line_loss_and_gap(app: QApplication) -> None:
    graph = QualityGraph()
    graph.resize(420, 184)
    theme = Theme.current()
    empty = graph.grab().toImage()
    graph.show_samples(models.samples())
    image = graph.grab().toImage()
    assert count_of(empty, theme.color("warn_fill")) == 0
    assert count_of(image, theme.color("warn_fill")) > 20
    assert count_of(image, theme.color("bad_fill")) > 3
    assert image.pixelColor(QPoint(image.width() - 1, 0)) == empty.pixelColor(
        QPoint(image.width() - 1, 0)
    )
    graph.show_samples(models.samples(1))
    assert graph.grab().toImage() != empty


def test_the_codec_profile_is_chosen_in_the_settings(desk: DeskWindows) -> None:
    desk.show_model(models.idle())
    desk.open_settings()
    dialog = desk._open["settings"]
    assert isinstance(dialog, SettingsDialog)
    saved: list[Settings] = []
    dialog.saved.connect(saved.append)
    assert dialog.sound.codecs.choice() == "office"
    dialog.sound.codecs.choose("thin")
    dialog.save.click()
    assert [settings.sound.codecs for settings in saved] == [CodecProfile.THIN]


def test_names() -> None:
    assert [codec_name(c) for c in ("PCMA/8000", "G729/8000", "opus/48000", "evs/16000")] == [
        "G.711 A-law",
        "G.729",
        "Opus",
        "evs",
    ]
    assert (percent(None), percent(0.0123)) == ("–", "1.2 %")
    assert Quality(codec="x", mos=1, mos_in=1).no_sound == ()
