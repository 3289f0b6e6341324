"""Text from the network made harmless before anything else sees it.

Isolation of bidirectional runs is a matter of display: values stay plain, and whoever puts them
between other words on the screen wraps them with ``isolate``.
"""

import unicodedata

DISPLAY_LIMIT = 64
"""Most characters of a display name, number or header value that are kept."""

REPLACEMENT = "\ufffd"
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that ordinary words of some languages need."""
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_MARKS_IN_A_ROW = 3


def clean(text: str, limit: int = DISPLAY_LIMIT) -> str:
    """The text as one harmless line of at most ``limit`` characters.

    Control, format (bidirectional marks and overrides too), surrogate, private and unassigned
    characters become U+FFFD one for one, so that nothing hides by being cut out. Piled-up
    combining marks beyond three are treated the same. A longer text ends in an ellipsis.
    Spaces at both ends go.
    """
    # Ten kilobytes of hostile text cost no more than the part that can be shown.
    text = text[: limit * 4].strip(" \t\r\n") if limit > 0 else ""
    result: list[str] = []
    marks = 0
    for character in text[: limit + 1]:
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        harmful = category in _HARMFUL and character not in _JOINERS
        result.append(REPLACEMENT if harmful or marks > _MARKS_IN_A_ROW else character)
    if len(result) > limit:
        result[limit - 1 :] = ["…"]
    return "".join(result)


def isolate(text: str) -> str:
    """The text between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX 9), for display."""
    return f"\u2068{text}\u2069" if text else ""


def mask_number(number: str) -> str:
    """``138****1234``: a phone number for logs; short ones (extensions) stay whole."""
    digits = sum(character.isdigit() for character in number)
    if digits < 7:
        return number
    return f"{number[:3]}****{number[-4:]}"
