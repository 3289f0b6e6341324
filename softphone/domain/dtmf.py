"""Keys of a phone: how they are sent, and sequences with pauses for voice menus."""

import re
from enum import StrEnum

import msgspec

DIGITS = "0123456789*#ABCD"
PAUSE_S = 2.0
"""One comma, as on every desk phone."""
PER_DIGIT_S = 0.25
MOST_AT_ONCE = 32
MOST_IN_ALL = 120
_SEQUENCE = re.compile(r"[0-9*#A-Da-d,;pPwW\s]+")
_DIALLED = re.compile(r"(.*?[0-9#*])\s*([,;pPwW][0-9*#A-Da-d,;pPwW\s]*)", re.DOTALL)


class DtmfWay(StrEnum):
    """How keys are sent."""

    AUTO = "auto"
    """RTP events (RFC 4733), or SIP INFO where they were not negotiated."""
    RFC4733 = "rfc4733"
    INFO = "info"
    """SIP INFO, ``application/dtmf-relay``."""
    IN_BAND = "inband"
    """Tones in the sound (ITU-T Q.23); codecs that compress spoil them."""


class Step(msgspec.Struct, frozen=True):
    """Digits to send, then seconds to wait until the next step."""

    digits: str
    wait_s: float


def steps(text: str) -> tuple[Step, ...]:
    """The steps of ``1,,2#``; none for a text that is no sequence.

    ``,``, ``;``, ``p`` and ``w`` are pauses of two seconds.
    """
    if not _SEQUENCE.fullmatch(text) or len(text) > MOST_IN_ALL:
        return ()
    text = re.sub(r"[;pPwW]", ",", "".join(text.split())).upper()
    found = []
    for digits, pauses in re.findall(r"([0-9*#A-D]{0,32})(,*)", text):
        if digits or pauses:
            found.append(Step(digits, len(digits) * PER_DIGIT_S + len(pauses) * PAUSE_S))
    return tuple(found)


def split_dialled(text: str) -> tuple[str, str]:
    """The number and the keys to send once it answers: ``("4008108888", ",,1,2#")``."""
    found = _DIALLED.fullmatch(text.strip())
    return (found[1], found[2]) if found else (text, "")


def keys_in(text: str) -> str:
    """The keys of a pasted text, everything else left out."""
    return "".join(character for character in text.upper() if character in DIGITS)
