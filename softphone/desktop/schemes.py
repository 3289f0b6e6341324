"""The kinds of links that this program opens."""

SCHEMES = ("tel", "sip", "sips", "callto")
