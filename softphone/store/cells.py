"""One cell of a CSV file made into a value; ``CellError`` says in words why it cannot be."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal, InvalidOperation

from softphone.domain.customer import Tier
from softphone.ports import NumberPlan
from softphone.store.dates import DateError, read_time
from softphone.store.phone_cell import PhoneCell
from softphone.store.phone_cell import read as read_phones
from softphone.store.text import clean, folded

LIMITS = {
    "id": 64,
    "customer_id": 64,
    "name": 200,
    "company": 200,
    "email": 254,
    "city": 100,
    "language": 35,
    "note": 4000,
    "status": 100,
    "summary": 1000,
}
MAX_NUMBERS = 20
MAX_MINOR = 10**15
# ISO 4217 currencies whose minor unit is the unit itself, or a thousandth.
_NO_MINOR = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "PYG", "UGX"})
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_SIGNS = {"¥": "CNY", "￥": "CNY", "$": "USD", "€": "EUR", "£": "GBP", "元": "CNY"}
_TIERS = {
    Tier.NORMAL: "normal|standard|basic|普通|一般|普通客户|普通客戶|1",
    Tier.SILVER: "silver|银|银卡|银卡客户|銀|銀卡|銀卡客戶|2",
    Tier.GOLD: "gold|金|金卡|金卡客户|金卡客戶|3",
    Tier.VIP: "vip|贵宾|贵宾客户|貴賓|貴賓客戶|vip客户|vip客戶|重要客户|重要客戶|4",
}
_TIER_WORDS = {word: tier for tier, words in _TIERS.items() for word in words.split("|")}


_WRAPPED = re.compile(r'=\s*(?:T\s*\()?\s*"(?P<text>(?:[^"]|"")*)"\s*\)?', re.IGNORECASE)
_MARKED = re.compile(r"^[`'](?=[\d+(=@-])")


class CellError(Exception):
    """The value cannot be used; the text says why."""


def plain_text(field: str, value: str) -> str:
    """Cleaned text, formulas and all: text is never run. Too long is an error, not a cut."""
    limit = LIMITS[field]
    text = clean(value, limit + 1)
    if len(text) > limit:
        raise CellError(f"longer than {limit} characters")
    return text if field == "note" else " ".join(text.split())


def unwrapped(cell: str) -> str:
    """Without what spreadsheets and shop systems put around a value so that it stays text.

    ``="00123"``, a leading backtick or apostrophe before a figure, blanks and tabs.
    """
    text = cell.strip()
    if found := _WRAPPED.fullmatch(text):
        return found["text"].replace('""', '"').strip()
    return _MARKED.sub("", text)


def tier(value: str) -> Tier | None:
    """A rank in English or Chinese, or its figure from 1 to 4; None when the word is unknown."""
    return _TIER_WORDS.get(folded(value))


def phones(value: str, plan: NumberPlan) -> PhoneCell:
    """The numbers of a cell, see ``phone_cell.read``; a cell without any usable one is an error."""
    found = read_phones(value, plan)
    if len(found.numbers) > MAX_NUMBERS:
        raise CellError(f"more than {MAX_NUMBERS} numbers")
    if found.left_out and not found.numbers:
        part, reason = found.left_out[0]
        raise CellError(f"“{part}”: {reason}")
    return found


def time(value: str) -> datetime:
    """See ``dates.read_time``; without a zone it is this computer's."""
    try:
        return read_time(value)
    except DateError:
        raise CellError("not a date: write it like 2025-03-01 or 2025-03-01 14:30") from None


def money(value: str, currency: str) -> tuple[int, str]:
    """Minor units and currency (ISO 4217); a sign such as ¥ fills an empty currency.

    ``1,234.50`` and ``1.234,50`` are both read: the last separator is the decimal one, unless a
    lone comma is followed by exactly three digits.
    """
    text = unicodedata.normalize("NFKC", clean(value, 60)).replace(" ", "")
    code = clean(currency, 10).upper()
    for sign, meant in _SIGNS.items():
        if unicodedata.normalize("NFKC", sign) in text:
            text = text.replace(unicodedata.normalize("NFKC", sign), "")
            code = code or meant
    code = code or "CNY"
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise CellError("not a currency code: write it like CNY or USD")
    if not text:
        return 0, code
    try:
        amount = Decimal(_with_point(text))
        minor = amount.scaleb(_exponent(code))
        if minor != minor.to_integral_value() or abs(minor) > MAX_MINOR:
            raise CellError("not an amount in this currency")
    except (InvalidOperation, ValueError):
        raise CellError("not an amount: write it like 1234.50") from None
    return int(minor), code


def major(minor: int, currency: str) -> str:
    """An amount as people write it, without its currency."""
    return str(Decimal(minor).scaleb(-_exponent(currency)))


def _exponent(currency: str) -> int:
    return 0 if currency in _NO_MINOR else 3 if currency in _THOUSANDTHS else 2


def _with_point(text: str) -> str:
    if not re.fullmatch(r"-?\d[\d.,]*", text):
        raise ValueError(text)
    comma, point = text.rfind(","), text.rfind(".")
    if comma > point and (point >= 0 or not re.fullmatch(r"-?\d{1,3}(,\d{3})+", text)):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "")
