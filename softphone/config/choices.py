"""Categories and dispositions: lists of choices in JSON files of the program."""

from pathlib import Path

import msgspec

from softphone.domain.ticket import Choice


class ChoicesError(Exception):
    """The file is no list of choices; the text names it and what is wrong."""


def read_choices(path: Path) -> tuple[Choice, ...]:
    """The choices of a file. Raises ChoicesError, OSError."""
    try:
        # Editors on Windows put a byte order mark in front.
        return msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), type=_CHOICES)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ChoicesError(f"{path}: {error}") from error


_CHOICES = tuple[Choice, ...]
