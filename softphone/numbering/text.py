"""What people paste, made into something that can be parsed: width, dashes, wrappers, extension."""

import re
import unicodedata
from dataclasses import dataclass

MAX_TEXT = 200
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣一ー〜～~"), "-")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SIP = re.compile(r"(sips?):([^@\s;?<>\"]+)(?:@([\w.\-\[\]:]+))?([;?].*)?", re.IGNORECASE)
_TEL = re.compile(r"(?:tel|callto|phone):(?://)?", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?P<word>\(?\s*(?:转|轉|分机号?|分機號?|内线|內線|;ext=|\bextension\b|\bext\b\.?|\bx(?=\s*\d)"
    r"|(?<=\d)x(?=\d)|[,;]+|(?<=\d)\s*#)\s*[:：]?\s*)(?P<digits>\d{1,8})\s*\)?$",
    re.IGNORECASE,
)
_WORDS_CN = re.compile("转|轉|分机|分機|内线|內線")
_CODE = re.compile(r"(?=.*[*#])[*#\d]{1,32}")
WITHHELD = frozenset(
    {"", "anonymous", "anonym", "unavailable", "unknown", "withheld", "restricted", "private"}
)


@dataclass(frozen=True)
class Pasted:
    """``text`` is ready to be parsed; ``uri`` a whole SIP URI, ``host`` its host part."""

    text: str
    uri: str = ""
    extension: str = ""
    extension_word: str = ""


def plain(text: str) -> str:
    """Width folded, dashes made one, invisible and control characters gone, capped."""
    text = text[: MAX_TEXT * 2]
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:MAX_TEXT]
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or _kept(c))
    return " ".join(text.split())[:MAX_TEXT]


def unwrap(text: str) -> Pasted:
    """Take the number out of ``sip:`` and ``tel:`` URIs and its extension off its end."""
    text = plain(text).strip("<>\"' ")
    if match := _SIP.fullmatch(text):
        scheme, user, host, _ = match.groups()
        uri = f"{scheme.lower()}:{user}@{host}" + _transport(text) if host else ""
        return Pasted(text=_unescape(user), uri=uri)
    text = _TEL.sub("", text, count=1)
    text = re.sub(r";(?!ext=)[^;]*", "", text) if ";" in text and "=" in text else text
    text = _unescape(text)
    if is_code(text):
        return Pasted(text=text.replace(" ", ""))
    if match := _EXTENSION.search(text):
        main = text[: match.start()].strip()
        if sum(c.isdigit() for c in main) >= 3:
            word = "转" if _WORDS_CN.search(match["word"]) else "ext."
            return Pasted(text=main, extension=match["digits"], extension_word=word)
    return Pasted(text=text)


def is_code(text: str) -> bool:
    """A service code of the PBX: digits with a star or a hash (``*120``, ``#31#``)."""
    return _CODE.fullmatch(text.replace(" ", "")) is not None


def digits_of(text: str) -> str:
    """What can be dialled of it: ``+`` in front, digits, ``*`` and ``#``."""
    found = "".join(c for c in text.translate(_DASHES) if c in "0123456789*#")
    return ("+" if text.lstrip("( ").startswith("+") and found else "") + found


def dashes(text: str) -> str:
    """The dashes of all scripts as ``-``; only between digits is 一 taken for one."""
    return text.translate(_DASHES)


def _kept(character: str) -> bool:
    return unicodedata.category(character) not in _DROPPED


def _unescape(text: str) -> str:
    """Percent escapes of ``+``, ``*``, ``#`` and blanks (RFC 3966, RFC 3261 section 19.1.2)."""
    for escape, meant in (("%2B", "+"), ("%2A", "*"), ("%23", "#"), ("%20", " ")):
        text = text.replace(escape, meant).replace(escape.lower(), meant)
    return text


def _transport(text: str) -> str:
    match = re.search(r";transport=(udp|tcp|tls)\b", text, re.IGNORECASE)
    return f";transport={match[1].lower()}" if match else ""
