"""The guided echo test on screen, and the sound page's part of the settings."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from softphone.agent.desk_model import EchoView
from softphone.domain.audio_devices import AudioDevice, AudioDevices
from softphone.domain.echo import EchoAdvice, EchoResult, EchoStage, advice
from softphone.ui.context import UiContext
from softphone.ui.dialogs.echo_test import EchoDialog, advice_text
from softphone.ui.settings.dialog import SettingsDialog
from softphone.ui.settings.sound_fields import SoundExtras
from tests.ui import models
from tests.ui.desk import build_desk
from tests.ui.models import SpyIntents

LOUD = EchoResult(return_db=-12.3, delay_ms=84, noise_dbfs=-40.2, voice_dbfs=-24.0)


def show(dialog: EchoDialog, stage: EchoStage, result: EchoResult | None = None) -> None:
    found = advice(result) if result is not None else ()
    view = EchoView(stage=stage, result=result, advice=found)
    dialog.show_model(msgspec.structs.replace(models.idle(), echo=view))


def test_one_step_after_the_other_and_what_to_do_at_the_end(
    app: QApplication, spy: SpyIntents
) -> None:
    dialog = EchoDialog(spy)
    show(dialog, EchoStage.OFF)
    dialog.start.click()
    assert spy.asked == [("test_echo", (), {"on": True})]
    for stage, label in dialog.steps.items():
        show(dialog, stage)
        assert label.property("role") == "strong"
        assert [step.property("role") for step in dialog.steps.values()].count("strong") == 1
        assert dialog.start.text() == "Stop"
    show(dialog, EchoStage.DONE, LOUD)
    assert "wired headset" in dialog.words.text()
    assert "noisy around you" in dialog.words.text()
    assert dialog.figures.text() == (
        "Echo -12 dB after 84 ms. Your voice -24 dBFS, the room -40 dBFS."
    )
    assert dialog.start.text() == "Test again"


def test_closing_gives_the_sound_back(app: QApplication, spy: SpyIntents) -> None:
    dialog = EchoDialog(spy)
    dialog.start.click()
    show(dialog, EchoStage.SPEAKING)
    dialog.reject()
    assert spy.asked[-1] == ("test_echo", (), {"on": False})


def test_an_old_finding_is_not_shown_as_a_new_one(app: QApplication, spy: SpyIntents) -> None:
    dialog = EchoDialog(spy)
    show(dialog, EchoStage.DONE, LOUD)
    assert dialog.words.text() == ""
    dialog.reject()
    assert spy.asked == []


def test_a_call_ends_it_and_keeps_it_from_beginning(app: QApplication, spy: SpyIntents) -> None:
    dialog = EchoDialog(spy)
    dialog.start.click()
    show(dialog, EchoStage.LISTENING)
    ended = msgspec.structs.replace(models.connected(), echo=EchoView(stage=EchoStage.STOPPED))
    dialog.show_model(ended)
    assert "test ended" in dialog.words.text()
    assert not dialog.start.isEnabled()


@pytest.mark.parametrize("item", list(EchoAdvice))
def test_every_finding_has_words(item: EchoAdvice) -> None:
    assert advice_text(item).endswith(".")


def test_it_opens_from_the_settings_and_hears_levels(
    app: QApplication, spy: SpyIntents, ui_context: UiContext
) -> None:
    desk = build_desk(ui_context, spy)
    desk.show_model(models.idle())
    desk.open_settings()
    settings = desk._open["settings"]
    assert isinstance(settings, SettingsDialog)
    settings.sound.extras.test.click()
    dialog = desk._open["echo"]
    assert isinstance(dialog, EchoDialog)
    dialog.start.click()
    running = EchoView(stage=EchoStage.SPEAKING)
    desk.show_model(msgspec.structs.replace(models.idle(), echo=running))
    before = dialog.level.grab().toImage()
    desk.show_levels(-6.0, -90.0)
    assert dialog.level.grab().toImage() != before
    desk.close()


def test_clean_sound_is_chosen_for_each_microphone(app: QApplication) -> None:
    known = (
        AudioDevice(id="m1", name="Headset", is_default=True),
        AudioDevice(id="m2", name="Conference"),
    )
    extras = SoundExtras(AudioDevices(unprocessed=("m2",)))
    assert not extras.processing.isEnabled()
    extras.show_microphone("", known)
    assert extras.processing.isChecked()
    extras.processing.click()
    extras.show_microphone("m2", known)
    assert not extras.processing.isChecked()
    extras.processing.click()
    extras.waiting.setValue(50)
    extras.zip.setValue(5)
    assert extras.read(AudioDevices()) == AudioDevices(
        unprocessed=("m1",), waiting_volume=0.5, zip_volume=0.05
    )
    extras.show_microphone("null", known)
    assert not extras.processing.isEnabled()
