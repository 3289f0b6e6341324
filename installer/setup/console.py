"""How the set-up talks: one line a step, with the time it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class SetupError(Exception):
    """The set-up cannot go on. The message says what happened and what to do now."""


def say(line: str) -> None:
    """One line to the developer, at once even into a pipe."""
    print(line, flush=True)


def warn(line: str) -> None:
    """Something is not as it should be, but the work can go on."""
    say(f"  note: {line}")


@contextmanager
def step(title: str) -> Iterator[None]:
    """Tell that a step begins, and how long it took once it is over."""
    say(f"· {title} …")
    began = time.monotonic()
    yield
    say(f"  {time.monotonic() - began:.1f} s")


def be_readable() -> None:
    """Never let an old console encoding turn a message into a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
