"""The three-way call in a conference room of the PBX, in place of the mix here.

The agent's own call goes to the room first. Then the caller is referred to it (blind, RFC 5589
section 6), then the target; each stays on hold with us until its final NOTIFY says 2xx. So there
is a way back at every step: while the caller has not been moved, both are still ours; once it
has, the agent is in the room already.
"""

import hashlib

from softphone.domain.call import Call, CallState, TransferState
from softphone.domain.consult_terms import Effect, Happened, Phase, Step

P, H, E = Phase, Happened, Effect

IN_ROOM = frozenset({P.ROOM, P.ROOM_WAITING, P.ROOM_TWO})
"""The agent talks in the room, and nothing is under way."""
TO_ROOM = frozenset({P.ENTERING, P.MOVING_CALLER, P.MOVING_TARGET, P.ROOM_LOST, P.REENTERING})
"""Somebody is on the way."""

_ENTER: Step = P.ENTERING, (E.ENTER_ROOM,)
_GONE: Step = P.NONE, (E.END_CONTACT,)
_BACK: Step = P.WITH_TARGET, (E.LEAVE_ROOM, E.TO_CALLER, E.TELL_ROOM_FAILED)
_AFTER_IT: Step = P.WITH_TARGET, (E.TO_CALLER, E.TELL_ROOM_FAILED)

ROWS: dict[Phase, dict[Happened, Step]] = {
    P.WITH_TARGET: {H.ROOM_ASKED: _ENTER},
    P.WITH_CALLER: {H.ROOM_ASKED: _ENTER},
    P.ENTERING: {
        H.ROOM_ANSWERED: (P.MOVING_CALLER, (E.MOVE_CALLER,)),
        H.ROOM_LATE: _BACK,
        H.ROOM_ENDED: _AFTER_IT,
        H.CANCEL_ASKED: (P.RETURNING, (E.LEAVE_ROOM, E.DROP_TARGET, E.TAKE_CALLER_BACK)),
        H.TARGET_ENDED: (P.RETURNING, (E.LEAVE_ROOM, E.TAKE_CALLER_BACK, E.TELL_TARGET_LOST)),
        H.CALLER_ENDED: (P.ALONE, (E.LEAVE_ROOM, E.TAKE_TARGET_BACK, E.TELL_CALLER_GONE)),
    },
    P.MOVING_CALLER: {
        H.TRANSFER_DONE: (P.MOVING_TARGET, (E.MOVE_TARGET,)),
        H.TRANSFER_FAILED: _BACK,
        H.NO_VERDICT: _BACK,
        # A server may end the leg before its NOTIFY: whoever might be in the room is not left.
        H.CALLER_ENDED: (P.MOVING_TARGET, (E.MOVE_TARGET, E.TELL_CALLER_UNSURE)),
        H.TARGET_ENDED: (P.MOVING_CALLER, (E.TELL_TARGET_LOST,)),
        H.ROOM_ENDED: (P.ROOM_LOST, ()),
    },
    P.MOVING_TARGET: {
        H.TARGET_MOVED: (P.ROOM, ()),
        H.TARGET_NOT_MOVED: (P.ROOM_WAITING, (E.TELL_TARGET_NOT_MOVED,)),
        H.TARGET_ENDED: (P.ROOM_TWO, (E.TELL_TARGET_LOST,)),
        H.ROOM_ENDED: (P.REENTERING, (E.ENTER_ROOM,)),
        H.ENGINE_LOST: _GONE,
    },
    P.ROOM: {
        H.COMPLETE_ASKED: (P.DONE, (E.LEAVE_ROOM, E.NOTE_TRANSFERRED)),
        H.ROOM_ENDED: _GONE,
        H.ENGINE_LOST: _GONE,
    },
    P.ROOM_WAITING: {
        H.ROOM_ASKED: (P.MOVING_TARGET, (E.MOVE_TARGET,)),
        H.CANCEL_ASKED: (P.ROOM_WAITING, (E.DROP_TARGET,)),
        H.TARGET_MOVED: (P.ROOM, ()),
        H.TARGET_ENDED: (P.ROOM_TWO, (E.TELL_TARGET_LOST,)),
        H.ROOM_ENDED: (P.ALONE, (E.TAKE_TARGET_BACK, E.TELL_CALLER_GONE)),
        H.ENGINE_LOST: _GONE,
    },
    P.ROOM_TWO: {
        # A further party takes the place of the one that went.
        H.TARGET_MOVED: (P.ROOM, ()),
        H.ROOM_ENDED: _GONE,
        H.ENGINE_LOST: _GONE,
    },
    P.ROOM_LOST: {
        H.TRANSFER_DONE: (P.REENTERING, (E.ENTER_ROOM,)),
        H.TRANSFER_FAILED: _AFTER_IT,
        H.NO_VERDICT: _AFTER_IT,
        H.CALLER_ENDED: (P.REENTERING, (E.ENTER_ROOM, E.TELL_CALLER_UNSURE)),
        H.TARGET_ENDED: (P.ROOM_LOST, (E.TELL_TARGET_LOST,)),
    },
    P.REENTERING: {
        H.ROOM_ANSWERED: (P.MOVING_TARGET, (E.MOVE_TARGET,)),
        H.ROOM_LATE: (P.REENTERING, (E.LEAVE_ROOM,)),
        H.ROOM_ENDED: (P.ALONE, (E.TAKE_TARGET_BACK, E.TELL_ROOM_LOST)),
        H.TARGET_ENDED: (P.REENTERING, (E.TELL_TARGET_LOST,)),
        H.ENGINE_LOST: _GONE,
    },
    P.DONE: {
        H.ROOM_ENDED: _GONE,
        H.ENGINE_LOST: _GONE,
    },
    P.ALONE: {
        # It was being referred while the room was lost.
        H.TARGET_NOT_MOVED: (P.ALONE, (E.TAKE_TARGET_BACK,)),
    },
}
"""What a room adds to the table of ``domain/consult``."""


def room_number(pattern: str, seed: str, user: str) -> str:
    """The number of a new room: ``{id}`` becomes ten digits made of ``seed``, ``{user}`` the agent.

    A room of its own for each conference: nobody meets those who stayed in an earlier one.
    """
    digits = int.from_bytes(hashlib.sha256(seed.encode()).digest()) % 10**10
    return pattern.replace("{id}", f"{digits:010}").replace("{user}", user)


def resumed_room(
    caller: Call | None, target: Call | None, room: Call, *, target_moved: bool
) -> Phase:
    """The phase these calls show, for a desk that was away; None: no call of ours any more."""
    entered = room.answered_at is not None
    if caller is not None:
        return Phase.MOVING_CALLER if entered else Phase.ENTERING
    if not entered:
        return Phase.REENTERING
    if target is None:
        return Phase.ROOM if target_moved else Phase.ROOM_TWO
    return Phase.MOVING_TARGET if referred(target) else Phase.ROOM_WAITING


def referred(call: Call) -> bool:
    """Whether its final NOTIFY is awaited."""
    return call.transfer is not None and call.transfer.under_way


def was_moved(call: Call) -> bool:
    """Whether the final NOTIFY about it said 2xx."""
    return call.transfer is not None and call.transfer.state is TransferState.DONE


def room_is_heard(room: Call | None) -> bool:
    """Whether the agent hears the room, and it the agent."""
    return room is not None and room.state is CallState.CONNECTED
