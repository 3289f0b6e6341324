"""Asking a colleague while the caller waits: consult, transfer and three-way call, as a machine.

Pure: ``(phase, event) → (phase, effects)``. The phase says what was asked for and where it stands;
who hears whom just now is read from the calls themselves (``hearing``). Invariant: a caller who is
up and talks to nobody hears the exchange's music and is in sight of the agent, never forgotten.
"""

from enum import StrEnum

from softphone.domain.call import Call, CallState


class Phase(StrEnum):
    """Where a consult stands."""

    NONE = "none"
    HOLDING = "holding"
    """The caller is being put on hold; nobody has been dialled yet."""
    CALLING = "calling"
    """The target is being called; the caller is on hold."""
    WITH_TARGET = "with_target"
    """Agent and target are connected; the caller is on hold."""
    WITH_CALLER = "with_caller"
    """Agent and caller are connected; the target is on hold."""
    CONFERENCE = "conference"
    """All three hear each other, mixed here."""
    COMPLETING = "completing"
    """REFER with Replaces was sent; its final NOTIFY is awaited."""
    LEAVING = "leaving"
    """The same out of a conference."""
    CONFIRMING = "confirming"
    """The consult call has ended already; the final NOTIFY is still awaited."""
    AWAITING = "awaiting"
    """Completed while the target rang: it gets the caller as soon as it answers."""
    DONE = "done"
    """The target has the caller; our leg to the caller is being ended."""
    RETURNING = "returning"
    """The consult is over; the caller is being taken back."""
    ALONE = "alone"
    """The caller hung up; agent and target still talk."""


class Happened(StrEnum):
    """What a consult can meet."""

    ASKED = "asked"
    CANCEL_ASKED = "cancel_asked"
    COMPLETE_ASKED = "complete_asked"
    SWAP_ASKED = "swap_asked"
    MERGE_ASKED = "merge_asked"
    SPLIT_ASKED = "split_asked"
    CALLER_HELD = "caller_held"
    CALLER_NOT_HELD = "caller_not_held"
    CALLER_BACK = "caller_back"
    CALLER_NOT_BACK = "caller_not_back"
    CALLER_ENDED = "caller_ended"
    TARGET_ANSWERED = "target_answered"
    TARGET_BACK = "target_back"
    TARGET_ENDED = "target_ended"
    """Busy, declined, no answer, not reachable, hung up, or lost."""
    MERGED = "merged"
    PARTED = "parted"
    TRANSFER_DONE = "transfer_done"
    """The final NOTIFY says 2xx."""
    TRANSFER_FAILED = "transfer_failed"
    """The REFER was refused, or its final NOTIFY says so."""
    NO_VERDICT = "no_verdict"
    """No final NOTIFY within the guard time."""
    ENGINE_LOST = "engine_lost"


class Effect(StrEnum):
    """What must be done."""

    HOLD_CALLER = "hold_caller"
    DIAL_TARGET = "dial_target"
    DROP_TARGET = "drop_target"
    TAKE_CALLER_BACK = "take_caller_back"
    TAKE_TARGET_BACK = "take_target_back"
    TO_CALLER = "to_caller"
    """Hold the target, then take the caller back."""
    TO_TARGET = "to_target"
    """Hold the caller, then take the target back."""
    COMPLETE = "complete"
    MERGE = "merge"
    SPLIT = "split"
    END_CONTACT = "end_contact"
    NOTE_TRANSFERRED = "note_transferred"
    TELL_TARGET_LOST = "tell_target_lost"
    TELL_TRANSFER_FAILED = "tell_transfer_failed"
    TELL_CALLER_GONE = "tell_caller_gone"
    TELL_CALLER_HELD = "tell_caller_held"


class IllegalConsultError(Exception):
    """The wish has no meaning in this phase; the text names both."""


Step = tuple[Phase, tuple[Effect, ...]]

_WISHES = frozenset(
    {
        Happened.ASKED,
        Happened.CANCEL_ASKED,
        Happened.COMPLETE_ASKED,
        Happened.SWAP_ASKED,
        Happened.MERGE_ASKED,
        Happened.SPLIT_ASKED,
    }
)
"""A wish at the wrong moment is refused; a fact that comes late changes nothing."""

