"""Asking a colleague while the caller waits: consult, transfer and three-way call, as a machine.

Pure: ``(phase, event) → (phase, effects)``. The phase says what was asked for and where it stands;
who hears whom just now is read from the calls themselves (``hearing``). Invariant: a caller who is
up and talks to nobody hears the PBX's music and is in sight of the agent, never forgotten.
"""

from enum import StrEnum

from softphone.domain.call import Call, CallState
from softphone.domain.consult_room import IN_ROOM, ROWS, TO_ROOM, room_is_heard
from softphone.domain.consult_terms import Effect, Happened, IllegalConsultError, Phase, Step

__all__ = [
    "Effect",
    "Happened",
    "Hearing",
    "IllegalConsultError",
    "Phase",
    "Step",
    "allowed",
    "hearing",
    "hearing_in_room",
    "resumed",
    "step",
]

_WISHES = frozenset(
    {
        Happened.ASKED,
        Happened.CANCEL_ASKED,
        Happened.COMPLETE_ASKED,
        Happened.SWAP_ASKED,
        Happened.MERGE_ASKED,
        Happened.SPLIT_ASKED,
        Happened.ROOM_ASKED,
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
_HERE: dict[Phase, dict[Happened, Step]] = {
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
        # Not passed on blind: a PBX that says yes too early would lose the caller.
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
_TABLE = {phase: {**_HERE.get(phase, {}), **ROWS.get(phase, {})} for phase in Phase}


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
    CALLER_AND_TARGET = "caller_and_target"
    """They talk in a room of the PBX; the agent has put it on hold."""
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


def hearing_in_room(phase: Phase, room: Call | None) -> Hearing | None:
    """Who hears whom where a room of the PBX is in it; None: as the two calls tell.

    What happens inside the room no phone is told: this is what its moves have come to.
    """
    if phase not in IN_ROOM | TO_ROOM:
        return None
    if phase in (Phase.ENTERING, Phase.MOVING_CALLER):
        return Hearing.BOTH_HELD
    if phase in (Phase.ROOM_LOST, Phase.REENTERING):
        return Hearing.NOBODY
    if phase is Phase.ROOM:
        heard = room_is_heard(room)
        return Hearing.ALL_THREE if heard else Hearing.CALLER_AND_TARGET
    return Hearing.AGENT_AND_CALLER
