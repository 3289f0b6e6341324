"""Why the program cannot start: exit code, and what to tell the agent.

The desk ends with such a code and is not started again: another try would end the same way. The
sentences are English source strings; ``ui.start_box`` translates them.
"""

from enum import IntEnum


class StartProblem(IntEnum):
    """The values are exit codes of desk and program."""

    NO_DISPLAY = 70
    STORE_NEWER = 71
    STORE_LOCKED = 72
    DISK_FULL = 73
    STORE_UNUSABLE = 74
    CHOICES_BROKEN = 75
    RESOURCES_MISSING = 76
    DATA_FOLDER = 77
    KEEPS_FAILING = 78
    """The desk ended several times before its window was up."""


HEADING = "The softphone cannot start."
WORDS = {
    StartProblem.NO_DISPLAY: (
        "There is no desktop to show the window on. Log in to a desktop and "
        "start the program there."
    ),
    StartProblem.STORE_NEWER: (
        "The database was created by a newer version of this program. "
        "Install that version, or choose another data folder."
    ),
    StartProblem.STORE_LOCKED: (
        "The database is locked by another program. Close that program, then start again."
    ),
    StartProblem.DISK_FULL: "The disk is full. Free some space, then start again.",
    StartProblem.STORE_UNUSABLE: (
        "The database cannot be opened. Check the disk, or tell your administrator."
    ),
    StartProblem.CHOICES_BROKEN: (
        "The list of categories or dispositions cannot be read. "
        "Install the program again, or tell your administrator."
    ),
    StartProblem.RESOURCES_MISSING: "Parts of the program are missing. Install it again.",
    StartProblem.DATA_FOLDER: (
        "The data folder cannot be written to. Ask your administrator for access to it."
    ),
    StartProblem.KEEPS_FAILING: (
        "It failed several times at startup. Restart the computer. If that "
        "does not help, tell your administrator."
    ),
}


def start_problem(code: int | None) -> StartProblem | None:
    """What an exit code means; None: something else."""
    return StartProblem(code) if code in set(StartProblem) else None
