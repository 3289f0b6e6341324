"""Report descriptors of the kinds of headsets there are, written after the HID Usage Tables 1.5.

Their layout follows what wired and cordless call-centre headsets declare; none is a copy.
"""


def _bytes(text: str) -> bytes:
    lines = (line.partition("#")[0] for line in text.splitlines())
    return bytes.fromhex(" ".join(lines))


SWITCH = _bytes(
    """
    05 0C 09 01 A1 01 85 01         # Consumer Control, report 1: volume
    15 00 25 01 09 E9 09 EA 75 01 95 02 81 02
    75 06 95 01 81 01 C0
    05 0B 09 05 A1 01 85 02         # Telephony, Headset, report 2
    15 00 25 01 75 01
    09 20 95 01 81 22               # Hook Switch: stays, no preferred state
    09 2F 09 21 09 26 95 03 81 06   # Phone Mute, Flash, Drop: relative, one pulse each
    05 0B 09 06 A1 02               # a key pad: array
    19 B0 29 BB 15 00 25 0C 75 04 95 01 81 40 C0
    75 01 95 08 81 01               # filled up
    05 08 15 00 25 01 75 01
    09 17 09 09 09 18 09 20 95 04 91 22
    05 0B 09 9E 95 01 91 22         # Ringer, an output of the telephony page
    95 0B 91 01
    C0
    """
)
"""Numbered reports; the hook is a switch, mute a pulse, all lamps in one report of two bytes."""

LAMPS_APART = _bytes(
    """
    06 99 FF 09 01 A1 01 85 05      # a vendor's page first
    15 00 26 FF 00 75 08 95 3F 09 02 81 02 09 03 91 02 C0
    05 0B 09 05 A1 01
    85 08 15 00 25 01 09 20 75 01 95 01 81 22
    09 2F 95 01 81 06 95 06 81 03
    85 09 05 08 09 09 95 01 91 22 95 07 91 01
    85 17 05 08 09 17 95 01 91 22 95 07 91 01
    85 18 05 08 09 18 95 01 91 22 95 07 91 01
    C0
    """
)
"""Each lamp in a report of its own, beside a vendor's collection with long reports."""

PLAIN = _bytes(
    """
    05 0B 09 01 A1 01 15 00 25 01   # Phone, no report ids
    09 20 09 2F 75 01 95 02 81 02   # Hook, Mute: absolute, with a preferred state
    95 06 81 01
    05 08 09 17 09 09 95 02 91 02 95 06 91 01
    C0
    """
)
"""Keys that go back when they are let go, or stay: only time tells."""

SELECTOR = _bytes(
    """
    05 0B 09 05 A1 01 85 03
    09 20 09 2F 09 21 15 01 25 03 75 08 95 01 81 00     # one of three, 0: none
    05 08 19 17 29 18 15 01 25 02 75 08 95 01 91 00     # one of two lamps
    C0
    """
)
"""Arrays both ways."""

TWO_WAY = _bytes(
    """
    05 0B 09 05 A1 01
    15 FF 25 01 75 02 95 01 09 20 81 26                 # Hook: 1 lifted, -1 put back
    A4 15 00 25 01 75 01 09 2F 81 06 B4                 # pushed and popped globals
    0B 21 00 0B 00 75 01 15 00 25 01 81 06              # a usage with its page
    75 04 81 01
    C0
    """
)
"""A relative hook with two directions; push and pop; an extended usage."""

KEYBOARD = _bytes("05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 C0")
"""No telephony at all."""
