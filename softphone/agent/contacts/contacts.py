"""The contacts on the desk: customer, draft and ticket of each."""

from collections.abc import Callable

import msgspec

from softphone.agent.desk_model import ContactView, PopState
from softphone.agent.rules import DeskRules
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, CustomerCard, PopQuery, PopResult
from softphone.domain.phone import known_by
from softphone.domain.ticket import Priority, Ticket, TicketDraft, TicketField, missing_fields
from softphone.ports import Clock, Store, Timer, Worker

replace = msgspec.structs.replace

DRAFT_DELAY_S = 0.4
"""Typing is written to the store this long after the first unsaved keystroke."""


class Contacts:
    """Every contact from ring time until its wrap-up is left; one of them is in front.

    A customer who waits or whose ticket is not written yet keeps card and draft here, whoever is
    in front. What is typed belongs to the contact that the draft names.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        worker: Worker,
        reader: Worker,
        store: Store,
        rules: Callable[[], DeskRules],
        new_id: Callable[[], str],
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
        is_internal: Callable[[str], bool],
    ) -> None:
        """``is_internal`` tells whether a contact's number is a colleague's."""
        self._clock = clock
        self._worker = worker
        self._reader = reader
        self._store = store
        self._rules = rules
        self._new_id = new_id
        self._failed = failed
        self._changed = changed
        self._is_internal = is_internal
        self._flush: Timer | None = None
        self._saving: set[str] = set()
        self._views: dict[str, ContactView] = {}
        self._before_choice: dict[str, ContactView] = {}
        """Each contact as it was before the agent chose its customer."""
        self._shown: list[str] = []
        """Ids in the order in which they were in front; the last one is now."""

    # -------------------------------------------------------------- what is on the desk

    @property
    def views(self) -> tuple[ContactView, ...]:
        """All of them, oldest first."""
        return tuple(self._views.values())

    @property
    def view(self) -> ContactView | None:
        """The one in front."""
        return self._views[self._shown[-1]] if self._shown else None

    @property
    def unfinished(self) -> int:
        """How many wait for their ticket."""
        return sum(
            view.contact.ended_at is not None and not view.contact.wrapped_up
            for view in self._views.values()
        )

    @property
    def going_on(self) -> bool:
        """Whether a contact is not over yet, be it ringing, talked with or held."""
        return any(
            view.contact.ended_at is None and not view.contact.wrapped_up
            for view in self._views.values()
        )

    def get(self, contact_id: str) -> ContactView | None:
        """That contact."""
        return self._views.get(contact_id)

    def of_call(self, call_id: str) -> ContactView | None:
        """The contact whose own call this is."""
        found = (v for v in self._views.values() if v.contact.call_id == call_id)
        return next(found, None) if call_id else None

    def show(self, contact_id: str) -> bool:
        """Bring one to the front; false when it is not on the desk."""
        if contact_id not in self._views:
            return False
        if self._shown[-1] != contact_id:
            self._shown.remove(contact_id)
            self._shown.append(contact_id)
            self._changed()
        return True

    # -------------------------------------------------------------- life of a contact

    def open(self, contact: Contact, query: PopQuery) -> None:
        """A call rings or is dialled: write the contact, look the caller up.

        It comes to the front only where no other one is: what is being typed stays in sight.
        """
        draft = new_draft(contact)
        self._put(contact, draft, front=False)
        self._write(lambda: self._store.save_contact(contact))
        self._look_up(contact.id, query)

    def reopen(self, contact: Contact, draft: TicketDraft | None) -> None:
        """Go on with a contact an earlier process, or the agent, had left open; in front."""
        draft = draft or new_draft(contact)
        self._put(contact, draft, front=True)
        customer_id = draft.customer_id or contact.customer_id
        self._look_up(contact.id, PopQuery(customer_id=customer_id, e164=known_by(contact.number)))

    def look_up_again(self, contact_id: str, e164: str) -> None:
        """The PBX told another number: whose is it?"""
        view = self._views.get(contact_id)
        if view is not None:
            self.update(replace(view.contact, number=e164))
            self._replace(contact_id, draft=replace(view.draft, number=e164))
            self._look_up(contact_id, PopQuery(e164=e164))

    def update(self, contact: Contact) -> None:
        """The contact itself changed (answered, ended); written at once."""
        self._replace(contact.id, contact=contact)
        self._write(lambda: self._store.save_contact(contact))

    def close(self, contact_id: str, *, keep_draft: bool) -> None:
        """Take a contact off the desk; its ticket stays an open draft if asked, else none is kept.

        The one that was in front before is in front again. One whose ticket is just being saved
        stays until that is done.
        """
        view = self._views.get(contact_id)
        if view is None or contact_id in self._saving:
            return
        draft = view.draft
        if keep_draft:
            self._write(lambda: self._store.save_draft(draft))
        else:
            self._write(lambda: self._store.drop_draft(contact_id))
        contact = replace(view.contact, wrapped_up=True)
        self._remove(contact_id)
        self._write(lambda: self._store.save_contact(contact))
        self._changed()

    def set_aside(self, contact: Contact, draft: TicketDraft | None) -> None:
        """Close a contact of an earlier process that nobody goes on with.

        Who was talked with is owed a ticket, so that one waits as a draft even if it is empty.
        """
        if contact.answered_at is not None and draft is None:
            owed = new_draft(contact)
            self._write(lambda: self._store.save_draft(owed))
        elif contact.answered_at is None and draft is not None and not draft.written:
            self._write(lambda: self._store.drop_draft(contact.id))
        self.update(replace(contact, wrapped_up=True))

    # -------------------------------------------------------------- the customer

    def _look_up(self, contact_id: str, query: PopQuery) -> None:
        def done(result: PopResult) -> None:
            if result.card is not None:
                self.take_card(result.card, contact_id)
                return
            view = self._views.get(contact_id)
            pop = PopState.SEVERAL if result.matches else self._stranger(view)
            self._replace(contact_id, pop=pop, matches=result.matches, card=None)
            if pop is PopState.INTERNAL and view is not None:
                self._replace(contact_id, missing=self._missing(view.draft))

        def failed(error: Exception) -> None:
            self._replace(contact_id, pop=PopState.FAILED)
            self._failed(error)

        self._reader.submit(lambda: self._store.look_up(query), done, failed)

    def _stranger(self, view: ContactView | None) -> PopState:
        internal = view is not None and self._is_internal(view.contact.number)
        return PopState.INTERNAL if internal else PopState.UNKNOWN

    def needs_no_ticket(self, view: ContactView) -> bool:
        """A talk with a colleague about no customer, in which nothing was written down."""
        free = view.pop is PopState.INTERNAL and not self._rules().internal_tickets
        return free and not view.draft.written

    def take_card(self, card: CustomerCard, contact_id: str = "") -> None:
        """This customer it is; without an id for the contact in front."""
        view = self._views.get(contact_id) if contact_id else self.view
        if view is None:
            return
        customer_id = card.customer.id
        earlier = tuple(c for c in card.contacts if c.id != view.contact.id)
        card = replace(card, contacts=earlier)
        contact = replace(view.contact, customer_id=customer_id)
        known = view.contact.customer_id == customer_id
        self._replace(contact.id, contact=contact, pop=PopState.FOUND, card=card, matches=())
        self.edit(replace(view.draft, customer_id=customer_id, new_customer_name=""))
        if not known:
            self._write(lambda: self._store.save_contact(contact))

    def choose(self, card: CustomerCard, contact_id: str) -> None:
        """The agent says whose contact it is; ``undo_choice`` takes that back."""
        view = self._views.get(contact_id)
        if view is None or view.contact.customer_id == card.customer.id:
            return
        self._remember(view)
        self.take_card(card, contact_id)

    def no_customer(self) -> None:
        """Nobody we know; ``undo_choice`` takes that back."""
        view = self.view
        if view is not None:
            self._remember(view)
            self._belongs_to_nobody(view)

    def undo_choice(self) -> bool:
        """The customer of the contact in front is who it was before the agent's choice.

        False when there is no choice to undo. What was written meanwhile stays.
        """
        view = self.view
        before = self._before_choice.pop(view.contact.id, None) if view is not None else None
        if view is None or before is None:
            return False
        self._replace(view.contact.id, replaced=None)
        if before.card is not None:
            self.take_card(before.card, view.contact.id)
            return True
        self._belongs_to_nobody(view)
        self._replace(view.contact.id, pop=before.pop, matches=before.matches)
        name = before.draft.new_customer_name
        self.edit(replace(self._views[view.contact.id].draft, new_customer_name=name))
        return True

    def _remember(self, view: ContactView) -> None:
        """The first choice counts: undo leads back to what the look-up had found."""
        before = self._before_choice.setdefault(view.contact.id, view)
        name = before.card.customer.name if before.card is not None else ""
        self._replace(view.contact.id, replaced=name)

    def _belongs_to_nobody(self, view: ContactView) -> None:
        contact = replace(view.contact, customer_id="")
        pop = self._stranger(view)
        self._replace(contact.id, contact=contact, pop=pop, card=None, matches=())
        self.edit(replace(view.draft, customer_id=""))
        if view.contact.customer_id:
            self._write(lambda: self._store.save_contact(contact))

    # -------------------------------------------------------------- the ticket

    def edit(self, draft: TicketDraft) -> None:
        """Keep what was typed; it reaches the store within ``DRAFT_DELAY_S``."""
        view = self._views.get(draft.contact_id)
        if view is None:
            return
        missing = self._missing(draft)
        unchanged = draft == view.draft and view.draft_saved
        if not unchanged and self._flush is None:
            self._flush = self._clock.after(DRAFT_DELAY_S, self.flush_drafts)
        self._replace(draft.contact_id, draft=draft, missing=missing, draft_saved=unchanged)

    def flush_drafts(self) -> None:
        """Write every unsaved draft now."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        for view in self.views:
            if not view.draft_saved and view.contact.id not in self._saving:
                self._flush_one(view.draft)

    def _flush_one(self, draft: TicketDraft) -> None:
        def done(_: None) -> None:
            view = self._views.get(draft.contact_id)
            if view is not None and view.draft == draft:
                self._replace(draft.contact_id, draft_saved=True)

        self._worker.submit(lambda: self._store.save_draft(draft), done, self._failed)

    def save_ticket(
        self, saved: Callable[[Ticket], None], failed: Callable[[Exception], None]
    ) -> None:
        """Write ticket and outbox row of the one in front in one transaction, then call ``saved``.

        A second call while the first is under way does nothing: no contact gets two tickets.
        """
        view = self.view
        if view is None or view.contact.id in self._saving:
            return
        draft, contact = view.draft, view.contact
        self._saving.add(contact.id)
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
            self._saving.discard(contact.id)
            self._remove(contact.id)
            saved(ticket)

        def not_done(error: Exception) -> None:
            self._saving.discard(contact.id)
            failed(error)

        self._worker.submit(lambda: self._store.save_ticket(ticket, newcomer), done, not_done)

    def _newcomer(self, draft: TicketDraft) -> Customer | None:
        name = draft.new_customer_name.strip()
        if draft.customer_id or not name:
            return None
        number = known_by(draft.number)
        return Customer(id=self._new_id(), name=name, numbers=(number,) if number else ())

    # -------------------------------------------------------------- small things

    def _put(self, contact: Contact, draft: TicketDraft, *, front: bool) -> None:
        self._views[contact.id] = ContactView(
            contact=contact,
            pop=PopState.LOOKING,
            draft=draft,
            missing=self._missing(draft),
        )
        if contact.id in self._shown:
            self._shown.remove(contact.id)
        self._shown.insert(len(self._shown) if front else max(0, len(self._shown) - 1), contact.id)
        self._changed()

    def _missing(self, draft: TicketDraft) -> tuple[TicketField, ...]:
        view = self._views.get(draft.contact_id)
        if view is not None and self.needs_no_ticket(replace(view, draft=draft)):
            return ()
        return missing_fields(draft, self._rules().required, self._rules().known)

    def _replace(self, contact_id: str, **fields: object) -> None:
        view = self._views.get(contact_id)
        if view is not None:
            self._views[contact_id] = replace(view, **fields)
            self._changed()

    def _remove(self, contact_id: str) -> None:
        self._before_choice.pop(contact_id, None)
        if self._views.pop(contact_id, None) is not None:
            self._shown.remove(contact_id)

    def _write(self, work: Callable[[], None]) -> None:
        self._worker.submit(work, lambda _: None, self._failed)


def new_draft(contact: Contact) -> TicketDraft:
    """The ticket before anybody wrote in it."""
    return TicketDraft(
        contact_id=contact.id,
        customer_id=contact.customer_id,
        number=contact.number,
        priority=Priority.ROUTINE,
    )
