"""What the settings' sound page says about clean sound, the program's tones and the echo test."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from softphone.domain.audio_devices import AudioDevice, AudioDevices
from softphone.ui.settings.fields import Check, Rows
from softphone.ui.widgets.controls import TextButton

_NULL = "null"


class SoundExtras(QWidget):
    """``echo_test_requested``: the agent wants to hear how the devices do."""

    echo_test_requested = Signal()

    def __init__(self, devices: AudioDevices) -> None:
        super().__init__()
        self._unprocessed = set(devices.unprocessed)
        self._microphone = ""
        self.processing = Check(self.tr("Remove echo and noise from this microphone"))
        self.processing.setObjectName("settingsProcessing")
        self.processing.toggled.connect(self._on_processing)
        self.waiting = _volume(devices.waiting_volume, "settingsWaitingVolume")
        self.zip = _volume(devices.zip_volume, "settingsZipVolume")
        self.test = TextButton(self.tr("Echo test …"))
        self.test.setObjectName("settingsEchoTest")
        self.test.setAutoDefault(False)
        self.test.clicked.connect(self.echo_test_requested)
        rows = Rows(self)
        rows.add(
            self.tr("Noise and echo"),
            self.processing,
            self.tr("Turn off only if the device does this itself."),
            key="devices.unprocessed",
        )
        rows.add(
            self.tr("Echo"),
            self.test,
            self.tr("Takes 15 seconds and shows whether callers hear themselves."),
        )
        rows.add(self.tr("Call-waiting tone volume"), self.waiting, key="devices.waiting_volume")
        rows.add(
            self.tr("Auto-answer beep volume"),
            self.zip,
            key="devices.zip_volume",
        )
        self.show_microphone("", ())

    def show_microphone(self, chosen: str, microphones: Sequence[AudioDevice]) -> None:
        """The microphone whose choice is shown; empty: the system's default one."""
        default = next((one.id for one in microphones if one.is_default), "")
        self._microphone = chosen or default
        named = self._microphone not in ("", _NULL)
        self.processing.setEnabled(named)
        before = self.processing.blockSignals(True)
        self.processing.setChecked(self._microphone not in self._unprocessed)
        self.processing.blockSignals(before)

    def read(self, devices: AudioDevices) -> AudioDevices:
        """The devices with this part replaced."""
        return msgspec.structs.replace(
            devices,
            unprocessed=tuple(sorted(self._unprocessed)),
            waiting_volume=self.waiting.value() / 100,
            zip_volume=self.zip.value() / 100,
        )

    def _on_processing(self, on: bool) -> None:
        if on:
            self._unprocessed.discard(self._microphone)
        else:
            self._unprocessed.add(self._microphone)


def _volume(share: float, name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setObjectName(name)
    slider.setRange(0, 100)
    slider.setValue(round(share * 100))
    return slider
