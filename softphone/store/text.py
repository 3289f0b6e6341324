"""Text on its way into the database: cleaned, capped, and folded for searching."""

import re
import unicodedata

# Everything of category Cc or Cf that could forge lines or turn the reading direction; zero-width
# joiners stay, some scripts need them.
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def clean(text: str, limit: int) -> str:
    """Without control and direction characters, trimmed, at most ``limit`` characters.

    Line breaks and tabs stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BAD.sub("", text).strip()[:limit]


def one_line(text: str, limit: int) -> str:
    """Cleaned, every run of white space made one space, at most ``limit`` characters."""
    text = _SPACE.sub(" ", clean(text, len(text)))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def folded(*parts: str) -> str:
    """The parts as they are searched: width and case folded, one space between words."""
    text = unicodedata.normalize("NFKC", "\n".join(parts)).casefold()
    return "\n".join(
        line
        for line in (_SPACE.sub(" ", _BAD.sub("", part)).strip() for part in text.split("\n"))
        if line
    )


def digits(text: str) -> str:
    """The decimal digits alone, full-width ones too."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c in "0123456789")
