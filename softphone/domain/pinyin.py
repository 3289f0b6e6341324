"""Finding Chinese names by their pinyin: whole syllables, initials, or any mix of both."""

from collections.abc import Callable

Readings = tuple[frozenset[str], ...]
"""One set of syllables per character, or the word itself where it is none."""


class Pinyin:
    """``load`` gives the table (lines of a syllable and its characters); called at first need."""

    def __init__(self, load: Callable[[], str]) -> None:
        self._load = load
        self._table: dict[str, tuple[str, ...]] | None = None

    def readings(self, name: str) -> Readings:
        """How a name is read; words in Latin letters are read as they are written."""
        found: list[frozenset[str]] = []
        word = ""
        for character in name.casefold():
            if character.isascii() and character.isalnum():
                word += character
                continue
            if word:
                found.append(frozenset({word}))
                word = ""
            if not character.isascii() and (syllables := self._syllables(character)):
                found.append(frozenset(syllables))
        if word:
            found.append(frozenset({word}))
        return tuple(found)

    def _syllables(self, character: str) -> tuple[str, ...]:
        if self._table is None:
            table: dict[str, tuple[str, ...]] = {}
            for line in self._load().splitlines():
                syllable, _, characters = line.partition(" ")
                if syllable.isalpha():
                    for one in characters:
                        table[one] = (*table.get(one, ()), syllable)
            self._table = table
        return self._table.get(character, ())


def reads_as(query: str, readings: Readings) -> bool:
    """Whether the letters begin somewhere in the name: ``zhangwei``, ``zw``, ``zhangw``, ``wei``.

    Every character takes a beginning of one of its syllables, one after the other.
    """
    letters = "".join(query.casefold().replace("ü", "v").split()).replace("'", "")
    if not letters or not letters.isascii() or not letters.isalnum():
        return False
    return any(_from(letters, readings, start) for start in range(len(readings)))


def _from(letters: str, readings: Readings, start: int) -> bool:
    reached = {0}
    for syllables in readings[start:]:
        reached = {
            at + length
            for at in reached
            for syllable in syllables
            for length in range(1, len(syllable) + 1)
            if letters.startswith(syllable[:length], at) and at + length <= len(letters)
        }
        if len(letters) in reached:
            return True
    return False
