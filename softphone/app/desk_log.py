"""The desk's log file."""

import logging
from pathlib import Path

from softphone.config import paths
from softphone.log_file import log_to


def open_log(data_dir: Path) -> logging.Handler:
    """Log into ``logs/desk.log`` from now on; the handler, to be removed at the end. OSError."""
    folder = paths.log_dir(data_dir)
    paths.make_private(folder)
    # A full disk is told on the screen, not by a traceback for each line that could not be written.
    logging.raiseExceptions = False
    handler = log_to(folder / "desk.log", max_bytes=2_000_000, kept=5)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
