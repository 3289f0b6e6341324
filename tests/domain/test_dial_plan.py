"""The dial plan as a table; emergency numbers are untouched by every rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.dial_plan import EMERGENCY, DialPlan, DialRule, Shape
from softphone.numbering.number_plan import Numbering

PLAN = Numbering("CN")
OUTSIDE = DialRule(prepend="9")
LOCAL = DialRule(least=7, most=8, prepend="9022")
FOREIGN = DialRule(starts="+", strip=1, prepend="900")
HOME = DialRule(starts="022", strip=3, prepend="9")


@pytest.mark.parametrize(
    ("text", "plan", "dialled"),
    [
        ("13800138000", DialPlan(), "13800138000"),
        ("+86 138 0013 8000", DialPlan(rules=(OUTSIDE,)), "913800138000"),
        ("1002", DialPlan(rules=(OUTSIDE,)), "1002"),
        ("10086", DialPlan(rules=(OUTSIDE,)), "10086"),
        ("10086", DialPlan(rules=(DialRule(starts="10", least=5, most=5, prepend="9"),)), "910086"),
        ("*120", DialPlan(rules=(DialRule(least=1, prepend="9"),)), "*120"),
        ("sip:bob@pbx.test", DialPlan(rules=(DialRule(least=1, prepend="9"),)), "sip:bob@pbx.test"),
        ("59990134", DialPlan(rules=(LOCAL,)), "902259990134"),
        ("022 5999 0134", DialPlan(rules=(HOME, OUTSIDE)), "959990134"),
        ("+1 212 555 0123", DialPlan(rules=(FOREIGN, OUTSIDE)), "90012125550123"),
        ("022 5999 0134", DialPlan(shape=Shape.E164), "+862259990134"),
        ("022 5999 0134", DialPlan(shape=Shape.DIGITS), "862259990134"),
        ("022 5999 0134", DialPlan(shape=Shape.INTERNATIONAL), "00862259990134"),
        (
            "022 5999 0134",
            DialPlan(shape=Shape.INTERNATIONAL, rules=(DialRule(starts="0086", strip=4),)),
            "2259990134",
        ),
        ("110", DialPlan(rules=(DialRule(least=1, prepend="9"),)), "110"),
    ],
)
def test_what_is_dialled(text: str, plan: DialPlan, dialled: str) -> None:
    assert plan.dialled(PLAN.parse(text)) == dialled


@pytest.mark.parametrize(
    ("text", "premium"),
    [
        ("0044 906 123 4567", True),
        ("16812345678", False),
        ("+88213123456", True),
        ("1689", True),
        ("110", False),
        ("", False),
    ],
)
def test_what_costs_extra(text: str, premium: bool) -> None:
    plan = DialPlan(premium=("+44906", "882", "1689", "11", ""))
    number = PLAN.parse(text.replace("0044", "+44"))
    assert plan.is_premium(number) is premium


@given(st.sampled_from(EMERGENCY), st.text("0123456789", max_size=3), st.sampled_from(Shape))
def test_no_rule_touches_a_call_for_help(number: str, prefix: str, shape: Shape) -> None:
    rule = DialRule(least=1, strip=2, prepend=prefix)
    plan = DialPlan(shape=shape, rules=(rule,), premium=("1", "9"))
    parsed = PLAN.parse(number)
    assert plan.dialled(parsed) == number
    assert not plan.is_premium(parsed)
