"""Reading the few headers that matter out of a raw SIP message (RFC 3261 section 7.3)."""

import re

from softphone.domain.call import Caller
from softphone.domain.phone import is_withheld, shown_text
from softphone.domain.text import clean
from softphone.domain.user_to_user import decode
from softphone.engine.pj.names import NameAddr, addresses, name_addr

_LONGEST_MESSAGE = 65_536
_COMPACT = {"f": "from", "t": "to", "i": "call-id", "m": "contact", "v": "via"}
_PARTY = re.compile(r";\s*(party|privacy)\s*=\s*\"?([a-z]+)")
_LEAST_ALIKE = 7
_PRIVATE = ("full", "uri", "name")


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


def caller_of(message: str, header_names: dict[str, str], trust_identity: bool) -> Caller:
    """Who calls: P-Asserted-Identity when its sender is trusted (RFC 3325), else From.

    Every text is cleaned and capped. ``header_names`` maps a purpose to a header. A withheld
    number is empty, and so is a name that only says so.
    """
    sender = name_addr(header(message, "From"))
    told = _told(message) if trust_identity else None
    if told is not None and is_withheld(told.user) and not is_withheld(sender.user):
        # With privacy From would be anonymous (RFC 3323): the number is no secret.
        told = None
    origin = told or sender
    name = shown_text(origin.name) or (sender.name if _same(origin.user, sender.user) else "")
    found = {}
    for purpose, header_name in header_names.items():
        value = header(message, header_name) if header_name else ""
        if value and purpose != "user_to_user":
            found[purpose] = clean(value)
    carried = decode(header(message, header_names.get("user_to_user") or ""))
    found = {**{name: clean(value) for name, value in carried.items() if value}, **found}
    return Caller(
        number=shown_text(clean(origin.user)),
        name=shown_text(clean(name)),
        uri=clean(origin.uri, 255),
        asserted=told is not None,
        headers=found,
    )


def identity_of(message: str) -> Caller | None:
    """Who is at the far end as a trusted server tells it (RFC 5876), else None."""
    told = _told(message)
    if told is None:
        return None
    return Caller(
        number=shown_text(clean(told.user)),
        name=shown_text(clean(told.name)),
        uri=clean(told.uri, 255),
        asserted=True,
    )


def _told(message: str) -> NameAddr | None:
    """The identity a server vouches for: the first with a number.

    P-Asserted-Identity may have two values, a sip and a tel URI (RFC 3325 section 9.1). Without
    one, Remote-Party-ID (draft-ietf-sip-privacy-04) that asks for no privacy: of the calling party
    in a request, of the called one in a response.
    """
    party = "called" if message.startswith("SIP/") else "calling"
    asserted = [one for one in addresses(header_values(message, "P-Asserted-Identity")) if one.user]
    if asserted:
        return next((one for one in asserted if not is_withheld(one.user)), asserted[0])
    for value in header_values(message, "Remote-Party-ID"):
        parameters = dict(_PARTY.findall(value.rpartition(">")[2].lower()))
        wanted = parameters.get("party", party) == party
        if wanted and parameters.get("privacy", "off") not in _PRIVATE:
            told = name_addr(value)
            if told.user and not is_withheld(told.user):
                return told
    return None


def same_line(one: str, other: str) -> bool:
    """Whether two numbers can be one in two shapes: ``02255501234`` and ``+862255501234``."""
    digits = (re.sub(r"\D", "", one), re.sub(r"\D", "", other))
    short, long = sorted((text.lstrip("0") for text in digits), key=len)
    return short == long or (len(short) >= _LEAST_ALIKE and long.endswith(short[-_LEAST_ALIKE:]))


def _same(one: str, other: str) -> bool:
    return re.sub(r"\D", "", one) == re.sub(r"\D", "", other) if one != other else True


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
