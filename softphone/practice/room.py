"""The queue of the practice room: a pure machine that offers customers one at a time.

``step(room, event)`` gives the next room and what is to be done; an event that cannot happen in a
phase raises ``IllegalEventError`` with both names.
"""

from enum import StrEnum

import msgspec


class Phase(StrEnum):
    """What the room is doing."""

    IDLE = "idle"
    """Nobody is on the way to the agent: not ready, or no customer left."""
    PAUSE = "pause"
    """The next customer comes in a moment, if the agent stays ready."""
    OFFERING = "offering"
    TALKING = "talking"


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """``waiting`` are customers' keys, next first; ``current`` is being offered or talks.

    ``everybody`` is who comes again when all are served, if ``repeat``. ``gave_up``: the current
    customer's patience is over and their CANCEL is on the way.
    """

    everybody: tuple[str, ...]
    waiting: tuple[str, ...]
    repeat: bool = False
    signed_in: bool = False
    ready: bool = False
    phase: Phase = Phase.IDLE
    current: str = ""
    gave_up: bool = False

    @classmethod
    def of(cls, everybody: tuple[str, ...], *, repeat: bool = False) -> "Room":
        """A room with all of them waiting."""
        return cls(everybody=everybody, waiting=everybody, repeat=repeat)


class AgentTold(msgspec.Struct, frozen=True):
    """A feature code was dialled: ready for calls or not. Being ready implies being signed in."""

    ready: bool
    signed_in: bool = True


class OfferAnswered(msgspec.Struct, frozen=True):
    """The agent took the call."""


class PatienceRanOut(msgspec.Struct, frozen=True):
    """The customer lets it ring no longer."""


class CallEnded(msgspec.Struct, frozen=True):
    """The current customer's call is over, answered or not."""


class PauseEnded(msgspec.Struct, frozen=True):
    """The moment between two customers is over."""


Event = AgentTold | OfferAnswered | PatienceRanOut | CallEnded | PauseEnded


class Offer(msgspec.Struct, frozen=True):
    """Call the agent as this customer."""

    customer: str


class GiveUp(msgspec.Struct, frozen=True):
    """Cancel the offer."""

    customer: str


class Pause(msgspec.Struct, frozen=True):
    """Tell ``PauseEnded`` after the pause of the room's pace."""


class Tell(msgspec.Struct, frozen=True):
    """Something worth a line: ``served``, ``abandoned``, ``not_taken``."""

    what: str
    customer: str


Effect = Offer | GiveUp | Pause | Tell


class IllegalEventError(Exception):
    """An event that cannot happen in this phase."""

    def __init__(self, event: Event, phase: Phase) -> None:
        super().__init__(f"{type(event).__name__} while {phase.value}")


def step(room: Room, event: Event) -> tuple[Room, tuple[Effect, ...]]:
    """The next room and what is to be done, in this order."""
    match event, room.phase:
        case AgentTold(), _:
            return _told(room, event)
        case OfferAnswered(), Phase.OFFERING:
            return msgspec.structs.replace(room, phase=Phase.TALKING, gave_up=False), ()
        case PatienceRanOut(), Phase.OFFERING:
            return msgspec.structs.replace(room, gave_up=True), (GiveUp(room.current),)
        case CallEnded(), Phase.OFFERING:
            what = "abandoned" if room.gave_up else "not_taken"
            return _go_on(room, what, again=(room.current,))
        case CallEnded(), Phase.TALKING:
            return _go_on(room, "served", again=())
        case PauseEnded(), Phase.PAUSE:
            return _offer_next(room)
    raise IllegalEventError(event, room.phase)


def _told(room: Room, event: AgentTold) -> tuple[Room, tuple[Effect, ...]]:
    ready = event.ready and event.signed_in
    room = msgspec.structs.replace(room, ready=ready, signed_in=event.signed_in)
    if ready and room.phase is Phase.IDLE and room.waiting:
        return msgspec.structs.replace(room, phase=Phase.PAUSE), (Pause(),)
    return room, ()


def _go_on(room: Room, what: str, again: tuple[str, ...]) -> tuple[Room, tuple[Effect, ...]]:
    waiting = room.waiting + again
    if not waiting and room.repeat:
        waiting = room.everybody
    after = msgspec.structs.replace(
        room, waiting=waiting, current="", gave_up=False, phase=Phase.PAUSE
    )
    told = Tell(what, room.current)
    if not waiting:
        return msgspec.structs.replace(after, phase=Phase.IDLE), (told,)
    return after, (told, Pause())


def _offer_next(room: Room) -> tuple[Room, tuple[Effect, ...]]:
    if not (room.ready and room.waiting):
        return msgspec.structs.replace(room, phase=Phase.IDLE), ()
    first, *rest = room.waiting
    after = msgspec.structs.replace(
        room, phase=Phase.OFFERING, current=first, waiting=tuple(rest), gave_up=False
    )
    return after, (Offer(first),)
