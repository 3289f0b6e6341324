"""How many callers wait in the PBX's queues, and where that is asked."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

AMI_PORT = 5038


class AmiRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Asterisk's manager interface (AMI); ``host`` empty: not used.

    ``queues``: names of the queues that the bar shows, as the PBX has them. The secret of
    ``user`` is in the keyring, under ``secret_name``.
    """

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = AMI_PORT
    user: str = ""
    tls: bool = False
    ca_file: str = ""
    """Authorities TLS believes (PEM); empty: the system's."""
    queues: tuple[str, ...] = ()

    @property
    def secret_name(self) -> str:
        """The secret's name in the keyring."""
        return f"ami:{self.user}@{self.host}"


class QueueState(msgspec.Struct, frozen=True, kw_only=True):
    """A queue at one moment; ``name`` is the PBX's, times are aware UTC."""

    name: str
    waiting: int
    longest_since: datetime | None = None
    """Since when the caller waits who has waited longest; None: nobody waits."""
    member: bool | None = None
    """Whether this agent is in the queue; None: it is not known who this agent is there."""
    paused: bool = False
    pause_reason: str = ""
    """As the PBX was told it, in whatever words; may be empty."""


class QueueProblem(StrEnum):
    """Why nothing is known about the queues."""

    NO_SECRET = "no_secret"  # noqa: S105 - a reason
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """User name, secret, or rights."""
    CERTIFICATE = "certificate"
    STRANGE = "strange"
    """Something answers that is no manager interface, or talks nonsense."""
