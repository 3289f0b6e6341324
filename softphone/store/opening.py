"""Opens the database file: checked at every start, a broken one set aside and salvaged."""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from softphone.ports import StoreError
from softphone.store.connecting import connect
from softphone.store.errors import is_broken, opening_error, plain_errors, primary_code
from softphone.store.salvage import salvage
from softphone.store.schema import HEAD, migrate

OPENING_S = 5.0
"""How long another program's lock is waited for: until then the agent sees no window."""
COMPANIONS = ("-wal", "-shm", "-journal")


class BrokenFileError(Exception):
    """The file is damaged or no database; the text says what was found."""


def open_checked(path: Path, now: datetime) -> tuple[Engine, Path | None, str]:
    """The engine, where a broken file was put (or None), and a note in words (or "").

    Raises StoreError when the place cannot be used at all.
    """
    with plain_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open(path), None, ""
    except BrokenFileError:
        with plain_errors():
            aside = set_aside(path, now)
    try:
        engine = _open(path)
    except BrokenFileError as error:
        raise StoreError(f"A new database could not be made: {error}") from error
    with plain_errors():
        saved = salvage(aside, engine)
    note = f"The database was damaged. It was set aside as {aside.name} and a new one was made"
    if any(saved.values()):
        parts = ", ".join(f"{number} {table}" for table, number in saved.items() if number)
        return engine, aside, f"{note}; what could still be read was brought over: {parts}."
    return engine, aside, f"{note}; nothing could be read from the old one."


def set_aside(path: Path, now: datetime) -> Path:
    """Rename the file and its companions to a dated name; the new path. OSError when it fails."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.name}.broken-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.broken-{stamp}-{number}")
    path.rename(aside)
    for suffix in COMPANIONS:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(aside.with_name(aside.name + suffix))
    return aside


def _open(path: Path) -> Engine:
    """Raises BrokenFileError, or StoreError in words."""
    if path.is_dir():
        raise BrokenFileError("a folder has the database's name")
    try:
        # The file holds customers' data: nobody else on the machine may read it. SQLite gives
        # its companions the same rights.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        current = _check(path) == HEAD
        if not current:
            _wait_for_lock(path)
    except (OSError, sqlite3.Error) as error:
        _raise(error, path)
    engine = connect(path)
    try:
        # A database of this version is only read: another program may be writing into it.
        with (
            engine.connect() as connection,
            connection.execution_options(writing=not current).begin(),
        ):
            migrate(connection)
    except DatabaseError as error:
        engine.dispose()
        _raise(error, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check(path: Path) -> str:
    """The schema's version, empty for a new file; after PRAGMA quick_check, read-only, because
    closing must not fold the write-ahead log into a broken file.

    Raises BrokenFileError or sqlite3.Error.
    """
    if path.stat().st_size == 0:
        return ""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=OPENING_S)) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise BrokenFileError(found)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_ERROR:
                raise
            return ""
    return str(row[0]) if row else ""


def _wait_for_lock(path: Path) -> None:
    """A migration has to write. Raises sqlite3.Error when it may not in time."""
    with contextlib.closing(
        sqlite3.connect(path, isolation_level=None, timeout=OPENING_S)
    ) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def _raise(error: DatabaseError | sqlite3.Error | OSError, path: Path) -> NoReturn:
    if is_broken(error):
        raise BrokenFileError(str(error)) from error
    raise opening_error(error, path) from error
