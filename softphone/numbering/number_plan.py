"""Numbers in any shape, made into what the PBX dials and what the store knows."""

import re
import threading

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberMatcher

from softphone.domain.phone import PhoneNumber, is_masked, is_masked_on_the_line, is_withheld
from softphone.numbering import places
from softphone.numbering.text import Pasted, dashes, digits_of, is_code, plain, unwrap

MAX_SHORT = 6
"""Up to so many digits it is an extension or a service number (1001, 10086, 95588, 12345)."""

_USER = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9_.!~*'()&=+$,/-]{1,64}")
_BEHIND_DASH = re.compile(r"(.*\d)\s*-\s*(\d{1,6})")
_MOST_PREFIXES = 3
_LONGEST_LOCAL = 8
"""Digits of a number without its area code, at most."""
_LEAST_BEHIND_PREFIX = 10
_NUMBER_LIKE = re.compile(r"\+?[\d\s()./\-]*\d[\d\s()./\-]*")


class Numbering:
    """The ``NumberPlan`` of one country (ISO 3166); an unknown one reads only ``+`` numbers.

    ``dial``: numbers of that country are dialled the national way (``02212345678``), others with
    ``+``; extensions, service numbers and codes as they are. An extension behind a number shows in
    ``display`` and becomes ``keys``. Safe to use from several threads.
    """

    def __init__(
        self, country: str, *, area_code: str = "", prefixes: tuple[str, ...] = ()
    ) -> None:
        """Cheap: the tables of places are loaded by ``warm`` or at first use.

        ``area_code`` (``022``) is put before numbers without one; ``prefixes`` are what the
        PBX or the trunk leaves before received numbers.
        """
        self._lock = threading.Lock()
        self.configure(country, area_code=area_code, prefixes=prefixes)

    def configure(self, country: str, *, area_code: str, prefixes: tuple[str, ...]) -> None:
        """Go by other settings from now on."""
        country = country.upper()
        self._country = country if country in phonenumbers.SUPPORTED_REGIONS else None
        self._area_code = area_code
        self._prefixes = tuple(prefix for prefix in prefixes if prefix)

    def parse(self, text: str) -> PhoneNumber:
        """Read a number pasted in any shape; never raises. Letters are keys (1-800-FLOWERS)."""
        return self._read(text, typed=True)

    def received(self, text: str) -> PhoneNumber:
        """Read a number of the signalling; never raises.

        Letters are no keys there, nothing is searched for in words around it, and what the trunk
        left before it is taken off if only that makes it a number.
        """
        return self._read(text, typed=False)

    def _read(self, text: str, *, typed: bool) -> PhoneNumber:
        raw = plain(text)
        pasted = unwrap(text)
        if is_withheld(pasted.text):
            return PhoneNumber(raw=raw, dial=pasted.uri if typed else "", display="")
        if is_masked(pasted.text):
            return PhoneNumber(raw=raw, dial="", display=pasted.text, masked=True)
        if not typed and is_masked_on_the_line(raw):
            return PhoneNumber(raw=raw, dial="", display=raw, masked=True)
        if is_code(pasted.text):
            return PhoneNumber(raw=raw, dial=pasted.text, display=pasted.text, keys=pasted.keys)
        number = self._valid(pasted.text) if typed else self._told(pasted.text)
        if number is None and (match := _BEHIND_DASH.fullmatch(dashes(pasted.text))):
            # 0371-66660000-801: too long for a number, and a number without its last part.
            number = self._try(match[1]) if _NUMBER_LIKE.fullmatch(match[1]) else None
            if number is not None:
                keys = f",{match[2]}" + pasted.keys
                pasted = Pasted(match[1], pasted.uri, match[2], "ext.", keys)
        if number is not None:
            return self._full(raw, number, pasted)
        if pasted.uri:
            return PhoneNumber(raw=raw, dial=pasted.uri, display=pasted.uri)
        return _short(raw, pasted)

    def region(self, number: PhoneNumber, language: str) -> str:
        """归属地, with the carrier where known: ``北京 · 中国移动``; or ""."""
        if not number.e164:
            return ""
        try:
            parsed = phonenumbers.parse(number.e164)
        except NumberParseException:
            return ""
        with self._lock:
            return places.describe(parsed, language, self._country)

    def warm(self) -> None:
        """Load the tables of places and carriers (half a second without ``numbering.tables``)."""
        self.region(self.parse("+8613800138000"), "zh_CN")

    def _valid(self, text: str) -> phonenumbers.PhoneNumber | None:
        candidate = dashes(text)
        if _NUMBER_LIKE.fullmatch(candidate):
            return self._try(candidate)
        # Words around it ("电话：138…，请回"): the first valid number in the text.
        found = self._try(candidate) if candidate.isascii() else None
        return found or self._first_in(text)

    def _told(self, text: str) -> phonenumbers.PhoneNumber | None:
        """A number of the signalling, as it stands or without what the trunk left before it."""
        text = dashes(text)
        if not _NUMBER_LIKE.fullmatch(text):
            return None
        if text.startswith("+0"):
            # No country's code begins with 0: the trunk put its + before a national number.
            text = text[1:]
        number = self._try(text)
        if number is not None or text.startswith("+"):
            return number
        rests = [digits_of(text)]
        for _ in range(_MOST_PREFIXES):
            rests = [
                rest.removeprefix(prefix)
                for rest in rests
                for prefix in self._prefixes
                if rest.startswith(prefix)
            ]
            for rest in rests:
                if len(rest) >= _LEAST_BEHIND_PREFIX and (number := self._try(rest)) is not None:
                    return number
        return None

    def _try(self, text: str) -> phonenumbers.PhoneNumber | None:
        """The number if it is valid, with the home area code before it if only then."""
        number = self._checked(text)
        if number is None and self._area_code:
            digits = digits_of(text)
            local = digits.isdigit() and not digits.startswith("0")
            if local and MAX_SHORT < len(digits) <= _LONGEST_LOCAL:
                number = self._checked(self._area_code + digits)
        return number

    def _checked(self, text: str) -> phonenumbers.PhoneNumber | None:
        digits = sum(c.isdigit() for c in text)
        if digits <= MAX_SHORT and not text.lstrip("( ").startswith("+"):
            return None
        try:
            number = phonenumbers.parse(text, self._country)
        except NumberParseException:
            return None
        return number if phonenumbers.is_valid_number(number) else None

    def _first_in(self, text: str) -> phonenumbers.PhoneNumber | None:
        for match in PhoneNumberMatcher(text, self._country, max_tries=20):
            number: phonenumbers.PhoneNumber = match.number
            return number
        return None

    def _full(self, raw: str, number: phonenumbers.PhoneNumber, pasted: Pasted) -> PhoneNumber:
        extension = pasted.extension or number.extension or ""
        number.extension = None
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        home = phonenumbers.region_code_for_number(number) == self._country
        shape = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
        display = phonenumbers.format_number(number, shape)
        if extension:
            display = f"{display} {pasted.extension_word or 'ext.'} {extension}"
        return PhoneNumber(
            raw=raw,
            dial=digits_of(display_main(display)) if home else e164,
            e164=e164,
            display=display,
            keys=pasted.keys,
        )


def display_main(display: str) -> str:
    """The displayed number without its extension."""
    return re.split(r" (?:转|ext\.) ", display)[0]


def _short(raw: str, pasted: Pasted) -> PhoneNumber:
    """No full number: an extension, a service number, or a user's name on the PBX."""
    text = dashes(pasted.text)
    if _NUMBER_LIKE.fullmatch(text):
        digits = digits_of(text)
        shown = digits
        if pasted.extension:
            shown = f"{digits} {pasted.extension_word} {pasted.extension}"
        return PhoneNumber(raw=raw, dial=digits, display=shown, keys=pasted.keys)
    if _USER.fullmatch(pasted.text):
        return PhoneNumber(raw=raw, dial=pasted.text, display=pasted.text)
    digits = digits_of(pasted.text)
    return PhoneNumber(raw=raw, dial=digits, display=digits or raw)
