"""One recording from tape to file, step by step."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from softphone.domain.recording import GapCause, RecordingProblem
from softphone.engine.audio.backend import FRAME_BYTES, SILENCE
from softphone.engine.recording.files import Sheet, read_sheet, sheet_path
from softphone.engine.recording.repair import repair_folder
from softphone.engine.recording.scribe import Scribe, interleave
from softphone.engine.recording.tape import Tape
from softphone.engine.recording.wavfile import WavSource

ID = "20261122T034412Z-abc"
SENT, HEARD = b"\x01\x00" * (FRAME_BYTES // 2), b"\x02\x00" * (FRAME_BYTES // 2)


class Disk:
    """Its free room can be set."""

    free = 10**12

    def __call__(self, folder: Path) -> int:
        return self.free


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def tape() -> Tape:
    tape = Tape(most_frames=50)
    tape.open = True
    return tape


@pytest.fixture
def scribe(tmp_path: Path, tape: Tape, disk: Disk) -> Iterator[Scribe]:
    sheet = Sheet(
        id=ID,
        contact_id="abc",
        started_at=datetime(2026, 11, 22, 3, 44, 12, tzinfo=UTC),
        sealed=False,
        rate_hz=16_000,
    )
    made = Scribe(tmp_path / "folder", sheet, f"{ID}.wav", b"", tape, 200_000_000, disk)
    yield made
    tape.ended = True
    made.work(100.0)
    assert made.done


def blocks(tmp_path: Path) -> bytes:
    source = WavSource(tmp_path / "folder" / f"{ID}.wav")
    data = source.read(0, source.blocks)
    source.close()
    return data


def put(tape: Tape, count: int) -> None:
    for _ in range(count):
        tape.put(SENT, HEARD)


def test_channels_are_interleaved() -> None:
    assert interleave(b"aabb", b"xxyyzz") == b"aaxxbbyy"


def test_frames_become_samples_of_both_channels(tmp_path: Path, scribe: Scribe, tape: Tape) -> None:
    put(tape, 3)
    scribe.work(0.0)
    assert blocks(tmp_path) == b"\x01\x00\x02\x00" * 480
    tape.ended = True
    scribe.work(0.1)
    assert scribe.done
    assert scribe.sheet == read_sheet(sheet_path(tmp_path / "folder", ID))
    assert (scribe.sheet.finished, scribe.sheet.duration_s) == (True, 0.03)


def test_without_a_call_that_has_sound_it_is_silent(
    tmp_path: Path, scribe: Scribe, tape: Tape
) -> None:
    tape.open = False
    put(tape, 2)
    scribe.work(0.0)
    assert blocks(tmp_path) == SILENCE * 4


def test_gaps_are_marked_where_they_are_and_as_long_as_they_were(
    scribe: Scribe, tape: Tape
) -> None:
    put(tape, 10)
    tape.pause()
    put(tape, 7)
    scribe.work(0.0)
    (gap,) = scribe.sheet.gaps
    assert (gap.length_s, gap.cause) == (None, GapCause.PAUSE)
    assert gap.at_s == pytest.approx(0.1)
    tape.go_on()
    put(tape, 5)
    scribe.work(0.2)
    (gap,) = scribe.sheet.gaps
    assert gap.length_s == pytest.approx(0.07)
    tape.pause()
    put(tape, 4)
    tape.ended = True
    scribe.work(0.4)
    assert [g.length_s for g in scribe.sheet.gaps] == [pytest.approx(0.07), pytest.approx(0.04)]
    assert scribe.sheet.duration_s == pytest.approx(0.15)


def test_a_pause_in_which_no_frame_came_is_marked(scribe: Scribe, tape: Tape) -> None:
    put(tape, 3)
    tape.pause()
    tape.go_on()
    put(tape, 2)
    scribe.work(0.0)
    (gap,) = scribe.sheet.gaps
    assert (gap.length_s, gap.cause) == (0.0, GapCause.PAUSE)
    assert gap.at_s == pytest.approx(0.03)
    assert scribe.sheet.duration_s == pytest.approx(0.05)


def test_a_disk_that_hangs_costs_a_marked_gap_and_no_memory(scribe: Scribe, tape: Tape) -> None:
    put(tape, 60)
    assert len(tape.queue) == 51
    scribe.work(0.0)
    put(tape, 1)
    scribe.work(0.2)
    (gap,) = scribe.sheet.gaps
    assert gap.cause is GapCause.TOO_SLOW
    assert gap.at_s == pytest.approx(0.5)
    assert gap.length_s == pytest.approx(0.1)


@pytest.mark.expects_log("nearly full")
def test_it_ends_before_the_disk_is_full(
    tmp_path: Path, scribe: Scribe, tape: Tape, disk: Disk
) -> None:
    put(tape, 5)
    scribe.work(0.0)
    disk.free = 199_999_999
    put(tape, 5)
    scribe.work(1.5)
    assert scribe.done
    assert scribe.sheet.problem is RecordingProblem.DISK_LOW
    assert tape.ended
    assert len(blocks(tmp_path)) == 10 * 2 * FRAME_BYTES


def test_a_full_disk_never_begins(tmp_path: Path, scribe: Scribe, disk: Disk) -> None:
    disk.free = 1000
    scribe.work(0.0)
    assert (scribe.done, scribe.sheet.problem) == (True, RecordingProblem.DISK_LOW)
    assert not list((tmp_path / "folder").iterdir())


@pytest.mark.expects_log("folder of recordings")
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, scribe: Scribe) -> None:
    (tmp_path / "folder").write_text("a file")
    scribe.work(0.0)
    assert (scribe.done, scribe.sheet.problem) == (True, RecordingProblem.NO_FOLDER)


@pytest.mark.expects_log("No space left")
def test_a_write_that_fails_ends_it_in_words(
    scribe: Scribe, tape: Tape, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tape, 5)
    scribe.work(0.0)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    put(tape, 5)
    scribe.work(1.0)
    assert (scribe.done, scribe.sheet.problem) == (True, RecordingProblem.WRITE_FAILED)


def test_what_was_finished_is_told_only_when_it_is_asked_for(
    tmp_path: Path, scribe: Scribe, tape: Tape
) -> None:
    put(tape, 5)
    tape.ended = True
    scribe.work(0.0)
    assert repair_folder(tmp_path / "folder", ()) == []
    assert repair_folder(tmp_path / "folder", (), [ID]) == [scribe.sheet]


def test_a_file_that_is_still_written_is_left_alone(
    tmp_path: Path, scribe: Scribe, tape: Tape
) -> None:
    put(tape, 5)
    scribe.work(0.0)
    assert repair_folder(tmp_path / "folder", ()) == []
    put(tape, 5)
    tape.ended = True
    scribe.work(0.2)
    assert len(blocks(tmp_path)) == 10 * 2 * FRAME_BYTES
