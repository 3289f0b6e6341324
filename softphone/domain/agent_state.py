"""Agent states: values. The machine is in ``agent_machine``."""

from datetime import datetime
from enum import StrEnum

import msgspec


class AgentState(StrEnum):
    """What the agent is to the queue."""

    SIGNED_OUT = "signed_out"
    READY = "ready"
    NOT_READY = "not_ready"
    RESERVED = "reserved"
    """A call rings."""
    ON_CONTACT = "on_contact"
    WRAP_UP = "wrap_up"


class Reason(StrEnum):
    """Why an agent is not ready."""

    BREAK = "break"
    MEAL = "meal"
    TRAINING = "training"
    MEETING = "meeting"
    SYSTEM = "system"
    """Not chosen by the agent: just signed in, line lost."""


class NextState(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A state asked for during a call, taken when the contact is wrapped up."""

    state: AgentState
    reason: Reason | None = None


class AgentStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """State, why, since when (aware UTC), and what comes next.

    ``reason`` is set in NOT_READY only. ``back_to`` is the state before an offer (READY or
    NOT_READY with its reason). ``resume`` is true when a lost line took READY away, so that its
    return brings READY back. ``wrap_up_until`` is when the countdown runs out.
    """

    state: AgentState = AgentState.SIGNED_OUT
    since: datetime
    reason: Reason | None = None
    next: NextState | None = None
    back_to: NextState | None = None
    resume: bool = False
    wrap_up_until: datetime | None = None


class StateCause(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Why a change happened: ``cause`` in one word, ``actor`` who, ``proof`` the evidence.

    Examples: ("asked", "agent", "button"), ("contact ended", "caller", "BYE"),
    ("line lost", "network", "408"), ("answered", "agent", "ctl").
    """

    cause: str
    actor: str
    proof: str


class StateChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of the state log."""

    at: datetime
    agent: str
    before: AgentState
    after: AgentState
    reason: Reason | None = None
    why: StateCause
    contact_id: str = ""
