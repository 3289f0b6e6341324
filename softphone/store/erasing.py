"""Deletes a customer with everything that is kept about them."""

import contextlib
import json
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import Connection, delete, func, or_, select

from softphone.ports import StoreError
from softphone.store.recordings import files_of
from softphone.store.tables import (
    call_quality,
    calls,
    contacts,
    customer_numbers,
    customers,
    drafts,
    orders,
    outbox,
    recordings,
    tickets,
)


@dataclass(frozen=True)
class Erased:
    """How much of each kind there is of a customer, or was deleted."""

    customers: int = 0
    orders: int = 0
    contacts: int = 0
    calls: int = 0
    tickets: int = 0
    drafts: int = 0
    outbox: int = 0
    recordings: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is something at all."""
        return any(getattr(self, field.name) for field in fields(self))

    def in_words(self) -> str:
        """The kinds of which there is something."""
        parts = (f"{getattr(self, field.name)} {field.name}" for field in fields(self))
        return ", ".join(part for part in parts if not part.startswith("0 "))


class CustomersTraces:
    """What belongs to one customer, by the rows that name them.

    Contacts are theirs by id; also those without any customer whose number is theirs alone, because
    those are of before they were known.
    """

    def __init__(self, connection: Connection, customer_id: str) -> None:
        self._connection = connection
        self._customer = customer_id
        own = select(customer_numbers.c.e164).where(customer_numbers.c.customer_id == customer_id)
        others = select(customer_numbers.c.e164).where(
            customer_numbers.c.customer_id != customer_id
        )
        theirs = or_(
            contacts.c.customer_id == customer_id,
            (contacts.c.customer_id == "")
            & contacts.c.number.in_(own)
            & contacts.c.number.not_in(others),
        )
        self._contacts = [row.id for row in connection.execute(select(contacts.c.id).where(theirs))]
        by_contact = func.json_each(json.dumps(self._contacts)).table_valued("value")
        ids = select(by_contact.c.value)
        ticket_ids = select(tickets.c.id).where(
            or_(tickets.c.customer_id == customer_id, tickets.c.contact_id.in_(ids))
        )
        draft_of = func.json_extract(drafts.c.draft, "$.customer_id")
        # Children before parents.
        self._rows = {
            "outbox": (outbox, outbox.c.ticket_id.in_(ticket_ids)),
            "tickets": (tickets, tickets.c.id.in_(ticket_ids)),
            "drafts": (drafts, or_(drafts.c.contact_id.in_(ids), draft_of == customer_id)),
            "recordings": (recordings, recordings.c.contact_id.in_(ids)),
            "quality": (call_quality, call_quality.c.contact_id.in_(ids)),
            "calls": (calls, calls.c.contact_id.in_(ids)),
            "contacts": (contacts, contacts.c.id.in_(ids)),
            "orders": (orders, orders.c.customer_id == customer_id),
            "numbers": (customer_numbers, customer_numbers.c.customer_id == customer_id),
            "customers": (customers, customers.c.id == customer_id),
        }

    def count(self) -> Erased:
        """How much there is."""
        found = {
            name: self._connection.execute(
                select(func.count()).select_from(table).where(condition)
            ).scalar_one()
            for name, (table, condition) in self._rows.items()
            if name in Erased.__annotations__
        }
        return Erased(**found)

    def recording_ids(self) -> list[str]:
        """Of whom files may be there."""
        _, condition = self._rows["recordings"]
        return list(self._connection.execute(select(recordings.c.id).where(condition)).scalars())

    def delete(self) -> None:
        """Every row, in the caller's transaction."""
        for table, condition in self._rows.values():
            self._connection.execute(delete(table).where(condition))


def overwrite(connection: Connection) -> None:
    """What is deleted on this connection is overwritten in the file, not only let go."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")


def empty_log(connection: Connection) -> None:
    """Fold the write-ahead log into the file; it stays where another program reads just now."""
    connection.execution_options(isolation_level="AUTOCOMMIT")
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def delete_files(folder: Path, recording_ids: list[str]) -> int:
    """The files of these recordings in whatever form; how many. StoreError: one stays."""
    gone = 0
    try:
        for recording_id in recording_ids:
            for file in files_of(folder, recording_id):
                with contextlib.suppress(FileNotFoundError):
                    file.unlink()
                    gone += 1
    except OSError as error:
        raise StoreError(
            f"A recording cannot be deleted in {folder}: {error.strerror}. No row was deleted."
        ) from error
    return gone
