"""The store: one local database behind the ``Store`` port."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine

from softphone.domain.agent_state import AgentStatus, StateChange
from softphone.domain.call import Call
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, CustomerCard, Order, PopQuery, PopResult
from softphone.domain.quality_log import CallQuality
from softphone.domain.recording import Recording
from softphone.domain.ticket import Ticket, TicketDraft, TicketSummary
from softphone.ports import HistoryRow, ImportPreview, NumberPlan, SearchResult, StoreError
from softphone.store import contacts, customers, importing, recordings, searching, states, tickets
from softphone.store import quality as quality_rows
from softphone.store.erasing import CustomersTraces, Erased, delete_files, empty_log, overwrite
from softphone.store.errors import plain_errors
from softphone.store.opening import open_checked
from softphone.store.waiting import Waiting


@dataclass(frozen=True)
class OpenResult:
    """``set_aside`` is where a broken file was put, ``note`` says so in words; else None and ""."""

    store: "SqlStore"
    set_aside: Path | None
    note: str


class SqlStore:
    """Implements ``ports.Store`` on SQLite. Every method raises ``StoreError``.

    A method that writes returns after the commit has reached the disk. Any thread may call: each
    call has a connection of its own. Reading waits for nobody who writes (write-ahead log), so
    a thread that only reads has the card at once whatever the others do.
    """

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime],
        numbers: NumberPlan | None,
        waiting: Callable[[bool], None] | None = None,
    ) -> None:
        """Use ``open``."""
        self._engine = engine
        self._now = now
        self._numbers = numbers
        self._waiting = Waiting(waiting)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: Callable[[], datetime],
        numbers: NumberPlan | None = None,
        waiting: Callable[[bool], None] | None = None,
    ) -> OpenResult:
        """Open or make the database; a broken one is set aside and salvaged.

        ``numbers`` is needed for imports only. ``waiting`` is told, on the thread that writes,
        when a write has waited two seconds for another program, and when it went on; with it
        writes wait until they can be done, without it 30 s. Raises StoreError when the place
        cannot be used.
        """
        engine, aside, note = open_checked(path, now())
        return OpenResult(cls(engine, now, numbers, waiting), aside, note)

    def end(self) -> None:
        """The program ends: imports stop at once, writes wait five more seconds at most."""
        self._waiting.end()

    def close(self) -> None:
        """Give the file back."""
        with plain_errors():
            self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            plain_errors(),
            self._engine.connect() as connection,
            self._waiting.begin(connection.execution_options(writing=True)),
        ):
            yield connection

    # ------------------------------------------------------------------ pop and search

    def look_up(self, query: PopQuery) -> PopResult:
        """By customer id, else by exact number."""
        with self._reading() as connection:
            return customers.look_up(connection, query)

    def card(self, customer_id: str) -> CustomerCard | None:
        """The customer's card, None when unknown."""
        with self._reading() as connection:
            return customers.card_of(connection, customer_id)

    def search(self, text: str, limit: int = 50) -> SearchResult:
        """Customers and tickets in which all the words occur."""
        with self._reading() as connection:
            return searching.search(connection, text, limit, self._numbers)

    def save_customer(self, customer: Customer) -> None:
        """Insert or replace by id."""
        with self._writing() as connection:
            customers.save_customers(connection, [customer])

    def customer_names(self, customer_ids: Sequence[str]) -> dict[str, str]:
        """By id; unknown ids are left out."""
        with self._reading() as connection:
            found = customers.customers_by_id(connection, customer_ids)
        return {customer_id: customer.name for customer_id, customer in found.items()}

    # ------------------------------------------------------------------ contacts, calls, drafts

    def save_contact(self, contact: Contact) -> None:
        """Insert or replace by id."""
        with self._writing() as connection:
            contacts.save_contact(connection, contact)

    def contact(self, contact_id: str) -> Contact | None:
        """The contact, None when unknown."""
        with self._reading() as connection:
            return contacts.contact_by_id(connection, contact_id)

    def open_contacts(self) -> Sequence[Contact]:
        """Neither wrapped up nor ended unanswered, oldest first."""
        with self._reading() as connection:
            return contacts.open_contacts(connection)

    def save_call(self, call: Call, contact_id: str, region: str) -> None:
        """Insert or replace a row of the history."""
        with self._writing() as connection:
            contacts.save_call(connection, call, contact_id, region)

    def history(self, limit: int = 200) -> Sequence[HistoryRow]:
        """Newest first."""
        with self._reading() as connection:
            return contacts.history(connection, limit)

    def calls_since(self, since: datetime) -> Sequence[Call]:
        """Every ended call that began at or after then, newest first."""
        with self._reading() as connection:
            return contacts.calls_since(connection, since)

    def save_quality(self, quality: CallQuality) -> None:
        """How an ended call sounded."""
        with self._writing() as connection:
            quality_rows.save_quality(connection, quality)

    def quality(self, call_id: str) -> CallQuality | None:
        """How that call sounded; None when it was not measured."""
        with self._reading() as connection:
            return quality_rows.quality_of(connection, call_id)

    def mark_called_back(self, call_id: str) -> None:
        """A missed call has been called back."""
        with self._writing() as connection:
            contacts.mark_called_back(connection, call_id)

    def save_draft(self, draft: TicketDraft) -> None:
        """Insert or replace by contact."""
        with self._writing() as connection:
            tickets.save_draft(connection, draft, self._now())

    def drop_draft(self, contact_id: str) -> None:
        """Nothing is written about that contact any more."""
        with self._writing() as connection:
            tickets.drop_draft(connection, contact_id)

    def draft(self, contact_id: str) -> TicketDraft | None:
        """The contact's draft."""
        with self._reading() as connection:
            return tickets.draft_of(connection, contact_id)

    def open_drafts(self) -> Sequence[TicketDraft]:
        """Drafts whose ticket was never saved, oldest first; no empty one of an unanswered call."""
        with self._reading() as connection:
            return tickets.open_drafts(connection)

    # ------------------------------------------------------------------ tickets

    def save_ticket(self, ticket: Ticket, new_customer: Customer | None) -> None:
        """One transaction: (customer,) ticket, outbox row, draft gone, contact wrapped up.

        A new customer whom another ticket has made meanwhile, by name and number, is that one.
        """
        with self._writing() as connection:
            if new_customer is not None:
                known = customers.namesake(connection, new_customer)
                if known:
                    ticket = msgspec.structs.replace(ticket, customer_id=known)
                else:
                    customers.save_customers(connection, [new_customer])
            tickets.finish_ticket(connection, ticket)

    def tickets_of_day(self, agent: str, day_start: datetime) -> Sequence[TicketSummary]:
        """That agent's tickets since then, newest first."""
        with self._reading() as connection:
            return tickets.tickets_of_day(connection, agent, day_start)

    def ticket(self, ticket_id: str) -> Ticket | None:
        """The whole ticket."""
        with self._reading() as connection:
            return tickets.ticket_by_id(connection, ticket_id)

    # ------------------------------------------------------------------ recordings

    def save_recording(self, recording: Recording) -> None:
        """Insert or replace by id."""
        with self._writing() as connection:
            recordings.save_recording(connection, recording)

    def recordings(self, contact_ids: Sequence[str]) -> Sequence[Recording]:
        """Those of these contacts, newest first."""
        with self._reading() as connection:
            return recordings.of_contacts(connection, contact_ids)

    def unfinished_recordings(self) -> Sequence[str]:
        """Ids of those whose end was never told, newest first."""
        with self._reading() as connection:
            return recordings.unfinished(connection)

    def drop_recordings(self, folder: Path, before: datetime) -> int:
        """Files first: a row without a file is told apart, a file without a row would stay."""
        count = recordings.delete_files(folder, before)
        with self._writing() as connection:
            recordings.delete_rows(connection, before)
        return count

    # ------------------------------------------------------------------ erasing

    def traces(self, customer_id: str) -> Erased:
        """How much is kept about a customer."""
        with self._reading() as connection:
            return CustomersTraces(connection, customer_id).count()

    def erase(self, customer_id: str, recordings_folder: Path) -> tuple[Erased, int]:
        """Delete a customer with everything about them: what, and how many files.

        Files first: a file without a row would stay for ever. What is deleted is overwritten in
        the database's file (SQLite, "PRAGMA secure_delete") and gone from its write-ahead log.
        """
        with self._writing() as connection:
            overwrite(connection)
            found = CustomersTraces(connection, customer_id)
            erased = found.count()
            files = delete_files(recordings_folder, found.recording_ids())
            found.delete()
        with plain_errors(), self._engine.connect() as connection:
            empty_log(connection)
        return erased, files

    # ------------------------------------------------------------------ agent state

    def save_state(self, agent: str, status: AgentStatus, change: StateChange | None) -> None:
        """The status now, and its row in the log."""
        with self._writing() as connection:
            states.save_state(connection, agent, status, change)

    def last_status(self, agent: str) -> AgentStatus | None:
        """The status saved last."""
        with self._reading() as connection:
            return states.last_status(connection, agent)

    def state_log(self, agent: str, since: datetime) -> Sequence[StateChange]:
        """Changes since then, oldest first."""
        with self._reading() as connection:
            return states.log_since(connection, agent, since)

    # ------------------------------------------------------------------ import

    def number_plan(self) -> NumberPlan:
        """How numbers are read in imports. StoreError when the store was opened without one."""
        if self._numbers is None:
            raise StoreError("Numbers cannot be read: the program was started without a country.")
        return self._numbers

    def preview_import(self, kind: str, path: Path, encoding: str = "") -> ImportPreview:
        """What importing that file would do; an empty ``encoding`` is found out."""
        with self._reading() as connection:
            return importing.preview(
                connection, kind, path, self.number_plan(), encoding, self._go_on
            )

    def read_import(self, preview: ImportPreview) -> Sequence[bytes]:
        """The rows to be written, packed in parts for ``write_import``."""
        with self._reading() as connection:
            return importing.collect(connection, preview, self.number_plan(), self._go_on)

    def write_import(self, kind: str, part: bytes) -> int:
        """Write one part in a transaction of its own; how many rows."""
        with self._writing() as connection:
            return importing.write(connection, kind, part)

    def run_import(self, preview: ImportPreview) -> int:
        """Read and write all parts, one after the other; how many rows."""
        parts = self.read_import(preview)
        return sum(self.write_import(preview.kind, part) for part in parts)

    def _go_on(self) -> None:
        """Called often while a file is read. StoreError when the program ends."""
        if self._waiting.ending:
            raise StoreError("The program is closing: the import was stopped.")

    def add_orders(self, orders: Sequence[Order]) -> None:
        """Insert or replace by id; their customers must be there."""
        with self._writing() as connection:
            customers.save_orders(connection, orders)

    def add_past(
        self,
        past_customers: Sequence[Customer],
        past_orders: Sequence[Order],
        past_contacts: Sequence[Contact],
        past_tickets: Sequence[Ticket],
    ) -> int:
        """Bring in sample data in one transaction; tickets of the past are not delivered anywhere.

        Customers that are there already stay as they are, with everything that belongs to them.
        Returns how many customers were added.
        """
        with self._writing() as connection:
            there = customers.customers_by_id(connection, [c.id for c in past_customers])
            new = [c for c in past_customers if c.id not in there]
            ids = {c.id for c in new}
            customers.save_customers(connection, new)
            customers.save_orders(connection, [o for o in past_orders if o.customer_id in ids])
            for contact in past_contacts:
                if contact.customer_id in ids:
                    contacts.save_contact(connection, contact)
            for ticket in past_tickets:
                if ticket.customer_id in ids:
                    tickets.write_ticket(connection, ticket)
            return len(new)
