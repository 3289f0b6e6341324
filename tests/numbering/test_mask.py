"""Masked numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.numbering.mask import mask


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+8613912341234", "139****1234"),
        ("13912341234", "139****1234"),
        ("139 1234 1234", "139****1234"),
        ("02255501234", "022****1234"),
        ("+12125550101", "+121****0101"),
        ("5550123", "55****0123"),
        ("1001", "1001"),
        ("95588", "95588"),
        ("*120", "*120"),
        ("", ""),
        ("sip:+8613912341234@pbx.example", "sip:139****1234@pbx.example"),
        ("sip:1001@pbx.example", "sip:1001@pbx.example"),
    ],
)
def test_mask(number: str, masked: str) -> None:
    assert mask(number) == masked


@given(st.from_regex(r"\+?[0-9]{7,15}", fullmatch=True))
def test_the_whole_number_never_shows(number: str) -> None:
    assert number not in mask(number)
    assert "****" in mask(number)
