"""Log files: rotating, without credentials, phone numbers masked, one line per event."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NUMBER = re.compile(r"(?<![\w.:])(\+?\d{3})\d{4,}(\d{4})(?![\w.])")
_USER_PART = re.compile(r"((?:sips?|tel):\+?\d{3})\d+(\d{2,4})(?=[@>;\s\"]|$)")
_SECRET = re.compile(r"(?i)((?:proxy-)?authorization|(?:www|proxy)-authenticate)\s*:.*")


def mask(text: str) -> str:
    """The line without credentials and with phone numbers as ``138****1234``."""
    text = _SECRET.sub(r"\1: (not logged)", text)
    text = _USER_PART.sub(r"\1****\2", text)
    return _NUMBER.sub(r"\1****\2", text)


class MaskingFormatter(logging.Formatter):
    """Masks the finished line, tracebacks too, and keeps it one line."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record)).replace("\r", " ").replace("\n", " | ")


def log_to(path: Path, *, max_bytes: int, kept: int) -> logging.Handler:
    """A handler that writes to ``path``; ``kept`` older files of ``max_bytes`` each stay."""
    handler = RotatingFileHandler(
        path,
        maxBytes=max_bytes,
        backupCount=kept,
        encoding="utf-8",
        # What came from the network need not be text.
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
