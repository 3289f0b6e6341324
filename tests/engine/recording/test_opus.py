"""Finished recordings become Opus: both channels whole, nothing lost whatever is killed."""

from __future__ import annotations

import base64
import math
import os
import stat
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue

import msgspec
import pytest

from softphone.domain.recording import RecordingFormat
from softphone.engine.recording.converter import Converter, waiting
from softphone.engine.recording.files import Sheet, read_sheet, sheet_path, write_sheet
from softphone.engine.recording.opus import OpusSource, SealedFile, encode
from softphone.engine.recording.reading import open_source, read_waveform
from softphone.engine.recording.sealed import SealedSink, SealedSource, WrongKeyError
from softphone.engine.recording.source import Source
from softphone.engine.recording.transcode import Job, convert
from softphone.engine.recording.waveform import fewer
from softphone.engine.recording.wavfile import WavSink, WavSource
from tests.engine.recorded import Tracks
from tests.support.waiting import until

ID = "20261122T034412Z-abc"
RATE_HZ = 16_000
KEY = os.urandom(32)
LEFT_HZ, RIGHT_HZ = 1400, 1000
LOUD, QUIET = 6000.0, 60.0
SECONDS = 4
WITHIN_S = 100.0


def said(seconds: int = SECONDS) -> bytes:
    """First the agent alone for half the time, then the caller alone."""
    count = seconds * RATE_HZ
    both = []
    for n in range(count):
        agent = n < count // 2
        both.append(int(8000 * math.sin(2 * math.pi * LEFT_HZ * n / RATE_HZ)) if agent else 0)
        both.append(0 if agent else int(8000 * math.sin(2 * math.pi * RIGHT_HZ * n / RATE_HZ)))
    return struct.pack(f"<{2 * count}h", *both)


class Kept:
    """A finished recording in a folder."""

    def __init__(self, folder: Path, key: bytes, data: bytes | None = None) -> None:
        self.folder, self.key = folder, key
        self.sheet = Sheet(
            id=ID,
            contact_id="abc",
            started_at=datetime(2026, 11, 22, 3, 44, 12, tzinfo=UTC),
            sealed=bool(key),
            rate_hz=RATE_HZ,
            finished=True,
            duration_s=float(SECONDS),
            wanted=RecordingFormat.OPUS,
        )
        write_sheet(folder, self.sheet)
        self.wav = folder / self.sheet.recording.file_name
        self.opus = folder / self.wav.name.replace(".wav", ".opus")
        sink = SealedSink(self.wav, RATE_HZ, key) if key else WavSink(self.wav, RATE_HZ)
        sink.append(said() if data is None else data)
        sink.close()
        self.job = Job(folder=str(folder), id=ID, key=base64.b64encode(key).decode())

    def read(self) -> Tracks:
        source = open_source(self.folder, ID, self.key)
        try:
            assert isinstance(source, OpusSource)
            assert source.rate_hz == RATE_HZ
            return Tracks(source.read(0, source.blocks))
        finally:
            source.close()


