"""Every end has one honest cause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.call import Direction, EndCause, EndedBy
from softphone.domain.end_cause import EndFacts, Reason, end_cause, parse_reasons
from softphone.domain.sip_words import all_sip_words, sip_words

IN, OUT = Direction.INCOMING, Direction.OUTGOING
AGENT, FAR, TRANSFER, SYSTEM = EndedBy.AGENT, EndedBy.FAR_END, EndedBy.TRANSFER, EndedBy.SYSTEM


@pytest.mark.parametrize(
    ("direction", "answered", "ended_by", "code", "cause"),
    [
        (IN, True, AGENT, 200, EndCause.ANSWERED),
        (IN, True, FAR, 200, EndCause.ANSWERED),
        (OUT, True, TRANSFER, 200, EndCause.ANSWERED),
        (IN, True, SYSTEM, 408, EndCause.FAILED),
        (IN, True, SYSTEM, 200, EndCause.ANSWERED),
        (IN, False, AGENT, 486, EndCause.REJECTED),
        (IN, False, AGENT, 487, EndCause.REJECTED),
        (IN, False, FAR, 487, EndCause.ABANDONED),
        (IN, False, SYSTEM, 480, EndCause.MISSED),
        (IN, False, SYSTEM, 503, EndCause.FAILED),
        (OUT, False, AGENT, 487, EndCause.ABANDONED),
        (OUT, False, FAR, 486, EndCause.REJECTED),
        (OUT, False, FAR, 600, EndCause.REJECTED),
        (OUT, False, FAR, 603, EndCause.REJECTED),
        (OUT, False, FAR, 404, EndCause.FAILED),
        (OUT, False, SYSTEM, 408, EndCause.FAILED),
    ],
)
def test_cause(
    direction: Direction, answered: bool, ended_by: EndedBy, code: int, cause: EndCause
) -> None:
    ending = EndFacts(direction=direction, answered=answered, ended_by=ended_by, sip_code=code)
    assert end_cause(ending) is cause


@pytest.mark.parametrize(
    ("header", "rang_s", "cause"),
    [
        ("", 15.0, EndCause.ABANDONED),
        ("Q.850;cause=16", 15.0, EndCause.ABANDONED),
        ('SIP;cause=200;text="Call completed elsewhere"', 3.0, EndCause.ELSEWHERE),
        ("Q.850;cause=26", 3.0, EndCause.ELSEWHERE),
        ('SIP;cause="200"', 3.0, EndCause.ELSEWHERE),
        ("Q.850;cause=0, SIP;cause=200", 5.0, EndCause.ELSEWHERE),
        ("q.850 ; cause = 19", 3.0, EndCause.MISSED),
        ('SIP;text="a, b;cause=486";cause=480, Q.850;cause=16', 3.0, EndCause.MISSED),
        ("Q.850;cause=0", 15.01, EndCause.MISSED),
        ("Q.850;cause=0", 14.9, EndCause.MISSED),
        ("Q.850;cause=127", 20.1, EndCause.MISSED),
        ("Q.850;cause=0", 12.5, EndCause.ABANDONED),
        ("Q.850;cause=0", 0.1, EndCause.ABANDONED),
    ],
)
def test_cancelled_while_ringing(header: str, rang_s: float, cause: EndCause) -> None:
    ending = EndFacts(
        direction=IN,
        answered=False,
        ended_by=FAR,
        sip_code=487,
        reasons=parse_reasons(header),
        rang_s=rang_s,
    )
    assert end_cause(ending) is cause


def test_reasons_are_read_in_order() -> None:
    assert parse_reasons("SIP;cause=200, Q.850;cause=26;text=x") == (
        Reason("SIP", 200),
        Reason("Q.850", 26),
    )


def test_a_quoted_protocol_is_read_all_the_same() -> None:
    assert parse_reasons('"SIP" ;cause=200;text="a, b;cause=1", "Q.850";cause=26') == (
        Reason("SIP", 200),
        Reason("Q.850", 26),
    )


@given(st.text(max_size=600))
def test_garbage_in_a_reason_gives_no_exception(text: str) -> None:
    for reason in parse_reasons(text):
        assert 0 <= reason.cause <= 9999


def test_every_code_has_words() -> None:
    texts = all_sip_words()
    assert len(set(texts)) == len(texts)
    for code in range(700):
        assert sip_words(code) in texts
    assert sip_words(486) == "Busy. Try again later."
    assert sip_words(999) == sip_words(0)
