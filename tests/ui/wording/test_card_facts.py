"""What the card says at a glance."""

from datetime import timedelta

import msgspec
import pytest

from softphone.domain.customer import CustomerCard
from softphone.ui.wording.card_facts import choice_path, contacts_line, newest_promise, promise_line
from tests.ui.work_models import CATEGORIES, NOW, card, summary


def with_contacts(count: int) -> CustomerCard:
    one = card().contacts[0]
    made = (
        msgspec.structs.replace(one, id=f"k{n}", started_at=NOW - timedelta(days=n, hours=1))
        for n in range(count)
    )
    return msgspec.structs.replace(card(), contacts=tuple(made))


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (0, ""),
        (1, "Second contact in 7 days"),
        (2, "Third contact in 7 days"),
        (3, "Fourth contact in 7 days"),
        (5, "Contact no. 6 in 7 days"),
        (30, "Contact no. 8 in 7 days"),
    ],
)
def test_counts_the_last_seven_days_and_the_one_on_the_phone(before: int, line: str) -> None:
    assert contacts_line(with_contacts(before), NOW, "new") == line


def test_the_contact_on_the_phone_counts_once() -> None:
    assert contacts_line(with_contacts(2), NOW, "k0") == "Second contact in 7 days"


def test_choice_path() -> None:
    assert choice_path(CATEGORIES, "late", "en") == "Orders › Delivery late"
    assert choice_path(CATEGORIES, "late", "zh_CN") == "订单 › 配送延迟"
    assert choice_path(CATEGORIES, "other", "en") == "Something else"
    assert choice_path(CATEGORIES, "gone", "en") == "gone"
    assert choice_path(CATEGORIES, "", "en") == ""


def test_the_newest_promise_is_told_with_its_time() -> None:
    promise = newest_promise(card(), NOW)
    assert promise == summary(0)
    assert promise is not None
    assert promise_line(promise, NOW, "en") == "Promised, due today 18:12: Call back with the day"
    later = NOW + timedelta(hours=5)
    assert "was due today 18:12" in promise_line(promise, later, "en")


def test_an_old_promise_is_forgotten() -> None:
    assert newest_promise(card(), NOW + timedelta(days=9)) is None
