"""The state of the line, as the registration tells it (RFC 3261 section 10)."""

from datetime import datetime
from enum import StrEnum

import msgspec


class LineState(StrEnum):
    """Where the registration stands."""

    OFF = "off"
    """No account, or unregistered on purpose."""
    DIRECT = "direct"
    """No registrar: calls come straight to a loopback address (practice, tests)."""
    REGISTERING = "registering"
    REGISTERED = "registered"
    WAITING = "waiting"
    """Failed; the next try is at ``retry_at``."""
    REFUSED = "refused"
    """Wrong password or forbidden: no tries until the agent acts, or a slow try every 5 min."""


class LineStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """State and reason, always in sight. ``sip_code`` 0: no SIP answer (network)."""

    state: LineState = LineState.OFF
    sip_code: int = 0
    sip_reason: str = ""
    retry_at: datetime | None = None
    since: datetime | None = None
    server: str = ""
    """The backup server in use; empty while it is the first one."""
    attempt: int = 0
    """The sign-in this is the answer to: ``Configure.attempt``."""

    @property
    def usable(self) -> bool:
        """Whether calls can be made and received."""
        return self.state in (LineState.REGISTERED, LineState.DIRECT)
