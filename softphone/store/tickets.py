"""Tickets, drafts and the outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from softphone.domain.ticket import Priority, Ticket, TicketDraft, TicketSummary
from softphone.store.recordings import recorded
from softphone.store.tables import contacts, customers, drafts, outbox, tickets
from softphone.store.text import digits, folded, one_line

EXCERPT = 160
DAY_LIMIT = 2000
PENDING = "pending"
KIND_TICKET = "ticket"

_FIELDS = Ticket.__struct_fields__
_columns = tuple(tickets.c[name] for name in _FIELDS)
_statement = upsert(tickets)
_save = _statement.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _statement.excluded[name] for name in (*_FIELDS, "search_text") if name != "id"},
)
_outbox_statement = upsert(outbox)
_queue = _outbox_statement.on_conflict_do_update(
    index_elements=["ticket_id"],
    set_={
        name: _outbox_statement.excluded[name]
        for name in ("payload", "state", "attempts", "next_try", "last_error")
    },
    where=outbox.c.payload != _outbox_statement.excluded.payload,
)
_draft_statement = upsert(drafts)
_save_draft = _draft_statement.on_conflict_do_update(
    index_elements=["contact_id"],
    set_={name: _draft_statement.excluded[name] for name in ("updated_at", "draft")},
)


def write_ticket(connection: Connection, ticket: Ticket) -> None:
    """The ticket's row alone; replaced by id, so that a repeated save does no harm."""
    name = connection.execute(
        select(customers.c.name).where(customers.c.id == ticket.customer_id)
    ).scalar()
    row = {field: getattr(ticket, field) for field in _FIELDS}
    row["priority"] = ticket.priority.value
    row["search_text"] = folded(
        name or "", digits(ticket.number), ticket.id, ticket.notes, ticket.promise
    )
    connection.execute(_save, row)


def finish_ticket(connection: Connection, ticket: Ticket) -> None:
    """Ticket, outbox row, draft gone, contact wrapped up.

    A ticket saved again with other words is delivered again, under the same key.
    """
    write_ticket(connection, ticket)
    connection.execute(
        _queue,
        {
            "ticket_id": ticket.id,
            "kind": KIND_TICKET,
            "payload": msgspec.json.encode(ticket).decode(),
            "state": PENDING,
            "attempts": 0,
            "next_try": None,
            "last_error": "",
        },
    )
    connection.execute(delete(drafts).where(drafts.c.contact_id == ticket.contact_id))
    changes: dict[str, Any] = {"wrapped_up": True}
    if ticket.customer_id:
        changes["customer_id"] = ticket.customer_id
    connection.execute(update(contacts).where(contacts.c.id == ticket.contact_id).values(changes))


def ticket_by_id(connection: Connection, ticket_id: str) -> Ticket | None:
    """The whole ticket."""
    row = connection.execute(select(*_columns).where(tickets.c.id == ticket_id)).first()
    if row is None:
        return None
    values = dict(row._mapping)
    values["priority"] = Priority(values["priority"])
    return Ticket(**values)


def tickets_of_day(
    connection: Connection, agent: str, day_start: datetime
) -> tuple[TicketSummary, ...]:
    """That agent's tickets since then, newest first."""
    return _summaries(
        connection,
        summaries_where(tickets.c.agent == agent, tickets.c.created_at >= day_start)
        .order_by(tickets.c.created_at.desc(), tickets.c.row.desc())
        .limit(DAY_LIMIT),
    )


def summaries_of_customer(
    connection: Connection, customer_id: str, limit: int
) -> tuple[TicketSummary, ...]:
    """A customer's tickets, newest first."""
    return _summaries(
        connection,
        summaries_where(tickets.c.customer_id == customer_id)
        .order_by(tickets.c.created_at.desc(), tickets.c.row.desc())
        .limit(limit),
    )


def summaries_by_row(connection: Connection, rows: Sequence[int]) -> tuple[TicketSummary, ...]:
    """The tickets with these row numbers, newest first."""
    return _summaries(
        connection,
        summaries_where(tickets.c.row.in_(rows)).order_by(
            tickets.c.created_at.desc(), tickets.c.row.desc()
        ),
    )


def summaries_where(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Tickets with their customers' names."""
    return (
        select(
            *_columns,
            customers.c.name.label("customer_name"),
            recorded(tickets.c.contact_id).label("recorded"),
        )
        .select_from(tickets.outerjoin(customers, customers.c.id == tickets.c.customer_id))
        .where(*conditions)
    )


def save_draft(connection: Connection, draft: TicketDraft, at: datetime) -> None:
    """Insert or replace by contact."""
    connection.execute(
        _save_draft,
        {
            "contact_id": draft.contact_id,
            "updated_at": at,
            "draft": msgspec.json.encode(draft).decode(),
        },
    )


def draft_of(connection: Connection, contact_id: str) -> TicketDraft | None:
    """The draft of that contact."""
    text = connection.execute(
        select(drafts.c.draft).where(drafts.c.contact_id == contact_id)
    ).scalar()
    return None if text is None else msgspec.json.decode(text, type=TicketDraft)


def drop_draft(connection: Connection, contact_id: str) -> None:
    """Nothing happens where there is none."""
    connection.execute(delete(drafts).where(drafts.c.contact_id == contact_id))


def open_drafts(connection: Connection) -> tuple[TicketDraft, ...]:
    """Drafts of contacts without a ticket, oldest first.

    One in which nobody wrote counts only when somebody was talked with: programs up to 0.1.0 left
    empty ones of missed calls.
    """
    saved = select(tickets.c.row).where(tickets.c.contact_id == drafts.c.contact_id)
    unanswered = contacts.c.ended_at.is_not(None) & contacts.c.answered_at.is_(None)
    found = connection.execute(
        select(drafts.c.draft, unanswered.label("unanswered"))
        .select_from(drafts.outerjoin(contacts, contacts.c.id == drafts.c.contact_id))
        .where(~saved.exists())
        .order_by(drafts.c.updated_at)
    )
    read = ((msgspec.json.decode(row.draft, type=TicketDraft), row.unanswered) for row in found)
    return tuple(draft for draft, nobody in read if draft.written or not nobody)


def _summaries(connection: Connection, statement: Select[Any]) -> tuple[TicketSummary, ...]:
    return tuple(_summary(row) for row in connection.execute(statement))


def _summary(row: Row[Any]) -> TicketSummary:
    return TicketSummary(
        id=row.id,
        created_at=row.created_at,
        customer_id=row.customer_id,
        customer_name=row.customer_name or "",
        number=row.number,
        category_id=row.category_id,
        priority=Priority(row.priority),
        disposition_id=row.disposition_id,
        excerpt=one_line(row.notes, EXCERPT),
        promise=row.promise,
        promise_due=row.promise_due,
        agent=row.agent,
        contact_id=row.contact_id,
        recorded=row.recorded,
        notes=row.notes,
    )
