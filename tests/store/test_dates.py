"""Dates in the forms in which they come, and those that are none."""

from datetime import UTC, datetime

import pytest

from softphone.store.dates import DateError, read_time


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024/5/6 上午8:07", (2024, 5, 6, 8, 7)),
        ("2024-05-06 下午 2:07:09", (2024, 5, 6, 14, 7, 9)),
        ("2024年5月6日 中午12:30", (2024, 5, 6, 12, 30)),
        ("2024/5/6 上午12:30", (2024, 5, 6, 0, 30)),
        ("2024-05-06 2:07 PM", (2024, 5, 6, 14, 7)),
        ("6.5.2024", (2024, 5, 6)),
        ("06.05.2024 17:30", (2024, 5, 6, 17, 30)),
        ("May 6 2024", (2024, 5, 6)),
        ("May 6, 2024 5:30 pm", (2024, 5, 6, 17, 30)),
        ("6 May 2024", (2024, 5, 6)),
        ("06-May-2024", (2024, 5, 6)),
        ("December 31st, 2024", (2024, 12, 31)),
        ("20240506", (2024, 5, 6)),
        ("20240506173000", (2024, 5, 6, 17, 30)),
        ("45418", (2024, 5, 6)),
        ("45418.75", (2024, 5, 6, 18)),
        ("45418.3333333333", (2024, 5, 6, 8)),
    ],
)
def test_times_of_this_computer(text: str, parts: tuple[int, ...]) -> None:
    assert read_time(text) == datetime(*parts).astimezone(UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["1715000000", "1715000000000", "1715000000.0"])
def test_seconds_and_milliseconds_since_1970(text: str) -> None:
    assert read_time(text) == datetime(2024, 5, 6, 12, 53, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "1712-03-15",
        "2225-01-01",
        "0024-05-06",
        "5/6/2024",
        "171500000000000",
        "99999",
        "12",
        "31.2.2024",
        "Foo 6 2024",
        "2024-05-06 25:00",
        "",
        "soon",
    ],
)
def test_another_century_two_meanings_or_nonsense_are_refused(text: str) -> None:
    with pytest.raises(DateError):
        read_time(text)
