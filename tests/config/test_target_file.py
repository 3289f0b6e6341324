"""The team's CSV of targets: encodings, headings in three languages, broken files in words."""

from pathlib import Path

import pytest

from softphone.config.target_file import MAX_BYTES, TargetFileError, read_targets
from softphone.domain.target import Target, TargetKind


def test_rows_become_targets(tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text(
        "Name,Number,Kind,Category,Comment,Queue\nAgent B,1002,,refunds,x\n"
        "Support,8000,queue,,,support\n,,,\n"
        "Odd,1003,nonsense,\n",
        encoding="utf-8-sig",
    )
    assert read_targets(path) == (
        Target(number="1002", name="Agent B", category="refunds"),
        Target(number="8000", name="Support", kind=TargetKind.QUEUE, queue="support"),
        Target(number="1003", name="Odd"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_headings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "team.csv"
    path.write_bytes("分机,姓名,类型,分类\n1002,张伟,组,退款\n".encode(encoding))
    assert read_targets(path) == (
        Target(number="1002", name="张伟", kind=TargetKind.GROUP, category="退款"),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"name\nAgent B\n", "no column number"),
        (b"", "no column number"),
        (b"x" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "team.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TargetFileError, match=words):
        read_targets(path)
