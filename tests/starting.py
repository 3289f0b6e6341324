"""Helpers that could not start take everything with them.

A process, pipe or file that is left behind is noticed (``ResourceWarning``) in whichever test runs
when it is collected, and fails that one.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def undone_by(close: Callable[[], object]) -> Iterator[None]:
    """What fails inside is undone by ``close``; the failure stays the one that is told."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(Exception):
            close()
        raise


def end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Kill it if it still runs, collect it, and close its pipes."""
    process.kill()
    process.wait(10)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
