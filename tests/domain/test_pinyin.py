"""Names found by whole syllables, initials, or any mix; the table is read at first need."""

from pathlib import Path

import pytest

from softphone.domain.pinyin import Pinyin, reads_as

TABLE = Path(__file__).resolve().parents[2] / "resources" / "pinyin" / "pinyin.txt"


@pytest.fixture(scope="module")
def pinyin() -> Pinyin:
    return Pinyin(lambda: TABLE.read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "query", "fits"),
    [
        ("张伟", "zhangwei", True),
        ("张伟", "zw", True),
        ("张伟", "zhangw", True),
        ("张伟", "zhwei", True),
        ("张伟", "wei", True),
        ("张伟", "Zhang Wei", True),
        ("张伟", "zwx", False),
        ("张伟", "hang", False),
        ("張偉", "zhangwei", True),
        ("曾鑫璐", "zengxinlu", True),
        ("曾鑫璐", "zxl", True),
        ("单雄", "shanx", True),
        ("退款组 B", "tkzb", True),
        ("吕布", "lvbu", True),
        ("吕布", "lübu", True),
        ("Agent 12", "agent12", True),
        ("Agent 12", "12", True),
        ("", "a", False),
        ("张伟", "", False),
        ("张伟", "张", False),
    ],
)
def test_a_name_is_found(pinyin: Pinyin, name: str, query: str, fits: bool) -> None:
    assert reads_as(query, pinyin.readings(name)) is fits


def test_the_table_is_read_only_when_a_name_needs_it() -> None:
    read: list[int] = []

    def load() -> str:
        read.append(1)
        return "wei 伟"

    pinyin = Pinyin(load)
    pinyin.readings("Agent")
    assert not read
    pinyin.readings("伟")
    pinyin.readings("伟")
    assert read == [1]


def test_a_long_name_costs_no_time() -> None:
    pinyin = Pinyin(lambda: "a 啊\naa 啊\naaa 啊")
    assert not reads_as("a" * 24 + "b", pinyin.readings("啊" * 12))
