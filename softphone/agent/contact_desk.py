"""The contact on the desk: its customer, its draft and its ticket."""

from collections.abc import Callable

import msgspec

from softphone.agent.model import ContactView, PopState
from softphone.agent.rules import DeskRules
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, CustomerCard, PopQuery, PopResult
from softphone.domain.ticket import Priority, Ticket, TicketDraft, missing_fields
from softphone.ports import Clock, Store, Timer, Worker

replace = msgspec.structs.replace

DRAFT_DELAY_S = 0.4
"""Typing is written to the store this long after the first unsaved keystroke."""


class ContactDesk:
    """One contact at a time, from ring time until wrap-up is left."""

    def __init__(
        self,
        *,
        clock: Clock,
        worker: Worker,
        store: Store,
        rules: Callable[[], DeskRules],
        new_id: Callable[[], str],
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._worker = worker
        self._store = store
        self._rules = rules
        self._new_id = new_id
        self._failed = failed
        self._changed = changed
        self._flush: Timer | None = None
        self._saving = False
        self.view: ContactView | None = None

    # -------------------------------------------------------------- life of a contact

    def open(self, contact: Contact, query: PopQuery) -> None:
        """A call rings or is dialled: write the contact, look the caller up."""
        draft = TicketDraft(contact_id=contact.id, number=contact.number, priority=Priority.ROUTINE)
        self._show(contact, draft, PopState.LOOKING)
        self._write(lambda: self._store.save_contact(contact))
        self._look_up(contact.id, query)

    def reopen(self, contact: Contact, draft: TicketDraft | None) -> None:
        """Go on with a contact that the store kept (after a crash, or an open draft)."""
        draft = draft or TicketDraft(
            contact_id=contact.id, number=contact.number, customer_id=contact.customer_id
        )
        self._show(contact, draft, PopState.LOOKING)
        customer_id = draft.customer_id or contact.customer_id
        self._look_up(contact.id, PopQuery(customer_id=customer_id, e164=contact.number))

    def update(self, contact: Contact) -> None:
        """The contact itself changed (answered, ended); written at once."""
        if self.view is not None and self.view.contact.id == contact.id:
            self.view = replace(self.view, contact=contact)
            self._changed()
        self._write(lambda: self._store.save_contact(contact))

    def close(self, *, keep_draft: bool) -> None:
        """Take the contact off the desk; what was typed stays an open draft if asked."""
        if self.view is None:
            return
        contact = replace(self.view.contact, wrapped_up=True)
        if keep_draft:
            self.flush_draft()
        else:
            self._cancel_flush()
        self.view = None
        self._write(lambda: self._store.save_contact(contact))
        self._changed()

    # -------------------------------------------------------------- the customer

    def _look_up(self, contact_id: str, query: PopQuery) -> None:
        def done(result: PopResult) -> None:
            if self.view is not None and self.view.contact.id == contact_id:
                self._popped(result)

        def failed(error: Exception) -> None:
            if self.view is not None and self.view.contact.id == contact_id:
                self.view = replace(self.view, pop=PopState.FAILED)
                self._changed()
            self._failed(error)

        self._worker.submit(lambda: self._store.look_up(query), done, failed)

    def _popped(self, result: PopResult) -> None:
        assert self.view is not None
        if result.card is not None:
            self.take_card(result.card)
            return
        pop = PopState.SEVERAL if result.matches else PopState.UNKNOWN
        self.view = replace(self.view, pop=pop, matches=result.matches, card=None)
        self._changed()

    def take_card(self, card: CustomerCard) -> None:
        """This customer it is."""
        if self.view is None:
            return
        customer_id = card.customer.id
        earlier = tuple(c for c in card.contacts if c.id != self.view.contact.id)
        card = replace(card, contacts=earlier)
        contact = replace(self.view.contact, customer_id=customer_id)
        known = self.view.contact.customer_id == customer_id
        self.view = replace(self.view, contact=contact, pop=PopState.FOUND, card=card, matches=())
        self.edit(replace(self.view.draft, customer_id=customer_id, new_customer_name=""))
        if not known:
            self._write(lambda: self._store.save_contact(contact))

    def no_customer(self) -> None:
        """Nobody we know."""
        if self.view is not None:
            self.view = replace(self.view, pop=PopState.UNKNOWN, card=None, matches=())
            self.edit(replace(self.view.draft, customer_id=""))

    # -------------------------------------------------------------- the ticket

    def edit(self, draft: TicketDraft) -> None:
        """Keep what was typed; it reaches the store within ``DRAFT_DELAY_S``."""
        if self.view is None or draft.contact_id != self.view.contact.id:
            return
        missing = missing_fields(draft, self._rules().required)
        unchanged = draft == self.view.draft and self.view.draft_saved
        self.view = replace(self.view, draft=draft, missing=missing, draft_saved=unchanged)
        if not unchanged and self._flush is None:
            self._flush = self._clock.after(DRAFT_DELAY_S, self.flush_draft)
        self._changed()

    def flush_draft(self) -> None:
        """Write the draft now."""
        self._cancel_flush()
        if self.view is None or self.view.draft_saved:
            return
        draft = self.view.draft

        def done(_: None) -> None:
            if self.view is not None and self.view.draft == draft:
                self.view = replace(self.view, draft_saved=True)
                self._changed()

        self._worker.submit(lambda: self._store.save_draft(draft), done, self._failed)

    def save_ticket(
        self, saved: Callable[[Ticket], None], failed: Callable[[Exception], None]
    ) -> None:
        """Write ticket and outbox row in one transaction, then call ``saved``.

        A second call while the first is under way does nothing: no contact gets two tickets.
        """
        if self.view is None or self._saving:
            return
        self._saving = True
        self._cancel_flush()
        draft, contact = self.view.draft, self.view.contact
        newcomer = self._newcomer(draft)
        ticket = Ticket(
            id=self._new_id(),
            contact_id=contact.id,
            customer_id=newcomer.id if newcomer else draft.customer_id,
            number=draft.number,
            category_id=draft.category_id,
            priority=draft.priority or Priority.ROUTINE,
            disposition_id=draft.disposition_id,
            notes=draft.notes,
            promise=draft.promise,
            promise_due=draft.promise_due,
            created_at=self._clock.now(),
            agent=self._rules().agent_name,
            queue=contact.queue,
        )

        def done(_: None) -> None:
            self._saving = False
            if self.view is not None and self.view.contact.id == contact.id:
                self.view = None
            saved(ticket)

        def not_done(error: Exception) -> None:
            self._saving = False
            failed(error)

        self._worker.submit(lambda: self._store.save_ticket(ticket, newcomer), done, not_done)

    def _newcomer(self, draft: TicketDraft) -> Customer | None:
        name = draft.new_customer_name.strip()
        if draft.customer_id or not name:
            return None
        return Customer(
            id=self._new_id(), name=name, numbers=(draft.number,) if draft.number else ()
        )

    # -------------------------------------------------------------- small things

    def _show(self, contact: Contact, draft: TicketDraft, pop: PopState) -> None:
        self._cancel_flush()
        self.view = ContactView(
            contact=contact,
            pop=pop,
            draft=draft,
            missing=missing_fields(draft, self._rules().required),
        )
        self._changed()

    def _cancel_flush(self) -> None:
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None

    def _write(self, work: Callable[[], None]) -> None:
        self._worker.submit(work, lambda _: None, self._failed)
