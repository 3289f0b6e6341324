"""The agent's own call to a conference room of the PBX, and who has been moved there."""

from collections.abc import Callable

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.desk_model import CallView
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.call import Call, Caller, CallPurpose, CallState, Direction
from softphone.domain.consult import Happened
from softphone.domain.consult_room import room_number

ANSWERED_WITHIN_S = 10.0
"""A room answers at once; the caller hears music meanwhile."""
TIMED_OUT = 408


class RoomLeg:
    """Carries out what the machine wants of the room; ``happened`` is told what comes of it."""

    def __init__(
        self,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        calls: LiveCalls,
        happened: Callable[[Happened], None],
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._happened = happened
        self.call_id = ""
        self.number = ""
        self.end: Call | None = None
        """The last call to the room, when it is over."""
        self.late = False
        self._moved: set[str] = set()
        self._pictures: dict[str, CallView] = {}

    # -------------------------------------------------------------- asked by the consult

    @property
    def wanted(self) -> bool:
        """Whether three parties meet in a room of the PBX."""
        return bool(self._rules().room)

    @property
    def call(self) -> Call | None:
        """The agent's own leg while it lasts."""
        return self._calls.get(self.call_id)

    @property
    def moved(self) -> tuple[CallView, ...]:
        """Who is in the room, as their own calls showed them last."""
        return tuple(view for i, view in self._pictures.items() if i in self._moved)

    def is_room(self, call_id: str) -> bool:
        """Whether that is the agent's own leg."""
        return bool(call_id) and call_id == self.call_id

    def has(self, call_id: str) -> bool:
        """Whether the party of that call has been moved."""
        return call_id in self._moved

    # -------------------------------------------------------------- done

    def forget(self) -> None:
        """Another conference begins."""
        self.call_id = self.number = ""
        self.end = None
        self._moved.clear()
        self._pictures.clear()

    def enter(self, caller_id: str, target_id: str) -> None:
        """Call a new room; the same again when somebody is in it already."""
        self.late, self.end = False, None
        if not self._moved:
            self.forget()
            rules = self._rules()
            user = rules.account.user if rules.account else ""
            self.number = room_number(rules.room, self._out.new_id(), user)
            self._pictures = {
                view.call.id: view
                for view in self._calls.views
                if view.call.id in (caller_id, target_id)
            }
        self.call_id = call_id = self._out.new_id()
        title = self._pictures[caller_id].title if caller_id in self._pictures else ""
        self._calls.add(
            Call(
                id=call_id,
                direction=Direction.OUTGOING,
                purpose=CallPurpose.ROOM,
                consult_of=caller_id,
                state=CallState.DIALING,
                caller=Caller(number=self.number),
                started_at=self._out.clock.now(),
            )
        )
        self._calls.describe(call_id, title=title)
        self._out.phone.send(
            m.PlaceCall(
                call_id=call_id,
                target=self.number,
                purpose=CallPurpose.ROOM,
                consult_of=caller_id,
            )
        )
        self._out.clock.after(ANSWERED_WITHIN_S, lambda: self._look(call_id))

    def _look(self, call_id: str) -> None:
        call = self._calls.get(call_id)
        if self.is_room(call_id) and call is not None and call.answered_at is None:
            self.late = True
            self._happened(Happened.ROOM_LATE)

    def leave(self) -> None:
        """End the agent's own leg."""
        if self.call is not None:
            self._out.phone.send(m.HangUpCall(call_id=self.call_id))

    def bring(self, call_id: str) -> None:
        """A further party has answered, and hears the room through us: refer it there."""
        self._pictures |= {v.call.id: v for v in self._calls.views if v.call.id == call_id}
        self.move(call_id)

    def join_again(self, call_id: str) -> None:
        """That party could not be moved: it goes on hearing the room through us."""
        if self.call is not None and self._calls.get(call_id) is not None:
            self._out.phone.send(m.MergeCalls(call_id=self.call_id, other_id=call_id))

    def move(self, call_id: str) -> None:
        """Refer that party to the room."""
        self._out.phone.send(m.TransferCall(call_id=call_id, target=self.number))

    def name(self, call_id: str, title: str) -> None:
        """The look-up told who that party is."""
        view = self._pictures.get(call_id)
        if view is not None and self.call is not None:
            self._pictures[call_id] = msgspec.structs.replace(view, title=title)
            self._calls.describe(self.call_id, title=title)

    def note_moved(self, call_id: str) -> None:
        """It is there."""
        self._moved.add(call_id)

    def ended(self, call: Call) -> None:
        """The agent's own leg is over."""
        self.end = call
        self._happened(Happened.ROOM_ENDED)

    def whole(self, caller_end: Call, *, left: bool) -> Call:
        """The end of the contact: the caller's own leg and the time in the room as one.

        ``left``: the agent went and the others stayed, which is a transfer.
        """
        room = self.end
        if room is None or room.ended_at is None or not self.has(caller_end.id):
            return caller_end
        whole = msgspec.structs.replace(
            caller_end, ended_at=room.ended_at, held_s=caller_end.held_s + room.held_s
        )
        if left:
            return whole
        return msgspec.structs.replace(
            whole,
            cause=room.cause,
            ended_by=room.ended_by,
            sip_code=room.sip_code,
            sip_reason=room.sip_reason,
        )

    def resume(self, call: Call, *pictures: CallView, moved: tuple[str, ...]) -> None:
        """Go on where an earlier desk process was."""
        self.forget()
        self.call_id, self.number = call.id, call.caller.number
        self._pictures = {view.call.id: view for view in pictures}
        self._moved = set(moved)
