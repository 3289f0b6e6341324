"""Key sequences with pauses, and numbers with keys behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.dtmf import (
    MOST_AT_ONCE,
    MOST_IN_ALL,
    PAUSE_S,
    PER_DIGIT_S,
    keys_in,
    split_dialled,
    steps,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,,2#", [("1", 1, 2), ("2#", 2, 0)]),
        (",5", [("", 0, 1), ("5", 1, 0)]),
        ("12p3w4;5", [("12", 2, 1), ("3", 1, 1), ("4", 1, 1), ("5", 1, 0)]),
        ("a b", [("AB", 2, 0)]),
        ("9" * 40, [("9" * 32, 32, 0), ("9" * 8, 8, 0)]),
        ("", []),
        ("call me", []),
        ("1" * (MOST_IN_ALL + 1), []),
    ],
)
def test_steps(text: str, found: list[tuple[str, int, int]]) -> None:
    wanted = [(digits, keys * PER_DIGIT_S + commas * PAUSE_S) for digits, keys, commas in found]
    assert [(step.digits, step.wait_s) for step in steps(text)] == wanted


@pytest.mark.parametrize(
    ("text", "number", "keys"),
    [
        ("400-810-8888,,1,2#", "400-810-8888", ",,1,2#"),
        ("10086 ,1", "10086", ",1"),
        ("10086", "10086", ""),
        ("*43", "*43", ""),
        ("4008108888w1", "4008108888", "w1"),
        ("sip:1002@pbx.test", "sip:1002@pbx.test", ""),
        ("张伟，请回电", "张伟，请回电", ""),
    ],
)
def test_keys_behind_a_number(text: str, number: str, keys: str) -> None:
    assert split_dialled(text) == (number, keys)


def test_of_a_pasted_text_the_keys_count() -> None:
    assert keys_in("Nr. 12 34-56 #\n") == "123456#"


@given(st.text(max_size=150))
def test_no_step_is_longer_than_the_engine_takes(text: str) -> None:
    for step in steps(text):
        assert len(step.digits) <= MOST_AT_ONCE
        assert step.wait_s > 0
