"""Reading back sound and rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from softphone.practice import evidence, sound


def test_only_what_came_after_the_start_counts(tmp_path: Path) -> None:
    path = tmp_path / "speaker.wav"
    before = sound.sine(1000, -20, 2.0, 16000)
    sound.write_wav(path, before, 16000)
    start = evidence.heard_bytes(path)
    assert start == len(before)
    assert evidence.heard_since(path, start, 1000) is None
    sound.write_wav(path, before + sound.sine(1400, -20, 1.5, 16000), 16000)
    found = evidence.heard_since(path, start, 1400)
    assert found is not None
    assert found.level_dbfs == pytest.approx(-20, abs=0.3)
    gone = evidence.heard_since(path, start, 1000)
    assert gone is not None
    assert gone.level_dbfs < -60


def test_no_file_holds_no_sound(tmp_path: Path) -> None:
    assert evidence.heard_bytes(tmp_path / "none.wav") == 0
    with pytest.raises(sound.SoundError):
        evidence.heard_since(tmp_path / "none.wav", 0, 1000)


def test_rows_are_read_and_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "store #1.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table tickets (id text, notes text)")
        connection.execute("insert into tickets values ('1', 'x'), ('2', 'y')")
        connection.commit()
    assert evidence.rows(path, "select * from tickets where notes = ?", "y") == [
        {"id": "2", "notes": "y"}
    ]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        evidence.rows(path, "delete from tickets")
    with pytest.raises(sqlite3.OperationalError):
        evidence.rows(tmp_path / "none.db", "select 1")
    assert not (tmp_path / "none.db").exists()
