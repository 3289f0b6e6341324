"""Encrypted files: whole, cut off anywhere, changed, read with another key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.engine.recording.sealed import (
    HEADER_BYTES,
    SealedSink,
    SealedSource,
    WrongKeyError,
    repair,
)

KEY = bytes(range(32))
RATE_HZ = 16_000
PARTS = [os.urandom(4 * count) for count in (1000, 1, 3000, 500)]
ALL = b"".join(PARTS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.wav.sealed"
    write(path)
    return path


def write(path: Path) -> None:
    sink = SealedSink(path, RATE_HZ, KEY)
    for part in PARTS[:-1]:
        sink.append(part)
        sink.sync()
    sink.append(PARTS[-1])
    sink.close()


def read(path: Path, key: bytes = KEY) -> bytes:
    source = SealedSource(path, key)
    try:
        return source.read(0, source.blocks)
    finally:
        source.close()


def test_what_was_written_is_read_and_nothing_of_it_is_in_the_file(path: Path) -> None:
    assert read(path) == ALL
    sealed = path.read_bytes()
    assert all(part[:16] not in sealed for part in PARTS if len(part) >= 16)


def test_any_part_can_be_read(path: Path) -> None:
    source = SealedSource(path, KEY)
    assert (source.whole, source.rate_hz, source.blocks) == (True, RATE_HZ, len(ALL) // 4)
    for first, count in ((0, 1), (999, 3), (1001, 2000), (4400, 999), (9999, 1)):
        assert source.read(first, count) == ALL[first * 4 : (first + count) * 4]
    source.close()


def test_another_key_is_told_apart_from_damage(path: Path) -> None:
    with pytest.raises(WrongKeyError):
        read(path, bytes(32))


@settings(deadline=None, max_examples=40)
@given(cut=st.integers(min_value=0, max_value=len(ALL)))
def test_cut_anywhere_the_complete_chunks_are_there(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "one.wav.sealed"
    write(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: max(HEADER_BYTES, len(whole) - cut)])
    blocks = repair(path)
    data = read(path)
    assert len(data) == blocks * 4
    ends = [0]
    for part in PARTS:
        ends.append(ends[-1] + len(part))
    assert len(data) in ends
    assert ALL.startswith(data)


@pytest.mark.parametrize("offset", [HEADER_BYTES + 5, HEADER_BYTES + 2000, -1])
def test_a_changed_byte_is_noticed(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)
    with pytest.raises(ValueError, match="damaged"):
        read(path)


def test_a_chunk_left_out_is_noticed(path: Path) -> None:
    data = path.read_bytes()
    first = HEADER_BYTES + 5 + len(PARTS[0]) + 16
    path.write_bytes(data[:HEADER_BYTES] + data[first:])
    with pytest.raises(ValueError, match="damaged"):
        read(path)


def test_two_files_have_nothing_in_common(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "two.wav.sealed"
    write(other)
    assert path.read_bytes()[HEADER_BYTES + 5 :] != other.read_bytes()[HEADER_BYTES + 5 :]


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.wav.sealed"
    path.write_bytes(b"RIFF" * 20)
    with pytest.raises(ValueError, match="no recording"):
        read(path)
