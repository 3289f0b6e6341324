"""The settings' page of recording: who decides, what callers hear, where files are and how long."""

from pathlib import Path

import msgspec

from softphone.config.settings import Settings
from softphone.domain.recording import NoticeKind, NoticeTo, RecordingFormat, RecordingPolicy
from softphone.ui.settings.fields import Check, ChoiceCombo, NumberBox, Rows
from softphone.ui.settings.page import PathField, Problem, SettingsPage, first

_DAYS, _SECONDS, _MEGABYTES = 36_500, 3600, 1_000_000


class RecordingPage(SettingsPage):
    """What is recorded, and what becomes of it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        rules = settings.recording
        self.policy = ChoiceCombo(
            [
                (RecordingPolicy.OFF.value, self.tr("Nothing")),
                (RecordingPolicy.BUTTON.value, self.tr("Only calls you choose with the button")),
                (RecordingPolicy.ALWAYS.value, self.tr("Every answered call")),
            ],
            rules.policy.value,
        )
        self.policy.setObjectName("settingsRecordingPolicy")
        self.format = ChoiceCombo(
            [
                (RecordingFormat.WAV.value, self.tr("WAV: 230 MB an hour")),
                (RecordingFormat.OPUS.value, self.tr("Opus: 28 MB an hour")),
            ],
            rules.format.value,
        )
        self.format.setObjectName("settingsRecordingFormat")
        self.folder = PathField(
            rules.folder,
            "settingsRecordingFolder",
            self.tr("Folder"),
            self.tr("In the program's data"),
            folder=True,
        )
        self.encrypt = Check(self.tr("Encrypt recordings"))
        self.encrypt.setObjectName("settingsRecordingEncrypt")
        self.encrypt.setChecked(rules.encrypt)
        self.days = NumberBox(rules.retention_days, 0, _DAYS, self.tr("days"))
        self.days.setObjectName("settingsRetention")
        self.days.setSpecialValueText(self.tr("For ever"))
        self.pause = NumberBox(rules.pause_most_s, 0, _SECONDS, self.tr("s"))
        self.pause.setObjectName("settingsPauseMost")
        self.pause.setSpecialValueText(self.tr("No pauses"))
        self.free = NumberBox(rules.keep_free_mb, 0, _MEGABYTES, self.tr("MB"))
        self.free.setObjectName("settingsKeepFree")
        self.notice = ChoiceCombo(
            [
                (NoticeKind.NONE.value, self.tr("Nothing")),
                (NoticeKind.TONE.value, self.tr("A tone")),
                (NoticeKind.SPOKEN.value, self.tr("Spoken sentence at the start")),
            ],
            rules.notice.value,
        )
        self.notice.setObjectName("settingsNotice")
        self.notice_to = ChoiceCombo(
            [
                (NoticeTo.BOTH.value, self.tr("The caller and you")),
                (NoticeTo.FAR_END.value, self.tr("The caller only")),
            ],
            rules.notice_to.value,
        )
        self.notice_to.setObjectName("settingsNoticeTo")
        self.every = NumberBox(rules.tone_every_s, 0, _SECONDS, self.tr("s"))
        self.every.setObjectName("settingsToneEvery")
        self.every.setSpecialValueText(self.tr("Only at the start"))
        self.every.setMaximumWidth(220)
        languages = [("", self.tr("Same as the window")), ("en", "English"), ("zh", "中文")]
        if rules.notice_language not in dict(languages):
            languages.append((rules.notice_language, rules.notice_language))
        self.language = ChoiceCombo(languages, rules.notice_language)
        self.language.setObjectName("settingsNoticeLanguage")
        self.file = PathField(
            rules.notice_file,
            "settingsNoticeFile",
            self.tr("A sentence of your own"),
            self.tr("Built-in"),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        rows = Rows(self)
        rows.add_words(
            self.tr(
                "Check the law where you and your callers are: notice, consent, "
                "retention and deletion."
            )
        )
        rows.add(self.tr("Record"), self.policy, key="recording.policy")
        rows.add(
            self.tr("File format"),
            self.format,
            self.tr("Recordings are converted to Opus after they end."),
            key="recording.format",
        )
        rows.add(self.tr("Folder"), self.folder, key="recording.folder")
        rows.add_bare(
            self.encrypt,
            self.tr("With a key in the system's keyring. Without a keyring nothing is recorded."),
            key="recording.encrypt",
        )
        rows.addSpacing(12)
        rows.add(
            self.tr("Keep recordings"),
            self.days,
            self.tr("Older recordings are deleted, including existing ones."),
            key="recording.retention_days",
        )
        rows.add(
            self.tr("Longest pause, for card data"),
            self.pause,
            self.tr("A pause ends automatically."),
            key="recording.pause_most_s",
        )
        rows.add(
            self.tr("Free disk space to keep"),
            self.free,
            self.tr("Recording stops when less space is left. The call continues."),
            key="recording.keep_free_mb",
        )
        rows.add_section(self.tr("Recording notice"))
        rows.add(self.tr("The caller hears"), self.notice, key="recording.notice")
        rows.add(self.tr("Who hears it"), self.notice_to, key="recording.notice_to")
        rows.add(self.tr("Repeat the tone every"), self.every, key="recording.tone_every_s")
        rows.add(
            self.tr("Language of the sentence"), self.language, key="recording.notice_language"
        )
        rows.add(
            self.tr("A sentence of your own"),
            self.file,
            self.tr("WAV, mono, 16 bits."),
            key="recording.notice_file",
        )
        rows.addStretch(1)

    def problem(self) -> Problem | None:
        """See ``SettingsPage``."""
        return first(self._bad_folder, self._bad_file)

    def _bad_folder(self) -> Problem | None:
        text = self.folder.path()
        if not text or Path(text).is_dir():
            return None
        if not Path(text).is_absolute():
            words = self.tr("The recordings folder must be an absolute path.")
        elif Path(text).exists():
            words = self.tr("This is a file. Choose a folder for recordings.")
        else:
            return None
        return Problem(words, self.folder.edit)

    def _bad_file(self) -> Problem | None:
        text = self.file.path()
        if not text or NoticeKind(self.notice.choice()) is not NoticeKind.SPOKEN:
            return None
        if Path(text).is_file():
            return None
        return Problem(self.tr("The sentence file does not exist."), self.file.edit)

    def read(self, settings: Settings) -> Settings:
        """See ``SettingsPage``."""
        rules = msgspec.structs.replace(
            settings.recording,
            policy=RecordingPolicy(self.policy.choice()),
            format=RecordingFormat(self.format.choice()),
            folder=self.folder.path(),
            encrypt=self.encrypt.isChecked(),
            retention_days=self.days.value(),
            pause_most_s=self.pause.value(),
            keep_free_mb=self.free.value(),
            notice=NoticeKind(self.notice.choice()),
            notice_to=NoticeTo(self.notice_to.choice()),
            tone_every_s=self.every.value(),
            notice_language=self.language.choice(),
            notice_file=self.file.path(),
        )
        return msgspec.structs.replace(settings, recording=rules)
