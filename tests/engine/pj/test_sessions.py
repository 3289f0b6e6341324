"""Sessions that are odd in one line: mended, left out or refused, never the end of a call."""

from __future__ import annotations

import pytest

from softphone.engine.pj.sessions import REFUSED, UNCHANGED, WITHOUT, look

HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n"
SIX = "c=IN IP6 2001:db8::1\r\n"
FOUR = "c=IN IP4 192.0.2.1\r\n"
KNOWN = "a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"


def session(formats: str = "0 101", connection: str = FOUR, more: str = "") -> str:
    return (
        f"{HEAD}{connection}t=0 0\r\nm=audio 4000 RTP/AVP {formats}\r\n{KNOWN}{more}a=sendrecv\r\n"
    )


ANAT = (
    f"{HEAD}t=0 0\r\na=group:ANAT 1 2\r\nm=audio 4000 RTP/AVP 0\r\n{SIX}a=mid:1\r\n"
    f"m=audio 4002 RTP/AVP 0\r\n{FOUR}a=mid:2\r\n"
)


@pytest.mark.parametrize(
    "head", ["INVITE", "INVITE+", "UPDATE+", "ACK+", "183 INVITE", "200 INVITE"]
)
def test_formats_without_a_name_are_left_out(head: str) -> None:
    assert look(head, session("0 97 101"), "IP4") == "+" + session("0 101")
    assert look(head, session("97 0 101 120"), "IP4") == "+" + session("0 101")
    assert look(head, session(), "IP4") == UNCHANGED


def test_other_media_without_a_name_are_turned_off_only() -> None:
    video = "m=video 5000 RTP/AVP 97\r\n"
    fax = "m=image 5002 udptl t38\r\n"
    assert look("INVITE", session() + video, "IP4") == "+" + session() + video.replace("5000", "0")
    assert look("INVITE", session() + fax, "IP4") == UNCHANGED


@pytest.mark.parametrize(
    "sdp",
    [
        session("97 98"),
        session(connection=SIX),
        session(connection="c=IN IP4 media.pbx.test\r\n"),
        session(connection="c=IN IP6 192.0.2.1\r\n"),
    ],
)
def test_what_cannot_be_heard_is_refused_or_waited_over(sdp: str) -> None:
    assert look("INVITE", sdp, "IP4") == REFUSED
    assert look("INVITE+", sdp, "IP4") == REFUSED
    assert look("183 INVITE", sdp, "IP4") == WITHOUT
    # The stack ends a call whose answer is of no use: nothing else is left to do.
    assert look("200 INVITE", sdp, "IP4") == UNCHANGED


def test_of_several_the_one_that_works_is_taken() -> None:
    assert look("INVITE", ANAT, "IP4") == "+" + ANAT.replace("audio 4000", "audio 0")
    assert look("INVITE", ANAT, "IP6") == "+" + ANAT.replace("audio 4002", "audio 0")


@pytest.mark.parametrize(
    "where",
    [
        *("4001 IN IP6 2001:db8::1", "4001 IN IP4 media.pbx.test"),
        *("none", "", "70000", "0", "4001 IN", "4001 IN IP9 192.0.2.1", "4001 here"),
    ],
)
def test_reports_are_not_sent_to_another_family_or_name_or_what_cannot_be_read(where: str) -> None:
    for head in ("INVITE", "200 INVITE"):
        assert look(head, session(more=f"a=rtcp:{where}\r\n"), "IP4") == "+" + session()
    kept = session(more="a=rtcp:4001 IN IP4 192.0.2.1\r\na=rtcp:4001\r\na=rtcp-mux\r\n")
    assert look("INVITE", kept, "IP4") == UNCHANGED


def test_a_hold_by_the_old_address_stays_one() -> None:
    held = session("0 97 101", connection="c=IN IP4 0.0.0.0\r\n")
    assert look("INVITE+", held, "IP4") == "+" + held.replace("0 97 101", "0 101")


@pytest.mark.parametrize("sdp", ["", "m=", "v=0\r\n", "m=audio 0 RTP/AVP\r\n", "\udcff"])
def test_what_is_no_session_is_left_to_the_stack(sdp: str) -> None:
    assert look("INVITE", sdp, "IP4") == UNCHANGED
