"""The phone of each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.domain.account import FrontRules
from tests.engine.sip_ua import Dialog, Ua, dialog
from tests.hostile.phone import Phone


@pytest.fixture
def ua() -> Iterator[Ua]:
    """The registrar, and whoever speaks from its address."""
    made = Ua()
    yield made
    made.close()


@pytest.fixture
def stranger() -> Iterator[Ua]:
    """Somebody at another address."""
    made = Ua("127.0.0.2")
    yield made
    made.close()


@pytest.fixture
def phone(tmp_path: Path, ua: Ua) -> Iterator[Phone]:
    """A registered engine; its end is looked at too."""
    made = Phone(tmp_path, ua)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def patient(tmp_path: Path, ua: Ua) -> Iterator[Phone]:
    """The same without a limit of the rate, so that every message gets as deep as it can."""
    made = Phone(tmp_path, ua, FrontRules(invites_in_5_s=1_000_000))
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def caller(phone: Phone) -> Iterator[Dialog]:
    """A call through the registrar, not begun yet."""
    with dialog(phone.ua, phone.address) as made:
        yield made
