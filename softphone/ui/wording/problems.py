"""Sentences of engine, store and settings, said in the agent's language."""

import re
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from softphone.ui.wording.plain_text import clean, isolate
from softphone.ui.wording.problem_sentences import SENTENCES

LIMIT = 400
_HOLE = re.compile(r"\{(\w+)\}")
_STOPS = "。！？"
_NO_DEVICES = ("No microphone found:", "No speaker found:")


def say(text: str) -> str:
    """The text in the agent's language; what no sentence is known for stays, made plain.

    Several sentences in a row are said one by one. Values inside a sentence are kept, isolated
    (they may come from a file or from the network), or said too where they are words of ours.
    """
    text = clean(text, LIMIT)
    said = _said(text)
    return _kept(text) if said is None else said


def sentence(text: str) -> str:
    """The same, ending in a full stop, for use beside other sentences."""
    said = say(text)
    if not said or said.rstrip("\u2069").endswith((".", "!", "?", *_STOPS)):
        return said
    return QCoreApplication.translate("OutsideWords", "{words}.").format(words=said)


def known(text: str) -> bool:
    """Whether every sentence of the text is one of ours."""
    return bool(text) and _said(clean(text, LIMIT)) is not None


def together(*sentences: str) -> str:
    """Sentences in one line: a space after a Western full stop, none after a Chinese one."""
    line = ""
    for one in filter(None, sentences):
        gap = "" if not line or line.rstrip("\u2069").endswith(tuple(_STOPS)) else " "
        line += gap + one
    return line


def no_sound_at_all(note: str) -> bool:
    """Whether a note of the engine says that there is neither microphone nor speaker."""
    return all(beginning in note for beginning in _NO_DEVICES)


def _said(text: str) -> str | None:
    """None: not known. The shortest known beginning is taken, so that rows come apart."""
    for end in _ends(text):
        head = _one(text[:end])
        if head is None:
            continue
        if end == len(text):
            return head
        rest = _said(text[end + 1 :])
        if rest is not None:
            return together(head, rest)
    return None


def _ends(text: str) -> Iterator[int]:
    yield from (found.end() - 1 for found in re.finditer(r"\. ", text))
    yield len(text)


def _one(text: str) -> str | None:
    if text in _known():
        return QCoreApplication.translate("OutsideWords", text)
    for pattern, source in _patterns():
        found = pattern.fullmatch(text)
        if found:
            words = QCoreApplication.translate("OutsideWords", source)
            values = {name: _value(value) for name, value in found.groupdict().items()}
            return words.format(**values)
    return None


def _value(text: str) -> str:
    said = _said(text)
    return _kept(text) if said is None else said


def _kept(text: str) -> str:
    """Letters of any script may run right to left; those of ASCII turn nothing round."""
    return text if text.isascii() else isolate(text)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(source for source in SENTENCES if not _HOLE.search(source))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with values; the ones with most words of their own come first."""
    sources = [source for source in SENTENCES if _HOLE.search(source)]
    sources.sort(key=lambda source: len(_HOLE.sub("", source)), reverse=True)
    return tuple((_pattern(source), source) for source in sources)


def _pattern(source: str) -> re.Pattern[str]:
    parts = _HOLE.split(source)
    return re.compile(
        "".join(
            f"(?P<{part}>.+?)" if number % 2 else re.escape(part)
            for number, part in enumerate(parts)
        )
    )
