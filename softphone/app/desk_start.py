"""The desk's start: what is in its way ends the process with a code that says so, once."""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from softphone.config import paths
from softphone.config.choices import ChoicesError
from softphone.domain.start_problem import WORDS, StartProblem
from softphone.ipc.runtime import RuntimeDir
from softphone.options import RunOptions
from softphone.store.errors import DiskFullError, LockedError, NewerError, ReadOnlyError
from softphone.ui.display import display_there

if TYPE_CHECKING:
    from softphone.app.desk_app import DeskApp

log = logging.getLogger(__name__)

_PROBLEMS: tuple[tuple[type[Exception], StartProblem], ...] = (
    (NewerError, StartProblem.STORE_NEWER),
    (LockedError, StartProblem.STORE_LOCKED),
    (DiskFullError, StartProblem.DISK_FULL),
    (ReadOnlyError, StartProblem.DATA_FOLDER),
)


def make_desk(options: RunOptions) -> "DeskApp":
    """The desk, made; where it cannot be, the process ends here."""
    if not display_there():
        _end(options, StartProblem.NO_DISPLAY, WORDS[StartProblem.NO_DISPLAY])
    from softphone.app.desk_app import DeskApp

    try:
        return DeskApp(options)
    except Exception as error:
        problem = problem_of(error)
        if problem is None:
            _open_log(options.data_dir)
            log.exception("the desk could not be made")
            _end(options, 1, "")
        _end(options, problem, str(error))


def problem_of(error: Exception) -> StartProblem | None:
    """What the agent is told of it; None: it may not happen again."""
    from softphone.ports import StoreError

    for kind, problem in _PROBLEMS:
        if isinstance(error, kind):
            return problem
    if isinstance(error, StoreError):
        return StartProblem.STORE_UNUSABLE
    if isinstance(error, ChoicesError):
        return StartProblem.CHOICES_BROKEN
    if isinstance(error, paths.ResourcesMissingError):
        return StartProblem.RESOURCES_MISSING
    if isinstance(error, OSError):
        inside = str(error.filename or "").startswith(str(paths.resources_dir()))
        return StartProblem.RESOURCES_MISSING if inside else os_problem(error)
    return None


def os_problem(error: OSError) -> StartProblem | None:
    """The same for what the operating system refuses."""
    from softphone.store.errors import FULL, READ_ONLY

    if error.errno in FULL:
        return StartProblem.DISK_FULL
    return StartProblem.DATA_FOLDER if error.errno in READ_ONLY else None


def _end(options: RunOptions, code: int, words: str) -> NoReturn:
    if words:
        _open_log(options.data_dir)
        log.error("the desk cannot start: %s", words)
    RuntimeDir(options.data_dir).note_exit("desk", int(code))
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Threads of what has been made so far would keep the process for ever.
    os._exit(int(code))


def _open_log(data_dir: Path) -> None:
    from logging.handlers import RotatingFileHandler

    from softphone.app.desk_log import open_log

    if not any(isinstance(one, RotatingFileHandler) for one in logging.getLogger().handlers):
        try:
            open_log(data_dir)
        except OSError as error:
            sys.stderr.write(f"{error}\n")
