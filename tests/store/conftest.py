"""A store on a real file, and how to open it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.numbering.number_plan import Numbering
from softphone.store.sql_store import SqlStore
from tests.store.values import now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "data" / "softphone.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    """An empty store."""
    opened = SqlStore.open(path, now=now, numbers=Numbering("CN"))
    yield opened.store
    opened.store.close()
