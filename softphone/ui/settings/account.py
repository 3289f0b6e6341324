"""The settings' pages of the line: the SIP account, and the sound devices."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from softphone.config.settings import Settings
from softphone.domain.account import (
    Account,
    Srtp,
    Transport,
)
from softphone.domain.audio_devices import AudioDevice, AudioDevices
from softphone.domain.codecs import CodecProfile
from softphone.ui.look.theme import GRID
from softphone.ui.settings.device_fields import DeviceCombo, HeadsetKeysRow, names_of
from softphone.ui.settings.fields import ChoiceCombo, NumberBox, Rows, text_field
from softphone.ui.settings.page import PathField, Problem, SettingsPage
from softphone.ui.settings.sign_in import join_server, split_server
from softphone.ui.settings.sound_fields import SoundExtras
from softphone.ui.widgets.level_meter import LevelMeter


class AccountPage(SettingsPage):
    """The SIP account; the password is asked at sign-in and kept in the keyring."""

    def __init__(self, settings: Settings, begun: Account | None = None) -> None:
        """``begun``: what is known of the account while the settings have none yet."""
        super().__init__()
        account = settings.account or begun or Account(server="", user="")
        self._begun = "" if settings.account else join_server(account)
        self.agent_name = text_field(settings.agent_name, "settingsAgentName")
        self.server = text_field(join_server(account), "settingsServer", "pbx.example.com")
        self.user = text_field(account.user, "settingsUser")
        self.auth_user = text_field(account.auth_user, "settingsAuthUser")
        self.display_name = text_field(account.display_name, "settingsDisplayName")
        self.transport = ChoiceCombo(
            [(one.value, one.value.upper()) for one in Transport], account.transport.value
        )
        self.srtp = ChoiceCombo(
            [
                (Srtp.OFF.value, self.tr("Off")),
                (Srtp.OPTIONAL.value, self.tr("If the other side supports it")),
                (Srtp.MANDATORY.value, self.tr("Always: no call without it")),
            ],
            account.srtp.value,
        )
        self.srtp.setObjectName("settingsSrtp")
        authorities = PathField(
            account.ca_file,
            "settingsCaFile",
            self.tr("Trusted certificates for TLS"),
            self.tr("Same as the system"),
        )
        self.ca_file = authorities.edit
        self.expires = NumberBox(account.expires_s, 60, 3600, self.tr("s"))
        self.country = text_field(settings.country, "settingsCountry")
        self.country.setMaximumWidth(140)
        self.country.setMaxLength(2)
        rows = Rows(self)
        rows.add(
            self.tr("Agent name"),
            self.agent_name,
            self.tr("Shown in tickets and logs."),
            key="agent_name",
        )
        rows.add(self.tr("Server"), self.server, key="account.server")
        rows.add(self.tr("User or extension"), self.user, key="account.user")
        rows.add(
            self.tr("User name for authentication"),
            self.auth_user,
            self.tr("Empty: the same as the user."),
            key="account.auth_user",
        )
        rows.add(
            self.tr("Your name, as shown to colleagues"),
            self.display_name,
            key="account.display_name",
        )
        rows.add(
            self.tr("Transport"),
            self.transport,
            self.tr("TLS encrypts the signalling and checks the server's certificate."),
            key="account.transport",
        )
        rows.add(
            self.tr("Trusted certificates for TLS"),
            authorities,
            self.tr("A file of authorities (PEM). Empty: those this computer trusts."),
            key="account.ca_file",
        )
        rows.add(
            self.tr("Encryption of the sound (SRTP)"),
            self.srtp,
            self.tr(
                "The key is protected only when TLS is used. A call shows a lock when both are."
            ),
            key="account.srtp",
        )
        rows.add(self.tr("Registration expires after"), self.expires, key="account.expires_s")
        rows.add(
            self.tr("Country"),
            self.country,
            self.tr("Two letters (CN, TW, US …), used to read national numbers."),
            key="country",
        )
        rows.add_words(self.tr("You enter the password at sign-in. The system's keyring keeps it."))
        rows.addStretch(1)

    def problem(self) -> Problem | None:
        """See ``SettingsPage``."""
        country = self.country.text().strip()
        if len(country) != 2 or not country.isascii() or not country.isalpha():
            return Problem(self.tr("The country is two letters, such as CN."), self.country)
        if self.server.text().strip() in ("", self._begun) and not self.user.text().strip():
            return None
        if split_server(self.server.text()) is None:
            words = self.tr("Enter the server's name or address, with or without a port.")
            return Problem(words, self.server)
        if not self.user.text().strip():
            return Problem(self.tr("The user is missing."), self.user)
        return None

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        server = split_server(self.server.text())
        account = settings.account
        if server is not None and self.user.text().strip():
            account = msgspec.structs.replace(
                settings.account or Account(server="", user=""),
                server=server[0],
                port=server[1],
                user=self.user.text().strip(),
                auth_user=self.auth_user.text().strip(),
                display_name=self.display_name.text().strip(),
                transport=Transport(self.transport.choice()),
                expires_s=self.expires.value(),
                srtp=Srtp(self.srtp.choice()),
                ca_file=self.ca_file.text().strip(),
            )
        country = self.country.text().strip().upper()
        return msgspec.structs.replace(
            settings,
            account=account,
            agent_name=self.agent_name.text().strip(),
            country=country,
        )


class SoundPage(SettingsPage):
    """Microphone, speaker and ringer, with how loud they are just now."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._wanted = settings.devices
        self.microphone = DeviceCombo("settingsMicrophone")
        self.speaker = DeviceCombo("settingsSpeaker")
        self.ringer = DeviceCombo("settingsRinger", empty=self.tr("Same as the speaker"))
        self.ring_also = DeviceCombo(
            "settingsRingAlso", empty=self.tr("No other device"), silent=False
        )
        self.microphone_level = LevelMeter(self.tr("Level of the microphone"))
        self.speaker_level = LevelMeter(self.tr("Level of the speaker"))
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setValue(round(settings.devices.ring_volume * 100))
        rows = Rows(self)
        rows.add_words(
            self.tr(
                "An unplugged device is replaced by the next best one and used again "
                "once it is back. “Same as the system” follows the system's "
                "settings, during a call too."
            )
        )
        rows.add(self.tr("Microphone"), self.microphone, key="devices.microphone")
        rows.add(self.tr("Level"), self.microphone_level)
        rows.add(self.tr("Speaker"), self.speaker, key="devices.speaker")
        rows.add(self.tr("Level"), self.speaker_level)
        rows.add(
            self.tr("Ringer"),
            self.ringer,
            self.tr("Can be a loudspeaker in addition to the headset."),
            key="devices.ringer",
        )
        rows.add(
            self.tr("Also ring on"),
            self.ring_also,
            self.tr("So that you hear calls when the headset is on the desk."),
            key="devices.ring_also",
        )
        rows.add(self.tr("Ring volume"), self.volume, key="devices.ring_volume")
        self.headset = HeadsetKeysRow(settings.devices)
        rows.add_bare(self.headset, key="devices.headset_buttons")
        rows.addSpacing(GRID)
        self.extras = SoundExtras(settings.devices)
        self.microphone.currentIndexChanged.connect(self._show_processing)
        rows.addWidget(self.extras)
        self.codecs = ChoiceCombo(
            [
                (CodecProfile.OFFICE.value, self.tr("Office network")),
                (CodecProfile.HOME.value, self.tr("Home, over the internet")),
                (CodecProfile.THIN.value, self.tr("Slow network (mobile, shared)")),
            ],
            settings.sound.codecs.value,
        )
        self.codecs.setObjectName("settingsCodecs")
        rows.add(
            self.tr("Network"),
            self.codecs,
            self.tr("Codecs for calls. Applies from the next call."),
            key="sound.codecs",
        )
        rows.addStretch(1)
        self._known: object = None
        self._microphones: Sequence[AudioDevice] = ()
        self._speakers: Sequence[AudioDevice] = ()

    def show_devices(
        self, microphones: Sequence[AudioDevice], speakers: Sequence[AudioDevice]
    ) -> None:
        """What can be chosen; a chosen device that is away stays in the list."""
        known = (tuple(microphones), tuple(speakers))
        if known == self._known:
            return
        if self._known is not None:
            self._wanted = self._read_devices()
        self._known = known
        wanted, names = self._wanted, self._wanted.names
        self.microphone.show_devices(microphones, wanted.microphone, names)
        self.speaker.show_devices(speakers, wanted.speaker, names)
        self.ringer.show_devices(speakers, wanted.ringer, names)
        self.ring_also.show_devices(speakers, wanted.ring_also, names)
        self._speakers = speakers
        self._microphones = microphones
        self._show_processing()

    def _show_processing(self) -> None:
        self.extras.show_microphone(self.microphone.choice(), self._microphones)

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        sound = msgspec.structs.replace(settings.sound, codecs=CodecProfile(self.codecs.choice()))
        return msgspec.structs.replace(settings, devices=self._read_devices(), sound=sound)

    def _read_devices(self) -> AudioDevices:
        kept = msgspec.structs.replace(
            self._wanted,
            ring_volume=self.volume.value() / 100,
            headset_buttons=self.headset.check.isChecked(),
        )
        if self._known is None:
            return self.extras.read(kept)
        chosen = msgspec.structs.replace(
            kept,
            microphone=self.microphone.choice(),
            speaker=self.speaker.choice(),
            ringer=self.ringer.choice(),
            ring_also=self.ring_also.choice(),
        )
        there = (*self._microphones, *self._speakers)
        names = names_of(chosen, there, self._wanted.names)
        return self.extras.read(msgspec.structs.replace(chosen, names=names))
