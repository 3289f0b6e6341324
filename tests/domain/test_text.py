"""Hostile text becomes harmless and keeps its width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.text import DISPLAY_LIMIT, REPLACEMENT, clean, isolate, mask_number


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Caller A", "Caller A"),
        ("  来电 甲 ", "来电 甲"),
        ("a\x00b\r\nc", f"a{REPLACEMENT}b{REPLACEMENT}{REPLACEMENT}c"),
        ("\u202egro.live\u202c", f"{REPLACEMENT}gro.live{REPLACEMENT}"),
        ("\u2067x\u2069", f"{REPLACEMENT}x{REPLACEMENT}"),
        ("<img src='file:///x'>", "<img src='file:///x'>"),
        ("a\udcffb", f"a{REPLACEMENT}b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e" + "\u0301" * 6, "e" + "\u0301" * 3 + REPLACEMENT * 3),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_long_text_ends_in_an_ellipsis() -> None:
    assert clean("x" * 64) == "x" * 64
    assert clean("x" * 65) == "x" * 63 + "…"
    assert clean("abc", 2) == "a…"
    assert clean("abc", 0) == ""


@given(st.text(alphabet=st.characters(), max_size=400))
def test_nothing_harmful_is_left(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= DISPLAY_LIMIT
    categories = {unicodedata.category(c) for c in cleaned if c not in "\u200c\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert clean(cleaned) == cleaned.strip(" ")


def test_isolate_wraps_what_is_there() -> None:
    assert isolate("x") == "\u2068x\u2069"
    assert isolate("") == ""


@pytest.mark.parametrize(
    ("number", "masked"),
    [("13812341234", "138****1234"), ("+8613812341234", "+86****1234"), ("1001", "1001")],
)
def test_mask(number: str, masked: str) -> None:
    assert mask_number(number) == masked
