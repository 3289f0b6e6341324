"""How calls sounded: one row for each, its samples as JSON."""

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from softphone.domain.quality_log import CallQuality, Sample
from softphone.store.tables import call_quality

_FIELDS = CallQuality.__struct_fields__
_statement = upsert(call_quality)
_save = _statement.on_conflict_do_update(
    index_elements=["call_id"],
    set_={name: _statement.excluded[name] for name in _FIELDS if name != "call_id"},
)


def save_quality(connection: Connection, quality: CallQuality) -> None:
    """Insert or replace by the call's id."""
    row = {name: getattr(quality, name) for name in _FIELDS}
    row["samples"] = msgspec.json.encode(quality.samples).decode()
    connection.execute(_save, row)


def quality_of(connection: Connection, call_id: str) -> CallQuality | None:
    """How that call sounded; None when it was not measured."""
    found = select(call_quality).where(call_quality.c.call_id == call_id)
    row = connection.execute(found).first()
    if row is None:
        return None
    values = dict(row._mapping)
    values["samples"] = msgspec.json.decode(values["samples"], type=tuple[Sample, ...])
    return CallQuality(**values)
