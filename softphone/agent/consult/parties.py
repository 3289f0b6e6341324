"""Which calls a consult is about, as the desk asks it; nothing is done here."""

from collections.abc import Callable

from softphone.agent.call_book import LiveCalls
from softphone.agent.consult.conference_room import RoomLeg
from softphone.agent.desk_model import ConsultView
from softphone.agent.rules import DeskRules
from softphone.domain import consult
from softphone.domain.call import Call
from softphone.domain.consult import Phase
from softphone.domain.consult_room import IN_ROOM, TO_ROOM, room_is_heard
from softphone.domain.phone import PhoneNumber

TOGETHER = (Phase.WITH_TARGET, Phase.WITH_CALLER, Phase.CONFERENCE, Phase.ROOM)
"""Everybody is up and nothing is under way."""


class ConsultParties:
    """Knows which call is the contact's and which the consult's."""

    def __init__(self, rules: Callable[[], DeskRules], calls: LiveCalls, room: RoomLeg) -> None:
        self._rules = rules
        self._calls = calls
        self.room = room
        self.phase = Phase.NONE
        self.speaking: tuple[str, ...] = ()
        """Ids of the calls whose far end speaks, in a conference."""
        self._more: list[str] = []
        """Ids of further parties of the conference."""
        self._caller_id = ""
        self._target_id = ""
        self._target = PhoneNumber(raw="", dial="")

    @property
    def active(self) -> bool:
        """Whether a consult is going on."""
        return self.phase is not Phase.NONE

    @property
    def view(self) -> ConsultView | None:
        """What the window shows."""
        if not self.active:
            return None
        return ConsultView(
            phase=self.phase,
            caller_id=self._caller_id,
            target_id=self._target_id,
            target=self._calls.who(self._target),
            hearing=consult.hearing_in_room(self.phase, self.room.call)
            or consult.hearing(self._caller, self._target_call),
            more_ids=tuple(self._more),
            may_add=self.may_add,
            room_id=self.room.call_id if self.in_room and self.room.call else "",
            moved=self.room.moved if self.in_room or self.phase is Phase.DONE else (),
        )

    @property
    def in_room(self) -> bool:
        """Whether a conference room of the PBX is in it."""
        return self.phase in IN_ROOM | TO_ROOM

    def may_hang_up(self, call_id: str) -> bool:
        """Whether the agent may end this call now: never while somebody is being moved."""
        mine = self.room.is_room(call_id) or self.is_caller(call_id) or self.is_target(call_id)
        return not (mine and self.phase in TO_ROOM)

    def may_hold(self, call_id: str) -> bool:
        """Whether this call may be put on hold or taken back now: nothing is under way."""
        if self.room.has(call_id):
            return False
        return not self.active or self.phase in TOGETHER

    @property
    def _caller(self) -> Call | None:
        return self._calls.get(self._caller_id)

    @property
    def _target_call(self) -> Call | None:
        return self._calls.get(self._target_id)

    def is_caller(self, call_id: str) -> bool:
        """Whether a consult is about this call."""
        return self.active and call_id == self._caller_id

    def is_target(self, call_id: str) -> bool:
        """Whether this is the call to the colleague."""
        return self.active and call_id == self._target_id

    def involves(self, call_id: str) -> bool:
        """Whether this call is one of a consult or conference that goes on."""
        mine = (self._caller_id, self._target_id, self.room.call_id, *self._more)
        return self.active and bool(call_id) and call_id in mine

    def other(self, call_id: str) -> Call | None:
        """The other call of the consult that this call is one of."""
        if self.is_caller(call_id):
            return self._target_call
        return self._caller if self.is_target(call_id) else None

    @property
    def may_add(self) -> bool:
        """Whether the conference takes one more party."""
        if self.phase is Phase.CONFERENCE:
            parties = 3 + len(self._more)
        elif self.phase in (Phase.ROOM, Phase.ROOM_TWO) and room_is_heard(self.room.call):
            parties = 1 + len(self.room.moved) + len(self._more)
        else:
            return False
        return parties < self._rules().conference_max
