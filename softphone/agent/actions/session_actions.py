"""The agent's wishes: each checks that the moment is right, then acts or says why not."""

from collections.abc import Callable
from pathlib import Path

from softphone.agent.action import Action
from softphone.agent.actions.call_actions import CallActions, asked
from softphone.agent.desk_model import NoticeCode
from softphone.agent.outcome import DONE, Outcome
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Reason, StateCause
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.customer import CustomerCard
from softphone.domain.quality_log import CallQuality
from softphone.domain.ticket import Ticket, TicketDraft, missing_fields
from softphone.ports import ImportPreview, SearchResult


class DeskActions(CallActions):
    """Implements ``AgentIntents`` on a desk."""

    # -------------------------------------------------------------- intents: state

    def sign_in(
        self, password: str | None = None, *, remember: bool = True, via: str = "button"
    ) -> Outcome:
        """See ``AgentIntents``."""
        self._desk.line.sign_in(password, remember=remember)
        if self._desk.session.status.state is AgentState.SIGNED_OUT:
            self._desk.session.apply(machine.SignedIn(), asked(via))
        self._desk.changed()
        return DONE

    def sign_out(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._ask(Action.SIGN_OUT, machine.SignOutAsked(), via)

    def go_ready(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if self._desk.session.status.state is AgentState.WRAP_UP:
            self._desk.wrap_up.leave_all()
        # It says how to get ready.
        self._desk.notices.mended(NoticeCode.PRACTICE_HINT)
        return self._ask(Action.READY, machine.ReadyAsked(), via)

    def go_not_ready(self, reason: Reason, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._ask(Action.NOT_READY, machine.NotReadyAsked(reason), via)

    def cancel_next(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._ask(Action.CANCEL_NEXT, machine.NextCancelled(), via)

    def more_time(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._ask(Action.MORE_TIME, machine.MoreTimeAsked(), via)

    def set_do_not_disturb(self, on: bool, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if not self._desk.do_not_disturb.switch(on, via):
            return self.not_possible(Action.DO_NOT_DISTURB)
        self._desk.changed()
        return DONE

    def _ask(self, action: Action, event: machine.AgentEvent, via: str) -> Outcome:
        if not self._desk.session.apply(event, asked(via)):
            return self.not_possible(action)
        self._desk.changed()
        return DONE

    # -------------------------------------------------------------- intents: customer

    def choose_customer(self, customer_id: str) -> None:
        """See ``AgentIntents``."""
        view = self._desk.contacts.view
        # Another contact may be in front once the card is there.
        contact_id = view.contact.id if view is not None else ""

        def done(card: CustomerCard | None) -> None:
            if card is not None:
                self._desk.look_at(None)
                self._desk.contacts.choose(card, contact_id)

        self.load_card(
            customer_id, done, lambda problem: self._desk.store_failed(RuntimeError(problem))
        )

    def undo_customer(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if not self._desk.contacts.undo_choice():
            return self.not_possible(Action.UNDO_CUSTOMER)
        return DONE

    def no_customer(self) -> None:
        """See ``AgentIntents``."""
        self._desk.contacts.no_customer()

    def open_card(self, customer_id: str) -> None:
        """See ``AgentIntents``."""
        view = self._desk.contacts.view

        def done(card: CustomerCard | None) -> None:
            now = self._desk.contacts.view
            # A call that rings meanwhile shows its own customer.
            if (now.contact.id if now else "") == (view.contact.id if view else ""):
                self._desk.look_at(card)

        self.load_card(
            customer_id,
            done,
            lambda problem: self._desk.store_failed(RuntimeError(problem)),
        )

    def close_card(self) -> None:
        """See ``AgentIntents``."""
        self._desk.look_at(None)

    def load_card(
        self,
        customer_id: str,
        done: Callable[[CustomerCard | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.reader.submit(lambda: store.card(customer_id), done, lambda e: failed(str(e)))

    def search(
        self, text: str, done: Callable[[SearchResult], None], failed: Callable[[str], None]
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.reader.submit(lambda: store.search(text), done, lambda e: failed(str(e)))

    def call_quality(
        self,
        call_id: str,
        done: Callable[[CallQuality | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.reader.submit(lambda: store.quality(call_id), done, lambda e: failed(str(e)))

    # -------------------------------------------------------------- intents: ticket

    def edit_draft(self, draft: TicketDraft) -> None:
        """See ``AgentIntents``."""
        self._desk.contacts.edit(draft)

    def save_ticket(self, *, go_ready: bool, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        view = self._desk.contacts.view
        if view is None or self._desk.has_call(view):
            return self.not_possible(Action.SAVE_TICKET)
        missing = missing_fields(view.draft, self._desk.rules().required, self._desk.rules().known)
        if missing:
            return self.refuse(NoticeCode.TICKET_INCOMPLETE, fields=",".join(missing))

        def saved(ticket: Ticket) -> None:
            self._desk.notices.mended(NoticeCode.TICKET_INCOMPLETE)
            self._desk.notices.post(NoticeCode.TICKET_SAVED, ticket_id=ticket.id)
            in_wrap_up = self._desk.session.status.state is AgentState.WRAP_UP
            if in_wrap_up and not self._desk.contacts.unfinished:
                why = StateCause(cause="ticket saved", actor="agent", proof=via)
                self._desk.session.apply(machine.WrapUpDone(ready=go_ready), why)
            self._desk.day.reload()
            self._desk.contact_changed()

        self._desk.contacts.save_ticket(saved, self._desk.store_failed)
        return DONE

    def finish_without_ticket(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        view = self._desk.contacts.view
        if view is None or self._desk.has_call(view):
            return self.not_possible(Action.FINISH)
        self._desk.wrap_up.leave_front()
        self._done_with_contacts(StateCause(cause="left without ticket", actor="agent", proof=via))
        return DONE

    def show_contact(self, contact_id: str) -> Outcome:
        """See ``AgentIntents``."""
        if not self._desk.contacts.show(contact_id):
            return self.not_possible(Action.SHOW_CONTACT)
        return DONE

    def open_draft(self, contact_id: str) -> Outcome:
        """See ``AgentIntents``."""
        draft = next((d for d in self._desk.day.drafts if d.contact_id == contact_id), None)
        if draft is None or self._desk.contacts.get(contact_id) is not None:
            return self.not_possible(Action.OPEN_DRAFT)
        self._desk.flow.reopen_draft(draft, self._desk.store_failed)
        return DONE

    def discard_draft(self, contact_id: str, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        view = self._desk.contacts.get(contact_id)
        waiting = (d for d in self._desk.day.drafts if d.contact_id == contact_id)
        draft = view.draft if view is not None else next(waiting, None)
        if draft is None or (view is not None and self._desk.has_call(view)):
            return self.not_possible(Action.DISCARD_DRAFT)
        self._desk.contacts.close(contact_id, keep_draft=False)
        if self._desk.contacts.get(contact_id) is not None:
            return self.not_possible(Action.DISCARD_DRAFT)
        self._desk.day.discard(draft)
        self._done_with_contacts(StateCause(cause="ticket discarded", actor="agent", proof=via))
        self._desk.changed()
        return DONE

    def undo_discard(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if not self._desk.day.undo_discard():
            return self.not_possible(Action.UNDO_DISCARD)
        self._desk.changed()
        return DONE

    def _done_with_contacts(self, why: StateCause) -> None:
        in_wrap_up = self._desk.session.status.state is AgentState.WRAP_UP
        if in_wrap_up and not self._desk.contacts.unfinished:
            self._desk.session.apply(machine.WrapUpDone(ready=False), why)

    # -------------------------------------------------------------- intents: the rest

    def select_devices(self, devices: AudioDevices) -> None:
        """See ``AgentIntents``."""
        self._desk.devices = devices
        self._out.phone.send(m.SelectDevices(devices=devices))
        self._desk.changed()

    def retry_line(self) -> None:
        """See ``AgentIntents``."""
        self._out.phone.send(m.RetryRegistration())

    def dismiss_notice(self, notice_id: int) -> None:
        """See ``AgentIntents``."""
        self._desk.notices.dismiss(notice_id)
        self._desk.changed()

    def preview_import(
        self,
        kind: str,
        path: Path,
        done: Callable[[ImportPreview], None],
        failed: Callable[[str], None],
        encoding: str = "",
    ) -> None:
        """See ``AgentIntents``."""
        self._desk.imports.preview(kind, path, done, failed, encoding)

    def run_import(
        self, preview: ImportPreview, done: Callable[[int], None], failed: Callable[[str], None]
    ) -> None:
        """See ``AgentIntents``."""
        self._desk.imports.run(preview, done, failed)
