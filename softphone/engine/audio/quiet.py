"""Notices a microphone that gives nothing: switched off, or muted by the system."""

QUIET_PEAK = 4
"""About -78 dBFS. An open microphone's own noise is louder; a switched-off one gives zeros."""
NEVER_HEARD_S = 5.0
NO_LONGER_HEARD_S = 15.0
"""Longer where it has been heard in this call: some headsets give zeros while nobody speaks."""


class QuietWatch:
    """Told the loudest sample now and then; ``silent`` is what the agent should know."""

    def __init__(self) -> None:
        self.silent = False
        self._heard = False
        self._since_s: float | None = None

    def step(self, now_s: float, peak: int | None, *, talking: bool, muted: bool) -> bool:
        """Whether ``silent`` changed. ``now_s`` is monotonic; ``peak`` None: no samples came.

        Only a call with an open microphone counts; when the call is over all is forgotten.
        """
        before = self.silent
        if not talking:
            self._heard = False
        if not talking or muted:
            self.silent = False
            self._since_s = None
        elif peak is not None and peak > QUIET_PEAK:
            self.silent = False
            self._heard = True
            self._since_s = now_s
        elif peak is not None:
            if self._since_s is None:
                self._since_s = now_s
            limit_s = NO_LONGER_HEARD_S if self._heard else NEVER_HEARD_S
            self.silent = self.silent or now_s - self._since_s >= limit_s
        return self.silent is not before
