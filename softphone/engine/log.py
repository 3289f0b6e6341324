"""The engine's log file: rotating, numbers masked, one line per event."""

import logging
import logging.handlers
import re
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


def open_log(log_dir: Path) -> logging.Handler:
    """Write the program's log to ``log_dir/engine.log`` (1 MB, four old ones kept)."""
    log_dir.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        log_dir / "engine.log",
        maxBytes=1_000_000,
        backupCount=4,
        encoding="utf-8",
        # What came from the network need not be text.
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(
        MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(threadName)s %(message)s")
    )
    root = logging.getLogger("softphone")
    root.addHandler(handler)
    root.setLevel(min(root.level or logging.INFO, logging.INFO))
    return handler


def close_log(handler: logging.Handler) -> None:
    """Take the handler away again."""
    logging.getLogger("softphone").removeHandler(handler)
    handler.close()
