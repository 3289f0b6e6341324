"""A phone number as a value; parsing is behind the ``NumberPlan`` port."""

import re

import msgspec

WITHHELD = frozenset(
    {
        "",
        "anonymous",
        "anonym",
        "unavailable",
        "unknown",
        "unknown number",
        "private number",
        "-",
        "withheld",
        "restricted",
        "private",
        "匿名",
        "未知",
        "号码保密",
        "號碼保密",
    }
)
"""What PBXs send instead of a number or a name (RFC 3323 section 4.1.1.3: anonymous)."""

_BETWEEN = re.compile(r"[\s()./\-]")
_SIGNS = "?•●·×✕~_■□▇…"
_MASKED = re.compile(rf"\+?[0-9xXyY*#{_SIGNS}]{{7,}}")
_HIDDEN_RUN = re.compile(rf"[xX]{{2,}}|[yY]{{3,}}|(?<=[0-9])[*#{_SIGNS}]{{3,}}|[*{_SIGNS}]{{4,}}")
_HIDDEN_BY_MARKS = re.compile(r"[0-9][.\-]{3,}[0-9]")
_NOTHING_SHOWN = re.compile(rf"[xXyY*{_SIGNS}]{{7,}}")
_LEAST_DIGITS = 2


class PhoneNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``e164`` is empty when the text is no full number (an extension, a feature code, withheld).

    ``dial`` is what goes to the PBX. ``display`` is grouped for reading. ``keys`` are sent once
    somebody answers, with their pauses (``,801``). A ``masked`` number has hidden digits
    (``138****1234``): it is text, nobody is found by it and it cannot be dialled.
    """

    raw: str
    dial: str
    e164: str = ""
    display: str = ""
    keys: str = ""
    masked: bool = False

    @property
    def key(self) -> str:
        """What a customer is found by: E.164, else the number literally; or ""."""
        return self.e164 or self.dial


_LEAST_SHOWN = 7
_FEW_SIGNS = re.compile(r"\+?\d{3,}\*{1,3}\d{3,}|(?=.{11}$)1\d+[xX]\d+")
"""Stars within a number; an x in place of a digit of a Chinese mobile number's eleven."""


def is_withheld(number: str) -> bool:
    """Whether a received number or name only says that there is none."""
    return number.strip().strip("\"'").casefold() in WITHHELD


def shown_text(text: str) -> str:
    """A received number or name as it may be shown; "" where it says that there is none."""
    return "" if is_withheld(text) else text


def is_masked(number: str) -> bool:
    """Whether digits of a number are hidden: ``1381234XXXX``, ``138****1234``."""
    plain = _BETWEEN.sub("", number)
    if _HIDDEN_BY_MARKS.search(number) or _NOTHING_SHOWN.fullmatch(plain):
        return True
    return (
        _MASKED.fullmatch(plain) is not None
        and _HIDDEN_RUN.search(plain) is not None
        and sum(character.isdigit() for character in plain) >= _LEAST_DIGITS
    )


def is_masked_on_the_line(number: str) -> bool:
    """Whether digits of a received number are hidden by fewer signs than ``is_masked`` asks for:
    ``138*8888``, ``1381234x999``. What an agent dials may be a code or have an extension.
    """
    found = _FEW_SIGNS.fullmatch(_BETWEEN.sub("", number))
    return found is not None and sum(map(str.isdigit, found[0])) >= _LEAST_SHOWN


def known_by(number: str) -> str:
    """The number as somebody may be found by it or keep it; "" when withheld or masked."""
    return "" if is_withheld(number) or is_masked(number) else number
