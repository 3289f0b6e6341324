"""Context in one header that every PBX passes on: User-to-User (RFC 7433).

The value is ``name=value`` pairs with ``;`` between, in UTF-8, as hexadecimal digits with
``;encoding=hex``. Names are the purposes of the header table (``contact_id`` …).
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

LONGEST = 512
"""Hexadecimal digits: what is longer is cut pair by pair, the least important ones last."""
ORDER = ("contact_id", "customer_id", "from_agent", "original_caller", "queue", "case_id", "note")
_VALUE = re.compile(r"\s*([0-9A-Fa-f]{2,4096})\s*(?:;(.*))?$")


def encode(values: Mapping[str, str]) -> str:
    """The header's value; empty when there is nothing to tell."""
    parts: list[str] = []
    for name in ORDER:
        value = values.get(name, "")
        if value:
            part = f"{name}={quote(value, safe=' ')}"
            if len(";".join([*parts, part]).encode()) * 2 <= LONGEST:
                parts.append(part)
    return f"{';'.join(parts).encode().hex()};encoding=hex" if parts else ""


def decode(value: str) -> dict[str, str]:
    """The pairs of a value from the network, not yet cleaned; nothing when it is not ours."""
    found = _VALUE.match(value[: 8 * LONGEST])
    if not found or len(found[1]) % 2:
        return {}
    if "encoding=hex" not in (found[2] or "encoding=hex").replace(" ", "").lower():
        return {}
    try:
        text = bytes.fromhex(found[1]).decode()
    except UnicodeDecodeError:
        return {}
    pairs = (part.partition("=") for part in text.split(";"))
    return {name: unquote(value) for name, equals, value in pairs if equals and name in ORDER}