@pytest.fixture(params=[b"", KEY], ids=["plain", "sealed"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return Kept(tmp_path, request.param)


def assert_both_sides(tracks: Tracks) -> None:
    half = SECONDS // 2 * RATE_HZ
    assert tracks.seconds == SECONDS
    assert tracks.typical(tracks.left[:half], LEFT_HZ) > LOUD
    assert tracks.typical(tracks.right[half:], RIGHT_HZ) > LOUD
    # A quarter of a second around the change is left out.
    assert tracks.loudest(tracks.right[: half - 4000], LEFT_HZ, 0.5) < QUIET
    assert tracks.loudest(tracks.left[half + 4000 :], RIGHT_HZ, 0.5) < QUIET


def test_both_channels_are_whole_apart_and_small(kept: Kept) -> None:
    assert convert(kept.job).problem == ""
    kept.wav.unlink()
    assert_both_sides(kept.read())
    assert kept.opus.stat().st_size < len(said()) / 5
    assert stat.S_IMODE(kept.opus.stat().st_mode) == 0o600
    assert [path.name for path in kept.folder.iterdir() if "part" in path.name] == []


def test_any_part_of_it_is_where_it_was(kept: Kept) -> None:
    convert(kept.job)
    kept.wav.unlink()
    source = open_source(kept.folder, ID, kept.key)
    later = Tracks(source.read(3 * RATE_HZ, RATE_HZ))
    earlier = Tracks(source.read(RATE_HZ // 2, RATE_HZ))
    assert len(source.read(source.blocks - 10, 100)) == 40
    source.close()
    assert later.typical(later.right, RIGHT_HZ) > LOUD
    assert earlier.typical(earlier.left, LEFT_HZ) > LOUD


def test_the_waveform_is_known_without_decoding(kept: Kept) -> None:
    before = read_waveform(kept.folder, ID, kept.key, 40)
    outcome = convert(kept.job)
    kept.wav.unlink()
    sheet = msgspec.structs.replace(kept.sheet, format=RecordingFormat.OPUS, peaks=outcome.peaks)
    write_sheet(kept.folder, sheet)
    shown = read_waveform(kept.folder, ID, kept.key, 40)
    assert (shown.agent, shown.far_end, shown.problem) == (before.agent, before.far_end, "")
    assert shown.duration_s == SECONDS
    write_sheet(kept.folder, msgspec.structs.replace(sheet, peaks="bm9uc2Vuc2U="))
    if kept.key:
        # What cannot be opened is not believed: the file is decoded.
        decoded = read_waveform(kept.folder, ID, kept.key, 40)
        assert max(decoded.agent[:19]) > 50 > max(decoded.agent[22:])


@pytest.mark.expects_log("keyring")
def test_without_its_key_nothing_is_read(tmp_path: Path) -> None:
    kept = Kept(tmp_path, KEY)
    convert(kept.job)
    kept.wav.unlink()
    assert "no key" in read_waveform(tmp_path, ID, b"", 40).problem
    assert "another key" in read_waveform(tmp_path, ID, os.urandom(32), 40).problem
    with pytest.raises(WrongKeyError):
        SealedSource(kept.opus, os.urandom(32))
    (tmp_path / "plain").mkdir()
    plain = Kept(tmp_path / "plain", b"")
    convert(plain.job)
    assert b"OggS" in plain.opus.read_bytes()
    assert b"OggS" not in kept.opus.read_bytes()
    assert b"Opus" not in kept.opus.read_bytes()


@pytest.mark.parametrize("share", [0.31, 0.5, 0.77, 0.99])
def test_a_stream_cut_anywhere_can_be_played_so_far(tmp_path: Path, share: float) -> None:
    kept = Kept(tmp_path, b"", said(20))
    convert(kept.job)
    whole = kept.opus.read_bytes()
    kept.wav.unlink()
    kept.opus.write_bytes(whole[: int(len(whole) * share)])
    tracks = kept.read()
    # A page holds a second.
    assert 20 * share - 2.5 < tracks.seconds < 20
    assert tracks.typical(tracks.left[: 4 * RATE_HZ], LEFT_HZ) > LOUD


@pytest.mark.expects_log("no Opus recording")
def test_what_is_no_opus_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / f"{ID}.opus").write_bytes(b"OggS but not really" * 40)
    assert "no Opus recording" in read_waveform(tmp_path, ID, b"", 40).problem


def test_a_full_disk_stops_it_and_the_wav_file_stays(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"")
    source: Source = WavSource(kept.wav)
    taken: list[bytes] = []

    def full(data: bytes) -> None:
        taken.append(data)
        if len(taken) > 2:
            raise OSError(28, "No space left on device")

    try:
        with pytest.raises(OSError, match="No space"):
            encode(source, full)
    finally:
        source.close()
    # In the way of the new file stands a folder: it cannot be put in place.
    kept.opus.mkdir()
    assert convert(kept.job).problem
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []
    assert kept.wav.stat().st_size == 44 + len(said())


@pytest.fixture
def done() -> Queue[Sheet]:
    return Queue()


@pytest.fixture
def converter(done: Queue[Sheet]) -> Iterator[Converter]:
    made = Converter(done.put)
    yield made
    made.close()


def test_the_child_converts_and_the_wav_file_goes(
    kept: Kept, converter: Converter, done: Queue[Sheet]
) -> None:
    assert waiting(kept.folder, frozenset()) == [kept.sheet]
    assert waiting(kept.folder, frozenset([ID])) == []
    converter.submit(kept.folder, kept.sheet, kept.key)
    sheet = done.get(timeout=WITHIN_S)
    assert sheet.format is RecordingFormat.OPUS
    assert sheet.recording.file_name == kept.opus.name
    assert read_sheet(sheet_path(kept.folder, ID)) == sheet
    assert not kept.wav.exists()
    assert_both_sides(kept.read())
    assert waiting(kept.folder, frozenset()) == []


def test_a_wav_file_that_was_left_over_is_removed(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"")
    convert(kept.job)
    write_sheet(tmp_path, msgspec.structs.replace(kept.sheet, format=RecordingFormat.OPUS))
    assert waiting(tmp_path, frozenset()) == []
    assert not kept.wav.exists()
    assert kept.opus.exists()


@pytest.mark.expects_log("stays WAV")
def test_a_killed_child_costs_nothing_and_the_next_one_does_it(
    tmp_path: Path, done: Queue[Sheet], converter: Converter, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept(tmp_path, b"", said(2) * 10)
    begun = Queue[int]()
    first = Converter(done.put, begun=begun.put)
    first.submit(tmp_path, kept.sheet, b"")
    os.kill(begun.get(timeout=WITHIN_S), 9)
    until(lambda: "stays WAV" in caplog.text, "the child is not missed", 60)
    first.close()
    assert done.empty()
    assert not kept.opus.exists()
    assert waiting(tmp_path, frozenset()) == [kept.sheet]
    converter.submit(tmp_path, kept.sheet, b"")
    assert done.get(timeout=WITHIN_S).format is RecordingFormat.OPUS
    assert kept.read().seconds == 20
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_the_child_ends_with_the_engine(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"", said(2) * 30)
    child = subprocess.Popen(
        [sys.executable, "-m", "softphone", "transcode"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin, child.stdout:
        child.stdin.write(msgspec.json.encode(kept.job) + b"\n")
        child.stdin.close()
        assert child.wait(WITHIN_S) == 3
    assert kept.wav.exists()
    assert not kept.opus.exists()


def test_a_sealed_one_can_be_read_like_a_file(tmp_path: Path) -> None:
    kept = Kept(tmp_path, KEY)
    convert(kept.job)
    with SealedFile(SealedSource(kept.opus, KEY)) as file:
        assert file.read(4) == b"OggS"
        assert file.seek(-4, 2) == file.tell()
        assert len(file.read()) == 4
        file.seek(0)
        assert len(file.read()) < kept.opus.stat().st_size


def test_fewer_columns_keep_the_peaks() -> None:
    assert fewer(bytes([1, 9, 2, 3]), 2) == bytes([9, 3])
    assert fewer(bytes([1, 9]), 5) == bytes([1, 9])
