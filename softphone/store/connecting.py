"""How the database is opened: WAL, durable commits, explicit transactions."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

BUSY_MS = 30_000
"""How long another program's transaction is waited for where nobody else is told of it."""
WRITE_BUSY_MS = 2_000
"""A write looks up this often while it waits: to tell of it, and to see that the program ends."""


def connect(path: Path) -> Engine:
    """An engine on that SQLite file.

    ``synchronous=FULL`` makes a commit in WAL durable against power cuts (SQLite, "PRAGMA
    synchronous"); ``fullfsync`` does the same on macOS and nothing elsewhere. Transactions begin
    explicitly, because Python's sqlite3 begins them only at the first change.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=3,
        connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "fullfsync=ON",
        "checkpoint_fullfsync=ON",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-16000",
        "trusted_schema=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql(f"PRAGMA busy_timeout={WRITE_BUSY_MS if writing else BUSY_MS}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
