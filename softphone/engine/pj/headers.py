"""Reading the few headers that matter out of a raw SIP message (RFC 3261 section 7.3)."""

import re
from urllib.parse import unquote

import msgspec

from softphone.domain.call import Caller
from softphone.domain.text import clean
from softphone.domain.user_to_user import decode

_LONGEST_MESSAGE = 65_536
_COMPACT = {"f": "from", "t": "to", "i": "call-id", "m": "contact", "v": "via"}
_QUOTED_NAME = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*<([^<>]*)>')
_PLAIN_NAME = re.compile(r"\s*([^<>\"]*?)\s*<([^<>]*)>")
_BARE_URI = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*:[^\s;,<>]+)")
_URI = re.compile(r"(?:sips?|tel):(?:([^@]*)@)?([^;?]*)", re.IGNORECASE)


class NameAddr(msgspec.Struct, frozen=True):
    """A ``name-addr`` or ``addr-spec``: display name, URI and its user part, not yet cleaned."""

    name: str
    uri: str
    user: str


def header_values(message: str, name: str) -> list[str]:
    """Every value of a header, unfolded, in order; the compact form counts too."""
    wanted = name.lower()
    head = re.split(r"\r?\n\r?\n", message[:_LONGEST_MESSAGE], maxsplit=1)[0]
    unfolded = re.sub(r"\r?\n[ \t]+", " ", head)
    values = []
    for line in unfolded.splitlines()[1:]:
        key, colon, value = line.partition(":")
        key = key.strip().lower()
        if colon and _COMPACT.get(key, key) == wanted:
            values.append(value.strip())
    return values


def header(message: str, name: str) -> str:
    """The first value of a header, or an empty string."""
    return next(iter(header_values(message, name)), "")


def number_header(message: str, name: str) -> int | None:
    """A header that begins with a decimal number (Retry-After, Min-Expires), else None."""
    match = re.match(r"\d{1,9}", header(message, name))
    return int(match[0]) if match else None


def granted_s(message: str, told_s: int) -> int | None:
    """For how long a 200 to a REGISTER binds (RFC 3261 section 10.3); None: it does not say.

    ``told_s`` is what the stack made of it, which takes a Contact that was dropped for a kept one.
    """
    contacts = ",".join(header_values(message, "Contact")).split(",")
    if contacts[0] and all(re.search(r";\s*expires\s*=\s*0+\b", one) for one in contacts):
        return 0
    return told_s if told_s >= 0 else None


def name_addr(value: str) -> NameAddr:
    """Read the first address of a header value; garbage gives empty parts."""
    value = value[:4096]
    if quoted := _QUOTED_NAME.match(value):
        name, uri = re.sub(r"\\(.)", r"\1", quoted[1]), quoted[2]
    elif plain := _PLAIN_NAME.match(value):
        name, uri = plain[1], plain[2]
    elif bare := _BARE_URI.match(value):
        name, uri = "", bare[1]
    else:
        return NameAddr("", "", "")
    parts = _URI.match(uri.strip())
    if parts is None:
        return NameAddr(name, uri.strip(), "")
    user = parts[1] if parts[1] is not None else ""
    if not user and uri.lower().startswith("tel:"):
        user = parts[2]
    return NameAddr(name, uri.strip(), unquote(user.split(";")[0].split(":")[0]))


def caller_of(message: str, header_names: dict[str, str], trust_identity: bool) -> Caller:
    """Who calls: P-Asserted-Identity when its sender is trusted (RFC 3325), else From.

    Every text is cleaned and capped. ``header_names`` maps a purpose to a header.
    """
    asserted = header(message, "P-Asserted-Identity") if trust_identity else ""
    identity = name_addr(asserted)
    use_identity = bool(identity.user)
    origin = identity if use_identity else name_addr(header(message, "From"))
    found = {}
    for purpose, name in header_names.items():
        value = header(message, name) if name else ""
        if value and purpose != "user_to_user":
            found[purpose] = clean(value)
    carried = decode(header(message, header_names.get("user_to_user") or ""))
    found = {**{name: clean(value) for name, value in carried.items() if value}, **found}
    return Caller(
        number=clean(origin.user),
        name=clean(origin.name),
        uri=clean(origin.uri, 255),
        asserted=use_identity,
        headers=found,
    )


def answer_after_s(message: str) -> float | None:
    """After how many seconds the call is to answer itself; None: it is not asked for.

    ``Call-Info: <…>;answer-after=2`` as Asterisk, Broadworks and Snom have it, or ``Alert-Info``
    with ``info=alert-autoanswer``, ``ring-answer`` or ``auto answer``. No RFC defines either.
    """
    for value in header_values(message, "Call-Info"):
        match = re.search(r";\s*answer-after\s*=\s*\"?(\d{1,3})\b", value, re.IGNORECASE)
        if match:
            return float(match[1])
    words = " ".join(header_values(message, "Alert-Info"))
    asked = re.search(r"alert-autoanswer|ring-answer|auto[-\s]answer", words, re.IGNORECASE)
    return 0.0 if asked else None


def hosts_of(routes: str) -> list[str]:
    """The host of each URI in a header of routes (RFC 3608 section 6), at most eight."""
    found = re.findall(
        r"<\s*sips?:(?:[^@<>]*@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.\-]+)(?=[:;?>])", routes
    )
    return found[:8]


def source_address(source: str) -> str:
    """The address of ``address:port`` or ``[address]:port``."""
    host = source.rpartition(":")[0] or source
    return host.strip("[]")
