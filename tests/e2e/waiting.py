"""Waiting on something that can only be looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(look: Callable[[], T], what: str, timeout_s: float = 30.0) -> T:
    """The first true value of ``look``. Raises TimeoutError, naming the last one."""
    deadline = time.monotonic() + timeout_s
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {timeout_s:g} s; last seen: {seen!r}")
        time.sleep(0.02)
