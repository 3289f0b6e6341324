"""The tables, as SQLAlchemy Core sees them. The migrations create them; a test compares the two.

Customers' and tickets' full-text indexes are FTS5 tables kept by triggers (in the migrations).
Contacts and tickets name their customer without a foreign key: an id that came in a SIP header may
belong to a customer this database has never seen, and the contact must be written all the same.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept as whole microseconds since 1970 in UTC; a naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Aware time to microseconds; ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Microseconds to aware UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData()

customers = Table(
    "customers",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("tier", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("search_text", Text, nullable=False),
)

customer_numbers = Table(
    "customer_numbers",
    metadata,
    Column("customer_id", Text, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("e164", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_customer_numbers_e164", "e164"),
    sqlite_with_rowid=False,
)

orders = Table(
    "orders",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("customer_id", Text, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False),
    Column("placed_at", UtcTime, nullable=False),
    Column("status", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("amount_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Index("ix_orders_customer", "customer_id", "placed_at"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("call_id", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("waited_s", Float),
    Column("vip", Boolean, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("answered_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("cause", Text),
    Column("ended_by", Text),
    Column("sip_code", Integer, nullable=False),
    Column("sip_reason", Text, nullable=False),
    Column("talk_s", Float, nullable=False),
    Column("held_s", Float, nullable=False),
    Column("wrapped_up", Boolean, nullable=False),
    Column("transferred_to", Text, nullable=False),
    Index("ix_contacts_customer", "customer_id", "started_at"),
    Index("ix_contacts_open", "wrapped_up", "started_at"),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("contact_id", Text, nullable=False),
    Column("started_at", UtcTime, nullable=False, index=True),
    Column("region", Text, nullable=False),
    Column("called_back", Boolean, nullable=False),
    Column("call", Text, nullable=False),
)

call_quality = Table(
    "call_quality",
    metadata,
    Column("call_id", Text, primary_key=True, nullable=False),
    Column("contact_id", Text, nullable=False, index=True),
    Column("codec", Text, nullable=False),
    Column("mos_min", Float, nullable=False),
    Column("mos_avg", Float, nullable=False),
    Column("loss_in", Float, nullable=False),
    Column("loss_out", Float),
    Column("jitter_p95_ms", Float, nullable=False),
    Column("round_trip_ms", Float),
    Column("samples", Text, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("contact_id", Text, nullable=False, index=True),
    Column("customer_id", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("category_id", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("disposition_id", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("promise", Text, nullable=False),
    Column("promise_due", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("agent", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Index("ix_tickets_customer", "customer_id", "created_at"),
    Index("ix_tickets_agent", "agent", "created_at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("contact_id", Text, primary_key=True, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("draft", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", Text, ForeignKey("tickets.id"), nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", UtcTime),
    Column("last_error", Text, nullable=False),
    Index("ix_outbox_state", "state", "next_try"),
)

recordings = Table(
    "recordings",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("contact_id", Text, nullable=False, index=True),
    Column("started_at", UtcTime, nullable=False, index=True),
    Column("duration_s", Float, nullable=False),
    Column("gaps", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("problem", Text, nullable=False),
)
"""A recording's ticket is the one of its contact."""

agent_status = Table(
    "agent_status",
    metadata,
    Column("agent", Text, primary_key=True, nullable=False),
    Column("status", Text, nullable=False),
)

state_log = Table(
    "state_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("agent", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text),
    Column("cause", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("proof", Text, nullable=False),
    Column("contact_id", Text, nullable=False),
    Index("ix_state_log_agent", "agent", "at"),
)
