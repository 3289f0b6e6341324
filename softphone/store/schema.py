"""Brings a database to the newest schema. Alembic is imported only when there is work for it."""

from pathlib import Path

from sqlalchemy import Connection, inspect, select
from sqlalchemy.schema import Column, MetaData, Table
from sqlalchemy.types import Text

from softphone.store.errors import NewerError

HEAD = "0004"
KNOWN = frozenset({"0001", "0002", "0003", "0004"})

_version = Table("alembic_version", MetaData(), Column("version_num", Text))


def version_of(connection: Connection) -> str:
    """The schema's version; empty for a new database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(select(_version.c.version_num)).scalar() or ""


def migrate(connection: Connection) -> None:
    """Upgrade to ``HEAD`` inside the caller's transaction.

    Raises NewerError for a database that a newer program made.
    """
    version = version_of(connection)
    if version == HEAD:
        return
    if version and version not in KNOWN:
        raise NewerError(
            "The database was created by a newer version of this program. "
            "Install that version, or choose another data folder."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
