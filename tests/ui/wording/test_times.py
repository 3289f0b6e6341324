"""Times, spans and money in words."""

from datetime import datetime, timedelta

import pytest

from softphone.ui.wording.times import (
    at_clock,
    brief,
    clock,
    day,
    in_hours,
    moment,
    moment_inside,
    money,
    span,
)

NOON = datetime(2026, 3, 12, 12, 2, 30).astimezone()


@pytest.mark.parametrize(
    ("days", "en", "zh"),
    [
        (0, "Today", "Today"),
        (-1, "Yesterday", "Yesterday"),
        (1, "Tomorrow", "Tomorrow"),
        (-9, "3 Mar", "3月3日"),
        (-100, "2 Dec 2025", "2025年12月2日"),
    ],
)
def test_day_is_named_near_and_dated_far(days: int, en: str, zh: str) -> None:
    at = NOON + timedelta(days=days)
    assert day(at, NOON, "en") == en
    assert day(at, NOON, "zh_CN") == zh


def test_midnight_decides_not_24_hours() -> None:
    late = NOON.replace(hour=23, minute=59)
    assert day(late + timedelta(minutes=2), late, "en") == "Tomorrow"


def test_moment_and_brief() -> None:
    assert moment(NOON, NOON, "en") == "Today 12:02"
    assert moment_inside(NOON, NOON, "en") == "today 12:02"
    assert moment_inside(NOON + timedelta(days=40), NOON, "en") == "21 Apr 12:02"
    assert brief(NOON, NOON, "en") == "12:02"
    assert brief(NOON - timedelta(days=9), NOON, "en") == "3 Mar"
    assert brief(NOON - timedelta(days=100), NOON, "zh_TW") == "2025-12-02"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (-3, "0:00"), (42.9, "0:42"), (761, "12:41"), (3723, "1:02:03")],
)
def test_span(seconds: float, text: str) -> None:
    assert span(seconds) == text


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123450, "CNY", "¥1,234.50"),
        (-5, "USD", "−$0.05"),
        (1500, "JPY", "1,500 JPY"),
        (100, "CHF", "1.00 CHF"),
    ],
)
def test_money(minor: int, currency: str, text: str) -> None:
    assert money(minor, currency) == text


def test_quick_times_are_local_and_round() -> None:
    assert clock(at_clock(NOON, 0, 18)) == "18:00"
    tomorrow = at_clock(NOON, 1, 9)
    assert (day(tomorrow, NOON, "en"), clock(tomorrow)) == ("Tomorrow", "09:00")
    soon = in_hours(NOON, 1)
    assert clock(soon) == "13:05"
    assert soon - NOON >= timedelta(hours=1)
