"""Text that came from the network or from people, made plain.

Control and bidirectional-override characters (Unicode UAX 9, "Trojan Source") are neutralised,
length is capped, and foreign text is isolated so that it cannot reorder the words around it.
"""

import unicodedata
from functools import lru_cache

_FSI = "\N{FIRST STRONG ISOLATE}"
_PDI = "\N{POP DIRECTIONAL ISOLATE}"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ELLIPSIS = "…"
_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=2048)
def clean(text: str, limit: int = 200, *, lines: bool = False) -> str:
    """Plain, printable and at most ``limit`` characters; line breaks stay only when asked for.

    A character that this Python or the fonts do not know (newer Han extensions, private use: rare
    names) stays: it shows as itself or as a box, never as nothing.
    """
    kept: list[str] = []
    for char in text[: limit * 4]:
        category = unicodedata.category(char)
        if char in _BIDI:
            continue
        if char == "\n" and lines:
            kept.append(char)
        elif char.isspace() or category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category == "Cs" or _is_noncharacter(char):
            kept.append(_NO_CHARACTER)
        elif (category != "Cf" or char == "\u200d") and not _is_ignorable(char):
            kept.append(char)
    result = "".join(kept).strip()
    if not lines:
        result = " ".join(result.split())
    return result if len(result) <= limit else result[: limit - 1] + ELLIPSIS


def _is_noncharacter(char: str) -> bool:
    """Code points that never are characters (Unicode 23.7)."""
    return "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE


def _is_ignorable(char: str) -> bool:
    """Unassigned code points that fonts show as nothing (Default_Ignorable_Code_Point)."""
    unassigned = unicodedata.category(char) == "Cn"
    return unassigned and (char == "\u2065" or "\ufff0" <= char <= "\ufff8" or _in_plane_14(char))


def _in_plane_14(char: str) -> bool:
    return "\U000e0000" <= char <= "\U000e0fff"


def isolate(text: str) -> str:
    """Foreign text inside a sentence of ours: cleaned, and unable to turn its direction."""
    cleaned = clean(text)
    return f"{_FSI}{cleaned}{_PDI}" if cleaned else ""


def plain_tip(text: str) -> str:
    """A tool tip that Qt cannot take for rich text (``Qt::mightBeRichText``)."""
    return text.replace("<", "‹").replace(">", "›").replace("&", "＆")