P, H, E = Phase, Happened, Effect
_GONE: Step = P.NONE, (E.END_CONTACT,)
_ALONE: Step = P.ALONE, (E.TAKE_TARGET_BACK, E.TELL_CALLER_GONE)
_LOST: Step = P.RETURNING, (E.TAKE_CALLER_BACK, E.TELL_TARGET_LOST)
_CANCELLED: Step = P.RETURNING, (E.DROP_TARGET, E.TAKE_CALLER_BACK)
_DONE: Step = P.DONE, (E.NOTE_TRANSFERRED,)
_NOT_DONE: Step = P.WITH_TARGET, (E.TO_CALLER, E.TELL_TRANSFER_FAILED)

_BOTH_UP = {
    H.TARGET_ENDED: _LOST,
    H.CALLER_ENDED: _ALONE,
    H.CANCEL_ASKED: _CANCELLED,
}
_TABLE: dict[Phase, dict[Happened, Step]] = {
    P.NONE: {
        H.ASKED: (P.HOLDING, (E.HOLD_CALLER,)),
        H.CALLER_ENDED: _GONE,
    },
    P.HOLDING: {
        H.CALLER_HELD: (P.CALLING, (E.DIAL_TARGET,)),
        H.CALLER_NOT_HELD: (P.NONE, ()),
        H.CALLER_ENDED: _GONE,
        H.CANCEL_ASKED: (P.RETURNING, (E.TAKE_CALLER_BACK,)),
    },
    P.CALLING: {
        H.TARGET_ANSWERED: (P.WITH_TARGET, ()),
        H.TARGET_ENDED: _LOST,
        H.CALLER_ENDED: (P.NONE, (E.DROP_TARGET, E.END_CONTACT)),
        H.CANCEL_ASKED: _CANCELLED,
        H.COMPLETE_ASKED: (P.AWAITING, ()),
    },
    P.AWAITING: {
        # Not passed on blind: an exchange that says yes too early would lose the caller.
        H.TARGET_ANSWERED: (P.COMPLETING, (E.COMPLETE,)),
        H.TARGET_ENDED: _LOST,
        H.CALLER_ENDED: (P.NONE, (E.DROP_TARGET, E.END_CONTACT)),
        H.CANCEL_ASKED: _CANCELLED,
    },
    P.WITH_TARGET: {
        **_BOTH_UP,
        H.CALLER_BACK: (P.WITH_CALLER, ()),
        H.SWAP_ASKED: (P.WITH_TARGET, (E.TO_CALLER,)),
        H.MERGE_ASKED: (P.WITH_TARGET, (E.MERGE,)),
        H.MERGED: (P.CONFERENCE, ()),
        H.COMPLETE_ASKED: (P.COMPLETING, (E.COMPLETE,)),
    },
    P.WITH_CALLER: {
        **_BOTH_UP,
        H.TARGET_BACK: (P.WITH_TARGET, ()),
        H.SWAP_ASKED: (P.WITH_CALLER, (E.TO_TARGET,)),
        H.MERGE_ASKED: (P.WITH_CALLER, (E.MERGE,)),
        H.MERGED: (P.CONFERENCE, ()),
        H.COMPLETE_ASKED: (P.COMPLETING, (E.COMPLETE,)),
    },
    P.CONFERENCE: {
        **_BOTH_UP,
        H.SPLIT_ASKED: (P.CONFERENCE, (E.SPLIT,)),
        H.PARTED: (P.WITH_TARGET, ()),
        H.COMPLETE_ASKED: (P.LEAVING, (E.COMPLETE,)),
    },
    P.COMPLETING: {
        H.TRANSFER_DONE: _DONE,
        H.TRANSFER_FAILED: _NOT_DONE,
        H.NO_VERDICT: _NOT_DONE,
        H.TARGET_ENDED: (P.CONFIRMING, ()),
        H.CALLER_ENDED: _ALONE,
    },
    P.LEAVING: {
        H.TRANSFER_DONE: _DONE,
        H.TRANSFER_FAILED: (P.CONFERENCE, (E.TELL_TRANSFER_FAILED,)),
        H.NO_VERDICT: (P.CONFERENCE, (E.TELL_TRANSFER_FAILED,)),
        H.TARGET_ENDED: (P.CONFIRMING, ()),
        H.CALLER_ENDED: _ALONE,
    },
    P.CONFIRMING: {
        H.TRANSFER_DONE: _DONE,
        H.TRANSFER_FAILED: (P.RETURNING, (E.TAKE_CALLER_BACK, E.TELL_TRANSFER_FAILED)),
        H.NO_VERDICT: (P.RETURNING, (E.TAKE_CALLER_BACK, E.TELL_TRANSFER_FAILED)),
        H.CALLER_ENDED: _GONE,
    },
    P.DONE: {
        H.CALLER_ENDED: (P.NONE, (E.DROP_TARGET, E.END_CONTACT)),
    },
    P.RETURNING: {
        H.CALLER_BACK: (P.NONE, ()),
        H.CALLER_NOT_BACK: (P.NONE, (E.TELL_CALLER_HELD,)),
        H.CALLER_ENDED: _GONE,
    },
    P.ALONE: {
        H.TARGET_ENDED: _GONE,
        H.CANCEL_ASKED: (P.ALONE, (E.DROP_TARGET,)),
        H.ENGINE_LOST: _GONE,
    },
}


