"""The band over the calls: recorded, paused, not recorded."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from softphone.agent.desk_model import DeskModel
from softphone.domain.recording import RecordingPolicy
from softphone.ui.context import UiContext
from softphone.ui.frame.compact_bar import CompactBar
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.widgets.labels import PlainLabel
from tests.ui import models
from tests.ui.frame.test_main_window import build
from tests.ui.models import Moment, SpyIntents, change
from tests.ui.phone.test_phone_panel import named, press, visible


@pytest.fixture
def panel(app: QApplication, spy: SpyIntents, ui_context: UiContext, moment: Moment) -> PhonePanel:
    made = PhonePanel(spy, ui_context, monotonic=moment.monotonic)
    made.resize(280, 640)
    made.show()
    made.show_model(models.connected())
    moment.advance(1)
    return made


def said(panel: PhonePanel) -> str:
    labels = named(panel, "recordingBand").findChildren(QLabel)
    shown = [label for label in labels if label.isVisible()]
    return " ".join([panel.recording.words.full_text(), *(label.text() for label in shown)])


def test_without_recordings_there_is_no_band(panel: PhonePanel) -> None:
    assert not visible(panel, "recordingBand")


def test_recorded_is_said_and_counts_on(panel: PhonePanel, moment: Moment) -> None:
    panel.show_model(models.recorded())
    assert "This call is recorded" in said(panel)
    assert "1:36" in said(panel)
    assert named(panel, "recordingBand").property("fill") == "recording"
    moment.advance(5)
    panel.tick()
    assert "1:41" in said(panel)


def test_a_pause_counts_down_to_its_end(panel: PhonePanel, spy: SpyIntents, moment: Moment) -> None:
    panel.show_model(models.recorded(paused_s=30))
    assert named(panel, "recordingBand").property("fill") == "paused"
    assert "resumes in" in said(panel)
    moment.advance(9)
    panel.tick()
    assert "0:20" in said(panel)
    press(panel, "recordingPauseButton")
    assert spy.names()[-1] == "resume_recording"


def test_where_every_call_is_recorded_it_can_be_paused_only(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    panel.show_model(models.recorded(RecordingPolicy.ALWAYS))
    assert not visible(panel, "recordingSwitchButton")
    press(panel, "recordingPauseButton")
    assert spy.asked[-1] == ("pause_recording", (), {"via": "button"})


def test_the_agent_begins_and_stops(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(models.may_record())
    assert "Not recorded" in said(panel)
    assert not visible(panel, "recordingPauseButton")
    press(panel, "recordingSwitchButton")
    panel.show_model(models.recorded(RecordingPolicy.BUTTON))
    press(panel, "recordingSwitchButton")
    assert spy.names()[-2:] == ["start_recording", "stop_recording"]


def test_it_goes_with_the_call(panel: PhonePanel) -> None:
    panel.show_model(models.recorded())
    panel.show_model(models.wrap_up())
    assert not visible(panel, "recordingBand")


@pytest.mark.parametrize(
    ("model", "action", "intent"),
    [
        (models.may_record, "record", "start_recording"),
        (models.recorded, "pauseRecording", "pause_recording"),
        (lambda: models.recorded(paused_s=9), "pauseRecording", "resume_recording"),
    ],
)
def test_the_keys_do_the_same(
    app: QApplication,
    spy: SpyIntents,
    ui_context: UiContext,
    moment: Moment,
    model: Callable[[], DeskModel],
    action: str,
    intent: str,
) -> None:
    window = build(app, spy, ui_context, moment)
    window.show_model(model())
    window.actions_[action].trigger()
    assert spy.asked[-1] == (intent, (), {"via": "key"})


def test_the_compact_bar_says_it_too(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    bar = CompactBar(spy, ui_context)
    bar.show()
    chip = bar.findChild(PlainLabel, "compactRecorded")
    assert chip is not None
    bar.show_model(models.recorded())
    assert (chip.isVisible(), chip.text()) == (True, "Recorded")
    bar.show_model(models.recorded(paused_s=9))
    assert (chip.isVisible(), chip.text()) == (True, "Paused")
    bar.show_model(change(models.connected(), recording=None))
    assert not chip.isVisible()
    bar.hide()
