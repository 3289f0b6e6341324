"""Who calls, as the headers tell it."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.pj.headers import caller_of, identity_of, same_line
from softphone.engine.pj.names import addresses, name_addr, readable


def invite(sender: str, *lines: str) -> str:
    return "\r\n".join(("INVITE sip:a@b SIP/2.0", f"From: {sender};tag=1", *lines, "", ""))


@pytest.mark.parametrize(
    ("value", "name", "user"),
    [
        ('Chen "Tom" Lin <sip:13900000001@x>', 'Chen "Tom" Lin', "13900000001"),
        ('"Chen "Tom" Lin" <sip:13900000001@x>', 'Chen "Tom" Lin', "13900000001"),
        ('"Chen <sip:13900000001@x>', "Chen", "13900000001"),
        ('"Chen, Lin" <sip:13900000001@x>', "Chen, Lin", "13900000001"),
        (r'"A \"B\"" <sip:1@x>', 'A "B"', "1"),
        ("<sip:@x>", "", ""),
        ("no address", "", ""),
    ],
)
def test_the_uri_is_taken_where_quotes_are_wrong(value: str, name: str, user: str) -> None:
    read = name_addr(value)
    assert (read.name, read.user) == (name, user)


GBK = "陈林".encode("gb18030")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("=?UTF-8?B?" + base64.b64encode("陈林".encode()).decode() + "?=", "陈林"),
        ("=?GB2312?Q?=B3=C2=C1=D6?=", "陈林"),
        ("=?utf-8?q?=E9=99=88?= =?utf-8?q?=E6=9E=97?=", "陈林"),
        ("=?no-such?B?AAAA?=", "=?no-such?B?AAAA?="),
        ("%E9%99%88%E6%9E%97", "陈林"),
        ("100% sure", "100% sure"),
        (GBK.decode("utf-8", "surrogateescape"), "陈林"),
        ("陈林".encode()[:-1].decode("utf-8", "surrogateescape"), "陈"),
        ("陈林", "陈林"),
        ("Zoë", "Zoë"),
    ],
)
def test_names_in_other_encodings(name: str, meant: str) -> None:
    assert readable(name) == meant


@given(st.text(max_size=300) | st.text(alphabet='<>"\\\\%=?BQ@:;,sip\ud800\udcff', max_size=80))
def test_no_header_breaks_the_reading(value: str) -> None:
    for address in (name_addr(value), *addresses([value, f"<sip:1@x>{value}"])):
        assert isinstance(address.name, str)
    caller_of(invite(value, f"P-Asserted-Identity: {value}", f"Remote-Party-ID: {value}"), {}, True)


def test_an_identity_without_a_name_leaves_the_sender_its_name() -> None:
    called = caller_of(
        invite('"Chen" <sip:13900000001@x>', "P-Asserted-Identity: <sip:+8613900000001@x>"),
        {},
        True,
    )
    assert (called.number, called.asserted) == ("+8613900000001", True)
    same = invite('"Chen" <sip:13900000001@x>', "P-Asserted-Identity: <sip:13900000001@x>")
    assert caller_of(same, {}, True).name == "Chen"
    other = invite('"Chen" <sip:13900000001@x>', "P-Asserted-Identity: <sip:13900000002@x>")
    assert caller_of(other, {}, True).name == ""


@pytest.mark.parametrize("withheld", ["anonymous@anonymous.invalid", "unknown@x"])
def test_an_anonymous_identity_hides_no_number_that_is_told(withheld: str) -> None:
    told = caller_of(
        invite("<sip:13900000001@x>", f"P-Asserted-Identity: <sip:{withheld}>"), {}, True
    )
    assert (told.number, told.asserted) == ("13900000001", False)


@pytest.mark.parametrize(
    "lines",
    [
        ("P-Asserted-Identity: <sip:x.example>, <tel:+8613900000001>",),
        ("P-Asserted-Identity: <sip:x.example>", "P-Asserted-Identity: <tel:+8613900000001>"),
        ('P-Asserted-Identity: "A, B" <sip:anonymous@x>, <tel:+8613900000001>',),
    ],
)
def test_the_first_identity_with_a_number_counts(lines: tuple[str, ...]) -> None:
    told = caller_of(invite("<sip:1@x>", *lines), {}, True)
    assert (told.number, told.asserted) == ("+8613900000001", True)
    assert len(addresses([lines[0].partition(":")[2]])) in (1, 2)


@pytest.mark.parametrize("name", ["", '"Anonymous" ', '"Unknown" ', '"匿名" '])
def test_a_withheld_caller_has_neither_number_nor_name(name: str) -> None:
    told = caller_of(invite(f"{name}<sip:anonymous@anonymous.invalid>"), {}, True)
    assert (told.number, told.name) == ("", "")


PARTY = 'Remote-Party-ID: "Chen" <sip:13900000001@x>;party=calling;privacy={};screen=yes'


def test_a_remote_party_is_believed_of_the_registrar_only() -> None:
    message = invite("<sip:anonymous@x>", PARTY.format("off"))
    told = caller_of(message, {}, True)
    assert (told.number, told.name, told.asserted) == ("13900000001", "Chen", True)
    assert caller_of(message, {}, False).number == ""


@pytest.mark.parametrize("privacy", ["full", "uri", "name"])
def test_a_remote_party_that_asks_for_privacy_stays_unknown(privacy: str) -> None:
    assert caller_of(invite("<sip:anonymous@x>", PARTY.format(privacy)), {}, True).number == ""


def test_an_asserted_identity_goes_before_a_remote_party() -> None:
    lines = (PARTY.format("off"), "P-Asserted-Identity: <sip:13900000002@x>")
    assert caller_of(invite("<sip:1@x>", *lines), {}, True).number == "13900000002"


def test_who_is_at_the_far_end_now() -> None:
    told = identity_of(invite("<sip:1@x>", 'P-Asserted-Identity: "Lin" <sip:2003@x>'))
    assert told is not None
    assert (told.number, told.name) == ("2003", "Lin")
    assert identity_of(invite("<sip:1@x>")) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("02255501234", "+862255501234", True),
        ("902255501234", "02255501234", True),
        ("2003", "2003", True),
        ("6000", "2003", False),
        ("1003", "12003", False),
        ("02255501234", "02255501235", False),
    ],
)
def test_one_line_in_two_shapes(one: str, other: str, same: bool) -> None:
    assert same_line(one, other) is same


def test_a_remote_party_is_the_caller_in_a_request_and_the_called_one_in_a_response() -> None:
    mine = 'Remote-Party-ID: "Me" <sip:1001@x>;party={}'
    asked = invite("<sip:13900000001@x>", mine.format("called"))
    assert caller_of(asked, {}, True).number == "13900000001"
    both = invite("<sip:anonymous@x>", mine.format("called"), PARTY.format("off"))
    assert caller_of(both, {}, True).number == "13900000001"
    rings = both.replace(both.splitlines()[0], "SIP/2.0 180 Ringing", 1)
    told = identity_of(rings)
    assert told is not None
    assert told.number == "1001"


@pytest.mark.parametrize("character", ["淺", "許"])
def test_a_backslash_within_a_character_is_no_escape(character: str) -> None:
    raw = f"A{character}B".encode("gb18030")
    told = raw.decode("utf-8", "surrogateescape")
    assert name_addr(f'"{told}" <sip:1001@pbx.test>').name == f"A{character}B"
