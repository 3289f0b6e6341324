"""A double click meant for what was there before must not press what is there now."""

import time
from collections.abc import Callable

GUARD_S = 0.3


class ClickGuard:
    """Refuses clicks for ``GUARD_S`` after the controls moved or appeared."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._until = 0.0

    def arm(self) -> None:
        """Something new is under the pointer."""
        self._until = self._monotonic() + GUARD_S

    def left_s(self) -> float:
        """Seconds until clicks count again; 0 when they do."""
        return max(0.0, self._until - self._monotonic())

    def passes(self) -> bool:
        """Whether a click counts."""
        return self.left_s() == 0.0
