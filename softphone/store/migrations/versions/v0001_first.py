"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def text(name: str, nullable: bool = False) -> "sa.Column[str]":
    """A text column."""
    return sa.Column(name, sa.Text, nullable=nullable)


def time(name: str, nullable: bool = False) -> "sa.Column[int]":
    """Microseconds since 1970, UTC."""
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def upgrade() -> None:
    """Create everything."""
    _customers()
    _contacts()
    _tickets()
    _states()
    for table in ("customers", "tickets"):
        _full_text(table)


def _customers() -> None:
    op.create_table(
        "customers",
        sa.Column("row", sa.Integer, primary_key=True),
        *map(text, ("id", "name", "tier", "company", "email", "city", "language", "note")),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        text("search_text"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_customers_name", "customers", ["name"])
    op.create_table(
        "customer_numbers",
        sa.Column(
            "customer_id",
            sa.Text,
            sa.ForeignKey("customers.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("e164", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_customer_numbers_e164", "customer_numbers", ["e164"])
    op.create_table(
        "orders",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column(
            "customer_id",
            sa.Text,
            sa.ForeignKey("customers.id", ondelete="CASCADE"),
            nullable=False,
        ),
        time("placed_at"),
        text("status"),
        text("summary"),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        text("currency"),
    )
    op.create_index("ix_orders_customer", "orders", ["customer_id", "placed_at"])


def _contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        *map(text, ("call_id", "direction", "number", "name", "queue", "customer_id")),
        sa.Column("waited_s", sa.Float),
        sa.Column("vip", sa.Boolean, nullable=False),
        time("started_at"),
        time("answered_at", nullable=True),
        time("ended_at", nullable=True),
        text("cause", nullable=True),
        text("ended_by", nullable=True),
        sa.Column("sip_code", sa.Integer, nullable=False),
        text("sip_reason"),
        sa.Column("talk_s", sa.Float, nullable=False),
        sa.Column("held_s", sa.Float, nullable=False),
        sa.Column("wrapped_up", sa.Boolean, nullable=False),
        text("transferred_to"),
    )
    op.create_index("ix_contacts_customer", "contacts", ["customer_id", "started_at"])
    op.create_index("ix_contacts_open", "contacts", ["wrapped_up", "started_at"])
    op.create_table(
        "calls",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        text("contact_id"),
        time("started_at"),
        text("region"),
        sa.Column("called_back", sa.Boolean, nullable=False),
        text("call"),
    )
    op.create_index("ix_calls_started_at", "calls", ["started_at"])


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("row", sa.Integer, primary_key=True),
        *map(text, ("id", "contact_id", "customer_id", "number", "category_id", "priority")),
        *map(text, ("disposition_id", "notes", "promise")),
        time("promise_due", nullable=True),
        time("created_at"),
        *map(text, ("agent", "queue", "search_text")),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_tickets_contact_id", "tickets", ["contact_id"])
    op.create_index("ix_tickets_customer", "tickets", ["customer_id", "created_at"])
    op.create_index("ix_tickets_agent", "tickets", ["agent", "created_at"])
    op.create_table(
        "drafts",
        sa.Column("contact_id", sa.Text, primary_key=True, nullable=False),
        time("updated_at"),
        text("draft"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("ticket_id", sa.Text, sa.ForeignKey("tickets.id"), nullable=False, unique=True),
        *map(text, ("kind", "payload", "state")),
        sa.Column("attempts", sa.Integer, nullable=False),
        time("next_try", nullable=True),
        text("last_error"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state", "next_try"])


def _states() -> None:
    op.create_table(
        "agent_status",
        sa.Column("agent", sa.Text, primary_key=True, nullable=False),
        text("status"),
    )
    op.create_table(
        "state_log",
        sa.Column("id", sa.Integer, primary_key=True),
        time("at"),
        *map(text, ("agent", "before", "after")),
        text("reason", nullable=True),
        *map(text, ("cause", "actor", "proof", "contact_id")),
    )
    op.create_index("ix_state_log_agent", "state_log", ["agent", "at"])


_FULL_TEXT = (
    """CREATE VIRTUAL TABLE THE_TABLE_fts USING fts5(
        search_text, content='THE_TABLE', content_rowid='row', tokenize='trigram')""",
    """CREATE TRIGGER THE_TABLE_fts_insert AFTER INSERT ON THE_TABLE BEGIN
        INSERT INTO THE_TABLE_fts(rowid, search_text) VALUES (new.row, new.search_text);
    END""",
    """CREATE TRIGGER THE_TABLE_fts_delete AFTER DELETE ON THE_TABLE BEGIN
        INSERT INTO THE_TABLE_fts(THE_TABLE_fts, rowid, search_text)
            VALUES ('delete', old.row, old.search_text);
    END""",
    """CREATE TRIGGER THE_TABLE_fts_update AFTER UPDATE ON THE_TABLE
        WHEN old.search_text <> new.search_text BEGIN
        INSERT INTO THE_TABLE_fts(THE_TABLE_fts, rowid, search_text)
            VALUES ('delete', old.row, old.search_text);
        INSERT INTO THE_TABLE_fts(rowid, search_text) VALUES (new.row, new.search_text);
    END""",
)


def _full_text(table: str) -> None:
    """Index ``search_text`` by trigrams, as an external-content FTS5 table kept by triggers.

    The triggers are SQLite's own recipe (FTS5, section 4.4.3). Trigrams find any substring of
    three characters or more, Chinese included, which has no spaces to cut words at.
    """
    for statement in _FULL_TEXT:
        op.execute(statement.replace("THE_TABLE", table))
