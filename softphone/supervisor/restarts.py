"""When a crashed process is started again: at once, but not in a tight circle for ever. Pure."""

from collections import deque

WINDOW_S = 30.0
FREE_CRASHES = 5
DELAYS_S = (1.0, 2.0, 5.0)


class RestartPolicy:
    """One process's crashes. More than five in 30 s: wait 1, 2, then 5 s; never give up."""

    def __init__(self) -> None:
        self._crashes: deque[float] = deque()

    def delay_s(self, now_s: float) -> float:
        """Count a crash at this monotonic time; seconds to wait before the restart."""
        self._crashes.append(now_s)
        while self._crashes[0] <= now_s - WINDOW_S:
            self._crashes.popleft()
        beyond = len(self._crashes) - FREE_CRASHES
        return DELAYS_S[min(beyond, len(DELAYS_S)) - 1] if beyond > 0 else 0.0
