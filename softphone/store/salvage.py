"""Copies what can still be read out of a damaged database, row by row."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from softphone.store import tables

ORDER = tuple(tables.metadata.sorted_tables)
"""Every table, parents before children: foreign keys hold in the new file."""


def salvage(broken: Path, engine: Engine) -> dict[str, int]:
    """How many rows of each table were brought over; nothing of the old file is changed."""
    saved = {table.name: 0 for table in ORDER}
    try:
        old = sqlite3.connect(f"{broken.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return saved
    with (
        contextlib.closing(old),
        engine.connect() as connection,
        connection.execution_options(writing=True).begin(),
    ):
        for table in ORDER:
            saved[table.name] = _copy(old, connection, table)
    return saved


def _copy(old: sqlite3.Connection, new: Connection, table: Table) -> int:
    try:
        there = {row[1] for row in old.execute(f"PRAGMA table_info({table.name})")}
    except sqlite3.Error:
        return 0
    names = [column.name for column in table.columns if column.name in there]
    if not names:
        return 0
    # The stored form is copied as it is: no conversion may stumble over a half-readable value.
    placeholders = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    text = f'INSERT OR IGNORE INTO "{table.name}" ({quoted}) VALUES ({placeholders})'  # noqa: S608 - names of our own tables
    copied = 0
    for row in _rows(old, table.name, quoted):
        try:
            copied += new.exec_driver_sql(text, row).rowcount
        except DBAPIError:
            continue
    return copied


def _rows(old: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """From the front until a bad page, then from the back until the same one."""
    for direction in ("ASC", "DESC"):
        order = "" if table == "customer_numbers" else f"ORDER BY rowid {direction}"
        try:
            yield from old.execute(f'SELECT {columns} FROM "{table}" NOT INDEXED {order}')  # noqa: S608
        except sqlite3.Error:
            continue
        return
