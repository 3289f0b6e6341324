"""The parts of the settings' sound page about devices: lists to choose from, headset keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from softphone.domain.audio_devices import AudioDevice, AudioDevices
from softphone.ui.settings.fields import Check, ChoiceCombo, Rows
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.plain_text import isolate
from softphone.ui.wording.problems import sentence, together

NULL, DEFAULT = "null", "default"


class DeviceCombo(ChoiceCombo):
    """Devices to choose from, the system's own choice first; one that is away stays in the list.

    Of ringers the first choice is another one: ``empty`` are its words.
    """

    def __init__(self, name: str, *, empty: str = "", silent: bool = True) -> None:
        super().__init__([])
        self._empty = empty
        self._silent = silent
        self.setObjectName(name)

    def show_devices(
        self, devices: Sequence[AudioDevice], chosen: str, names: Mapping[str, str]
    ) -> None:
        """These are there, that one is chosen; ``names`` are known of some that are away."""
        system = next((one.name for one in devices if one.is_default), "")
        words = self.tr("Same as the system") + (f" ({system})" if system else "")
        choices = [("", self._empty), (DEFAULT, words)] if self._empty else [("", words)]
        choices += [(one.id, one.name) for one in devices]
        if chosen not in ("", DEFAULT, NULL):
            same = (one.id for one in devices if one.id == chosen)
            near = (one.id for one in devices if one.answers_to(chosen))
            found = next(same, "") or next(near, "")
            if not found:
                device = isolate(names.get(chosen, "")) or self.tr("previously chosen")
                choices.append((chosen, self.tr("Not connected: {device}").format(device=device)))
            chosen = found or chosen
        if self._silent:
            choices.append((NULL, self.tr("No sound")))
        self.show_choices(choices, chosen)


def names_of(
    devices: AudioDevices, there: Sequence[AudioDevice], known: Mapping[str, str]
) -> dict[str, str]:
    """The names of the chosen devices, for the time when they are away."""
    names = dict(known) | {one.id: one.name for one in there}
    chosen = (devices.microphone, devices.speaker, devices.ringer, devices.ring_also)
    return {one: names[one] for one in chosen if one in names}


class HeadsetKeysRow(QWidget):
    """Whether the keys of the headset are used, and which headset that is."""

    def __init__(self, devices: AudioDevices) -> None:
        super().__init__()
        self.check = Check(self.tr("Answer, hang up and mute with the keys of the headset"))
        self.check.setObjectName("settingsHeadsetKeys")
        self.check.setChecked(devices.headset_buttons)
        self.words = PlainLabel("", "dim", wrap=True)
        rows = Rows(self)
        rows.addWidget(self.check)
        rows.addWidget(self.words)
        self.show_headset("", "")

    def show_headset(self, name: str, problem: str) -> None:
        """The one in use, or why it is not."""
        if problem:
            who = self.tr("Found: {device}.").format(device=isolate(name))
            help_words = self.tr("Ask your administrator.")
            words = together(who, sentence(problem), help_words)
        elif name:
            words = self.tr("In use: {device}.").format(device=isolate(name))
        else:
            words = self.tr("No headset with call keys is connected.")
        self.words.setText(words)
        self.check.setAccessibleDescription(words)
