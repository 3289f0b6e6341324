"""The agent's day: history, tickets, unfinished drafts and figures, as read from the store."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from softphone.agent.call_book import seconds
from softphone.agent.model import ANSWER_TARGET_S, ContactView, Figures
from softphone.agent.outside import Outside, again, far_end
from softphone.agent.rules import DeskRules
from softphone.domain.agent_state import AgentStatus
from softphone.domain.call import Call, CallPurpose, Direction, EndCause
from softphone.domain.contact import Contact
from softphone.domain.local_day import local_midnight
from softphone.domain.phone import shown_text
from softphone.domain.quality_log import CallQuality
from softphone.domain.ticket import TicketDraft, TicketSummary
from softphone.ports import HistoryRow

UNDO_S = 60.0
"""A discarded draft can be brought back for so long."""


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What an earlier desk process left in the store."""

    status: AgentStatus | None = None
    contacts: tuple[Contact, ...] = ()


class _Read(msgspec.Struct, frozen=True, kw_only=True):
    history: Sequence[HistoryRow]
    tickets: Sequence[TicketSummary]
    drafts: Sequence[TicketDraft]
    names: dict[str, str]


class Day:
    """Read again whenever a call or a ticket was written; never guessed from memory."""

    def __init__(
        self,
        outside: Outside,
        rules: Callable[[], DeskRules],
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
        quality_of: Callable[[Call, str], CallQuality | None] = lambda call, contact_id: None,
    ) -> None:
        self._out = outside
        self._rules = rules
        self._failed = failed
        self._changed = changed
        self._quality_of = quality_of
        self.history: tuple[HistoryRow, ...] = ()
        self.tickets: tuple[TicketSummary, ...] = ()
        self.drafts: tuple[TicketDraft, ...] = ()
        self.draft_names: dict[str, str] = {}
        self.discarded: TicketDraft | None = None
        self.figures = Figures()
        self.left = Left()

    def load(self, loaded: Callable[[], None]) -> None:
        """Read what was left, then everything else, then call ``loaded``."""
        store, agent = self._out.store, self._rules().agent_name

        def work() -> tuple[Left, _Read]:
            left = Left(status=store.last_status(agent), contacts=tuple(store.open_contacts()))
            return left, self._read()

        def done(result: tuple[Left, _Read]) -> None:
            self.left, read = result
            self._take(read)
            loaded()

        def failed(error: Exception) -> None:
            self._failed(error)
            loaded()

        self._out.reader.submit(work, done, failed)

    def reload(self) -> None:
        """Read again."""
        self._out.reader.submit(self._read, self._take, self._failed)

    def _read(self) -> _Read:
        store = self._out.store
        drafts = store.open_drafts()
        known = store.customer_names([d.customer_id for d in drafts if d.customer_id])
        return _Read(
            history=[self._readable(row) for row in store.history()],
            tickets=store.tickets_of_day(self._rules().agent_name, self._day_start()),
            drafts=drafts,
            names={d.contact_id: known[d.customer_id] for d in drafts if d.customer_id in known},
        )

    def _readable(self, row: HistoryRow) -> HistoryRow:
        number = far_end(self._out.numbers, row.call)
        shown = number.display or shown_text(row.call.caller.number)
        return msgspec.structs.replace(row, number=shown, dial=again(number))

    def _day_start(self) -> datetime:
        return local_midnight(self._out.clock.now())

    def _take(self, read: _Read) -> None:
        self.history = tuple(read.history)
        self.tickets = tuple(read.tickets)
        self.drafts = tuple(read.drafts)
        self.draft_names = read.names
        start = self._day_start()
        calls = [row.call for row in self.history if row.call.started_at >= start]
        today = [call for call in calls if call.purpose is CallPurpose.CONTACT]
        # A caller in a conference room is talked with on the agent's own call to it.
        rooms = [call for call in calls if call.purpose is CallPurpose.ROOM]
        answered = [call for call in today if call.cause is EndCause.ANSWERED]
        taken = [call for call in answered if call.direction is Direction.INCOMING]
        missed = (EndCause.MISSED, EndCause.ABANDONED)
        self.figures = Figures(
            contacts=len(today),
            answered=len(answered),
            taken=len(taken),
            in_time=sum(answer_s(call) <= ANSWER_TARGET_S for call in taken),
            missed=sum(call.cause in missed for call in today),
            talk_s=sum(talk_s(call) for call in (*answered, *rooms)),
            tickets=len(self.tickets),
        )
        self._changed()

    def open_drafts(self, views: Sequence[ContactView]) -> tuple[TicketDraft, ...]:
        """Drafts other than those on the desk."""
        shown = {view.contact.id for view in views}
        return tuple(draft for draft in self.drafts if draft.contact_id not in shown)

    def discard(self, draft: TicketDraft) -> None:
        """Throw it away; ``undo_discard`` brings it back for ``UNDO_S``."""
        store = self._out.store
        self.discarded = draft
        self._out.clock.after(UNDO_S, lambda: self._forget(draft))
        self._out.worker.submit(
            lambda: store.drop_draft(draft.contact_id), lambda _: self.reload(), self._failed
        )

    def undo_discard(self) -> bool:
        """It waits again; false when there is none to bring back."""
        draft, self.discarded = self.discarded, None
        if draft is None:
            return False
        store = self._out.store
        self._out.worker.submit(
            lambda: store.save_draft(draft), lambda _: self.reload(), self._failed
        )
        return True

    def _forget(self, draft: TicketDraft) -> None:
        if self.discarded is draft:
            self.discarded = None
            self._changed()

    def call_ended(self, call: Call, contact_id: str, region: str) -> None:
        """Write the history row, then read the day again."""
        store = self._out.store
        quality = self._quality_of(call, contact_id)

        def write() -> None:
            store.save_call(call, contact_id, region)
            if quality is not None:
                store.save_quality(quality)

        self._out.worker.submit(write, lambda _: self.reload(), self._failed)

    def called_back(self, call_id: str) -> None:
        """A missed call has been called back."""
        store = self._out.store
        self._out.worker.submit(
            lambda: store.mark_called_back(call_id), lambda _: self.reload(), self._failed
        )


def answer_s(call: Call) -> float:
    """Seconds an answered caller had waited: in the queue, where the PBX tells it, and here."""
    queued = seconds(call.caller.headers.get("waited", "")) or 0.0
    rang_until = call.answered_at or call.started_at
    return queued + (rang_until - call.started_at).total_seconds()


def talk_s(call: Call) -> float:
    """Seconds from the answer to the end, holds included."""
    if call.answered_at is None or call.ended_at is None:
        return 0.0
    return (call.ended_at - call.answered_at).total_seconds()
