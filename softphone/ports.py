"""What the agent logic needs from outside, as Protocols. Implementations are chosen in ``app``."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from softphone.domain.agent_state import AgentStatus, StateChange
from softphone.domain.call import Call
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, CustomerCard, Order, PopQuery, PopResult
from softphone.domain.messages import Command, Event
from softphone.domain.phone import PhoneNumber
from softphone.domain.quality_log import CallQuality
from softphone.domain.recording import Recording
from softphone.domain.ticket import Ticket, TicketDraft, TicketSummary

T = TypeVar("T")


class Timer(Protocol):
    """A pending call of a function."""

    def cancel(self) -> None:
        """Never call it; harmless afterwards."""


class Clock(Protocol):
    """Time as a port: no test sleeps."""

    def now(self) -> datetime:
        """The wall clock, aware UTC."""

    def monotonic(self) -> float:
        """Seconds that never jump."""

    def after(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Call it once, on the agent logic's thread, after that many seconds."""


class Worker(Protocol):
    """Runs work off the agent logic's thread, in the order it was handed in."""

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` elsewhere, then ``done`` or ``failed`` on the agent logic's thread."""


class Phone(Protocol):
    """The call engine, seen from the desk."""

    def send(self, command: Command) -> None:
        """Hand a command over; without an engine it is dropped and the loss is told as an event."""


class QueueControl(Protocol):
    """Tells the PBX's queue whether this agent takes calls (feature codes, AMI, webhook)."""

    def ready(self) -> None:
        """Offer calls from now on; signs in to the queue first where needed."""

    def not_ready(self, reason: str) -> None:
        """Offer none; ``reason`` is a ``Reason`` value or ``wrap_up``."""

    def sign_out(self, done: Callable[[], None]) -> None:
        """Leave the queue, then call ``done``, whether the PBX was told or not."""

    def line_lost(self) -> None:
        """Whatever the PBX was told may be forgotten there: tell it again on the next call."""

    def line_back(self) -> None:
        """The PBX can be told again; a "not ready" that it may have missed is repeated."""

    @property
    def told_ready(self) -> bool:
        """Whether "ready" is the last thing the PBX was told, and has taken."""

    def forgotten(self) -> None:
        """The PBX does not know this agent any more: sign in again at the next "ready"."""

    def taken_over(self) -> None:
        """An earlier desk process told the PBX: this agent may be in the queue already."""

    def on_event(self, event: Event) -> bool:
        """Look at an engine event; true when it belonged to a service call of this object."""


class Secrets(Protocol):
    """The keyring; slow, so it is asked on the worker only. Never raises."""

    def get(self, account: str) -> str | None:
        """The password of ``user@server``, or None: unknown, or no keyring."""

    def set(self, account: str, password: str) -> bool:
        """Keep it; false when there is no keyring to keep it in."""


class NumberPlan(Protocol):
    """Numbers: the company's country decides how national ones are read."""

    def parse(self, text: str) -> PhoneNumber:
        """Read a number pasted in any shape; never raises. Service codes (``*120``) stay."""

    def received(self, text: str) -> PhoneNumber:
        """Read a number of the signalling; never raises. Letters are no keys there."""

    def region(self, number: PhoneNumber, language: str) -> str:
        """归属地 in that UI language (en, zh_CN, zh_TW), with the carrier where known; or ""."""


class ImportProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A row that will not be imported. ``line`` counts from 1, the header is line 1."""

    line: int
    field: str
    value: str
    problem: str


class ImportChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a customer or order that would have another value after the import."""

    line: int
    id: str
    field: str
    before: str
    after: str


class ImportPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What an import will do; nothing has been written yet."""

    kind: str
    """``customers`` or ``orders``."""
    path: Path
    new: int
    changed: int
    unchanged: int
    problems: tuple[ImportProblem, ...]
    """Rows that are left out."""
    sample: tuple[tuple[str, ...], ...]
    """The first rows as they were read, header first."""
    token: str
    """Digest of the file, so that what is imported is what was shown."""
    encoding: str = ""
    """Python's name of the encoding that the file was read in."""
    encoding_doubtful: bool = False
    """It was guessed, and may be another one: the words of the sample show it."""
    header_line: int = 1
    """The line whose cells were read as names of columns."""
    unused: tuple[str, ...] = ()
    """Titles of columns that are not imported."""
    notes: tuple[ImportProblem, ...] = ()
    """Rows that are imported, with what the agent should know about them."""
    changes: tuple["ImportChange", ...] = ()
    """What would change in rows that are there already; the first ones."""


class StoreError(Exception):
    """The store could not do it; the text says what happened and what to do now."""


class Store(Protocol):
    """The local database: a plain synchronous library, called on the worker only.

    Every method raises ``StoreError``. Writes are durable when the method returns.
    """

    # pop and search
    def look_up(self, query: PopQuery) -> PopResult: ...
    def card(self, customer_id: str) -> CustomerCard | None: ...
    def search(self, text: str, limit: int = 50) -> "SearchResult": ...
    def save_customer(self, customer: Customer) -> None: ...
    def customer_names(self, customer_ids: Sequence[str]) -> dict[str, str]:
        """By id; unknown ids are left out."""

    # contacts, calls, drafts
    def save_contact(self, contact: Contact) -> None: ...
    def contact(self, contact_id: str) -> Contact | None: ...
    def open_contacts(self) -> Sequence[Contact]:
        """Contacts neither wrapped up nor given up, oldest first."""

    def save_call(self, call: Call, contact_id: str, region: str) -> None:
        """History row of an ended call (inserted or replaced by id)."""

    def history(self, limit: int = 200) -> Sequence["HistoryRow"]:
        """Newest first."""

    def calls_since(self, since: datetime) -> Sequence[Call]:
        """Every ended call that began at or after then, newest first."""

    def save_quality(self, quality: CallQuality) -> None:
        """How an ended call sounded (inserted or replaced by the call's id)."""

    def quality(self, call_id: str) -> CallQuality | None: ...
    def mark_called_back(self, call_id: str) -> None:
        """A missed call has been called back."""

    def save_draft(self, draft: TicketDraft) -> None: ...
    def drop_draft(self, contact_id: str) -> None:
        """Nothing is written about that contact any more."""

    def draft(self, contact_id: str) -> TicketDraft | None: ...
    def open_drafts(self) -> Sequence[TicketDraft]:
        """Drafts whose ticket was never saved, but none of a call that nobody answered and in
        which nobody wrote."""

    # tickets
    def save_ticket(self, ticket: Ticket, new_customer: Customer | None) -> None:
        """One transaction: (new customer,) ticket, outbox row, draft gone, contact wrapped up."""

    def tickets_of_day(self, agent: str, day_start: datetime) -> Sequence[TicketSummary]: ...
    def ticket(self, ticket_id: str) -> Ticket | None: ...

    # recordings
    def save_recording(self, recording: Recording) -> None:
        """Insert or replace by id."""

    def recordings(self, contact_ids: Sequence[str]) -> Sequence[Recording]:
        """Those of these contacts, newest first."""

    def unfinished_recordings(self) -> Sequence[str]:
        """Ids of those whose end was never told, newest first."""

    def drop_recordings(self, folder: Path, before: datetime) -> int:
        """Delete files and rows of recordings begun before then; how many files."""

    # agent state
    def save_state(self, agent: str, status: AgentStatus, change: StateChange | None) -> None:
        """The status now, and the log row of the change that led to it, in one transaction."""

    def last_status(self, agent: str) -> AgentStatus | None: ...
    def state_log(self, agent: str, since: datetime) -> Sequence[StateChange]: ...

    # import
    def preview_import(self, kind: str, path: Path, encoding: str = "") -> ImportPreview:
        """Read the file, which may take long; nothing is written."""

    def read_import(self, preview: ImportPreview) -> Sequence[bytes]:
        """Read the good rows again, packed in small parts. Refused if the file changed."""

    def write_import(self, kind: str, part: bytes) -> int:
        """Write one part in a short transaction of its own; how many rows."""

    def add_orders(self, orders: Sequence[Order]) -> None: ...


class HistoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the call history."""

    call: Call
    contact_id: str
    customer_id: str
    customer_name: str
    region: str
    called_back: bool
    number: str = ""
    """Grouped for reading; filled in by the desk."""
    colleague: str = ""
    """The name of a target with that number; filled in by the desk."""
    dial: str = ""
    """What calls it again, keys behind it; empty: withheld or masked. Filled in by the desk."""
    mos: float | None = None
    """How it sounded on the average, 1 to 4.5; None: not measured."""


class SearchResult(msgspec.Struct, frozen=True, kw_only=True):
    """Customers and tickets that match, best or newest first."""

    text: str
    customers: tuple[Customer, ...]
    tickets: tuple[TicketSummary, ...]
