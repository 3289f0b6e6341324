"""What is printed never fails on the terminal's character set.

A Chinese name cannot be said in ASCII or Latin 1, nor an emoji in GBK: it is written as an escape
there, as ``\\u6837``, rather than ending the program half-way.
"""

import codecs
import contextlib
import io
import sys

_JSON = "softphone.json"


def never_fail(*, json: bool = False) -> None:
    """From now on for standard output and error; ``json``: in escapes that JSON knows."""
    codecs.register_error(_JSON, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):  # closed already
                stream.reconfigure(errors=_JSON if json else "backslashreplace")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """As RFC 8259, section 7 has it: beyond the first plane two escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end
