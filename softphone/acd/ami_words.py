"""The manager interface's lines: actions out, messages in (Asterisk's AMI 2 and newer). Pure."""

import hashlib
from collections.abc import Mapping

BANNER = "Asterisk Call Manager/"
LONGEST_LINE = 4096
"""Bytes; a longer one is no message of Asterisk's."""
MOST_LINES = 200
"""Of one message."""
_LONGEST_VALUE = 256


class AmiGarbledError(Exception):
    """What came is no manager interface's."""


def action(name: str, fields: Mapping[str, str]) -> bytes:
    """One action, ready to be sent. Raises ``ValueError`` for a value that would begin another."""
    lines = [f"Action: {name}", *(f"{key}: {value}" for key, value in fields.items())]
    if not all(line.isprintable() for line in lines):
        raise ValueError("a line break or control character in a field")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def line_of(data: bytes) -> str:
    """A line without its end; bytes that are no text become U+FFFD."""
    return data.decode("utf-8", "replace").rstrip("\r\n")


def add_line(message: dict[str, str], line: str) -> None:
    """Put ``Key: value`` into a message; the first of a key counts, a line without colon does not.

    Raises ``AmiGarbledError`` when it has too many lines.
    """
    key, colon, value = line.partition(":")
    if not colon or not key.isascii():
        return
    if len(message) >= MOST_LINES:
        raise AmiGarbledError("a message without end")
    message.setdefault(key.strip()[:64], value.strip()[:_LONGEST_VALUE])


def login_key(challenge: str, secret: str) -> str:
    """What proves the secret without telling it: MD5 of challenge and secret, as AMI has it."""
    return hashlib.md5((challenge + secret).encode(), usedforsecurity=False).hexdigest()
