"""Numbers in any shape."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.numbering.number_plan import Numbering
from softphone.ports import NumberPlan

PLAN = Numbering("CN")
MOBILE = ("13800138000", "+8613800138000", "138 0013 8000")
TIANJIN = ("02255501234", "+862255501234", "022 5550 1234")


@pytest.mark.parametrize(
    ("text", "dial", "e164", "display"),
    [
        (text, *MOBILE)
        for text in (
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "138—0013—8000",
            "138–0013–8000",
            "138一0013一8000",
            "+86 138 0013 8000",
            "+86-138-0013-8000",
            "(+86) 138 0013 8000",
            "0086 13800138000",
            "8613800138000",
            "013800138000",
            "＋８６　１３８００１３８０００",
            "１３８－００１３－８０００",
            "tel:+86-138-0013-8000",
            "tel:13800138000;phone-context=example.com",
            "TEL:+8613800138000",
            "callto:+8613800138000",
            "sip:+8613800138000@pbx.example;user=phone",
            "sip:%2B8613800138000@pbx.example",
            "<sip:13800138000@pbx.example>",
            "sip:13800138000",
            "\u202a13800138000\u202c",
            "138\u200b0013\u00a08000\n",
            "电话：138 0013 8000，请回电",
            "手机13800138000",
        )
    ]
    + [
        (text, *TIANJIN)
        for text in (
            "022-55501234",
            "(022) 5550 1234",
            "（022）5550－1234",
            "+86 22 5550 1234",
            "+86 (0)22 5550 1234",
            "86-22-55501234",
            "0086 22 55501234",
        )
    ]
    + [
        ("022-55501234转123", *TIANJIN[:2], "022 5550 1234 转 123"),
        ("022-55501234 轉 123", *TIANJIN[:2], "022 5550 1234 转 123"),
        ("022-55501234 分机：123", *TIANJIN[:2], "022 5550 1234 转 123"),
        ("02255501234 ext. 123", *TIANJIN[:2], "022 5550 1234 ext. 123"),
        ("tel:+862255501234;ext=123", *TIANJIN[:2], "022 5550 1234 ext. 123"),
        ("400-123-4567", "4001234567", "+864001234567", "400 123 4567"),
        ("8001234567", "8001234567", "+868001234567", "800 123 4567"),
        ("+1 (212) 555-0101", "+12125550101", "+12125550101", "+1 212-555-0101"),
        ("+1 212 555 0101 x7", "+12125550101", "+12125550101", "+1 212-555-0101 ext. 7"),
        ("95588", "95588", "", "95588"),
        ("10086", "10086", "", "10086"),
        ("110", "110", "", "110"),
        ("12345", "12345", "", "12345"),
        ("1001", "1001", "", "1001"),
        (" 10 01 ", "1001", "", "1001"),
        ("*120", "*120", "", "*120"),
        ("＊120＃", "*120#", "", "*120#"),
        ("*12 01", "*1201", "", "*1201"),
        ("5550 1234", "55501234", "", "55501234"),
        ("13800", "13800", "", "13800"),
        ("138001380001", "138001380001", "", "138001380001"),
        ("caller-a", "caller-a", "", "caller-a"),
        ("sip:1001@127.0.0.1:5080", "sip:1001@127.0.0.1:5080", "", "sip:1001@127.0.0.1:5080"),
        (
            "SIP:a@pbx.example;transport=TCP;evil=1?X=1",
            "sip:a@pbx.example;transport=tcp",
            "",
            "sip:a@pbx.example;transport=tcp",
        ),
        ("anonymous", "", "", ""),
        ("", "", "", ""),
        ("   ", "", "", ""),
        ("no number", "", "", "no number"),
        ("+", "", "", "+"),
    ],
)
def test_parse(text: str, dial: str, e164: str, display: str) -> None:
    number = PLAN.parse(text)
    assert (number.dial, number.e164, number.display) == (dial, e164, display)


def test_the_country_decides_how_national_numbers_are_read() -> None:
    number = Numbering("us").parse("(212) 555-0101")
    assert (number.dial, number.e164) == ("2125550101", "+12125550101")
    assert Numbering("US").parse("+8613800138000").dial == "+8613800138000"
    assert Numbering("??").parse("13800138000").e164 == ""
    assert Numbering("??").parse("+8613800138000").e164 == "+8613800138000"


@pytest.mark.parametrize(
    ("text", "language", "region"),
    [
        ("+8613800138000", "zh_CN", "北京 · 中国移动"),
        ("+8613800138000", "zh_TW", "北京 · 中國移動"),
        ("+8613800138000", "en", "Beijing · China Mobile"),
        ("+8613800138000", "fr", "Beijing · China Mobile"),
        ("+8675588889999", "zh_CN", "广东 深圳"),
        ("+8675588889999", "zh_TW", "廣東 深圳"),
        ("+862255501234", "zh_CN", "天津"),
        ("+12125550101", "zh_CN", "美国"),
        ("+12125550101", "en", "United States · New York, NY"),
        ("4001234567", "zh_CN", ""),
        ("1001", "zh_CN", ""),
        ("", "zh_CN", ""),
    ],
)
def test_region(text: str, language: str, region: str) -> None:
    plan: NumberPlan = PLAN
    assert plan.region(plan.parse(text), language) == region


def test_warm_makes_no_noise() -> None:
    Numbering("CN").warm()


@settings(max_examples=400)
@given(
    st.text(max_size=80)
    | st.text(alphabet="+0123456789-()*#;,:@. xex转一%sipteltel＋８", max_size=40)
)
def test_never_raises_and_dials_nothing_strange(text: str) -> None:
    number = PLAN.parse(text)
    assert not number.e164 or number.e164[1:].isdecimal()
    assert not set(number.dial) & set('\r\n\t <>"\x00')
    assert len(number.raw) <= 200
    PLAN.region(number, "zh_CN")
    if number.e164:
        assert PLAN.parse(number.e164).e164 == number.e164
        assert PLAN.parse(number.dial).e164 == number.e164


def test_a_very_long_text_is_capped() -> None:
    number = PLAN.parse("1" * 1_000_000)
    assert len(number.raw) <= 200
    assert len(number.dial) <= 200
