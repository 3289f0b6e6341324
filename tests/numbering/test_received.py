"""Numbers as the signalling tells them, keys behind numbers, and home area codes."""

import pytest

from softphone.domain.phone import is_masked, is_withheld, known_by
from softphone.numbering.number_plan import Numbering
from softphone.ports import NumberPlan

PLAN: NumberPlan = Numbering("CN", prefixes=("0", "9", "17951"))
HOME: NumberPlan = Numbering("CN", area_code="022")
MASKED = (
    "1391234XXXX",
    "1391234xxxx",
    "+861391234XXXX",
    "139****0001",
    "02155****34",
    "139-XXXX-0001",
    "139××××0001",
    "139····0001",
    "139....0001",
    "139~~~~0001",
    "139____0001",
    "1391234YYYY",
    "XXXXXXXXXXX",
    "139####0001",
)


@pytest.mark.parametrize("text", MASKED)
def test_a_masked_number_stays_text(text: str) -> None:
    for read in (PLAN.received, PLAN.parse):
        number = read(text)
        assert (number.masked, number.e164, number.dial, number.key) == (True, "", "", "")
        assert number.display == text
        assert PLAN.region(number, "en") == ""
    assert is_masked(text)
    assert known_by(text) == ""


@pytest.mark.parametrize("text", ["138*8888", "138**12348888", "1381234x999", "139x0000001"])
def test_few_signs_hide_digits_of_a_received_number_only(text: str) -> None:
    number = PLAN.received(text)
    assert (number.masked, number.e164, number.dial) == (True, "", "")
    assert not PLAN.parse(text).masked


@pytest.mark.parametrize("text", ["*72", "12*34", "*120*5#", "02255501234x801", "8001x22", "1001"])
def test_a_code_or_extension_on_the_line_is_not_masked(text: str) -> None:
    assert not PLAN.received(text).masked


@pytest.mark.parametrize("text", ["*21*13900000001#", "**21", "02255501234x801", "xxlarge", "1001"])
def test_codes_and_names_are_not_masked(text: str) -> None:
    assert not is_masked(text)


def test_letters_are_keys_only_where_they_are_typed() -> None:
    plan = Numbering("US")
    assert plan.parse("1-800-356-FLOW").e164 == "+18003563569"
    told = plan.received("1-800-356-FLOW")
    assert (told.e164, told.key) == ("", "1-800-356-FLOW")


@pytest.mark.parametrize("text", ["anonymous", "Anonymous", "UNKNOWN", "", "sip:anonymous@x"])
def test_nobody_is_found_by_a_withheld_number(text: str) -> None:
    assert PLAN.received(text).key == ""
    assert is_withheld("匿名")
    assert known_by("Anonymous") == ""


@pytest.mark.parametrize(
    "text",
    ["913900000001", "9013900000001", "0013900000001", "017951013900000001", "+013900000001"],
)
def test_what_the_trunk_left_before_a_number_is_taken_off(text: str) -> None:
    assert PLAN.received(text).e164 == "+8613900000001"


@pytest.mark.parametrize(
    ("text", "key"),
    [("95588", "95588"), ("9001", "9001"), ("10648123456789", "10648123456789"), ("911", "911")],
)
def test_only_what_becomes_a_number_without_it_loses_a_prefix(text: str, key: str) -> None:
    assert PLAN.received(text).key == key


def test_a_prefix_is_taken_off_received_numbers_only() -> None:
    assert PLAN.parse("913900000001").e164 == ""
    assert Numbering("CN").received("913900000001").e164 == ""


@pytest.mark.parametrize(
    ("text", "e164", "keys"),
    [
        ("0371-66660000-801", "+8637166660000", ",801"),
        ("tel:0371-66660000-801", "+8637166660000", ",801"),
        ("020-88880001转8001", "+862088880001", ",8001"),
        ("tel:+862255501234;ext=5", "+862255501234", ",5"),
        ("tel:+862255501234;phone-context=+86;ext=5", "+862255501234", ",5"),
        ("tel:4008108888%2C%2C1%23", "+864008108888", ",,1#"),
        ("tel:4008108888,,1%23", "+864008108888", ",,1#"),
        ("tel:4008108888;postd=1", "+864008108888", ",1"),
        ("tel:4008108888;postd=pp22", "+864008108888", ",,22"),
        ("tel:+86%C2%A022%C2%A05550%C2%A01234", "+862255501234", ""),
        ("tel:%28022%29%205550%201234", "+862255501234", ""),
        ("tel:+86%2D139%2D0000%2D0001", "+8613900000001", ""),
        ("tel:%2B86%E3%80%80139%E2%80%930000%E2%80%930001", "+8613900000001", ""),
        ("022-5550-1234", "+862255501234", ""),
    ],
)
def test_keys_behind_a_number(text: str, e164: str, keys: str) -> None:
    number = PLAN.parse(text)
    assert (number.e164, number.keys) == (e164, keys)


def test_a_home_area_code_completes_local_numbers() -> None:
    for read in (HOME.parse, HOME.received):
        assert read("5550 1234").e164 == "+862255501234"
        assert read("95588").e164 == ""
        assert read("021 5550 1234").e164 == "+862155501234"
    assert Numbering("CN").parse("55501234").e164 == ""


def test_an_extension_encoded_into_a_sip_address_is_sent_as_keys() -> None:
    number = PLAN.parse("sip:13900000001%3Bext%3D5@pbx.test")
    assert (number.e164, number.keys) == ("+8613900000001", ",5")
