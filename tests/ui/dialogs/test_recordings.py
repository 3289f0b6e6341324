"""Listening to recordings: list, picture, play, seek."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.domain.messages import PlaybackProgressed, WaveformRead
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_card import CardTabs
from softphone.ui.dialogs.recordings import RecordingDialog
from softphone.ui.look.theme import Theme
from tests.ui import models
from tests.ui.desk import Answering


@pytest.fixture
def spy() -> Answering:
    return Answering()


@pytest.fixture
def dialog(app: QApplication, spy: Answering, ui_context: UiContext) -> Iterator[RecordingDialog]:
    made = RecordingDialog(spy, ui_context, "contact-1")
    made.show()
    made.show_model(models.idle())
    yield made
    made.close()
    made.deleteLater()


def moved(position_s: float, *, playing: bool = True) -> PlaybackProgressed:
    first = models.recordings()[0]
    return PlaybackProgressed(
        recording_id=first.id,
        position_s=position_s,
        duration_s=first.duration_s,
        playing=playing,
    )


def test_the_newest_is_shown_with_what_is_worth_knowing(dialog: RecordingDialog) -> None:
    assert dialog.list.model().rowCount() == 2
    assert "0:24" in dialog.words.text()
    assert "Encrypted" in dialog.words.text()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert "The end is missing" in dialog.words.text()


def test_play_and_stop(dialog: RecordingDialog, spy: Answering) -> None:
    QTest.mouseClick(dialog.play, Qt.MouseButton.LeftButton)
    assert spy.asked[-1] == ("play_recording", (models.recordings()[0].id, 0.0), {})
    dialog.show_playback(moved(12.0))
    assert dialog.play.words() == "Stop"
    assert "0:12" in dialog.wave.accessibleName()
    QTest.mouseClick(dialog.play, Qt.MouseButton.LeftButton)
    assert spy.names()[-1] == "stop_playing"
    dialog.show_playback(moved(12.4, playing=False))
    QTest.mouseClick(dialog.play, Qt.MouseButton.LeftButton)
    assert spy.asked[-1][1][1] == 12.4


def test_at_the_end_it_is_at_the_beginning_again(dialog: RecordingDialog) -> None:
    dialog.show_playback(moved(133.0, playing=False))
    assert "0:00 of 2:13" in dialog.wave.accessibleName()
    assert dialog.play.words() == "Play"


def test_a_click_in_the_picture_goes_there(dialog: RecordingDialog, spy: Answering) -> None:
    dialog.show_playback(moved(1.0))
    wave = dialog.wave
    QTest.mouseClick(
        wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 2, wave.height() // 2)
    )
    name, (_, from_s), _ = spy.asked[-1]
    assert name == "play_recording"
    assert from_s == pytest.approx(133.0 / 2, abs=1)
    wave.setFocus()
    QTest.keyClick(wave, Qt.Key.Key_Right)
    assert spy.asked[-1][1][1] == pytest.approx(from_s + 5)


def test_gaps_and_both_sides_are_painted(dialog: RecordingDialog) -> None:
    image = dialog.wave.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (30, 90, 127)}
    assert Theme.current().color("warn_fill").name() in colors
    assert len(colors) > 3


def test_in_a_call_nothing_is_played(dialog: RecordingDialog) -> None:
    dialog.show_model(models.connected())
    assert not dialog.play.isEnabled()


def test_a_problem_is_said(dialog: RecordingDialog, spy: Answering) -> None:
    told = WaveformRead(
        recording_id=models.recordings()[0].id,
        duration_s=0.0,
        agent=b"",
        far_end=b"",
        problem="The recording is no longer on this computer.",
    )
    dialog._read(told)
    assert "no longer on this computer" in dialog.words.text()


def test_closing_stops_it(dialog: RecordingDialog, spy: Answering) -> None:
    dialog.show_playback(moved(3.0))
    dialog.close()
    assert spy.names()[-1] == "stop_playing"


def test_nothing_recorded_is_said(app: QApplication, spy: Answering, ui_context: UiContext) -> None:
    made = RecordingDialog(spy, ui_context, "")
    assert "not recorded" in made.words.text()
    assert not made.play.isEnabled()
    made.deleteLater()


def test_a_recorded_contact_can_be_opened_from_the_card(
    app: QApplication, ui_context: UiContext
) -> None:
    tabs = CardTabs(ui_context)
    tabs.show()
    tabs.show_card(models.card())
    asked: list[str] = []
    tabs.recordings_requested.connect(asked.append)
    tabs.setCurrentWidget(tabs.contacts)
    first, second = models.card().contacts[:2]
    tabs.contacts._toggle(first)
    button = tabs.contacts._actions[0][0]
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [first.id]
    tabs.contacts._toggle(second)
    assert not button.isVisible()
    tabs.hide()
