"""Whom a caller can be handed to: colleagues, queues, groups, saved numbers, and how each is."""

from enum import StrEnum

import msgspec


class TargetKind(StrEnum):
    """What answers there."""

    COLLEAGUE = "colleague"
    QUEUE = "queue"
    GROUP = "group"
    """Specialists of a category."""
    NUMBER = "number"
    """An outside number: nothing tells its state."""


class Presence(StrEnum):
    """What the PBX says about a target; of a queue all but ``free``: callers wait."""

    UNKNOWN = "unknown"
    FREE = "free"
    RINGING = "ringing"
    BUSY = "busy"


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``number`` is dialled as it is. ``category`` groups specialists, e.g. "refunds".

    ``queue``: what the PBX itself calls the queue, where its length is asked for (AMI).
    """

    number: str
    name: str = ""
    kind: TargetKind = TargetKind.COLLEAGUE
    category: str = ""
    queue: str = ""

    @property
    def watched(self) -> bool:
        """Whether its state is asked for."""
        return self.kind is not TargetKind.NUMBER


class TargetView(msgspec.Struct, frozen=True, kw_only=True):
    """A target as it is shown."""

    target: Target
    presence: Presence = Presence.UNKNOWN
    favourite: bool = False
    far_end: str = ""
    """Who calls there while it rings, where the PBX tells."""
    waiting: int | None = None
    """Of a queue: how many callers wait in it; None: not known."""


class Mailbox(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What waits in the agent's voice mailbox (RFC 3842)."""

    waiting: bool = False
    new: int = 0
    old: int = 0
    urgent: int = 0
