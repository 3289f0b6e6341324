"""A broken file is set aside, salvaged and said; a file that may not be touched is not."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from softphone.domain.agent_state import AgentState, AgentStatus, StateCause, StateChange
from softphone.ports import StoreError
from softphone.store import opening
from softphone.store.customers import save_customers
from softphone.store.errors import in_words
from softphone.store.sql_store import SqlStore
from softphone.store.tables import metadata
from tests.store.values import (
    call,
    contact,
    customer,
    draft,
    now,
    order,
    quality,
    recording,
    rows,
    ticket,
)


def filled(path: Path, count: int = 400) -> None:
    """A database of some hundred pages, all of it in the main file."""
    store = SqlStore.open(path, now=now).store
    with store._writing() as writing:
        save_customers(
            writing,
            [
                customer(f"C{n:04}", numbers=(f"+86139000{n:05}",), note="样例备注 " * 40)
                for n in range(count)
            ],
        )
    store.add_orders([order("O1", customer_id="C0001")])
    store.save_contact(contact())
    store.save_draft(draft("K2"))
    store.save_ticket(ticket(), None)
    store.save_call(call(), "K1", "")
    store.save_quality(quality())
    store.save_recording(recording())
    why = StateCause(cause="asked", actor="agent", proof="button")
    change = StateChange(
        at=now(), agent="a", before=AgentState.READY, after=AgentState.READY, why=why
    )
    store.save_state("a", AgentStatus(state=AgentState.READY, since=now()), change)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def overwrite_page_of(path: Path, table: str) -> None:
    """Make a leaf page in the middle of that table unreadable."""
    connection = sqlite3.connect(path)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    pages = table_pages(connection, table)
    connection.close()
    with path.open("r+b") as file:
        file.seek((pages[len(pages) // 2] - 1) * size)
        file.write(b"\xff" * size)


def table_pages(connection: sqlite3.Connection, table: str) -> list[int]:
    """Children of the table's root page (SQLite file format, section 1.6)."""
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    (name,) = [row[2] for row in connection.execute("PRAGMA database_list")]
    page = Path(name).read_bytes()[(root - 1) * size : root * size]
    assert page[0] == 5, "an interior page: the table must have many rows"
    cells = int.from_bytes(page[3:5], "big")
    offsets = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells)]
    return [int.from_bytes(page[offset : offset + 4], "big") for offset in offsets]


def test_a_new_file_is_private(path: Path) -> None:
    SqlStore.open(path, now=now).store.save_customer(customer())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    wal = path.with_name(path.name + "-wal")
    assert stat.S_IMODE(wal.stat().st_mode) == 0o600


def test_not_a_database_is_set_aside_with_its_companions(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("this is no database, " * 100)
    path.with_name(path.name + "-wal").write_bytes(b"rubbish")
    opened = SqlStore.open(path, now=now)
    assert opened.set_aside == path.with_name("softphone.db.broken-20250328T093000Z")
    assert opened.set_aside.read_text().startswith("this is no database")
    assert opened.set_aside.with_name(opened.set_aside.name + "-wal").exists()
    assert opened.set_aside.name in opened.note
    opened.store.save_customer(customer())
    opened.store.close()


def test_a_second_broken_file_gets_another_name(path: Path) -> None:
    path.parent.mkdir()
    names = []
    for _ in range(2):
        path.write_bytes(b"rubbish" * 1000)
        opened = SqlStore.open(path, now=now)
        opened.store.close()
        assert opened.set_aside is not None
        names.append(opened.set_aside.name)
    assert names[1] == names[0] + "-2"


def test_a_damaged_page_costs_only_its_own_rows(path: Path) -> None:
    filled(path)
    overwrite_page_of(path, "customers")
    opened = SqlStore.open(path, now=now)
    assert opened.set_aside is not None
    store = opened.store
    assert "customers" in opened.note
    ((kept,),) = rows(path, "SELECT count(*) FROM customers")
    assert 300 < kept < 400, "a page holds some of the rows, not all"
    assert store.card("C0000") is not None, "in front of the bad page"
    assert store.card("C0399") is not None, "behind it"
    assert store.search("样例备注").customers, "the index was made anew"
    assert store.ticket("T1") == ticket()
    assert store.contact("K1") is not None
    assert list(store.open_drafts()) == [draft("K2")]
    assert rows(path, "SELECT ticket_id FROM outbox") == [("T1",)]
    store.close()
    again = SqlStore.open(path, now=now)
    assert again.set_aside is None
    again.store.close()


def test_every_table_is_brought_over(path: Path) -> None:
    filled(path)
    before = {name: rows(path, f"SELECT count(*) FROM {name}")[0][0] for name in metadata.tables}
    assert min(before.values()) > 0, before
    overwrite_page_of(path, "customers")
    opened = SqlStore.open(path, now=now)
    after = {name: rows(path, f"SELECT count(*) FROM {name}")[0][0] for name in metadata.tables}
    damaged = {name for name, count in after.items() if count != before[name]}
    assert damaged <= {"customers", "customer_numbers"}
    assert opened.store.recordings(["K1"]) == (recording(),)
    assert "1 recordings" in opened.note
    opened.store.close()


def test_a_cut_off_file_is_set_aside(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    opened = SqlStore.open(path, now=now)
    assert opened.set_aside is not None
    opened.store.save_ticket(ticket("T2"), None)
    opened.store.close()


def test_a_folder_with_that_name_is_set_aside(path: Path) -> None:
    path.mkdir(parents=True)
    opened = SqlStore.open(path, now=now)
    assert opened.set_aside is not None
    assert opened.set_aside.is_dir()
    opened.store.close()


def test_a_newer_schema_is_left_alone(path: Path) -> None:
    SqlStore.open(path, now=now).store.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        SqlStore.open(path, now=now)
    assert [p.name for p in path.parent.iterdir()] == ["softphone.db"]


def test_a_place_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="could not be used"):
        SqlStore.open(tmp_path / "file" / "softphone.db", now=now)


def test_a_lock_is_said_and_nothing_set_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.store.connecting.BUSY_MS", 20)
    store = SqlStore.open(path, now=now).store
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked by another program"):
        store.save_ticket(ticket(), None)
    other.execute("ROLLBACK")
    store.save_ticket(ticket(), None)
    assert store.ticket("T1") == ticket()
    other.close()
    store.close()


def test_a_full_disk_is_said_and_the_store_goes_on(store: SqlStore) -> None:
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.rollback()
    with pytest.raises(StoreError, match="disk is full"):
        store.save_ticket(ticket(notes="x" * 500_000), None)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        connection.rollback()
    assert store.ticket("T1") is None
    store.save_ticket(ticket(), None)
    assert store.ticket("T1") == ticket()


def test_a_read_only_database_is_said(store: SqlStore) -> None:
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.rollback()
    with pytest.raises(StoreError, match="read-only"):
        store.save_ticket(ticket(), None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, os.strerror(28)), "disk is full"),
        (PermissionError(13, "Permission denied"), "may not be written"),
        (OSError(30, "Read-only file system"), "read-only"),
        (ValueError("strange"), "ValueError"),
    ],
)
def test_errors_have_plain_words(error: Exception, words: str) -> None:
    assert words in in_words(error)


def test_set_aside_keeps_the_content(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"abc")
    assert opening.set_aside(path, now()).read_bytes() == b"abc"
    assert not path.exists()
