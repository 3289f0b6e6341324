"""What may be dialled, and how it becomes a SIP URI."""

import re
from urllib.parse import quote

from softphone.engine.errors import CommandError

_LONGEST_TARGET = 255
_USER_SAFE = "-_.!~*'()+&=$,"
_HEADER_SAFE = "-_.!~*'()[]/:+$"
_URI = re.compile(r"sips?:[A-Za-z0-9\-_.!~*'()+&=$,%;:\[\]@]+")
_TOKEN = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]{1,64}")
_DIGITS = re.compile(r"[0-9*#A-D]{1,32}")


def authority(host: str, port: int) -> str:
    """``host[:port]`` with the brackets an IPv6 address needs."""
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{host}:{port}" if port else host


def target_uri(target: str, authority: str, parameters: str = "") -> str:
    """The URI of a number, a user part, or a whole ``sip:`` URI (RFC 3261 section 19.1).

    URI headers (``?…``) are refused: they would let a link write into the INVITE. Raises
    ``CommandError``.
    """
    target = target.strip()
    if not target or len(target) > _LONGEST_TARGET or not target.isprintable():
        raise CommandError("Not a valid number.")
    if target.lower().startswith(("sip:", "sips:")):
        if not _URI.fullmatch(target) or "@" not in target:
            raise CommandError("Not a valid SIP address.")
        return target
    if not authority:
        raise CommandError("There is no phone system to call through.")
    if "@" in target:
        raise CommandError("Not a valid number.")
    return f"sip:{quote(''.join(target.split()), safe=_USER_SAFE)}@{authority}{parameters}"


def with_headers(uri: str, headers: dict[str, str]) -> str:
    """The URI with these headers for the request it is used in (RFC 3261 section 19.1.1).

    Raises ``CommandError`` for what cannot be sent.
    """
    for name, value in headers.items():
        check_header(name, value)
    parts = [f"{name}={quote(value, safe=_HEADER_SAFE)}" for name, value in headers.items()]
    return f"{uri}?{'&'.join(parts)}" if parts else uri


def check_header(name: str, value: str) -> None:
    """Refuse a header that would break the message. Raises ``CommandError``."""
    if not _TOKEN.fullmatch(name) or len(value) > 255 or not value.isprintable():
        raise CommandError(f"The header {name[:64]!r} cannot be sent.")


def check_digits(digits: str) -> None:
    """Refuse what is no DTMF. Raises ``CommandError``."""
    if not _DIGITS.fullmatch(digits):
        raise CommandError("Only 0-9, *, # and A-D can be sent as tones, 32 at a time.")
