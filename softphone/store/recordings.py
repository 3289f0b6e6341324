"""Rows of recordings, and the deletion of old ones with their files."""

import contextlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from softphone.domain.recording import (
    Gap,
    Recording,
    RecordingFormat,
    RecordingProblem,
    RecordingState,
    is_recording_id,
)
from softphone.ports import StoreError
from softphone.store.tables import recordings

log = logging.getLogger(__name__)
MOST = 200
_NAMES = ("contact_id", "started_at", "duration_s", "gaps", "file_name", "sealed")
_statement = upsert(recordings)
_save = _statement.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _statement.excluded[name] for name in (*_NAMES, "state", "problem")},
)


def save_recording(connection: Connection, recording: Recording) -> None:
    """Insert or replace by id."""
    connection.execute(
        _save,
        {
            "id": recording.id,
            "contact_id": recording.contact_id,
            "started_at": recording.started_at,
            "duration_s": recording.duration_s,
            "gaps": msgspec.json.encode(recording.gaps).decode(),
            "file_name": recording.file_name,
            "sealed": recording.sealed,
            "state": recording.state.value,
            "problem": recording.problem.value,
        },
    )


def of_contacts(connection: Connection, contact_ids: Sequence[str]) -> tuple[Recording, ...]:
    """Those of these contacts, newest first."""
    statement = (
        select(recordings)
        .where(recordings.c.contact_id.in_(contact_ids[:MOST]))
        .order_by(recordings.c.started_at.desc(), recordings.c.id.desc())
        .limit(MOST)
    )
    return tuple(_recording(row) for row in connection.execute(statement))


def unfinished(connection: Connection) -> tuple[str, ...]:
    """Ids of those whose end was never told, newest first."""
    statement = (
        select(recordings.c.id)
        .where(recordings.c.state != RecordingState.ENDED.value)
        .order_by(recordings.c.started_at.desc())
        .limit(MOST)
    )
    return tuple(connection.execute(statement).scalars())


def recorded(contact_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether that contact has recordings, as a column."""
    return select(recordings.c.id).where(recordings.c.contact_id == contact_id).exists()


def delete_rows(connection: Connection, before: datetime) -> None:
    """Forget recordings begun before then."""
    connection.execute(delete(recordings).where(recordings.c.started_at < before))


def delete_files(folder: Path, before: datetime) -> int:
    """Delete by the time in the name, known to the database or not; how many recordings.

    Raises ``StoreError``: the rest stays, and so do the rows.
    """
    stamp = f"{before.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    gone: set[str] = set()
    try:
        # The name begins with the time, so that texts compare like times.
        old = [path for path in folder.iterdir() if path.name < stamp and _ours(path)]
        for path in sorted(old):
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            gone.add(path.name.partition(".")[0])
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreError(
            f"Old recordings cannot be deleted in {folder}: {error.strerror}."
        ) from error
    for recording_id in sorted(gone):
        log.info("recording %s deleted: its time is over", recording_id)
    return len(gone)


def files_of(folder: Path, recording_id: str) -> list[Path]:
    """Its sound in any form, what belongs to it, and parts that were left. OSError."""
    if not is_recording_id(recording_id):
        return []
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(f"{recording_id}.")]
    except FileNotFoundError:
        return []
    return sorted(path for path in found if _ours(path))


def _ours(path: Path) -> bool:
    stem, _, suffix = path.name.partition(".")
    kind, _, rest = suffix.partition(".")
    # A conversion that was cut off leaves a part of a file.
    ours = rest in ("", "sealed") or rest.endswith("part")
    return is_recording_id(stem) and kind in ("wav", "opus", "json") and ours


def _recording(row: Row[Any]) -> Recording:
    return Recording(
        id=row.id,
        contact_id=row.contact_id,
        started_at=row.started_at,
        duration_s=row.duration_s,
        gaps=msgspec.json.decode(row.gaps, type=tuple[Gap, ...]),
        sealed=row.sealed,
        state=RecordingState(row.state),
        problem=RecordingProblem(row.problem),
        format=RecordingFormat.OPUS if ".opus" in row.file_name else RecordingFormat.WAV,
    )
