"""Sound, seen from the desk: which devices there are and which are used; says what the agent must
know about it.
"""

from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceInUse,
    DeviceRole,
)
from softphone.domain.messages import DevicesChanged, SnapshotTaken

_TALKED_THROUGH = (DeviceRole.MICROPHONE, DeviceRole.SPEAKER)


class AgentSound:
    """Follows what the engine tells."""

    def __init__(self, notices: NoticeBoard) -> None:
        self._notices = notices
        self._devices: AudioDevices | None = None
        self._silent = False
        self.microphones: tuple[AudioDevice, ...] = ()
        self.speakers: tuple[AudioDevice, ...] = ()
        self.in_use: tuple[DeviceInUse, ...] = ()
        self.note = ""
        self.headset = ""
        self.headset_problem = ""

    def changed(self, event: DevicesChanged | SnapshotTaken) -> None:
        """Other devices, or others in use; a snapshot is the news of an engine just met."""
        self.microphones, self.speakers = event.microphones, event.speakers
        if isinstance(event, SnapshotTaken):
            self.headset_changed(event.headset, event.headset_problem)
        chosen = self._devices != event.devices
        self._devices = event.devices
        self._tell_missing(event.audio_note)
        self._tell_use(event.in_use, chosen or isinstance(event, SnapshotTaken))
        self._tell_silence(event.microphone_silent)

    def headset_changed(self, name: str, problem: str) -> None:
        """Another headset, or none."""
        self.headset, self.headset_problem = name, problem

    def _tell_missing(self, note: str) -> None:
        if note and note != self.note:
            self._notices.post(NoticeCode.SOUND_MISSING, Severity.WARNING, sticky=True, note=note)
        if not note:
            self._notices.mended(NoticeCode.SOUND_MISSING)
        self.note = note

    def _tell_use(self, now: tuple[DeviceInUse, ...], chosen: bool) -> None:
        """``chosen``: the agent knows of the change, only what is away is worth a word."""
        before, self.in_use = self.in_use, now
        if before == now:
            return
        away = [use for use in now if use.stand_in]
        if away and away != [use for use in before if use.stand_in]:
            wanted = dict.fromkeys(use.wanted for use in away if use.wanted)
            places = {use.role: use.name for use in away}
            self._notices.post(
                NoticeCode.DEVICE_AWAY,
                Severity.WARNING,
                sticky=True,
                wanted=", ".join(wanted),
                microphone=places.get(DeviceRole.MICROPHONE, ""),
                speaker=places.get(DeviceRole.SPEAKER, ""),
                ringer=places.get(DeviceRole.RINGER, ""),
            )
        if away:
            return
        self._notices.mended(NoticeCode.DEVICE_AWAY)
        names = {use.role: use.name for use in before}
        moved = {
            use.role: use.name
            for use in now
            if use.role in _TALKED_THROUGH and names.get(use.role, use.name) != use.name
        }
        if moved and not chosen:
            self._notices.post(
                NoticeCode.SOUND_MOVED,
                microphone=moved.get(DeviceRole.MICROPHONE, ""),
                speaker=moved.get(DeviceRole.SPEAKER, ""),
            )

    def _tell_silence(self, silent: bool) -> None:
        if silent and not self._silent:
            uses = [use.name for use in self.in_use if use.role is DeviceRole.MICROPHONE]
            self._notices.post(
                NoticeCode.MICROPHONE_SILENT,
                Severity.WARNING,
                sticky=True,
                name=uses[0] if uses else "",
            )
        if not silent:
            self._notices.mended(NoticeCode.MICROPHONE_SILENT)
        self._silent = silent
