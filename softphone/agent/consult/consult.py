"""A colleague is asked while the caller waits: the machine, its calls, the words."""

import logging
from collections.abc import Callable

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.consult.calls import consult_call, place_consult
from softphone.agent.consult.conference_room import TIMED_OUT, RoomLeg
from softphone.agent.consult.notices import ConsultNotices
from softphone.agent.consult.parties import ConsultParties
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import consult
from softphone.domain import messages as m
from softphone.domain.call import (
    Call,
    CallPurpose,
    CallState,
    EndCause,
    EndedBy,
    TransferState,
)
from softphone.domain.consult import Effect, Happened, IllegalConsultError, Phase
from softphone.domain.consult_room import (
    referred,
    resumed_room,
    was_moved,
)
from softphone.domain.messages import CommandName
from softphone.domain.phone import PhoneNumber

log = logging.getLogger(__name__)

LIVE = (CallState.CONNECTED, CallState.HELD)
_FOR_THREE = (Happened.COMPLETE_ASKED, Happened.SWAP_ASKED, Happened.SPLIT_ASKED)
"""What makes sense with one caller and one colleague only."""


class Consultation(ConsultParties):
    """Runs the machine: takes wishes and what the calls do, sends commands.

    Every end of the contact's call goes through here: ``end_contact`` is called with it at once,
    or, when the caller hung up in the middle of a consult, once the consult call is over too.
    ``context`` gives the SIP headers that tell the colleague what it is about, ``transferred``
    takes call and target.
    """

    def __init__(
        self,
        *,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        calls: LiveCalls,
        notices: NoticeBoard,
        end_contact: Callable[[Call], None],
        transferred: Callable[[str, str], None],
        context: Callable[[str], dict[str, str]],
    ) -> None:
        super().__init__(rules, calls, RoomLeg(outside, rules, calls, self._step))
        self._out = outside
        self._end_contact = end_contact
        self._transferred = transferred
        self._context = context
        self._told = ConsultNotices(notices, self.room, calls.who)
        self._caller_end: Call | None = None

    # -------------------------------------------------------------- wishes

    def begin(self, caller: Call, target: PhoneNumber) -> bool:
        """Put the caller on hold and call the target; false when it cannot be now."""
        under_way = caller.transfer is not None and caller.transfer.under_way
        if self.active or caller.state not in LIVE or under_way:
            return False
        self.room.forget()
        self._caller_id, self._target_id, self._target = caller.id, "", target
        self._wish(Happened.ASKED)
        return True

    def add(self, target: PhoneNumber) -> bool:
        """Call one more party into the conference, which goes on meanwhile."""
        if not self.may_add:
            return False
        self._more.append(self._out.new_id())
        join = self.room.call_id if self.in_room else self._caller_id
        self._place(self._more[-1], target, join=join)
        return True

    def cancel(self) -> bool:
        """Give the consult up; false when there is none."""
        return self._wish(Happened.CANCEL_ASKED)

    def complete(self) -> bool:
        """Connect caller and target with each other; false at the wrong moment."""
        return self._wish(Happened.COMPLETE_ASKED)

    def swap(self) -> bool:
        """Talk to the other one; false at the wrong moment."""
        return self._wish(Happened.SWAP_ASKED)

    def merge(self) -> bool:
        """Talk to both; false at the wrong moment."""
        if self.room.wanted or self.in_room:
            return self._wish(Happened.ROOM_ASKED)
        return self._wish(Happened.MERGE_ASKED)

    def split(self) -> bool:
        """End the three-way call, the caller on hold; false when there is none."""
        return self._wish(Happened.SPLIT_ASKED)

    def _wish(self, wish: Happened) -> bool:
        if self._more and wish in _FOR_THREE:
            return False
        try:
            self._step(wish)
        except IllegalConsultError as error:
            log.info("refused: %s", error)
            return False
        return True

    # -------------------------------------------------------------- facts

    def call_changed(self, before: Call, call: Call) -> None:
        """A call of the book was answered, held, resumed, mixed …"""
        back = before.state is CallState.HELD and call.state is CallState.CONNECTED
        if self.is_caller(call.id):
            if call.state is CallState.HELD and before.state is not CallState.HELD:
                self._step(Happened.CALLER_HELD)
            elif back or (self.phase is Phase.RETURNING and call.state is CallState.CONNECTED):
                self._step(Happened.CALLER_BACK)
            if before.merged_with != call.merged_with:
                self._step(Happened.MERGED if call.merged_with else Happened.PARTED)
        elif self.is_target(call.id):
            if _just_answered(before, call):
                self._step(Happened.TARGET_ANSWERED)
            elif back:
                self._step(Happened.TARGET_BACK)
            elif call.state is CallState.HELD and self.phase is Phase.ALONE:
                # A hold that was under way when the caller hung up.
                self._do(Effect.TAKE_TARGET_BACK)
        elif self.room.is_room(call.id) and _just_answered(before, call):
            self._step(Happened.ROOM_ANSWERED)
        elif call.id in self._more and self.in_room and _just_answered(before, call):
            self.room.bring(call.id)

    def contact_call_ended(self, call: Call) -> None:
        """The call of the contact is over; the contact may go on with the consult call."""
        self._told.last = self._caller_end = call
        if self.room.has(call.id):
            return  # the leg was moved, the caller is in the room
        if self.phase in (Phase.MOVING_CALLER, Phase.ROOM_LOST):
            self.room.note_moved(call.id)
        self._step(Happened.CALLER_ENDED)

    def room_call_ended(self, call: Call) -> None:
        """The agent's own call to a room is over."""
        if not self.room.is_room(call.id):
            return
        if self.phase is Phase.ENTERING and not self.room.late:
            self._told.because(call.sip_code, call.sip_reason)
        self.room.ended(call)

    def consult_call_ended(self, call: Call) -> None:
        """A call to a colleague is over; it never ends a contact by itself."""
        if call.id in self._more:
            self._more.remove(call.id)
            if not self.room.has(call.id):
                self._told.gone(call, self._out.numbers.parse(call.caller.number))
            return
        if self.is_target(call.id) and self._more and self.active and not self.in_room:
            # The conference goes on: somebody else is the colleague now.
            self._told.gone(call, self._target)
            self._target_id = self._more.pop(0)
            next_one = self._target_call
            if next_one is not None:
                self._target = self._out.numbers.parse(next_one.caller.number)
            return
        if self.is_target(call.id):
            if self.room.has(call.id) and self.phase is Phase.REENTERING:
                return  # with the caller in the room
            self._told.last = call
            self._told.because(call.sip_code, call.sip_reason)
            self._step(Happened.TARGET_ENDED)

    def transfer_progressed(self, event: m.TransferProgressed) -> bool:
        """Whether this was about the consult's transfer."""
        if self.is_target(event.call_id):
            self._target_progressed(event)
            return True
        if event.call_id in self._more:
            self._further_progressed(event)
            return True
        if not self.is_caller(event.call_id):
            return False
        self._told.because(event.sip_code, event.sip_reason)
        if event.state is TransferState.DONE:
            if self.phase in (Phase.MOVING_CALLER, Phase.ROOM_LOST):
                self.room.note_moved(event.call_id)
            self._step(Happened.TRANSFER_DONE)
        elif event.state is TransferState.FAILED:
            late = event.sip_code == TIMED_OUT
            self._step(Happened.NO_VERDICT if late else Happened.TRANSFER_FAILED)
        return True

    def _target_progressed(self, event: m.TransferProgressed) -> None:
        """A NOTIFY about the colleague, who is being moved into a room."""
        if event.state is TransferState.DONE:
            self.room.note_moved(event.call_id)
            self._step(Happened.TARGET_MOVED)
        elif event.state is TransferState.FAILED:
            self._told.because(event.sip_code, event.sip_reason)
            self._step(Happened.TARGET_NOT_MOVED)

    def _further_progressed(self, event: m.TransferProgressed) -> None:
        """A NOTIFY about a further party of the room."""
        call = self._calls.get(event.call_id)
        if event.state is TransferState.DONE:
            self.room.note_moved(event.call_id)
            if self.phase is Phase.ROOM_TWO and call is not None:
                self._more.remove(event.call_id)
                self._target_id = event.call_id
                self._target = self._out.numbers.parse(call.caller.number)
                self._step(Happened.TARGET_MOVED)
        elif event.state is TransferState.FAILED and call is not None:
            self._told.because(event.sip_code, event.sip_reason)
            number = self._out.numbers.parse(call.caller.number)
            self._told.tell(Effect.TELL_TARGET_NOT_MOVED, number)
            self.room.join_again(event.call_id)

    def refused(self, command: CommandName, call_id: str, reason: str) -> bool:
        """The engine would not; whether that needs no words of its own."""
        if call_id in self._more and command is CommandName.TRANSFER_CALL:
            self.room.join_again(call_id)
            return False
        if self.is_target(call_id) and command is CommandName.TRANSFER_CALL:
            self._told.because(0, reason)
            self._step(Happened.TARGET_NOT_MOVED)
            return False
        caller = self._caller
        if not self.is_caller(call_id) or caller is None:
            return False
        match command:
            case CommandName.HOLD_CALL:
                self._step(Happened.CALLER_NOT_HELD)
            case CommandName.RESUME_CALL if self.phase is Phase.RETURNING:
                together = caller.state is CallState.CONNECTED
                self._step(Happened.CALLER_BACK if together else Happened.CALLER_NOT_BACK)
                return together
            case CommandName.COMPLETE_TRANSFER | CommandName.TRANSFER_CALL:
                self._told.because(0, reason)
                self._step(Happened.TRANSFER_FAILED)
        return False

    def engine_lost(self) -> None:
        """Every call is gone; their ends follow."""
        if self._caller_end is not None and self.room.has(self._caller_id):
            self._caller_end = msgspec.structs.replace(
                self._caller_end,
                ended_at=self._out.clock.now(),
                cause=EndCause.ENGINE_FAILURE,
                ended_by=EndedBy.SYSTEM,
            )
        self._step(Happened.ENGINE_LOST)

    def resume_room(
        self, room: Call, caller: Call | None, target: Call | None, ended: tuple[Call, ...]
    ) -> None:
        """The same with a room of the PBX; ``ended``: the two calls as far as they are over.

        A caller who was not there yet is referred again.
        """
        self._caller_id = room.consult_of
        parties = [call for call in (caller, target, *ended) if call is not None]
        colleague = next((c for c in parties if c.purpose is CallPurpose.CONSULT), None)
        if colleague is not None:
            self._target_id = colleague.id
            self._target = self._out.numbers.parse(colleague.caller.number)
        moved = tuple(call.id for call in ended if was_moved(call))
        self._caller_end = next((c for c in ended if c.id == self._caller_id), None)
        if self._caller_end is not None:
            moved = (*moved, self._caller_id)
        pictures = (self._calls.picture(call) for call in parties)
        self.room.resume(room, *pictures, moved=moved)
        there = self.room.has(self._target_id)
        self.phase = resumed_room(caller, target, room, target_moved=there)
        if self.phase is Phase.MOVING_CALLER and caller is not None and not referred(caller):
            self._do(Effect.MOVE_CALLER)

    def resume(self, caller: Call | None, target: Call, ended: Call | None) -> None:
        """Go on where an earlier desk process was; ``ended`` is the caller's end, if known."""
        self._caller_id = target.consult_of
        self._target_id = target.id
        self._target = self._out.numbers.parse(target.caller.number)
        self._caller_end = ended
        self.phase = consult.resumed(caller, target)
        if self.phase is Phase.ALONE and target.state is CallState.HELD:
            self._do(Effect.TAKE_TARGET_BACK)

    # -------------------------------------------------------------- inside

    def _step(self, event: Happened) -> None:
        before = self.phase
        self.phase, effects = consult.step(before, event)
        if self.phase is not before:
            log.info("consult: %s → %s (%s)", before.value, self.phase.value, event.value)
        left = before is Phase.DONE
        for effect in effects:
            self._do(effect, left=left)

    def _do(self, effect: Effect, *, left: bool = False) -> None:
        phone, caller, target = self._out.phone, self._caller, self._target_call
        match effect:
            case Effect.HOLD_CALLER:
                if caller is not None and caller.state is CallState.HELD:
                    self._step(Happened.CALLER_HELD)
                else:
                    phone.send(m.HoldCall(call_id=self._caller_id))
            case Effect.DIAL_TARGET:
                self._dial()
            case Effect.DROP_TARGET if target is not None:
                more, self._more = self._more, []
                for call_id in (*more, target.id):
                    phone.send(m.HangUpCall(call_id=call_id))
            case Effect.TAKE_CALLER_BACK:
                phone.send(m.ResumeCall(call_id=self._caller_id))
            case Effect.TAKE_TARGET_BACK if target is not None:
                if target.state is CallState.HELD:
                    phone.send(m.ResumeCall(call_id=target.id))
            case Effect.TAKE_TARGET_BACK | Effect.MOVE_TARGET if target is None:
                self._without_target()
            case Effect.TO_CALLER:
                self._talk_to_caller(caller, target)
            case Effect.TO_TARGET:
                phone.send(m.SwapCalls(call_id=self._caller_id, other_id=self._target_id))
            case Effect.COMPLETE:
                phone.send(m.CompleteTransfer(call_id=self._caller_id, consult_id=self._target_id))
            case Effect.MERGE:
                phone.send(m.MergeCalls(call_id=self._caller_id, other_id=self._target_id))
            case Effect.SPLIT:
                phone.send(m.SplitCalls(call_id=self._caller_id, other_id=self._target_id))
            case Effect.NOTE_TRANSFERRED:
                self._transferred(self._caller_id, self._target.dial)
            case Effect.END_CONTACT:
                for call_id in self._more if self.room.end is not None else ():
                    # It heard the room through us.
                    phone.send(m.HangUpCall(call_id=call_id))
                if self._caller_end is not None:
                    ended, self._caller_end = self._caller_end, None
                    self._end_contact(self.room.whole(ended, left=left))
            case Effect.ENTER_ROOM:
                self.room.enter(self._caller_id, self._target_id)
            case Effect.LEAVE_ROOM:
                self.room.leave()
            case Effect.MOVE_CALLER:
                self.room.move(self._caller_id)
            case Effect.MOVE_TARGET if self.room.has(self._target_id):
                self._step(Happened.TARGET_MOVED)
            case Effect.MOVE_TARGET:
                self.room.move(self._target_id)
            case _:
                self._told.tell(effect, self._target)

    def _dial(self) -> None:
        self._target_id = self._out.new_id()
        self._place(self._target_id, self._target)

    def _place(self, call_id: str, target: PhoneNumber, *, join: str = "") -> None:
        headers = self._context(self._caller_id)
        call = consult_call(call_id, self._caller_id, target, self._out.clock.now())
        self._calls.add(call)
        self._out.phone.send(place_consult(call, headers, join))

    def _without_target(self) -> None:
        """What should be done with the colleague comes too late."""
        self._told.last = None
        moved = self.room.has(self._target_id) and self.phase is Phase.MOVING_TARGET
        self._step(Happened.TARGET_MOVED if moved else Happened.TARGET_ENDED)

    def _talk_to_caller(self, caller: Call | None, target: Call | None) -> None:
        """Swap, unless it is like that already (completed while talking to the caller)."""
        if target is None:
            self._without_target()
            return
        together = caller is not None and caller.state is CallState.CONNECTED
        if together and target is not None and target.state is CallState.HELD:
            self._step(Happened.CALLER_BACK)
            return
        self._out.phone.send(m.SwapCalls(call_id=self._target_id, other_id=self._caller_id))


def _just_answered(before: Call, call: Call) -> bool:
    return before.answered_at is None and call.answered_at is not None
