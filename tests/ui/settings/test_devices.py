"""Devices in the settings: the system's own, those that are away, a second ringer, headset keys."""

import msgspec
from pytestqt.qtbot import QtBot

from softphone.config.settings import Settings
from softphone.domain.audio_devices import AudioDevice, AudioDevices
from softphone.ui.settings.dialog import SettingsDialog
from tests.ui.models import HOSTILE
from tests.ui.work_models import idle

HEADSET = AudioDevice(id="aaa-1", name="Headset", is_default=True)
SPEAKER = AudioDevice(id="bbb-1", name="Loudspeaker")


def dialog_of(qtbot: QtBot, devices: AudioDevices) -> tuple[SettingsDialog, list[Settings]]:
    dialog = SettingsDialog(Settings(devices=devices))
    qtbot.addWidget(dialog)
    saved: list[Settings] = []
    dialog.saved.connect(saved.append)
    show(dialog, HEADSET, SPEAKER)
    return dialog, saved


def show(dialog: SettingsDialog, *there: AudioDevice, **more: str) -> None:
    dialog.show_model(msgspec.structs.replace(idle(), microphones=there, speakers=there, **more))


def test_the_systems_choice_is_named(qtbot: QtBot) -> None:
    dialog, _ = dialog_of(qtbot, AudioDevices())
    assert dialog.sound.microphone.currentText() == "Same as the system (Headset)"
    assert dialog.sound.ringer.currentText() == "Same as the speaker"
    assert dialog.sound.ring_also.currentText() == "No other device"


def test_a_device_that_is_away_is_named_as_it_was(qtbot: QtBot) -> None:
    devices = AudioDevices(speaker="ccc-1", names={"ccc-1": "My old headset"})
    dialog, saved = dialog_of(qtbot, devices)
    assert "My old headset" in dialog.sound.speaker.currentText()
    dialog.save.click()
    assert saved[0].devices == devices


def test_the_same_make_in_another_socket_is_the_chosen_one(qtbot: QtBot) -> None:
    dialog, saved = dialog_of(qtbot, AudioDevices(speaker="bbb-9"))
    assert dialog.sound.speaker.currentText() == "Loudspeaker"
    dialog.save.click()
    assert saved[0].devices.speaker == "bbb-1"


def test_a_second_ringer_and_no_keys(qtbot: QtBot) -> None:
    dialog, saved = dialog_of(qtbot, AudioDevices())
    dialog.sound.ring_also.choose("bbb-1")
    dialog.sound.headset.check.setChecked(False)
    dialog.save.click()
    assert saved[0].devices == AudioDevices(
        ring_also="bbb-1", names={"bbb-1": "Loudspeaker"}, headset_buttons=False
    )


def test_the_headset_is_named_or_what_is_wrong_with_it(qtbot: QtBot) -> None:
    dialog, _ = dialog_of(qtbot, AudioDevices())
    words = dialog.sound.headset.words
    assert "No headset" in words.text()
    show(dialog, HEADSET, headset="Evolution 40")
    assert "Evolution 40" in words.text()
    problem = "This computer does not let the program use its keys."
    show(dialog, HEADSET, headset=HOSTILE, headset_problem=problem)
    assert problem in words.text()
    assert "administrator" in words.text()
    assert "\n" not in words.text()
