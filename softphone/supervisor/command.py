"""The command lines of the processes."""

import sys
from collections.abc import Callable

from softphone.options import RunOptions

CommandFor = Callable[[str, RunOptions], list[str]]
"""The command of a role (``engine``, ``desk``, ``run``)."""


def command_for(role: str, options: RunOptions) -> list[str]:
    """This program in that role; a bundled program is its own interpreter."""
    program = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "softphone"]
    )
    return [*program, role, *options.to_argv()]
