"""SIP messages as they went over the wire, fit to be shown: no secrets, numbers by choice."""

import re
from collections.abc import Iterable
from datetime import datetime

import msgspec

MASK = "***"
_SECRET_HEADERS = re.compile(
    r"^((?:Proxy-)?Authorization|Authentication-Info)(\s*:)([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_HARMLESS_DIGEST = re.compile(
    r'\b(?:realm|username|algorithm|uri|qop|stale)\s*=\s*(?:"[^"\r\n]*"|[^\s,"]+)', re.IGNORECASE
)
_CRYPTO = re.compile(r"^(a=crypto:[^\r\n]*?inline:)[^\r\n]*", re.IGNORECASE | re.MULTILINE)
_SDP_SECRET = re.compile(r"^(a=ice-pwd:|a=key-mgmt:|k=)[^\r\n]*", re.IGNORECASE | re.MULTILINE)
_SIGNAL = re.compile(r"^(Signal\s*=\s*)[^\r\n]*", re.IGNORECASE | re.MULTILINE)
_DTMF_BODY = re.compile(r"^Content-Type\s*:\s*application/dtmf\b", re.IGNORECASE | re.MULTILINE)
_MESSAGE = re.compile(r"^Content-Type\s*:\s*text/", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.=\-])(?:\+|%2B)?\d[\d\-]{5,24}\d(?![\w.])")
_NOT_NUMBERS = frozenset(
    {"accept", "allow", "c", "call-id", "content-length", "content-type", "cseq", "date"}
    | {"expires", "i", "k", "l", "max-forwards", "min-expires", "min-se", "rack", "require"}
    | {"retry-after", "rseq", "server", "session-expires", "supported", "user-agent"}
    | {"v", "via", "x", "www-authenticate", "proxy-authenticate"}
    | {"authorization", "proxy-authorization"}
)


class SipMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One message; ``peer`` is ``UDP 192.0.2.1:5060``. The text holds no secrets any more."""

    at: datetime
    sent: bool
    peer: str
    text: str


def mask_secrets(text: str) -> str:
    """Digest answers, SDP keys (RFC 4568), pressed keys and text messages give way to ``***``.

    Of credentials only realm, user name, algorithm, URI and qop stay (RFC 3261 section 22.4).
    """
    head, blank, body = _parts(text)
    head = _SECRET_HEADERS.sub(_credentials, head)
    if body:
        digits = _DTMF_BODY.search(head) and not _SIGNAL.search(body)
        if digits or _MESSAGE.search(head):
            body = MASK
        body = _SIGNAL.sub(rf"\g<1>{MASK}", body)
        body = _CRYPTO.sub(rf"\g<1>{MASK}", body)
        body = _SDP_SECRET.sub(rf"\g<1>{MASK}", body)
    return head + blank + body


def mask_numbers(text: str) -> str:
    """Numbers of seven digits and more in start line, addresses and own headers: ``138***34``."""
    head, blank, body = _parts(text)
    lines = []
    name = ""
    for place, line in enumerate(head.split("\n")):
        if place and not line.startswith((" ", "\t")):
            name = line.partition(":")[0].strip().lower()
        lines.append(line if name in _NOT_NUMBERS else _NUMBER.sub(_number, line))
    return "\n".join(lines) + blank + body


def masked(message: SipMessage, *, numbers: bool) -> SipMessage:
    """The message for somebody's eyes; ``numbers``: phone numbers are masked too."""
    return msgspec.structs.replace(message, text=mask_numbers(message.text)) if numbers else message


def call_id_of(text: str) -> str:
    """The Call-ID of a message, or an empty string."""
    found = re.search(r"^(?:Call-ID|i)\s*:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""


def first_line(text: str) -> str:
    """Request or status line."""
    return text.partition("\n")[0].strip()


def as_text(messages: Iterable[SipMessage]) -> str:
    """The messages as a file: one block each, in the order they went."""
    blocks = []
    for message in messages:
        way = "sent to" if message.sent else "received from"
        at = message.at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        body = message.text.replace("\r\n", "\n").rstrip("\n")
        blocks.append(f"=== {at} {way} {message.peer}\n{body}\n")
    return "\n".join(blocks)


def _parts(text: str) -> tuple[str, str, str]:
    for blank in ("\r\n\r\n", "\n\n"):
        head, found, body = text.partition(blank)
        if found:
            return head, blank, body
    return text, "", ""


def _credentials(match: re.Match[str]) -> str:
    value = match[3]
    scheme = value.split(maxsplit=1)[0] if value.split() else ""
    if scheme.lower() != "digest":
        return f"{match[1]}{match[2]} {MASK}"
    kept = ", ".join(found[0] for found in _HARMLESS_DIGEST.finditer(value))
    return f"{match[1]}{match[2]} Digest {kept}, response={MASK}"


def _number(match: re.Match[str]) -> str:
    digits = "".join(character for character in match[0] if character.isdigit())
    return match[0] if len(digits) < 7 else f"{digits[:3]}{MASK}{digits[-2:]}"
