"""Who waits where, out of Asterisk's events: lists, comings and goings, nonsense."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.acd.ami_words import MOST_LINES, AmiGarbledError, action, add_line, login_key
from softphone.acd.queue_book import MOST_CALLERS, QueueBook
from softphone.domain.queues import QueueState

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def listed(book: QueueBook, *callers: tuple[str, str], queue: str = "support") -> bool:
    """A whole list, as ``QueueStatus`` answers it."""
    book.asked("a1", queue)
    book.take({"Event": "QueueParams", "ActionID": "a1", "Queue": queue}, NOW)
    for who, wait in callers:
        row = {"Event": "QueueEntry", "ActionID": "a1", "Queue": queue}
        book.take({**row, "Uniqueid": who, "Wait": wait}, NOW)
    return book.take({"Event": "QueueStatusComplete", "ActionID": "a1"}, NOW)


def join(who: str, queue: str = "support") -> dict[str, str]:
    return {"Event": "QueueCallerJoin", "Queue": queue, "Uniqueid": who}


def leave(who: str, queue: str = "support") -> dict[str, str]:
    return {"Event": "QueueCallerLeave", "Queue": queue, "Uniqueid": who}


def test_nothing_is_known_before_the_first_list_is_complete() -> None:
    book = QueueBook(["support", "vip"])
    assert not book.states
    assert not book.take(join("1"), NOW)
    book.asked("a1", "support")
    book.take({"Event": "QueueParams", "ActionID": "a1", "Queue": "support"}, NOW)
    assert not book.states
    assert book.take({"Event": "QueueStatusComplete", "ActionID": "a1"}, NOW)
    assert book.states == (QueueState(name="support", waiting=0),)


def test_callers_come_and_go() -> None:
    book = QueueBook(["support"])
    assert listed(book, ("1", "80"))
    assert book.states == (QueueState(name="support", waiting=1, longest_since=later(-80)),)
    assert book.take(join("2"), later(5))
    assert book.take(leave("1"), later(6))
    assert book.states == (QueueState(name="support", waiting=1, longest_since=later(5)),)
    assert book.take(leave("2"), later(7))
    assert book.states == (QueueState(name="support", waiting=0),)


def test_what_is_said_twice_counts_once() -> None:
    book = QueueBook(["support"])
    listed(book, ("1", "3"))
    assert not book.take(join("1"), later(1))
    assert book.take(leave("1"), later(2))
    assert not book.take(leave("1"), later(2))
    assert not book.take({**leave("1"), "Event": "QueueCallerAbandon"}, later(2))


def test_the_next_list_puts_right_what_was_missed_and_keeps_the_times() -> None:
    book = QueueBook(["support"])
    listed(book, ("1", "10"), ("2", "0"))
    assert listed(book, ("1", "12"), ("3", "1"), ("4", "0"))
    assert book.states[0].waiting == 3
    assert book.states[0].longest_since == later(-10)
    assert not listed(book, ("1", "40"), ("3", "30"), ("4", "9")), "whole seconds move nothing"
    assert book.take(leave("1"), later(1))
    assert book.states[0].longest_since == later(-1)


def test_a_queue_that_is_no_more_is_not_known() -> None:
    book = QueueBook(["support"])
    listed(book)
    book.asked("a2", "support")
    assert book.take({"Event": "QueueStatusComplete", "ActionID": "a2"}, NOW)
    assert not book.states


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"Event": "QueueEntry", "Queue": "support", "Uniqueid": "9"},
        {"Event": "QueueEntry", "ActionID": "other", "Queue": "support", "Uniqueid": "9"},
        {"Event": "QueueStatusComplete", "ActionID": "other"},
        join("9", "vip"),
        join("9", ""),
        {"Event": "QueueCallerJoin", "Queue": "support"},
        leave("9", "vip"),
        {"Event": "QueueMemberStatus", "Queue": "support"},
    ],
)
def test_what_is_not_ours_changes_nothing(message: dict[str, str]) -> None:
    book = QueueBook(["support"])
    listed(book, ("1", "0"))
    assert not book.take(message, NOW)


@pytest.mark.parametrize("wait", ["", "-5", "abc", "\u0663", "9" * 400, "1e9"])
def test_a_strange_wait_is_none_or_the_most(wait: str) -> None:
    book = QueueBook(["support"])
    listed(book, ("1", wait))
    (state,) = book.states
    assert state.longest_since is not None
    assert later(-7 * 86_400) <= state.longest_since <= NOW


def test_a_flood_of_callers_has_an_end() -> None:
    book = QueueBook(["support"])
    listed(book, *((str(n), "0") for n in range(MOST_CALLERS + 5)))
    assert book.states[0].waiting == MOST_CALLERS
    book.take(join("more"), NOW)
    assert book.states[0].waiting == MOST_CALLERS


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=60))
def test_it_counts_as_a_set_does(steps: list[tuple[bool, int]]) -> None:
    book = QueueBook(["support"])
    listed(book)
    there: set[str] = set()
    for number, (comes, who) in enumerate(steps):
        (there.add if comes else there.discard)(str(who))
        book.take(join(str(who)) if comes else leave(str(who)), later(number))
        (state,) = book.states
        assert state.waiting == len(there)
        assert (state.longest_since is None) is not bool(there)


# ------------------------------------------------------------------------------ the lines


def test_an_action_is_lines_with_an_empty_one_behind() -> None:
    assert action("Ping", {"ActionID": "1"}) == b"Action: Ping\r\nActionID: 1\r\n\r\n"


@pytest.mark.parametrize("queue", ["a\r\nAction: Originate", "a\nb", "a\x00", "\u2028"])
def test_no_value_begins_another_action(queue: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        action("QueueStatus", {"Queue": queue})


def test_the_secret_is_proved_not_told() -> None:
    # printf '1234secret' | md5sum
    assert login_key("1234", "secret") == "10b168cd4f742410888c3c110f7a7e71"


def test_a_message_has_an_end() -> None:
    message: dict[str, str] = {}
    add_line(message, "Key: one: two")
    add_line(message, "Key: again")
    add_line(message, "no colon")
    add_line(message, "Long: " + "x" * 5000)
    assert message["Key"] == "one: two"
    assert len(message) == 2
    assert len(message["Long"]) == 256
    for number in range(MOST_LINES - 2):
        add_line(message, f"K{number}: x")
    with pytest.raises(AmiGarbledError):
        add_line(message, "one: more")


def member(event: str, interface: str = "PJSIP/1001", **fields: str) -> dict[str, str]:
    return {"Event": event, "Queue": "support", "Interface": interface, **fields}


def test_the_agents_own_place_is_followed() -> None:
    book = QueueBook(["support"], "1001")
    book.asked("a1", "support")
    book.take({"Event": "QueueParams", "ActionID": "a1", "Queue": "support"}, NOW)
    row = {"Event": "QueueMember", "ActionID": "a1", "Queue": "support", "Paused": "0"}
    book.take({**row, "Location": "PJSIP/1002"}, NOW)
    book.take({**row, "Location": "Local/1001@agents/n"}, NOW)
    book.take({"Event": "QueueStatusComplete", "ActionID": "a1"}, NOW)
    assert book.states == (QueueState(name="support", waiting=0, member=True),)
    local = "Local/1001@agents/n"
    assert book.take(member("QueueMemberPause", local, Paused="1", PausedReason="lunch"), NOW)
    assert (book.states[0].paused, book.states[0].pause_reason) == (True, "lunch")
    assert not book.take(member("QueueMemberPause", "PJSIP/11001", Paused="0"), NOW)
    assert book.take(member("QueueMemberPause", local, Paused="0"), NOW)
    assert book.take(member("QueueMemberRemoved", local), NOW)
    assert [state.member for state in book.states] == [False]
    assert book.take(member("QueueMemberAdded"), NOW)
    assert [state.member for state in book.states] == [True]
    listed(book)
    assert [state.member for state in book.states] == [False]


def test_without_an_extension_nothing_is_said_of_members() -> None:
    book = QueueBook(["support"])
    listed(book)
    assert not book.take(member("QueueMemberAdded", "PJSIP/"), NOW)
    assert book.states[0].member is None
