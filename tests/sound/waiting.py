"""Waiting for something that can only be looked at."""

import time
from collections.abc import Callable
from threading import Event


def until(holds: Callable[[], bool], what: str, timeout_s: float = 30.0) -> float:
    """Look every 20 ms; how long it took in seconds. AssertionError after the limit."""
    began, pause = time.monotonic(), Event()
    while not holds():
        assert time.monotonic() - began < timeout_s, f"not seen in {timeout_s} s: {what}"
        pause.wait(0.02)
    return time.monotonic() - began
