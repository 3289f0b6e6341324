"""One cell of phone numbers, as people write them: several, with words, slashes and extensions."""

import re
import unicodedata
from dataclasses import dataclass

from softphone.domain.phone import PhoneNumber, is_masked
from softphone.ports import NumberPlan
from softphone.store.text import clean

# A plus sign begins a number, whatever stands before it.
_BETWEEN = re.compile(r"[;,|、\n]+|:{2,}|(?<=\d)\s+(?=\+\d)")
_SLASH = re.compile(r"[/\\]+")
_AREA_SLASH = re.compile(r"0\d{1,4}\s*/\s*\d[\d\s\-]*")
_AREA_AND_SEVERAL = re.compile(r"(0\d{1,4})\s*/\s*(\d[\d\s\-]*(?:/\s*\d[\d\s\-]*)+)")
_EXTENSION = re.compile(
    r"(?:转|轉|分机号?|分機號?|内线|內線|\bext\b\.?|x(?=\s*\d)|#)\s*[:：]?\s*\d{1,6}",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s*(?:{_EXTENSION.pattern})\s*$", re.IGNORECASE)
_ONE_NUMBER = re.compile(r"[+\d\s()./\-]+")
_MOST_DIGITS = 17
"""Fifteen (E.164), and 00 before them."""
_FIGURES = re.compile(r"[+(]?\d[\d\s().+\-]*")
_WORDS = re.compile(r"[^\W\d_]")
_BLANK_GROUPS = re.compile(r"\d+")
_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_UNCHECKED = re.compile(r"\+?\d{3,20}")
_LONGEST_EXTENSION = 4
_LONGEST_JOIN = 6
"""Groups of digits that may make one number (``+86 022 55 50 12 34`` has six)."""

SHORTENED = "the spreadsheet has shortened this number: format the column as text, export again"
MASKED = "digits are hidden: no customer can be found by it"
NO_NUMBER = "not a phone number"


@dataclass(frozen=True)
class PhoneCell:
    """``numbers``: E.164, or literally where they are none; ``left_out``: part and reason."""

    numbers: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def read(cell: str, plan: NumberPlan) -> PhoneCell:
    """All numbers of a cell, each once.

    The area code of a number counts for short ones that follow it (``021-55501234/55501235``).
    Extensions are not kept. A number that the plan does not know (``95588``) is kept as it stands.
    """
    text = unicodedata.normalize("NFKC", cell)
    reader = _Reader(plan)
    for part in _BETWEEN.split(re.sub(r"(?i);ext=", "转", text)):
        reader.part(clean(part, 200).strip().lstrip("'"))
    left_out = reader.left_out or ([] if reader.numbers else reader.words)
    return PhoneCell(tuple(dict.fromkeys(reader.numbers)), tuple(left_out))


class _Reader:
    def __init__(self, plan: NumberPlan) -> None:
        self._plan = plan
        self._last: PhoneNumber | None = None
        self.numbers: list[str] = []
        self.left_out: list[tuple[str, str]] = []
        self.words: list[tuple[str, str]] = []
        """Parts without any figure: of interest only where there is nothing else."""

    def part(self, part: str) -> None:
        """What stands between two commas; a single number may have a slash in it."""
        if not part:
            return
        if _SHORTENED.fullmatch(part):
            self.left_out.append((part, SHORTENED))
        elif several := _AREA_AND_SEVERAL.fullmatch(part):
            # 0201/123456/123457: an area code, and numbers there.
            first, *more = _SLASH.split(several[2])
            for piece in (several[1] + first, *more):
                self._piece(piece.strip())
        elif not self._take_whole(part):
            if _AREA_SLASH.fullmatch(part):
                # A number of another country than the plan's, not two of them.
                part = _SLASH.sub("", part)
            for piece in _SLASH.split(part):
                self._piece(re.sub(r"\.0+$", "", piece.strip()))

    def _take_whole(self, part: str) -> bool:
        """One number and nothing else."""
        bare = re.sub(r"\.0+$", "", part)
        main = _BEHIND.sub("", bare)
        one = sum(c.isdigit() for c in main) <= _MOST_DIGITS and main.count("+") <= 1
        two = _SLASH.search(main) is not None and main[:1] not in ("0", "+", "(")
        if not one or two or not _ONE_NUMBER.fullmatch(main):
            return False
        return self._carried(bare) or self._full(bare)

    def _full(self, text: str) -> bool:
        number = self._plan.parse(text)
        if not number.e164:
            return False
        self._last = number
        self.numbers.append(number.e164)
        return True

    def _carried(self, text: str) -> bool:
        """Digits without an area code behind a number that has one."""
        last = self._last
        if last is None or not text.isdigit() or text.startswith("0"):
            return False
        area, *rest = _BLANK_GROUPS.findall(last.display)
        local = "".join(rest)
        with_area = last.display.startswith("(") or area.startswith("0")
        if not with_area or len(text) > len(local) or len(text) <= _LONGEST_EXTENSION:
            return False
        number = self._plan.parse(last.e164[: -len(text)] + text)
        if number.e164:
            self.numbers.append(number.e164)
        return bool(number.e164)

    def _piece(self, piece: str) -> None:
        """Numbers with words or only blanks between them."""
        words = piece.split()
        masked = [word for word in words if is_masked(word)]
        if masked or is_masked(piece):
            self.left_out += [(word, MASKED) for word in masked or [piece]]
            piece = " ".join(word for word in words if word not in masked) if masked else ""
        if not piece or self._carried(piece):
            return
        runs = _FIGURES.findall(_EXTENSION.sub(" ; ", piece))
        unread = [run for run in runs if not self._run(run)]
        for text in unread:
            digits = re.sub(r"[^\d+]", "", text)
            if _UNCHECKED.fullmatch(digits):
                if not self._extension(digits):
                    self.numbers.append(digits)
            elif not _WORDS.search(piece):
                self.left_out.append((text.strip(), NO_NUMBER))
        if not runs:
            self.words.append((piece, NO_NUMBER))

    def _extension(self, digits: str) -> bool:
        """Few digits behind a full number: its extension, which is not kept."""
        return self._last is not None and len(digits) <= _LONGEST_EXTENSION

    def _run(self, run: str) -> bool:
        """The longest groups of digits that are numbers, from the left."""
        groups = run.replace("(", " (").split()
        found = False
        while groups:
            for size in range(min(len(groups), _LONGEST_JOIN), 0, -1):
                text = " ".join(groups[:size]).strip(" (-.")
                if self._carried(text) or self._full(text):
                    found = True
                    del groups[:size]
                    break
            else:
                if not found and len(groups) == 1:
                    return False
                if found:
                    self._loose(groups)
                    return True
                return False
        return found

    def _loose(self, groups: list[str]) -> None:
        digits = re.sub(r"[^\d+]", "", "".join(groups))
        if _UNCHECKED.fullmatch(digits) and not self._extension(digits):
            self.numbers.append(digits)
