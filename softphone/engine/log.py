"""The engine's log file."""

import logging
from pathlib import Path

from softphone.log_file import MaskingFormatter, log_to


def open_log(log_dir: Path) -> logging.Handler:
    """Write the program's log to ``log_dir/engine.log`` (1 MB, four old ones kept)."""
    log_dir.mkdir(parents=True, exist_ok=True)
    handler = log_to(log_dir / "engine.log", max_bytes=1_000_000, kept=4)
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
