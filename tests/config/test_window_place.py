"""The window's place on the disk: whole, or none."""

from pathlib import Path

import pytest

from softphone.config.window_place import FILE, WindowPlace, load_place, save_place

PLACE = WindowPlace(left=40, top=60, width=1400, height=800, maximised=True, columns=(700, 420))


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    assert load_place(tmp_path) is None
    save_place(tmp_path, PLACE)
    assert load_place(tmp_path) == PLACE
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"left": "x"}', b"\xff\xfe", b"x" * 9999])
def test_a_broken_file_is_none(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE).write_bytes(broken)
    assert load_place(tmp_path) is None
