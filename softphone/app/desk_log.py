"""The desk's log file."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from softphone.config import paths


def open_log(data_dir: Path) -> logging.Handler:
    """Log into ``logs/desk.log`` from now on; the handler, to be removed at the end. OSError."""
    folder = paths.log_dir(data_dir)
    paths.make_private(folder)
    # A full disk is told on the screen, not by a traceback for each line that could not be written.
    logging.raiseExceptions = False
    handler = RotatingFileHandler(
        folder / "desk.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
