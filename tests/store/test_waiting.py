"""Another program holds the database: reading goes on, writes wait, tell of it and lose nothing."""

import queue
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from softphone.domain.customer import PopQuery
from softphone.ports import StoreError
from softphone.store import waiting
from softphone.store.sql_store import SqlStore
from tests.store.values import customer, draft, now

AT_ONCE_S = 10.0
"""Far below what a write waits for."""
LIMIT_S = 30.0


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_reading_goes_on_and_the_write_is_done_afterwards(path: Path) -> None:
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    store = SqlStore.open(path, now=now, waiting=told.put).store
    store.save_customer(customer())
    with held(path) as other:
        writer = threading.Thread(target=lambda: store.save_draft(draft()))
        began = time.monotonic()
        writer.start()
        assert told.get(timeout=LIMIT_S) is True
        assert time.monotonic() - began < 10
        began = time.monotonic()
        assert store.look_up(PopQuery(e164="+8613900000001")).card is not None
        assert store.search("样例").customers
        assert not store.history()
        assert time.monotonic() - began < AT_ONCE_S
        assert store.draft("K1") is None
        other.execute("COMMIT")
    assert told.get(timeout=LIMIT_S) is False
    writer.join(LIMIT_S)
    assert store.draft("K1") == draft()
    store.close()


def test_a_database_that_is_held_opens_at_once(path: Path, store: SqlStore) -> None:
    store.save_customer(customer())
    with held(path):
        began = time.monotonic()
        second = SqlStore.open(path, now=now).store
        assert second.card("C1") is not None
        assert time.monotonic() - began < AT_ONCE_S
        second.close()


def test_the_end_of_the_program_waits_for_nobody(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "LAST_WAIT_S", 0.0)
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    store = SqlStore.open(path, now=now, waiting=told.put).store
    store.end()
    with held(path):
        with pytest.raises(StoreError, match="locked by another program"):
            store.save_draft(draft())
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(StoreError, match="locked by another program"):
                store.save_draft(draft())
        assert time.monotonic() - began < AT_ONCE_S
    assert told.get_nowait() is True
    store.close()
