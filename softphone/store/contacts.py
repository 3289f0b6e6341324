"""Contacts and the call history."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from softphone.domain.call import Call, CallPurpose, Direction, EndCause, EndedBy
from softphone.domain.contact import Contact
from softphone.ports import HistoryRow
from softphone.store.tables import call_quality, calls, contacts, customers

_FIELDS = Contact.__struct_fields__
_statement = upsert(contacts)
_changes: dict[str, Any] = {
    name: _statement.excluded[name] for name in _FIELDS if name not in ("id", "wrapped_up")
}
# A late write of an older copy must not open a wrapped-up contact again.
_changes["wrapped_up"] = func.max(contacts.c.wrapped_up, _statement.excluded.wrapped_up)
_save = _statement.on_conflict_do_update(index_elements=["id"], set_=_changes)

_call_statement = upsert(calls)
_save_call = _call_statement.on_conflict_do_update(
    index_elements=["id"],
    set_={
        name: _call_statement.excluded[name]
        for name in ("contact_id", "started_at", "region", "call")
    },
)


def save_contact(connection: Connection, contact: Contact) -> None:
    """Insert or replace by id; once wrapped up, a contact stays so."""
    row = {name: getattr(contact, name) for name in _FIELDS}
    row["direction"] = contact.direction.value
    row["cause"] = contact.cause.value if contact.cause else None
    row["ended_by"] = contact.ended_by.value if contact.ended_by else None
    connection.execute(_save, row)


def contact_by_id(connection: Connection, contact_id: str) -> Contact | None:
    """The contact, None when it was never written."""
    row = connection.execute(select(contacts).where(contacts.c.id == contact_id)).first()
    return None if row is None else _contact(row)


def open_contacts(connection: Connection) -> tuple[Contact, ...]:
    """Not wrapped up, oldest first; those that ended unanswered have nothing to wrap up."""
    return tuple(
        _contact(row)
        for row in connection.execute(
            select(contacts)
            .where(
                contacts.c.wrapped_up.is_(False),
                or_(contacts.c.ended_at.is_(None), contacts.c.answered_at.is_not(None)),
            )
            .order_by(contacts.c.started_at)
        )
    )


def save_call(connection: Connection, call: Call, contact_id: str, region: str) -> None:
    """Insert or replace by id; a call that was called back stays so."""
    connection.execute(
        _save_call,
        {
            "id": call.id,
            "contact_id": contact_id,
            "started_at": call.started_at,
            "region": region,
            "called_back": False,
            "call": msgspec.json.encode(call).decode(),
        },
    )


def history(connection: Connection, limit: int) -> tuple[HistoryRow, ...]:
    """Ended calls, newest first, with the customer of their contact."""
    joined = (
        calls.outerjoin(contacts, contacts.c.id == calls.c.contact_id)
        .outerjoin(customers, customers.c.id == contacts.c.customer_id)
        .outerjoin(call_quality, call_quality.c.call_id == calls.c.id)
    )
    statement = (
        select(
            calls,
            contacts.c.customer_id,
            customers.c.name.label("customer_name"),
            call_quality.c.mos_avg,
        )
        .select_from(joined)
        .order_by(calls.c.started_at.desc(), calls.c.id.desc())
        .limit(limit)
    )
    rows = []
    for row in connection.execute(statement):
        call = msgspec.json.decode(row.call, type=Call)
        # The far end of a consult is a colleague, that of a room everybody.
        customer = call.purpose is CallPurpose.CONTACT
        rows.append(
            HistoryRow(
                call=call,
                contact_id=row.contact_id,
                customer_id=row.customer_id or "" if customer else "",
                customer_name=row.customer_name or "" if customer else "",
                region=row.region,
                called_back=row.called_back,
                mos=row.mos_avg,
            )
        )
    return tuple(rows)


def calls_since(connection: Connection, since: datetime) -> tuple[Call, ...]:
    """Every ended call that began at or after then, newest first."""
    statement = (
        select(calls.c.call)
        .where(calls.c.started_at >= since)
        .order_by(calls.c.started_at.desc(), calls.c.id.desc())
    )
    return tuple(
        msgspec.json.decode(text, type=Call) for text in connection.execute(statement).scalars()
    )


def mark_called_back(connection: Connection, call_id: str) -> None:
    """Nothing happens for a call that is not in the history."""
    connection.execute(update(calls).where(calls.c.id == call_id).values(called_back=True))


def _contact(row: Row[Any]) -> Contact:
    values = dict(row._mapping)
    values["direction"] = Direction(values["direction"])
    values["cause"] = EndCause(values["cause"]) if values["cause"] else None
    values["ended_by"] = EndedBy(values["ended_by"]) if values["ended_by"] else None
    return Contact(**values)
