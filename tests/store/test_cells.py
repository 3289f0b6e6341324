"""Single cells: dates, amounts, tiers."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.customer import Tier
from softphone.store import cells


@pytest.mark.parametrize(
    ("value", "currency", "expected"),
    [
        ("1234.50", "", (123450, "CNY")),
        ("1,234.50", "usd", (123450, "USD")),
        ("1.234,50", "EUR", (123450, "EUR")),
        ("1,234", "", (123400, "CNY")),
        ("12,5", "", (1250, "CNY")),
        ("1,234,567", "", (123456700, "CNY")),
        ("¥99", "", (9900, "CNY")),
        ("￥９９．５", "", (9950, "CNY")),
        ("99元", "", (9900, "CNY")),
        ("$5", "", (500, "USD")),
        ("$5", "HKD", (500, "HKD")),
        ("-3.20", "", (-320, "CNY")),
        ("500", "JPY", (500, "JPY")),
        ("1.250", "KWD", (1250, "KWD")),
        ("", "TWD", (0, "TWD")),
    ],
)
def test_money(value: str, currency: str, expected: tuple[int, str]) -> None:
    assert cells.money(value, currency) == expected


@pytest.mark.parametrize(
    ("value", "currency"),
    [("abc", ""), ("1.2.3", ""), ("1e5", ""), ("0.001", ""), ("1", "Yuan"), ("9" * 40, "")],
)
def test_money_refused(value: str, currency: str) -> None:
    with pytest.raises(cells.CellError):
        cells.money(value, currency)


@pytest.mark.parametrize(
    "value",
    ["2025-03-01 14:05", "2025/3/1 14:05:00", "2025年3月1日 14时5分", "２０２５-03-01 14:05"],
)
def test_times_without_a_zone_are_this_computers(value: str) -> None:
    here = datetime(2025, 3, 1, 14, 5).astimezone(UTC)
    assert cells.time(value) == here


def test_times_with_a_zone() -> None:
    expected = datetime(2025, 3, 1, 6, 5, tzinfo=UTC)
    assert cells.time("2025-03-01T14:05:00+08:00") == expected
    assert cells.time("2025-03-01T06:05:00Z") == expected


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_a_cell_error(text: str) -> None:
    for read in (cells.time, cells.tier, cells.unwrapped, lambda t: cells.money(t, t)):
        with contextlib.suppress(cells.CellError):
            read(text)


@pytest.mark.parametrize(
    ("word", "tier"), [("VIP客户", Tier.VIP), ("一般", Tier.NORMAL), ("金", Tier.GOLD)]
)
def test_tiers(word: str, tier: Tier) -> None:
    assert cells.tier(word) is tier


def test_a_tier_of_other_words_is_none() -> None:
    assert cells.tier("钻石") is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('="00123"', "00123"),
        ('= "a ""b"""', 'a "b"'),
        ('=T("007")', "007"),
        ("`2025-03-01 ", "2025-03-01"),
        ("'00123", "00123"),
        ("'+86139", "+86139"),
        ("\t¥1,480.00\t", "¥1,480.00"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("=1+1", "=1+1"),
    ],
)
def test_what_spreadsheets_put_around_a_value_goes(cell: str, value: str) -> None:
    assert cells.unwrapped(cell) == value
