"""The settings' page of targets: the list of colleagues, queues, groups and saved numbers."""

import re

import msgspec

from softphone.config.settings import Settings
from softphone.domain.target import Target, TargetKind
from softphone.ui.settings.fields import Check, Rows, text_field
from softphone.ui.settings.page import PathField, Problem, SettingsPage, bad_code, first
from softphone.ui.settings.table import Column, TableField

_NUMBER = re.compile(r"[^\s<>\"]{1,128}")


class TargetsPage(SettingsPage):
    """Whom a caller can be handed to. Favourites are kept where they are chosen."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        targets = settings.targets
        self.saved = TableField(
            "settingsTargets",
            self.tr("Saved targets"),
            (
                Column("name", self.tr("Name")),
                Column("number", self.tr("Number"), 120),
                Column(
                    "kind",
                    self.tr("Kind"),
                    96,
                    choices=(
                        (TargetKind.COLLEAGUE.value, self.tr("Colleague")),
                        (TargetKind.QUEUE.value, self.tr("Queue")),
                        (TargetKind.GROUP.value, self.tr("Group")),
                        (TargetKind.NUMBER.value, self.tr("Outside number")),
                    ),
                ),
                Column("category", self.tr("Category"), 88),
            ),
            [msgspec.to_builtins(target) for target in targets.saved],
        )
        self.file = PathField(targets.file, "settingsTargetsFile", self.tr("Team list"))
        self.watch = Check(self.tr("Show who is free, ringing or busy"))
        self.watch.setObjectName("settingsTargetsWatch")
        self.watch.setChecked(targets.watch)
        self.pickup = text_field(targets.pickup_code, "settingsPickup")
        self.voicemail = text_field(targets.voicemail, "settingsVoicemail")
        rows = Rows(self)
        rows.add(
            self.tr("Saved targets"),
            self.saved,
            self.tr("Shown with Transfer, Ask first and below the dial box."),
            key="targets.saved",
        )
        rows.add(
            self.tr("Team list"),
            self.file,
            self.tr("A CSV file with a column “number”, and optionally name, kind and category."),
            key="targets.file",
        )
        rows.add_bare(
            self.watch, self.tr("Asks the phone system about each of them."), key="targets.watch"
        )
        rows.addSpacing(12)
        rows.add(
            self.tr("Code for picking up a colleague's call"),
            self.pickup,
            self.tr("Dialled before the number. Empty: pickup is not offered."),
            key="targets.pickup_code",
        )
        rows.add(
            self.tr("Voice mail number"),
            self.voicemail,
            self.tr("Dialled to listen. Empty: no voice mail."),
            key="targets.voicemail",
        )
        rows.addStretch(1)

    def problem(self) -> Problem | None:
        """See ``SettingsPage``."""
        return first(
            self._bad_target, lambda: bad_code(self.pickup), lambda: bad_code(self.voicemail)
        )

    def _bad_target(self) -> Problem | None:
        known: set[str] = set()
        for place, row in enumerate(self.saved.rows()):
            number = row["number"]
            if not number:
                words = self.tr("This target has no number.")
            elif not _NUMBER.fullmatch(number):
                words = self.tr("{number} cannot be dialled.").format(number=number)
            elif number in known:
                words = self.tr("{number} is in the list twice.").format(number=number)
            else:
                known.add(number)
                continue
            return Problem(words, self.saved.point_at(place, "number"))
        return None

    def read(self, settings: Settings) -> Settings:
        """See ``SettingsPage``."""
        # The PBX's names of queues are the administrator's to write; they stay.
        queues = {target.number: target.queue for target in settings.targets.saved}
        saved = tuple(
            Target(
                number=row["number"],
                name=row["name"],
                kind=TargetKind(row["kind"]),
                category=row["category"],
                queue=queues.get(row["number"], ""),
            )
            for row in self.saved.rows()
        )
        return msgspec.structs.replace(
            settings,
            targets=msgspec.structs.replace(
                settings.targets,
                saved=saved,
                file=self.file.path(),
                watch=self.watch.isChecked(),
                pickup_code=self.pickup.text().strip(),
                voicemail=self.voicemail.text().strip(),
            ),
        )
