"""Context in one header: there and back, cut to what fits, garbage read as nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.user_to_user import LONGEST, ORDER, decode, encode

VALUES = {"contact_id": "a1", "from_agent": "张伟; x=1", "note": "refund & more", "queue": ""}


def test_there_and_back() -> None:
    value = encode(VALUES)
    assert value.endswith(";encoding=hex")
    assert decode(value) == {k: v for k, v in VALUES.items() if v}
    assert encode({}) == ""


def test_the_least_important_is_left_out_when_it_does_not_fit() -> None:
    value = encode({"contact_id": "a1", "note": "x" * LONGEST})
    assert decode(value) == {"contact_id": "a1"}


@pytest.mark.parametrize(
    "value", ["", "zz", "abc", "ff", "6131;encoding=text", "56a390f3d2b7310023a2;purpose=isdn-uui"]
)
def test_what_is_not_ours_is_nothing(value: str) -> None:
    assert decode(value) == {}


@given(st.dictionaries(st.sampled_from(ORDER), st.text(max_size=80)))
def test_any_text_survives(values: dict[str, str]) -> None:
    clean = {k: v for k, v in values.items() if v.isprintable()}
    back = decode(encode(clean))
    assert all(clean[name] == value for name, value in back.items())


@given(st.text(max_size=200))
def test_garbage_never_raises(text: str) -> None:
    decode(text)
