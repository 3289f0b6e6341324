"""A customer is deleted with everything about them, and nobody else is."""

import io
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.config.paths import database_file, log_dir, recordings_dir
from softphone.store.erase_cli import main
from softphone.store.sql_store import SqlStore
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

GONE, KEPT = "20250328T093000Z-aaa", "20250328T093000Z-bbb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two customers, each with all there can be."""
    store = SqlStore.open(database_file(tmp_path), now=now).store
    recordings_dir(tmp_path).mkdir()
    for key, number, kept in (("C1", "+8613900000001", GONE), ("C2", "+8613900000002", KEPT)):
        store.save_customer(customer(key, numbers=(number, "+862255501234"), name=f"Secret {key}"))
        store.add_orders([order(f"O-{key}", customer_id=key)])
        store.save_contact(contact(f"K-{key}", number=number, customer_id=key))
        store.save_contact(contact(f"L-{key}", number=number))
        store.save_call(call(f"call-{key}"), f"K-{key}", "")
        store.save_quality(quality(f"call-{key}", contact_id=f"K-{key}"))
        store.save_draft(draft(f"L-{key}", notes=f"half {key}"))
        store.save_ticket(ticket(f"T-{key}", contact_id=f"K-{key}", customer_id=key), None)
        store.save_recording(recording(kept, contact_id=f"K-{key}"))
        for name in (f"{kept}.wav.sealed", f"{kept}.json"):
            (recordings_dir(tmp_path) / name).write_bytes(b"x")
    # The second number is that of both: nobody knows whose contact that was.
    store.save_contact(contact("shared", number="+862255501234"))
    store.close()
    return tmp_path


def erase(folder: Path, ask: Callable[[str], str], *words: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = io.StringIO()
    code = main(
        words,
        default_data_dir=folder,
        database=database_file,
        recordings=recordings_dir,
        logs=log_dir,
        ask=ask,
        out=out,
    )
    return code, out.getvalue()


def everything(folder: Path) -> dict[str, int]:
    """Rows of each table."""
    file = database_file(folder)
    names = [n for (n,) in rows(file, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        n: rows(file, f"SELECT count(*) FROM {n}")[0][0]
        for n in names
        if "_fts" not in n and not n.startswith("sqlite_")
    }


def test_all_of_one_and_nothing_of_the_other(folder: Path) -> None:
    before = everything(folder)
    code, said = erase(folder, lambda _: "yes", "C1")
    assert code == 0
    counted = (
        "1 customers, 1 orders, 2 contacts, 1 calls, 1 tickets, 1 drafts, 1 outbox, 1 recordings"
    )
    assert f"Customer C1 (Secret C1): {counted}" in said
    assert f"Deleted: {counted}; 2 files" in said
    after = everything(folder)
    left = {"contacts": 3, "alembic_version": 1, "agent_status": 0, "state_log": 0}
    assert after == {n: left.get(n, before[n] // 2) for n in before}
    assert sorted(p.name for p in recordings_dir(folder).iterdir()) == [
        f"{KEPT}.json",
        f"{KEPT}.wav.sealed",
    ]
    store = SqlStore.open(database_file(folder), now=now).store
    assert store.card("C1") is None
    assert not store.search("Secret C1").customers
    other = store.card("C2")
    assert other is not None
    assert (len(other.orders), len(other.tickets), len(other.contacts)) == (1, 1, 1)
    store.close()
    assert b"Secret C1" not in database_file(folder).read_bytes()
    (line,) = (log_dir(folder) / "erase.log").read_text("utf-8").splitlines()
    assert line.endswith(f"customer C1 erased: {counted}; 2 files")


@pytest.mark.parametrize("answer", ["", "n"])
def test_nothing_without_a_yes(folder: Path, answer: str) -> None:
    before = everything(folder)
    assert erase(folder, lambda _: answer, "C1")[0] == 3
    assert everything(folder) == before


def test_a_customer_nobody_knows_and_a_folder_without_a_database(
    folder: Path, tmp_path: Path
) -> None:
    code, said = erase(folder, lambda _: "y", "nobody", "--yes")
    assert (code, "Nothing is kept" in said) == (1, True)
    code, said = erase(tmp_path / "none", lambda _: "y", "C1", "--yes")
    assert (code, "There is no database" in said) == (1, True)


def test_while_another_program_reads(folder: Path) -> None:
    reader = sqlite3.connect(database_file(folder))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM customers").fetchone()
    assert erase(folder, lambda _: "y", "C1", "--yes")[0] == 0
    reader.close()
