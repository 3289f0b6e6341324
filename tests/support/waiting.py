"""Waiting for something that can only be looked at. No test sleeps for time to pass."""

import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

T = TypeVar("T")

LOOK_EVERY_S = 0.02


def until(look: Callable[[], T], what: str, timeout_s: float = 30.0) -> T:
    """The first true value of ``look``. Raises AssertionError with ``what`` and the last value."""
    deadline, pause = time.monotonic() + timeout_s, Event()
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout_s:g} s: {what}; last seen: {seen!r}")
        pause.wait(LOOK_EVERY_S)
    return seen


def seconds_until(look: Callable[[], object], what: str, timeout_s: float = 30.0) -> float:
    """How long it took until ``look`` was true. Raises AssertionError."""
    began = time.monotonic()
    until(look, what, timeout_s)
    return time.monotonic() - began
