"""The migrations make exactly the tables that the code speaks of."""

import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from softphone.domain.call import Caller
from softphone.store import migrations
from softphone.store.connecting import connect
from softphone.store.contacts import save_call, save_contact
from softphone.store.customers import save_customers
from softphone.store.schema import HEAD, KNOWN, version_of
from softphone.store.sql_store import SqlStore
from softphone.store.tables import metadata
from softphone.store.tickets import save_draft
from tests.store.values import NOW, call, contact, customer, draft, now


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave out the full-text tables and Alembic's own."""
    return kind != "table" or not (name is None or "_fts" in name or name == "alembic_version")


def test_migrated_database_equals_the_tables(store: SqlStore) -> None:
    with store._reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_known_versions_are_those_of_the_folder() -> None:
    folder = ScriptDirectory(str(Path(str(migrations.__file__)).parent))
    assert folder.get_current_head() == HEAD
    assert {script.revision for script in folder.walk_revisions()} == KNOWN


def test_a_database_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir()
    engine = connect(path)
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    with engine.connect() as connection, connection.execution_options(writing=True).begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        save_contact(connection, contact("K1"))
    engine.dispose()
    store = SqlStore.open(path, now=now).store
    assert store.contact("K1") == contact("K1")
    assert store.quality("L1") is None
    with store._reading() as connection:
        assert version_of(connection) == HEAD
    store.close()


def test_withheld_and_masked_numbers_of_an_earlier_version_are_forgotten(path: Path) -> None:
    path.parent.mkdir()
    engine = connect(path)
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    kept = ("+8613900000001", "95588", "sip:xxl@pbx.test")
    hidden = call("L1", caller=Caller(number="anonymous", name="Anonymous"))
    with engine.connect() as connection, connection.execution_options(writing=True).begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        lost = ("anonymous", "Unknown", "1391234XXXX", "139****0001")
        save_customers(connection, [customer("C1", numbers=(*kept, *lost))])
        save_contact(connection, contact("K1", number="anonymous", name="Anonymous"))
        save_draft(connection, draft("K1", number="Anonymous"), NOW)
        save_call(connection, hidden, "K1", "")
    engine.dispose()
    store = SqlStore.open(path, now=now).store
    card = store.card("C1")
    assert card is not None
    assert card.customer.numbers == kept
    assert store.contact("K1") == contact("K1", number="", name="")
    assert store.draft("K1") == draft("K1", number="")
    (row,) = store.history()
    assert (row.call.caller.number, row.call.caller.name) == ("", "")
    store.close()


def test_an_ordinary_start_does_not_load_alembic(path: Path) -> None:
    SqlStore.open(path, now=now).store.close()
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from softphone.store.sql_store import SqlStore\n"
        "SqlStore.open(Path(sys.argv[1]), now=lambda: datetime.now(UTC)).store.close()\n"
        "print('alembic' in sys.modules, 'phonenumbers' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
