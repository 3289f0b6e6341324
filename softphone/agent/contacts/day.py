"""The agent's day: history, tickets, unfinished drafts and figures, as read from the store."""

from collections.abc import Callable, Sequence

import msgspec

from softphone.agent.contacts.figures import figures_of, is_missed
from softphone.agent.desk_model import ContactView, Figures
from softphone.agent.outside import DeskPorts, again, far_end
from softphone.agent.rules import DeskRules
from softphone.domain.agent_state import AgentStatus
from softphone.domain.call import Call, CallPurpose, Direction
from softphone.domain.contact import Contact
from softphone.domain.phone import shown_text
from softphone.domain.quality_log import CallQuality
from softphone.domain.shift import LOOK_BACK, shift_start
from softphone.domain.ticket import TicketDraft, TicketSummary
from softphone.ports import HistoryRow

UNDO_S = 60.0
"""A discarded draft can be brought back for so long."""


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """What an earlier desk process left in the store."""

    status: AgentStatus | None = None
    contacts: tuple[Contact, ...] = ()


class _Read(msgspec.Struct, frozen=True, kw_only=True):
    history: Sequence[HistoryRow]
    calls: Sequence[Call]
    tickets: Sequence[TicketSummary]
    drafts: Sequence[TicketDraft]
    names: dict[str, str]


class AgentDay:
    """Read again whenever a call or a ticket was written; never guessed from memory."""

    def __init__(
        self,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
        name_of: Callable[[str], str],
        is_internal: Callable[[str], bool],
        quality_of: Callable[[Call, str], CallQuality | None] = lambda call, contact_id: None,
    ) -> None:
        self._out = outside
        self._rules = rules
        self._failed = failed
        self._changed = changed
        self._name_of = name_of
        self._is_internal = is_internal
        self._quality_of = quality_of
        self.history: tuple[HistoryRow, ...] = ()
        self.tickets: tuple[TicketSummary, ...] = ()
        self.drafts: tuple[TicketDraft, ...] = ()
        self.draft_names: dict[str, str] = {}
        self.discarded: TicketDraft | None = None
        self.figures = Figures()
        self.left = Unfinished()

    def load(self, loaded: Callable[[], None]) -> None:
        """Read what was left, then everything else, then call ``loaded``."""
        store, agent = self._out.store, self._rules().agent_name

        def work() -> tuple[Unfinished, _Read]:
            left = Unfinished(
                status=store.last_status(agent), contacts=tuple(store.open_contacts())
            )
            return left, self._read()

        def done(result: tuple[Unfinished, _Read]) -> None:
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
        agent, now = self._rules().agent_name, self._out.clock.now()
        start = shift_start(store.state_log(agent, now - LOOK_BACK), now)
        return _Read(
            history=[self._readable(row) for row in store.history()],
            calls=[call for call in store.calls_since(start) if self._counts(call)],
            tickets=store.tickets_of_day(agent, start),
            drafts=drafts,
            names={d.contact_id: known[d.customer_id] for d in drafts if d.customer_id in known},
        )

    def _counts(self, call: Call) -> bool:
        """Whether it was a customer's: a talk with a colleague is not, unless it gets a ticket."""
        if call.purpose is not CallPurpose.CONTACT or self._rules().internal_tickets:
            return True
        return not self._is_internal(far_end(self._out.numbers, call).key)

    def _readable(self, row: HistoryRow) -> HistoryRow:
        number = far_end(self._out.numbers, row.call)
        shown = number.display or shown_text(row.call.caller.number)
        name = self._name_of(number.key)
        return msgspec.structs.replace(row, number=shown, dial=again(number), colleague=name)

    def _take(self, read: _Read) -> None:
        self.history = tuple(read.history)
        self.tickets = tuple(read.tickets)
        self.drafts = tuple(read.drafts)
        self.draft_names = read.names
        self.figures = figures_of(read.calls, len(self.tickets))
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
        if call.answered_at is not None:
            self.talked(call)

        def write() -> None:
            store.save_call(call, contact_id, region)
            if quality is not None:
                store.save_quality(quality)

        self._out.worker.submit(write, lambda _: self.reload(), self._failed)

    def talked(self, call: Call) -> None:
        """Somebody answered: missed calls from there have been called back, if the agent called."""
        number = self._number_of(call)
        if call.direction is not Direction.OUTGOING or not number:
            return
        back = [
            row.call.id
            for row in self.history
            if is_missed(row.call) and not row.called_back and self._number_of(row.call) == number
        ]
        if not back:
            return
        store = self._out.store

        def mark() -> None:
            for call_id in back:
                store.mark_called_back(call_id)

        self._out.worker.submit(mark, lambda _: self.reload(), self._failed)

    def _number_of(self, call: Call) -> str:
        number = far_end(self._out.numbers, call)
        return number.e164 or number.dial
