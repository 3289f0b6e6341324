"""Addresses in SIP headers (RFC 3261 section 25.1), also as PBXs that bend the grammar send
them: quotes that are not escaped, names in RFC 2047, percent escapes or GB18030."""

import base64
import binascii
import quopri
import re
from urllib.parse import unquote, unquote_to_bytes

import msgspec

_LONGEST = 4096
_QUOTED_NAME = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*<([^<>]*)>')
_PLAIN_NAME = re.compile(r"\s*([^<>\"]*?)\s*<([^<>]*)>")
_BARE_URI = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*:[^\s;,<>]+)")
_LAST_URI = re.compile(r"\s*(.*)<\s*((?:sips?|tel):[^<>]*)>", re.IGNORECASE | re.DOTALL)
_URI = re.compile(r"(?:sips?|tel):(?:([^@]*)@)?([^;?]*)", re.IGNORECASE)
_ENCODED_WORD = re.compile(r"=\?([A-Za-z0-9_.:-]{1,40})(?:\*[^?]*)?\?([BbQq])\?([^?\s]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(=\?)")
# A lead byte, as the stack hands over bytes that are no UTF-8, and whatever follows it; or a pair.
_PAIR = re.compile(r"[\udc81-\udcfe].|\\(.)", re.DOTALL)
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}")


class NameAddr(msgspec.Struct, frozen=True):
    """A ``name-addr`` or ``addr-spec``: display name, URI and its user part, not yet cleaned."""

    name: str
    uri: str
    user: str


def name_addr(value: str) -> NameAddr:
    """Read the first address of a header value; garbage gives empty parts.

    Where the quotes are wrong, what stands between the last ``<`` and ``>`` is the URI and the
    rest before it the name.
    """
    value = value[:_LONGEST]
    if quoted := _QUOTED_NAME.match(value):
        name, uri = _unescaped(quoted[1]), quoted[2]
    elif plain := _PLAIN_NAME.match(value):
        name, uri = plain[1], plain[2]
    elif last := _LAST_URI.match(value):
        name, uri = _unescaped(last[1]).strip(), last[2]
        if name.startswith('"'):
            name = name[1:].removesuffix('"')
    elif bare := _BARE_URI.match(value):
        name, uri = "", bare[1]
    else:
        return NameAddr("", "", "")
    name = readable(name)
    parts = _URI.match(uri.strip())
    if parts is None:
        return NameAddr(name, uri.strip(), "")
    user = parts[1] if parts[1] is not None else ""
    if not user and uri.lower().startswith("tel:"):
        user = parts[2]
    return NameAddr(name, uri.strip(), unquote(user.split(";")[0].split(":")[0]))


def addresses(values: list[str]) -> list[NameAddr]:
    """Every address of a header: several lines, several values in a line."""
    return [name_addr(part) for value in values for part in _parts(value[:_LONGEST])]


def _unescaped(text: str) -> str:
    """Without the backslashes of quoted pairs; one that is half of a GB18030 character stays."""
    return _PAIR.sub(lambda pair: pair[0] if pair[1] is None else pair[1], text)


def readable(name: str) -> str:
    """A display name as it was meant: UTF-8, else GB18030; encoded words (RFC 2047) decoded.

    What is left of a character that was cut off at the end goes.
    """
    if _ENCODED_WORD.search(name):
        name = _BETWEEN_WORDS.sub(r"\1\2", name)
        return _ENCODED_WORD.sub(_decoded_word, name)
    escaped = _ESCAPES.search(name) is not None
    if name.isascii() and not escaped:
        return name
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name
    meant = _text(unquote_to_bytes(raw) if escaped else raw)
    return name if meant is None else meant


def _decoded_word(match: re.Match[str]) -> str:
    charset, way, text = match.groups()
    try:
        if way in "bB":
            raw = base64.b64decode(text + "=" * (-len(text) % 4))
        else:
            raw = quopri.decodestring(text.encode("ascii", "replace"), header=True)
        if charset.lower() in ("gb2312", "gbk", "gb_2312-80", "cp936"):
            charset = "gb18030"
        return _cut(raw, charset)
    except (binascii.Error, ValueError, LookupError):
        return match[0]


def _text(raw: bytes) -> str | None:
    for charset in ("utf-8", "gb18030"):
        try:
            return _cut(raw, charset)
        except UnicodeDecodeError:
            continue
    return None


def _cut(raw: bytes, charset: str) -> str:
    """Decoded; a character that was cut in two at the end is left out.

    Raises UnicodeDecodeError for bytes that are wrong in another place.
    """
    try:
        return raw.decode(charset)
    except UnicodeDecodeError as error:
        if not _incomplete(error):
            raise
        return raw[: error.start].decode(charset)


def _incomplete(error: UnicodeDecodeError) -> bool:
    """Whether the text ended in the middle of a character."""
    return error.start > 0 and error.reason.startswith(("unexpected end", "incomplete"))


def _parts(value: str) -> list[str]:
    """The values of a line, split at commas outside quotes and angle brackets."""
    parts, start, quoted, depth = [], 0, False, 0
    for place, character in enumerate(value):
        if character == '"' and (place == 0 or value[place - 1] != "\\"):
            quoted = not quoted
        elif quoted:
            continue
        elif character in "<>":
            depth += 1 if character == "<" else -1
        elif character == "," and depth <= 0:
            parts.append(value[start:place])
            start = place + 1
    return [*parts, value[start:]]
