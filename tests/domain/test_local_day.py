"""The beginning of a local day, also where the clock is changed."""

import time
from datetime import UTC, datetime

import pytest

from softphone.domain.local_day import local_midnight


@pytest.mark.parametrize(
    ("zone", "at", "midnight"),
    [
        ("Europe/Paris", (2025, 3, 30, 12), (2025, 3, 29, 23)),
        ("Europe/Paris", (2025, 10, 26, 12), (2025, 10, 25, 22)),
        ("Europe/Paris", (2025, 7, 1, 21), (2025, 6, 30, 22)),
        ("America/New_York", (2025, 11, 2, 20), (2025, 11, 2, 4)),
        ("Asia/Shanghai", (2025, 3, 28, 17), (2025, 3, 28, 16)),
    ],
)
def test_the_day_begins_with_the_offset_of_midnight(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    zone: str,
    at: tuple[int, int, int, int],
    midnight: tuple[int, int, int, int],
) -> None:
    request.addfinalizer(time.tzset)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        assert local_midnight(datetime(*at, tzinfo=UTC)) == datetime(*midnight, tzinfo=UTC)
