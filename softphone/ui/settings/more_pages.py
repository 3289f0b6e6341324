"""The other pages of the settings: each shows a part of ``Settings`` and reads it back."""

import msgspec
from PySide6.QtWidgets import QWidget

from softphone.config.settings import Settings
from softphone.domain.agent_state import Reason
from softphone.domain.ticket import TicketField
from softphone.ui.settings.fields import Check, ChoiceCombo, NumberBox, Rows, text_field
from softphone.ui.settings.page import PathField, SettingsPage
from softphone.ui.wording.states import reason_word
from softphone.ui.wording.tickets import field_word
from softphone.ui.wording.translate import LANGUAGES


class QueuePage(SettingsPage):
    """Feature codes that tell the PBX's queue."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        queue = settings.queue
        self.sign_in = text_field(queue.sign_in, "settingsCodeSignIn")
        self.sign_out = text_field(queue.sign_out, "settingsCodeSignOut")
        self.ready = text_field(queue.ready, "settingsCodeReady")
        self.not_ready = text_field(queue.not_ready, "settingsCodeNotReady")
        self.reasons = {
            reason: text_field(queue.not_ready_reasons.get(reason.value, ""))
            for reason in (Reason.BREAK, Reason.MEAL, Reason.TRAINING, Reason.MEETING)
        }
        self.pause = Check(self.tr("No calls from the queue during wrap-up"))
        self.pause.setChecked(queue.pause_in_wrap_up)
        rows = Rows(self)
        rows.add_words(
            self.tr("These codes are dialled to notify the queue. Leave a code empty to skip it.")
        )
        rows.add(self.tr("Sign in to the queue"), self.sign_in, key="queue.sign_in")
        rows.add(self.tr("Sign out of the queue"), self.sign_out, key="queue.sign_out")
        rows.add(self.tr("Ready"), self.ready, key="queue.ready")
        rows.add(self.tr("Not ready"), self.not_ready, key="queue.not_ready")
        for reason, field in self.reasons.items():
            words = self.tr("Not ready: {reason}").format(reason=reason_word(reason))
            rows.add(words, field, key="queue.not_ready_reasons")
        rows.add_bare(self.pause, key="queue.pause_in_wrap_up")
        rows.addStretch(1)

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        shown = {reason.value for reason in self.reasons}
        kept = {k: v for k, v in settings.queue.not_ready_reasons.items() if k not in shown}
        typed = {reason.value: field.text().strip() for reason, field in self.reasons.items()}
        return msgspec.structs.replace(
            settings,
            queue=msgspec.structs.replace(
                settings.queue,
                sign_in=self.sign_in.text().strip(),
                sign_out=self.sign_out.text().strip(),
                ready=self.ready.text().strip(),
                not_ready=self.not_ready.text().strip(),
                not_ready_reasons=kept | {k: v for k, v in typed.items() if v},
                pause_in_wrap_up=self.pause.isChecked(),
            ),
        )


class HeadersPage(SettingsPage):
    """SIP headers that tell about an incoming call."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        headers = settings.headers
        self.fields = {
            "customer_id": text_field(headers.customer_id, "settingsHeaderCustomer"),
            "case_id": text_field(headers.case_id),
            "queue": text_field(headers.queue),
            "waited": text_field(headers.waited),
            "vip": text_field(headers.vip),
        }
        words = {
            "customer_id": self.tr("Customer ID"),
            "case_id": self.tr("Case ID"),
            "queue": self.tr("Queue"),
            "waited": self.tr("Waiting time (seconds)"),
            "vip": self.tr("VIP"),
        }
        rows = Rows(self)
        rows.add_words(
            self.tr(
                "The phone system can send these with a call. Leave a name empty to "
                "ignore that header."
            )
        )
        for name, field in self.fields.items():
            rows.add(words[name], field, key=f"headers.{name}")
        rows.addStretch(1)

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        names = {name: field.text().strip() for name, field in self.fields.items()}
        return msgspec.structs.replace(
            settings, headers=msgspec.structs.replace(settings.headers, **names)
        )


class WrapUpPage(SettingsPage):
    """Countdown and what a ticket must have."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        wrap_up = settings.wrap_up
        self.time = NumberBox(wrap_up.time_s, 0, 3600, self.tr("s"))
        self.more = NumberBox(wrap_up.more_time_s, 5, 3600, self.tr("s"))
        self.required = {field: Check(_capital(field_word(field))) for field in TicketField}
        rows = Rows(self)
        rows.add(self.tr("Wrap-up time"), self.time, key="wrap_up.time_s")
        rows.add(self.tr("“More time” adds"), self.more, key="wrap_up.more_time_s")
        self.internal = Check(self.tr("Tickets for calls with colleagues"))
        self.internal.setChecked(wrap_up.internal_tickets)
        self.extensions = NumberBox(wrap_up.extension_digits, 0, 6, self.tr("digits"))
        rows.add_bare(self.internal, key="wrap_up.internal_tickets")
        rows.add(
            self.tr("Maximum extension length"),
            self.extensions,
            self.tr(
                "Numbers up to this length count as colleagues, even if they are not "
                "targets. 0: only targets count."
            ),
            key="wrap_up.extension_digits",
        )
        rows.add_words(self.tr("Required fields of a ticket"))
        boxes = QWidget()
        inner = Rows(boxes)
        for field, box in self.required.items():
            box.setChecked(field in wrap_up.required)
            inner.add_bare(box)
        rows.add_bare(boxes, key="wrap_up.required")
        rows.addStretch(1)

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        return msgspec.structs.replace(
            settings,
            wrap_up=msgspec.structs.replace(
                settings.wrap_up,
                time_s=self.time.value(),
                more_time_s=self.more.value(),
                required=tuple(f for f, box in self.required.items() if box.isChecked()),
                internal_tickets=self.internal.isChecked(),
                extension_digits=self.extensions.value(),
            ),
        )


class WindowPage(SettingsPage):
    """Language, look and script."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        system = ("", self.tr("Same as the system"))
        self.language = ChoiceCombo([system, *LANGUAGES.items()], settings.window.language)
        self.language.setObjectName("settingsLanguage")
        self.theme = ChoiceCombo(
            [system, ("light", self.tr("Light")), ("dark", self.tr("Dark"))], settings.window.theme
        )
        self.theme.setObjectName("settingsTheme")
        line = PathField(
            settings.script_file, "settingsScript", self.tr("Script file"), self.tr("Built-in")
        )
        self.script = line.edit
        rows = Rows(self)
        rows.add(
            self.tr("Language"),
            self.language,
            self.tr("Takes effect at the next start."),
            key="window.language",
        )
        rows.add(self.tr("Look"), self.theme, key="window.theme")
        rows.add(
            self.tr("Script file"),
            line,
            self.tr("Plain text. Takes effect at the next start."),
            key="script_file",
        )
        rows.addStretch(1)

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        return msgspec.structs.replace(
            settings,
            script_file=self.script.text().strip(),
            window=msgspec.structs.replace(
                settings.window, language=self.language.choice(), theme=self.theme.choice()
            ),
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
