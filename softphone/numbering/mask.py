"""Numbers for logs, lists and titles: enough to recognise, too little to call."""

import re

HIDDEN = 4
SHOWN_AT_END = 4
MIN_DIGITS = 7
_HOME_MOBILE = re.compile(r"\+86(1\d{10})")


def mask(number: str) -> str:
    """``138****1234``: four digits before the last four are hidden; extensions stay whole.

    Of a SIP URI the user part is masked. Blanks and dashes between the digits go.
    """
    scheme, colon, rest = number.partition(":")
    if colon and scheme.lower() in ("sip", "sips", "tel"):
        user, at, host = rest.partition("@")
        return f"{scheme}:{mask(user)}{at}{host}"
    plain = re.sub(r"[\s()./\-]", "", number)
    if match := _HOME_MOBILE.fullmatch(plain):
        plain = match[1]
    if sum(character.isdigit() for character in plain) < MIN_DIGITS:
        return number
    keep = max(2, len(plain) - HIDDEN - SHOWN_AT_END)
    return f"{plain[:keep]}{'*' * HIDDEN}{plain[-SHOWN_AT_END:]}"
