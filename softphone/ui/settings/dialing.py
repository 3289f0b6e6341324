"""The settings' page of dialling: dial plan, costly numbers, caller ids, keys for voice menus."""

import re

import msgspec

from softphone.config.settings import Settings
from softphone.domain.dial_plan import CallerId, DialPlan, DialRule, Shape
from softphone.domain.dtmf import DtmfWay, steps
from softphone.ui.settings.fields import ChoiceCombo, Rows, text_field
from softphone.ui.settings.page import Problem, SettingsPage, first, list_field, listed
from softphone.ui.settings.table import Column, TableField

_DIGITS = re.compile(r"\+?[0-9*#]*")
_CALLER_ID = re.compile(r"\+?[0-9A-Za-z*#._-]{1,64}")
_AREA_CODE = re.compile(r"[0-9]{0,6}")
_PREFIX = re.compile(r"[0-9]{1,8}")
_HEADER = re.compile(r"[0-9A-Za-z.!%*_+`'~-]*")
"""A header's name is a token (RFC 3261, section 25.1)."""
_RULE = {"least": (1, 32), "most": (1, 32), "strip": (0, 32)}


class DialingPage(SettingsPage):
    """How the agent's own calls go out."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._rows = Rows(self)
        self._show_plan(settings.dialing.plan)
        self._show_reading(settings)
        self._show_caller_ids(settings)
        self._show_keys(settings)
        self._rows.addStretch(1)

    def _show_plan(self, plan: DialPlan) -> None:
        self.shape = ChoiceCombo(
            [
                (Shape.NATIONAL.value, self.tr("As in the country: 02212345678")),
                (Shape.E164.value, "+862212345678"),
                (Shape.DIGITS.value, "862212345678"),
                (Shape.INTERNATIONAL.value, "00862212345678"),
            ],
            plan.shape.value,
        )
        self.shape.setObjectName("settingsShape")
        self.rules = TableField(
            "settingsDialRules",
            self.tr("Rules"),
            (
                Column("starts", self.tr("Begins with")),
                Column("least", self.tr("Min. digits"), 88, numbers=_RULE["least"], preset="7"),
                Column("most", self.tr("Max."), 64, numbers=_RULE["most"], preset="32"),
                Column("strip", self.tr("Remove digits"), 72, numbers=_RULE["strip"], preset="0"),
                Column("prepend", self.tr("Add in front"), 104),
            ),
            [{k: str(v) for k, v in msgspec.to_builtins(rule).items()} for rule in plan.rules],
            ordered=True,
        )
        self.premium = list_field(plan.premium, "settingsPremium", "168, +44906")
        self.emergency = list_field(plan.emergency, "settingsEmergency")
        rows = self._rows
        rows.add(
            self.tr("Number format for the phone system"), self.shape, key="dialing.plan.shape"
        )
        rows.add(
            self.tr("Rules"),
            self.rules,
            self.tr(
                "The first matching rule applies. Short codes and emergency numbers "
                "are not changed."
            ),
            key="dialing.plan.rules",
        )
        rows.add(
            self.tr("Confirm before dialling numbers that begin with"),
            self.premium,
            self.tr("Numbers that cost extra, separated by commas."),
            key="dialing.plan.premium",
        )
        rows.add(
            self.tr("Emergency numbers"),
            self.emergency,
            self.tr("Dialled unchanged: no rule, no confirmation, no caller ID."),
            key="dialing.plan.emergency",
        )

    def _show_reading(self, settings: Settings) -> None:
        dialing = settings.dialing
        self.area_code = text_field(dialing.area_code, "settingsAreaCode", "022")
        self.area_code.setMaximumWidth(140)
        self.received = list_field(dialing.received_prefixes, "settingsReceivedPrefixes", "9, 0")
        rows = self._rows
        rows.add(
            self.tr("Home area code"),
            self.area_code,
            self.tr("Added to numbers without an area code: dialled, received or imported."),
            key="dialing.area_code",
        )
        rows.add(
            self.tr("Prefixes to remove from callers' numbers"),
            self.received,
            self.tr(
                "Digits that the phone system adds in front. Removed only if a full "
                "number remains. Separate them with commas."
            ),
            key="dialing.received_prefixes",
        )

    def _show_caller_ids(self, settings: Settings) -> None:
        dialing = settings.dialing
        self.caller_ids = TableField(
            "settingsCallerIds",
            self.tr("Numbers you can call as"),
            (Column("name", self.tr("Name")), Column("number", self.tr("Number"), 184)),
            [msgspec.to_builtins(one) for one in dialing.caller_ids],
        )
        self.header = text_field(dialing.caller_id_header, "settingsCallerIdHeader")
        rows = self._rows
        rows.add(self.tr("Numbers you can call as"), self.caller_ids, key="dialing.caller_ids")
        rows.add(
            self.tr("Header that carries the chosen number"),
            self.header,
            self.tr("The header the phone system reads: P-Preferred-Identity, or its own."),
            key="dialing.caller_id_header",
        )

    def _show_keys(self, settings: Settings) -> None:
        dialing = settings.dialing
        self.dtmf = ChoiceCombo(
            [
                (DtmfWay.AUTO.value, self.tr("As the other side supports")),
                (DtmfWay.RFC4733.value, self.tr("RTP events (RFC 4733)")),
                (DtmfWay.INFO.value, self.tr("SIP messages (INFO)")),
                (DtmfWay.IN_BAND.value, self.tr("Tones in the audio (in-band)")),
            ],
            dialing.dtmf.value,
        )
        self.dtmf.setObjectName("settingsDtmf")
        self.macros = TableField(
            "settingsMacros",
            self.tr("Key sequences"),
            (Column("name", self.tr("Name")), Column("keys", self.tr("Keys"), 216)),
            [{"name": name, "keys": keys} for name, keys in dialing.macros.items()],
        )
        rows = self._rows
        rows.add(self.tr("Keys are sent as"), self.dtmf, key="dialing.dtmf")
        rows.add(
            self.tr("Key sequences"),
            self.macros,
            self.tr("For voice menus, on the keypad. A comma is a pause of two seconds."),
            key="dialing.macros",
        )

    # ------------------------------------------------------------------------- checks

    def problem(self) -> Problem | None:
        """See ``SettingsPage``."""
        return first(
            self._bad_rule,
            self._bad_premium,
            self._bad_emergency,
            self._bad_area_code,
            self._bad_received,
            self._bad_caller_id,
            self._bad_header,
            self._bad_macro,
        )

    def _bad_rule(self) -> Problem | None:
        for place, row in enumerate(self.rules.rows()):
            for name, (least, most) in _RULE.items():
                if not row[name].isdigit() or not least <= int(row[name]) <= most:
                    words = self.tr("Enter a whole number from {least} to {most}.")
                    words = words.format(least=least, most=most)
                    return Problem(words, self.rules.point_at(place, name))
            if int(row["least"]) > int(row["most"]):
                words = self.tr("No number has at least {least} and at most {most} digits.")
                words = words.format(least=row["least"], most=row["most"])
                return Problem(words, self.rules.point_at(place, "least"))
            for name in ("starts", "prepend"):
                if not _DIGITS.fullmatch(row[name]):
                    words = self.tr("Only digits, * and #, with or without a + before them.")
                    return Problem(words, self.rules.point_at(place, name))
        return None

    def _bad_premium(self) -> Problem | None:
        for start in listed(self.premium):
            if not _DIGITS.fullmatch(start):
                words = self.tr("{number} is not the beginning of a number.")
                return Problem(words.format(number=start), self.premium)
        return None

    def _bad_emergency(self) -> Problem | None:
        numbers = listed(self.emergency)
        if not numbers:
            words = self.tr("Emergency numbers cannot be empty: calls for help would fail.")
            return Problem(words, self.emergency)
        for number in numbers:
            if not number.isascii() or not number.isdigit():
                words = self.tr("{number} is not an emergency number. Use digits only.")
                return Problem(words.format(number=number), self.emergency)
        return None

    def _bad_area_code(self) -> Problem | None:
        if _AREA_CODE.fullmatch(self.area_code.text().strip()):
            return None
        return Problem(self.tr("An area code has at most six digits."), self.area_code)

    def _bad_received(self) -> Problem | None:
        for prefix in listed(self.received):
            if not _PREFIX.fullmatch(prefix):
                words = self.tr("{prefix} is not a prefix. Use at most eight digits.")
                return Problem(words.format(prefix=prefix), self.received)
        return None

    def _bad_caller_id(self) -> Problem | None:
        known: set[str] = set()
        for place, row in enumerate(self.caller_ids.rows()):
            number = row["number"]
            if not _CALLER_ID.fullmatch(number):
                words = self.tr("Enter a number.")
            elif number in known:
                words = self.tr("{number} is in the list twice.").format(number=number)
            else:
                known.add(number)
                continue
            return Problem(words, self.caller_ids.point_at(place, "number"))
        return None

    def _bad_header(self) -> Problem | None:
        if _HEADER.fullmatch(self.header.text().strip()):
            return None
        return Problem(self.tr("Not a valid header name."), self.header)

    def _bad_macro(self) -> Problem | None:
        known: set[str] = set()
        for place, row in enumerate(self.macros.rows()):
            if not row["name"]:
                return Problem(
                    self.tr("This key sequence has no name."), self.macros.point_at(place, "name")
                )
            if row["name"] in known:
                words = self.tr("{name} is in the list twice.").format(name=row["name"])
                return Problem(words, self.macros.point_at(place, "name"))
            if not steps(row["keys"]):
                words = self.tr("Keys are 0 to 9, * and #, with commas for pauses.")
                return Problem(words, self.macros.point_at(place, "keys"))
            known.add(row["name"])
        return None

    def read(self, settings: Settings) -> Settings:
        """See ``SettingsPage``."""
        plan = msgspec.structs.replace(
            settings.dialing.plan,
            shape=Shape(self.shape.choice()),
            rules=tuple(
                DialRule(
                    starts=row["starts"],
                    least=int(row["least"]),
                    most=int(row["most"]),
                    strip=int(row["strip"]),
                    prepend=row["prepend"],
                )
                for row in self.rules.rows()
            ),
            premium=listed(self.premium),
            emergency=listed(self.emergency),
        )
        dialing = msgspec.structs.replace(
            settings.dialing,
            plan=plan,
            caller_ids=tuple(
                CallerId(number=row["number"], name=row["name"]) for row in self.caller_ids.rows()
            ),
            caller_id_header=self.header.text().strip(),
            dtmf=DtmfWay(self.dtmf.choice()),
            macros={row["name"]: row["keys"] for row in self.macros.rows()},
            area_code=self.area_code.text().strip(),
            received_prefixes=listed(self.received),
        )
        return msgspec.structs.replace(settings, dialing=dialing)