def step(phase: Phase, event: Happened) -> Step:
    """The next phase and what must be done.

    Raises:
        IllegalConsultError: a wish that has no meaning in this phase.
    """
    found = _TABLE[phase].get(event)
    if found is not None:
        return found
    if event is Happened.ENGINE_LOST:
        return Phase.NONE, ()
    if event in _WISHES:
        raise IllegalConsultError(f"{event.value} makes no sense in phase {phase.value}")
    return phase, ()


def allowed(phase: Phase, wish: Happened) -> bool:
    """Whether a wish has a meaning now."""
    return wish in _TABLE[phase]


def resumed(caller: Call | None, target: Call) -> Phase:
    """The phase two calls show, for a desk that was away."""
    if caller is None:
        return Phase.ALONE
    if target.answered_at is None:
        return Phase.CALLING
    if target.id in caller.merged_with:
        return Phase.CONFERENCE
    if caller.transfer is not None and caller.transfer.under_way:
        return Phase.COMPLETING
    return Phase.WITH_TARGET if caller.state is CallState.HELD else Phase.WITH_CALLER


class Hearing(StrEnum):
    """Who hears whom, as the calls are just now."""

    TARGET_RINGS = "target_rings"
    """The target is being called; the caller hears music."""
    AGENT_AND_TARGET = "agent_and_target"
    """The caller hears music."""
    AGENT_AND_CALLER = "agent_and_caller"
    """The target, if there is one, hears music."""
    ALL_THREE = "all_three"
    BOTH_HELD = "both_held"
    """Caller and target hear music."""
    CALLER_HELD = "caller_held"
    """Nobody else is there; the caller hears music."""
    TARGET_ALONE = "target_alone"
    """The caller hung up; agent and target talk."""
    NOBODY = "nobody"


def hearing(caller: Call | None, target: Call | None) -> Hearing:
    """Read from the states of the two calls; None or ended: not there (any more)."""
    caller_up = caller is not None and caller.state in (CallState.CONNECTED, CallState.HELD)
    target_up = target is not None and target.state is not CallState.ENDED
    if not caller_up or caller is None:
        return Hearing.TARGET_ALONE if target_up else Hearing.NOBODY
    talking = caller.state is CallState.CONNECTED
    if not target_up or target is None:
        return Hearing.AGENT_AND_CALLER if talking else Hearing.CALLER_HELD
    if target.state in (CallState.DIALING, CallState.EARLY):
        return Hearing.TARGET_RINGS
    if talking and target.state is CallState.CONNECTED:
        return Hearing.ALL_THREE
    if talking:
        return Hearing.AGENT_AND_CALLER
    if target.state is CallState.CONNECTED:
        return Hearing.AGENT_AND_TARGET
    return Hearing.BOTH_HELD
