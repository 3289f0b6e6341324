"""What people paste, made into something that can be parsed: width, dashes, wrappers, extension."""

import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import unquote

from softphone.domain.dtmf import split_dialled

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
_PARAMETER = re.compile(r";\s*(ext|postd)\s*=\s*([^;]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """``text`` is ready to be parsed; ``uri`` a whole SIP URI; ``keys`` with pauses (``,801``)."""

    text: str
    uri: str = ""
    extension: str = ""
    extension_word: str = ""
    keys: str = ""


def plain(text: str) -> str:
    """Width folded, dashes made one, invisible and control characters gone, capped."""
    text = text[: MAX_TEXT * 2]
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:MAX_TEXT]
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or _kept(c))
    return " ".join(text.split())[:MAX_TEXT]


def unwrap(text: str) -> Pasted:
    """Take the number out of ``sip:`` and ``tel:`` URIs and its extension off its end.

    A percent-encoded text is decoded as a whole, UTF-8 too (RFC 3986 section 2.5). ``;ext=`` (RFC
    3966), ``;postd=`` (RFC 2806) and ``,,1#`` behind a number are keys.
    """
    text = plain(text).strip("<>\"' ")
    if match := _SIP.fullmatch(text):
        scheme, user, host, _ = match.groups()
        uri = f"{scheme.lower()}:{user}@{host}" + _transport(text) if host else ""
        text = plain(unquote(user))
        # Parameters that were percent-encoded into the user part are keys too.
        return replace(unwrap(text), uri=uri) if ";" in text else Pasted(text=text, uri=uri)
    link = _TEL.sub("", text, count=1)
    text = _parameters(_unescape(link, whole=link != text))
    if is_code(text):
        return Pasted(text=text.replace(" ", ""))
    text, keys = split_dialled(text)
    if keys and not (match := _EXTENSION.search(text + keys)):
        return Pasted(text=text, keys=_pauses(keys))
    text += keys
    if match := _EXTENSION.search(text):
        main = text[: match.start()].strip()
        if sum(c.isdigit() for c in main) >= 3:
            word = "转" if _WORDS_CN.search(match["word"]) else "ext."
            keys = _pauses(keys) or f",{match['digits']}"
            return Pasted(text=main, extension=match["digits"], extension_word=word, keys=keys)
    return Pasted(text=text)


def _pauses(keys: str) -> str:
    return re.sub(r"[;pPwW]", ",", "".join(keys.split())).upper()


def _parameters(text: str) -> str:
    """The parameters of a ``tel:`` URI: keys stay, ``phone-context`` and the like go."""
    if ";" not in text or "=" not in text:
        return text
    keys = ""
    for name, value in _PARAMETER.findall(text):
        value = re.sub(r"[^0-9*#,pPwWA-Da-d]", "", value)
        pause = "" if value[:1] in (",", "p", "P", "w", "W") else ","
        keys += f";ext={value}" if name.lower() == "ext" and value.isdigit() else pause + value
    return re.sub(r";[^;,]*=[^;]*", "", text) + keys


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


def _unescape(text: str, *, whole: bool) -> str:
    """Percent escapes (RFC 3986); outside a link only those of ``+``, ``*``, ``#`` and blanks."""
    if whole:
        return plain(unquote(text))
    for escape, meant in (("%2B", "+"), ("%2A", "*"), ("%23", "#"), ("%20", " ")):
        text = text.replace(escape, meant).replace(escape.lower(), meant)
    return text


def _transport(text: str) -> str:
    match = re.search(r";transport=(udp|tcp|tls)\b", text, re.IGNORECASE)
    return f";transport={match[1].lower()}" if match else ""
