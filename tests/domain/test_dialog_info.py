"""Documents about other phones' dialogs: full and partial states, and hostile ones."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.dialog_info import (
    LONGEST,
    DialogInfoError,
    Watched,
    apply,
    read_dialog_info,
    read_message_summary,
)
from softphone.domain.target import Mailbox, Presence


def document(*dialogs: str, version: int = 0, state: str = "full") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" '
        f'version="{version}" state="{state}" entity="sip:1002@pbx.test">{"".join(dialogs)}'
        "</dialog-info>"
    )


def dialog(state: str, id_: str = "d1", direction: str = "", remote: str = "") -> str:
    towards = f' direction="{direction}"' if direction else ""
    who = f"<remote><identity{remote}</identity></remote>" if remote else ""
    return f'<dialog id="{id_}"{towards}><state>{state}</state>{who}</dialog>'


def after(*documents: str) -> Watched:
    known = Watched()
    for text in documents:
        told = apply(known, read_dialog_info(text))
        assert told is not None
        known = told
    return known


@pytest.mark.parametrize(
    ("dialogs", "presence"),
    [
        ([], Presence.FREE),
        ([dialog("terminated")], Presence.FREE),
        ([dialog("confirmed")], Presence.BUSY),
        ([dialog("early")], Presence.RINGING),
        ([dialog("early", direction="recipient")], Presence.RINGING),
        ([dialog("early", direction="initiator")], Presence.BUSY),
        ([dialog("trying", direction="initiator")], Presence.BUSY),
        ([dialog("confirmed"), dialog("early", "d2")], Presence.RINGING),
        ([dialog("something new")], Presence.FREE),
    ],
)
def test_presence_of_a_full_state(dialogs: list[str], presence: Presence) -> None:
    assert Watched().presence is Presence.UNKNOWN
    assert after(document(*dialogs)).presence is presence


def test_a_partial_state_changes_only_what_it_names() -> None:
    known = after(
        document(dialog("confirmed", "a"), dialog("early", "b"), version=3),
        document(dialog("terminated", "b"), version=4, state="partial"),
    )
    assert known.presence is Presence.BUSY
    gone = after_one(known, document(dialog("terminated", "a"), version=5, state="partial"))
    assert gone.presence is Presence.FREE


def after_one(known: Watched, text: str) -> Watched:
    told = apply(known, read_dialog_info(text))
    assert told is not None
    return told


def test_a_gap_before_a_partial_state_asks_for_the_full_one() -> None:
    known = after(document(dialog("confirmed"), version=1))
    partial = document(dialog("terminated"), version=3, state="partial")
    assert apply(known, read_dialog_info(partial)) is None
    assert after_one(known, document(version=9)).presence is Presence.FREE


def test_who_calls_there_is_told_and_cleaned() -> None:
    named = after(document(dialog("early", remote=' display="Caller A">sip:139@pbx.test')))
    assert named.ringing is not None
    assert named.ringing.far_end == "Caller A"
    numbered = after(document(dialog("early", remote=">sip:13900000001@pbx.test")))
    assert numbered.ringing is not None
    assert numbered.ringing.far_end == "13900000001"


@pytest.mark.parametrize(
    ("body", "presence"),
    [
        # The name in GBK, as the stack hands bytes over that are no UTF-8.
        (document(dialog("early", remote=' display="\udcd6\udcdc">sip:2001@a')), Presence.RINGING),
        (document(dialog("early", remote=' display="Sales & Son">sip:2001@a')), Presence.RINGING),
        (document(dialog("confirmed")) + "\0\0<more", Presence.BUSY),
        (document(dialog("confirmed")).replace("UTF-8", "GB2312"), Presence.BUSY),
        (document(dialog("confirmed")).split("?>")[1], Presence.BUSY),
        (document(dialog("confirmed")).replace(' xmlns="urn:ietf', ' x="'), Presence.BUSY),
        (document(dialog("confirmed")).replace("dialog-info ", "d:dialog-info "), None),
        (document(dialog("confirmed")).replace("dialog-info", "d:dialog-info"), Presence.BUSY),
        (document(dialog("confirmed")).replace(' version="0"', ""), Presence.BUSY),
        (document(dialog("confirmed"), version=10**19), Presence.BUSY),
        (document(dialog("confirmed"), dialog("terminated")), Presence.BUSY),
        (document(dialog("terminated"), dialog("confirmed")), Presence.BUSY),
    ],
)
def test_odd_documents_still_light_the_lamp(body: str, presence: Presence | None) -> None:
    if presence is None:
        with pytest.raises(DialogInfoError):
            read_dialog_info(body)
        return
    known = after(body)
    assert known.presence is presence
    assert known.ringing is None or "\ufffd" not in known.ringing.far_end


@pytest.mark.parametrize("before", ["", "\ufeff", "junk ", "<!-- a -->\n", "\ufeff \n"])
@pytest.mark.parametrize("after_it", ["", "\n\n", " junk < & >", "<more/>"])
def test_what_stands_around_the_document_is_passed_over(before: str, after_it: str) -> None:
    told = read_dialog_info(before + document(dialog("early")) + after_it)
    assert [one.state for one in told.dialogs] == ["early"]


@pytest.mark.parametrize("name", ["A <b> C", 'Said "B"', 'x"y', "a<", '"'])
def test_a_name_copied_as_it_is_costs_no_lamp(name: str) -> None:
    told = read_dialog_info(
        document(dialog("early", remote=f' display="{name}" x="1">sip:2001@pbx.test'))
    )
    assert [(one.state, one.far_end) for one in told.dialogs] == [("early", name)]


def test_a_partial_document_over_a_gap_is_taken_where_it_must_be() -> None:
    info = read_dialog_info(document(dialog("confirmed"), version=7, state="partial"))
    assert apply(Watched(), info) is None
    known = apply(Watched(), info, over_gap=True)
    assert known is not None
    assert (known.presence, known.version) == (Presence.BUSY, 7)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no xml",
        "<dialog-info>",
        document().replace("dialog-info", "presence-info"),
        document(version=-1),
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + document(),
        document(dialog("early", "x" * LONGEST)),
    ],
)
def test_what_cannot_be_used_is_refused(body: str) -> None:
    with pytest.raises(DialogInfoError):
        read_dialog_info(body)


@given(st.text(max_size=300))
def test_garbage_never_raises_anything_else(text: str) -> None:
    with contextlib.suppress(DialogInfoError):
        read_dialog_info(text)
    read_message_summary(text)


@pytest.mark.parametrize(
    ("body", "mailbox"),
    [
        (
            "Messages-Waiting: yes\r\nMessage-Account: sip:*97@pbx\r\nVoice-Message: 2/8 (1/2)\r\n",
            Mailbox(waiting=True, new=2, old=8, urgent=1),
        ),
        ("messages-waiting: NO\r\nvoice-message: 0/3\r\n", Mailbox(old=3)),
        ("Messages-Waiting: yes\r\n", Mailbox(waiting=True)),
        ("Voice-Message: 1/0\r\n", None),
        ("", None),
    ],
)
def test_a_message_summary(body: str, mailbox: Mailbox | None) -> None:
    assert read_message_summary(body) == mailbox
