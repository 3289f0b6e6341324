"""Which calls may be sent elsewhere, and where to."""

import pytest

from softphone.domain.dial_plan import DialPlan
from softphone.domain.forwarding import ForwardProblem, ForwardRule, forward_problem
from softphone.numbering.number_plan import Numbering

PLAN = DialPlan(premium=("168", "+44906"))


@pytest.mark.parametrize(
    ("rule", "direct", "of_a_queue"),
    [
        (ForwardRule.OFF, False, False),
        (ForwardRule.DIRECT, True, False),
        (ForwardRule.ALL, True, True),
    ],
)
def test_the_administrator_says_which_calls(
    rule: ForwardRule, direct: bool, of_a_queue: bool
) -> None:
    assert rule.allows("") is direct
    assert rule.allows("support") is of_a_queue


@pytest.mark.parametrize(
    "text",
    [
        "1002",
        " 1002 ",
        "100-2",
        "tel:1002",
        "*97",
        "agent.b",
        "139 0000 0001",
        "+86 139 0000 0001",
        "电话：13900000001，请回",
        "sip:b@pbx.test",
        "sip:1002@pbx.test;transport=tcp",
        "110",
    ],
)
def test_numbers_codes_names_and_addresses_are_targets(text: str) -> None:
    assert forward_problem(Numbering("CN").parse(text), PLAN, "1001") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00\u202e",
        "anonymous",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "1002>,<sip:evil@example.com",
        "1002\r\nX-Evil: 1",
        "call 7 now",
        "sip:",
        "x" * 500,
    ],
)
def test_nothing_is_guessed_out_of_what_is_no_number(text: str) -> None:
    found = forward_problem(Numbering("CN").parse(text), PLAN, "1001")
    assert found is ForwardProblem.NO_NUMBER


@pytest.mark.parametrize("text", ["168 1234", "+44 906 123 4567"])
def test_nobody_is_sent_where_it_costs_extra(text: str) -> None:
    found = forward_problem(Numbering("CN").parse(text), PLAN, "1001")
    assert found is ForwardProblem.COSTS_EXTRA


@pytest.mark.parametrize("text", ["1001", "sip:1001@pbx.test", "tel:1001"])
def test_a_call_is_not_sent_back_to_oneself(text: str) -> None:
    assert forward_problem(Numbering("CN").parse(text), PLAN, "1001") is ForwardProblem.MYSELF
    assert forward_problem(Numbering("CN").parse(text), PLAN, "") is None
