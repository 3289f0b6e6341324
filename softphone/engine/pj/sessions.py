"""Sessions (SDP) from the network, mended where the stack would refuse a whole call for one line.

The stack shows each before it reads it (``installer/pjsip/sessions.py``). Names are not looked up
for sound (RFC 4566 section 5.7 allows them, nobody needs them): they count as out of reach.
"""

import ipaddress
import re

UNCHANGED, WITHOUT, REFUSED = "=", "-", "!"
_MEDIA = re.compile(r"m=(\S+) (\d{1,5})(\S*) (\S+) (.*\S)\s*")
_RTPMAP = re.compile(r"a=rtpmap:\s*(\d{1,3})\s")
_RTCP = re.compile(r"a=rtcp:\s*(\d{1,5})(?:\s+IN\s+(IP[46])\s+(\S+))?\s*", re.IGNORECASE)
_CONNECTION = re.compile(r"c=IN\s+(IP[46])\s+([^\s/]+)", re.IGNORECASE)
_FIRST_DYNAMIC = 96


class _Section:
    """The lines of one medium, its ``m=`` line first."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.medium = _MEDIA.fullmatch(lines[0])

    @property
    def sounds(self) -> bool:
        """Audio that is not turned off."""
        return self.medium is not None and self.medium[1] == "audio" and int(self.medium[2]) > 0

    def formats(self) -> list[str]:
        """Its payload types without the dynamic ones that are not explained."""
        if self.medium is None:
            return []
        named = {m[1] for line in self.lines if (m := _RTPMAP.match(line))}
        return [
            word
            for word in self.medium[5].split()
            if not word.isdigit() or int(word) < _FIRST_DYNAMIC or word in named
        ]

    def drop_unknown(self) -> None:
        """RFC 3264 section 6: a format that is not known is ignored, not the whole session."""
        if self.medium is None or "RTP" not in self.medium[4].upper() or int(self.medium[2]) == 0:
            return
        kept = self.formats()
        if kept and kept != self.medium[5].split():
            m = self.medium
            self.lines[0] = f"m={m[1]} {m[2]}{m[3]} {m[4]} {' '.join(kept)}"
        elif not kept and self.medium[1] != "audio":
            self.turn_off()

    def turn_off(self) -> None:
        """Port 0: this one is not wanted (RFC 3264 section 6)."""
        if self.medium is not None:
            m = self.medium
            self.lines[0] = f"m={m[1]} 0 {m[4]} {m[5]}"

    def reachable(self, connection: str, family: str) -> bool:
        """Whether packets can be sent there; ``connection`` is the session's own ``c=`` line."""
        own = next((line for line in self.lines if line.startswith("c=")), connection)
        if not own:
            return True
        told = _CONNECTION.match(own)
        return told is not None and is_reachable(told[1], told[2], family)


def is_reachable(kind: str, host: str, family: str) -> bool:
    """Whether it is an address (no name) of our own family, ``IP4`` or ``IP6``."""
    if kind.upper() != family:
        return False
    try:
        version = ipaddress.ip_address(host).version
    except ValueError:
        return False
    return f"IP{version}" == family


def look(head: str, sdp: str, family: str) -> str:
    """What becomes of a session: ``=`` as it is, ``+`` and another one, ``-`` without, ``!`` 488.

    ``head`` is the request's method, with ``+`` behind it within a dialog, or the response's code
    and method; ``family`` is that of our own sound, ``IP4`` or ``IP6``.
    """
    lines = sdp.replace("\r", "\n").replace("\n\n", "\n").strip("\n").split("\n")
    begins = [n for n, line in enumerate(lines) if line.startswith("m=")]
    session = lines[: begins[0]] if begins else lines
    ends = [*begins[1:], len(lines)] if begins else []
    media = [_Section(lines[begin:end]) for begin, end in zip(begins, ends, strict=True)]
    connection = next((line for line in session if line.startswith("c=")), "")
    for section in media:
        section.drop_unknown()
        section.lines = [x for x in section.lines if _keeps_rtcp(x, family)]
    sounds = [section for section in media if section.sounds]
    useless = [s for s in sounds if not (s.formats() and s.reachable(connection, family))]
    answers = head[:1].isdigit()
    if answers:
        # The call may well come about without that announcement.
        if useless and len(useless) == len(sounds) and head.startswith("1"):
            return WITHOUT
    elif head.rstrip("+") in ("INVITE", "UPDATE"):
        if useless and len(useless) == len(sounds):
            return REFUSED
        for section in useless:
            section.turn_off()
    mended = [*session, *(line for section in media for line in section.lines)]
    if mended == lines:
        return UNCHANGED
    return "+" + "".join(f"{line}\r\n" for line in mended)


def _keeps_rtcp(line: str, family: str) -> bool:
    """RFC 3605: without a usable ``a=rtcp`` reports go to the next higher port."""
    if not line.startswith("a=rtcp:"):
        return True
    told = _RTCP.fullmatch(line)
    if told is None or not 0 < int(told[1]) <= 0xFFFF:
        return False
    return told[2] is None or is_reachable(told[2], told[3], family)
