"""Rows of recordings in either format, and the deletion of what is too old."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from softphone.domain.recording import Recording, RecordingFormat, RecordingState
from softphone.store.sql_store import SqlStore

ID = "20261122T034412Z-abc"
LATER = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_recording_that_was_converted_comes_back_as_such(store: SqlStore, sealed: bool) -> None:
    wav = Recording(
        id=ID,
        contact_id="abc",
        state=RecordingState.ENDED,
        started_at=datetime(2026, 11, 22, 3, 44, 12, tzinfo=UTC),
        sealed=sealed,
        duration_s=5.0,
    )
    opus = msgspec.structs.replace(wav, format=RecordingFormat.OPUS)
    for recording in (wav, opus):
        store.save_recording(recording)
        assert store.recordings(["abc"]) == (recording,)
    assert opus.file_name == f"{ID}.opus" + (".sealed" if sealed else "")


def test_whatever_is_left_of_an_old_recording_goes(store: SqlStore, tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    folder.mkdir()
    old = ("wav", "wav.sealed", "opus", "opus.sealed", "json", "opus.123.part")
    kept = ("notes.txt", f"{ID}.mp3", "20261124T000000Z-new.opus")
    for name in (*(f"{ID}.{suffix}" for suffix in old), *kept):
        (folder / name).write_bytes(b"x")
    assert store.drop_recordings(folder, LATER) == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted(kept)
