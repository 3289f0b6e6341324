"""Calls that belong together: swap, conference mixed here, attended transfer."""

import logging

from softphone.domain.call import CallState
from softphone.domain.messages import CommandName
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.call_table import CallTable
from softphone.engine.calls.hold import Hold
from softphone.engine.calls.one_at_a_time import OneTalking
from softphone.engine.calls.transfers import Transfers
from softphone.engine.errors import CommandError
from softphone.engine.pj.endpoint import StackError

log = logging.getLogger(__name__)


class Conference:
    """Carries out what concerns several calls at once. Used on the engine's thread only.

    In a conference each leg's sound goes to every other leg and to the agent.
    """

    def __init__(
        self, table: CallTable, holds: Hold, focus: OneTalking, transfers: Transfers
    ) -> None:
        self._table = table
        self._focus = focus
        self._holds = holds
        self._transfers = transfers

    # ------------------------------------------------------------ commands

    def swap(self, call_id: str, other_id: str) -> None:
        """Hold the one, then take the other back. Raises ``CommandError``."""
        leaving, coming = self._two(call_id, other_id)
        self._refuse_while_referred(leaving, coming)
        if leaving.call.merged_with:
            raise CommandError("Calls of a conference cannot be swapped.")
        if leaving.call.state is CallState.HELD:
            self._take_back(coming, CommandName.SWAP_CALLS)
            return
        leaving.resume_next = coming.call.id
        self._holds.wish(leaving, hold=True, command=CommandName.SWAP_CALLS)

    def merge(self, call_id: str, other_id: str) -> None:
        """Mix both and their partners, once they have sound. Raises ``CommandError``."""
        one, two = self._two(call_id, other_id)
        self._refuse_while_referred(one, two)
        self._gather(one, two)
        for record in (one, two):
            self._take_back(record, CommandName.MERGE_CALLS)
        self._link(one)
        self._link(two)

    def split(self, call_id: str, other_id: str) -> None:
        """Undo the mix and hold the first. Raises ``CommandError``."""
        leaving, staying = self._two(call_id, other_id)
        self._refuse_while_referred(leaving, staying)
        if staying.call.id not in leaving.call.merged_with:
            raise CommandError("These calls are not a conference.")
        for mate in self._mates(leaving):
            try:
                leaving.leg.unlink(mate.leg)
            except StackError as error:
                # The hold that follows takes the leg's sound away altogether.
                log.info("call %s: not unlinked: %s", call_id, error)
        self._part(leaving)
        if leaving.call.state is not CallState.HELD:
            self._holds.wish(leaving, hold=True, command=CommandName.SPLIT_CALLS)

    def complete(self, call_id: str, consult_id: str) -> None:
        """Connect the two others with each other. Raises ``CommandError``."""
        caller, target = self._two(call_id, consult_id)
        self._refuse_while_referred(caller, target)
        self._transfers.attended(caller, target)

    def enter(self, record: CallRecord, call_id: str) -> None:
        """A call that was dialled for a conference enters it; who is held there stays held."""
        member = self._table.live(call_id)
        if member is not None and member.up:
            self._gather(member, record)
            self._link(record)

    # ------------------------------------------------------------ what happens to one of them

    def held(self, record: CallRecord) -> None:
        """A hold is settled: the other one's turn."""
        coming_id, record.resume_next = record.resume_next, ""
        coming = self._table.live(coming_id) if coming_id else None
        if coming is not None and coming.up:
            self._take_back(coming, CommandName.SWAP_CALLS)

    def hold_failed(self, record: CallRecord) -> None:
        """A hold or a resume came to nothing; what should have followed does not."""
        record.resume_next = ""
        for mate in self._mates(record):
            if mate.call.id not in record.call.merged_with:
                record.mates.discard(mate.call.id)
                mate.mates.discard(record.call.id)

    def sound_moved(self, record: CallRecord) -> None:
        """The leg's port is a new one: mix again."""
        self._link(record)

    def over(self, record: CallRecord) -> None:
        """It has ended."""
        self.hold_failed(record)
        self._part(record)

    # ------------------------------------------------------------ inside

    def _two(self, call_id: str, other_id: str) -> tuple[CallRecord, CallRecord]:
        one, two = self._table.find(call_id), self._table.find(other_id)
        if one is two or not (one.up and two.up):
            raise CommandError("Both calls must be answered first.")
        return one, two

    def _refuse_while_referred(self, *records: CallRecord) -> None:
        if any(r.refer_to or r.transfer_deadline is not None for r in records):
            raise CommandError("This call is being transferred.")

    def _take_back(self, record: CallRecord, command: CommandName) -> None:
        wish = record.hold_wish
        if record.call.state is CallState.HELD or (wish is not None and wish.hold):
            self._focus.take_back(record, command)

    def _gather(self, one: CallRecord, two: CallRecord) -> None:
        group = {one.call.id, two.call.id, *one.mates, *two.mates}
        for call_id in group:
            member = self._table.live(call_id)
            if member is not None:
                member.mates = group - {call_id}

    def _mates(self, record: CallRecord) -> list[CallRecord]:
        found = (self._table.live(call_id) for call_id in sorted(record.mates))
        return [mate for mate in found if mate is not None]

    def _link(self, record: CallRecord) -> None:
        for other in self._mates(record):
            if record.leg.connected and other.leg.connected:
                self._link_two(record, other)

    def _link_two(self, record: CallRecord, other: CallRecord) -> None:
        try:
            if not record.leg.link(other.leg):
                return
        except StackError as error:
            self.hold_failed(record)
            self._table.refuse(
                CommandName.MERGE_CALLS, record.call.id, f"The calls were not mixed: {error}."
            )
            return
        for one, two in ((record, other), (other, record)):
            if two.call.id not in one.call.merged_with:
                one.change(merged_with=(*one.call.merged_with, two.call.id))
            self._table.tell(one)

    def _part(self, record: CallRecord) -> None:
        for other in self._mates(record):
            other.mates.discard(record.call.id)
            left = tuple(i for i in other.call.merged_with if i != record.call.id)
            other.change(merged_with=left)
            if other.up:
                self._table.tell(other)
        record.mates.clear()
        record.change(merged_with=())
        if record.up:
            self._table.tell(record)
