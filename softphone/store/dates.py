"""Dates as spreadsheets and shop systems write them."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from softphone.store.text import clean

FIRST, LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Between these an order can have been placed."""
SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
"""Day 0 of spreadsheets; a date is its distance in days (ECMA-376, 18.17.4.1)."""
SERIALS = range(20_000, 80_000)
"""Serial days of 1954 to 2119."""
_CLOCK = (
    r"(?:[T\s]*(?P<half>上午|下午|中午|凌晨|早上|晚上)?\s*(?P<hour>\d{1,2})\s*[:时時点點]"
    r"\s*(?P<minute>\d{1,2})\s*分?(?::?\s*(?P<second>\d{1,2})(?:[.,]\d+)?\s*秒?)?"
    r"\s*(?P<ampm>[ap]\.?m\.?)?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<word>{'|'.join(_MONTHS)})[a-z]*\.?"
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号號]?",
        # With points the day comes first everywhere; with strokes it depends on the country.
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        _MONTH + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s*(?P<year>\d{4}),?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]*" + _MONTH + r",?[\s-]*(?P<year>\d{4}),?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    )
)
_COMPACT = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})?")
_AFTERNOON = ("下午", "晚上", "中午")


class DateError(ValueError):
    """No date, or one of another age."""


def read_time(value: str) -> datetime:
    """A time in UTC; one without a zone is this computer's. Raises DateError.

    ISO 8601, dates with the year first, ``1.3.2025``, ``Mar 1 2025``, ``2025年3月1日 下午2:30``,
    serial days of a spreadsheet, seconds or milliseconds since 1970. ``3/1/2025`` could be two
    dates and is refused.
    """
    text = unicodedata.normalize("NFKC", clean(value, 60))
    try:
        at = _read(text).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise DateError(text) from error
    if not FIRST <= at < LAST:
        raise DateError(text)
    return at


def _read(text: str) -> datetime:
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(text[:5]) in SERIALS:
        # A spreadsheet keeps about a millisecond; whole seconds are meant.
        return SERIAL_ZERO + timedelta(seconds=round(float(text) * 86_400))
    if re.fullmatch(r"\d{9,10}(\.\d+)?", text):
        return datetime.fromtimestamp(float(text), UTC)
    if re.fullmatch(r"\d{13}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    if compact := _COMPACT.fullmatch(text):
        date, hour, minute, second = compact.groups(default="00")
        return datetime.strptime(date + hour + minute + second, "%Y%m%d%H%M%S")  # noqa: DTZ007
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _of_parts(found)
    return datetime.fromisoformat(text)


def _of_parts(found: re.Match[str]) -> datetime:
    parts = found.groupdict()
    month = parts.get("month") or _MONTHS.index(parts["word"][:3].lower()) + 1
    hour = int(parts["hour"] or 0)
    late = parts["half"] in _AFTERNOON or (parts["ampm"] or "").lower().startswith("p")
    early = bool(parts["half"] or parts["ampm"]) and not late
    if late and hour < 12 and not (parts["half"] == "中午" and hour >= 10):
        hour += 12
    elif early and hour == 12:
        hour = 0
    return datetime(  # noqa: DTZ001
        int(parts["year"]),
        int(month),
        int(parts["day"]),
        hour,
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
    )
