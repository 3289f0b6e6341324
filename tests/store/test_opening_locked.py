"""Another program has the database: it is read beside a writer, and a lock is told in time."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from softphone.store import opening
from softphone.store.errors import DiskFullError, LockedError, ReadOnlyError, opening_error
from softphone.store.opening import open_checked

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    engine, _, _ = open_checked(tmp_path / "softphone.db", NOW)
    engine.dispose()
    with contextlib.closing(sqlite3.connect(tmp_path / "softphone.db")) as connection:
        connection.isolation_level = None
        yield connection


def test_a_program_that_writes_is_not_in_the_way(tmp_path: Path, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    engine, aside, note = open_checked(tmp_path / "softphone.db", NOW)
    engine.dispose()
    assert (aside, note) == (None, "")


def test_one_that_lets_nobody_read_is_told(
    tmp_path: Path, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "OPENING_S", 0.1)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE held (id)")
    with pytest.raises(LockedError, match="another program"):
        open_checked(tmp_path / "softphone.db", NOW)


def test_the_kind_of_error_says_what_is_wrong_with_the_place(tmp_path: Path) -> None:
    full = OSError(28, "No space left on device")
    read_only = OSError(30, "Read-only file system")
    assert isinstance(opening_error(full, tmp_path / "x"), DiskFullError)
    assert isinstance(opening_error(read_only, tmp_path / "x"), ReadOnlyError)
