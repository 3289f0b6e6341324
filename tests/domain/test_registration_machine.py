"""The registration: every pair of state and event, and random lives within the rules."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.registration import LineState
from softphone.domain.registration_events import (
    Answered,
    FirstServerWell,
    FlowEnded,
    PathChanged,
    RegistrationEvent,
    RetryAsked,
    SendRegister,
    SendUnregister,
    ServersFound,
    Started,
    Stopped,
    Ticked,
    WentDirect,
    Woke,
)
from softphone.domain.registration_machine import (
    ANSWER_GUARD_S,
    FAIL_OVER_GUARD_S,
    LONGEST_WAIT_S,
    MOST_ASKED_IN_WINDOW,
    MOST_IN_WINDOW,
    SHORTEST_GRANT_S,
    SLOW_RETRY_S,
    STEADY_FLOW_S,
    WINDOW_S,
    IllegalEventError,
    Registration,
    back_off,
    refresh_after,
    step,
)
from softphone.domain.sip_words import NOT_KEPT

NOW = 1000.0


def answered(code: int, **more: Any) -> Answered:
    return Answered(now=NOW, random=0.5, code=code, **more)


STATES = {
    "off": Registration(),
    "direct": Registration(phase=LineState.DIRECT),
    "registering": Registration(phase=LineState.REGISTERING, in_flight=True, wake_at=NOW + 60),
    "registered": Registration(phase=LineState.REGISTERED, wake_at=NOW),
    "refreshing": Registration(phase=LineState.REGISTERED, in_flight=True, wake_at=NOW + 60),
    "waiting": Registration(phase=LineState.WAITING, wake_at=NOW, failures=1),
    "refused": Registration(phase=LineState.REFUSED, wake_at=NOW),
}
EVENTS: dict[str, RegistrationEvent] = {
    "start": Started(now=NOW),
    "direct": WentDirect(now=NOW),
    "stop": Stopped(now=NOW),
    "retry": RetryAsked(now=NOW),
    "secret": RetryAsked(now=NOW, new_secret=True),
    "tick": Ticked(now=NOW),
    "200": answered(200, expires_s=120),
    "401": answered(401, sent=4),
    "403": answered(403),
    "423": answered(423, min_expires_s=600),
    "503": answered(503, retry_after_s=30),
    "none": answered(0),
    "servers": ServersFound(now=NOW, servers=1),
    "path": PathChanged(now=NOW),
    "flow": FlowEnded(now=NOW, random=0.5),
    "woke": Woke(now=NOW),
    "first": FirstServerWell(now=NOW),
}
SEND, GIVE_BACK, LONGER = SendRegister(120), SendUnregister(), SendRegister(600)
L = LineState
_START = {"start": (L.REGISTERING, (SEND,))}
_ANSWERS = {
    "200": (L.REGISTERED, ()),
    "401": (L.REFUSED, ()),
    "403": (L.REFUSED, ()),
    "423": (L.REGISTERING, (LONGER,)),
    "503": (L.WAITING, ()),
    "none": (L.WAITING, ()),
}


def _late(state: LineState) -> dict[str, Any]:
    return dict.fromkeys(_ANSWERS, (state, ()))


def _quiet(state: LineState) -> dict[str, Any]:
    return dict.fromkeys(("servers", "path", "flow", "woke", "first"), (state, ()))


TABLE: dict[str, dict[str, Any]] = {
    "off": _quiet(L.OFF) | _START | _late(L.OFF) | {"direct": (L.DIRECT, ()), "stop": (L.OFF, ())},
    "direct": _quiet(L.DIRECT)
    | _START
    | {
        "direct": (L.DIRECT, ()),
        "stop": (L.OFF, ()),
        "retry": (L.DIRECT, ()),
        "secret": (L.DIRECT, ()),
    },
    "registering": _quiet(L.REGISTERING)
    | _START
    | _ANSWERS
    | {
        "direct": (L.DIRECT, (GIVE_BACK,)),
        "stop": (L.OFF, (GIVE_BACK,)),
        "retry": (L.REGISTERING, ()),
        "secret": (L.REGISTERING, (SEND,)),
        "tick": (L.REGISTERING, ()),
    },
    "registered": _quiet(L.REGISTERED)
    | _START
    | _late(L.REGISTERED)
    | {
        "direct": (L.DIRECT, (GIVE_BACK,)),
        "stop": (L.OFF, (GIVE_BACK,)),
        "retry": (L.REGISTERED, (SEND,)),
        "secret": (L.REGISTERED, (SEND,)),
        "tick": (L.REGISTERED, (SEND,)),
        "path": (L.REGISTERED, (SEND,)),
        "flow": (L.REGISTERED, (SEND,)),
        "woke": (L.REGISTERING, (SEND,)),
    },
    "refreshing": _quiet(L.REGISTERED)
    | _START
    | _ANSWERS
    | {
        "direct": (L.DIRECT, (GIVE_BACK,)),
        "stop": (L.OFF, (GIVE_BACK,)),
        "retry": (L.REGISTERED, ()),
        "secret": (L.REGISTERED, (SEND,)),
        "tick": (L.REGISTERED, ()),
        "woke": (L.REGISTERING, ()),
    },
    "waiting": _quiet(L.WAITING)
    | _START
    | _late(L.WAITING)
    | {
        "direct": (L.DIRECT, ()),
        "stop": (L.OFF, ()),
        "retry": (L.REGISTERING, (SEND,)),
        "secret": (L.REGISTERING, (SEND,)),
        "tick": (L.REGISTERING, (SEND,)),
        "path": (L.REGISTERING, (SEND,)),
        "woke": (L.REGISTERING, (SEND,)),
    },
    "refused": _quiet(L.REFUSED)
    | _START
    | _late(L.REFUSED)
    | {
        "direct": (L.DIRECT, ()),
        "stop": (L.OFF, ()),
        "retry": (L.REGISTERING, (SEND,)),
        "secret": (L.REGISTERING, (SEND,)),
        "tick": (L.REGISTERING, (SEND,)),
    },
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", EVENTS)
def test_every_pair(state: str, event: str) -> None:
    expected = TABLE[state].get(event)
    if expected is None:
        with pytest.raises(IllegalEventError, match=STATES[state].phase.name):
            step(STATES[state], EVENTS[event])
        return
    after, effects = step(STATES[state], EVENTS[event])
    assert (after.phase, effects) == expected


def test_back_off_doubles_up_to_the_limit() -> None:
    assert [back_off(n, 0.5) for n in (1, 2, 3, 4, 5)] == [2, 4, 8, 16, 32]
    assert back_off(6, 0.5) == LONGEST_WAIT_S
    assert back_off(1, 0.0) < back_off(1, 0.999)
    assert back_off(10_000, 0.999) == LONGEST_WAIT_S


def test_retry_after_is_never_undercut_nor_endless() -> None:
    state, _ = step(STATES["registering"], answered(503, retry_after_s=30))
    assert state.wake_at == NOW + 30
    state, _ = step(STATES["registering"], answered(503, retry_after_s=10**8))
    assert state.wake_at == NOW + 3600


def test_a_wrong_password_is_tried_slowly_and_a_forbidden_one_never() -> None:
    state, _ = step(STATES["registering"], answered(401, sent=4))
    assert state.wake_at == NOW + SLOW_RETRY_S
    state, _ = step(STATES["registering"], answered(403))
    assert state.wake_at is None


def test_423_without_a_use_is_an_ordinary_failure() -> None:
    for asked in (None, 60, 10**7):
        state, effects = step(STATES["registering"], answered(423, min_expires_s=asked))
        assert (state.phase, effects) == (LineState.WAITING, ())


def test_who_wants_a_longer_time_twice_in_a_row_waits() -> None:
    """A registrar that always wants more would else be asked for ever."""
    state, effects = step(STATES["registering"], answered(423, min_expires_s=600))
    assert effects == (SendRegister(600),)
    state, effects = step(state, answered(423, min_expires_s=601))
    assert (state.phase, effects, state.expires_s) == (LineState.WAITING, (), 601)
    assert state.wake_at is not None
    state, effects = step(state, Ticked(now=state.wake_at + WINDOW_S))
    assert effects == (SendRegister(601),)


@pytest.mark.parametrize("granted", [0, 1, SHORTEST_GRANT_S - 1])
def test_a_grant_of_next_to_nothing_is_none(granted: int) -> None:
    state, effects = step(STATES["refreshing"], answered(200, expires_s=granted))
    assert (state.phase, state.code, state.reason) == (LineState.WAITING, 200, NOT_KEPT)
    assert effects == ()
    short = msgspec.structs.replace(STATES["registering"], expires_s=5)
    assert step(short, answered(200, expires_s=5))[0].phase is LineState.REGISTERED


def test_a_challenge_nobody_can_answer_does_not_ask_for_the_password() -> None:
    state, _ = step(STATES["registering"], answered(401, challenge_known=False))
    assert state.phase is LineState.WAITING


def test_an_answer_that_never_comes_is_given_up() -> None:
    lost = Registration(phase=LineState.REGISTERING, in_flight=True, wake_at=NOW)
    state, effects = step(lost, Ticked(now=NOW))
    assert (state.phase, state.code, effects) == (LineState.WAITING, 0, ())


def test_refresh_comes_early_enough() -> None:
    assert refresh_after(120) == 45
    assert refresh_after(20) == 15
    state, _ = step(STATES["registering"], answered(200, expires_s=20))
    assert state.wake_at == NOW + 15


TROUBLE = (0, 408, 500, 503)


@pytest.mark.parametrize("code", TROUBLE)
def test_the_next_server_is_tried_at_once_and_after_the_last_comes_a_pause(code: int) -> None:
    state, effects = step(Registration(), Started(now=NOW))
    assert effects == (SendRegister(120, 0),)
    state, effects = step(state, ServersFound(now=NOW, servers=3))
    assert (state.wake_at, effects) == (NOW + FAIL_OVER_GUARD_S, ())
    for server in (1, 2):
        state, effects = step(state, answered(code, sent=1))
        assert effects == (SendRegister(120, server),)
        assert state.phase is LineState.REGISTERING
    state, effects = step(state, answered(code, sent=1))
    assert (state.phase, effects) == (LineState.WAITING, ())
    assert state.wake_at is not None
    later = state.wake_at + WINDOW_S
    state, effects = step(state, Ticked(now=later))
    assert effects == (SendRegister(120, 0),)
    assert state.left == 2


def on_second() -> Registration:
    return Registration(
        phase=LineState.REGISTERED, wake_at=NOW + 45, servers=2, server=1, left=1, expires_s=120
    )


@pytest.mark.parametrize("code", [401, 403, 404, 423])
def test_a_refusal_is_not_asked_of_another_server(code: int) -> None:
    state = msgspec.structs.replace(on_second(), in_flight=True, server=0)
    state, effects = step(state, answered(code))
    assert (state.server, effects) == (0, ())


def test_silence_is_not_waited_out_while_another_server_is_left() -> None:
    state, _ = step(on_second(), PathChanged(now=NOW))
    assert state.wake_at == NOW + FAIL_OVER_GUARD_S
    state, effects = step(state, Ticked(now=NOW + FAIL_OVER_GUARD_S))
    assert effects == (SendRegister(120, 0),)
    # The last one gets all the time there is.
    assert state.wake_at == NOW + FAIL_OVER_GUARD_S + ANSWER_GUARD_S


def test_a_connection_that_is_closed_again_and_again_is_made_anew_ever_more_slowly() -> None:
    """RFC 5626 section 4.5: at once the first time, then 30 s doubled, never past the grant."""
    now = NOW
    state, _ = step(STATES["registering"], answered(200, expires_s=600))
    pauses = []
    for _ in range(6):
        state, effects = step(state, FlowEnded(now=now, random=1.0))
        if not effects:
            assert state.wake_at is not None
            pauses.append(state.wake_at - now)
            now = state.wake_at
            state, effects = step(state, Ticked(now=now))
        assert [type(e) for e in effects] == [SendRegister]
        state, _ = step(state, Answered(now=now, random=0.5, code=200, expires_s=600))
    assert pauses == [30, 60, 120, 240, 450]
    # One that lasted is made anew at once.
    state, effects = step(state, FlowEnded(now=now + STEADY_FLOW_S, random=1.0))
    assert effects == (SendRegister(120),)


def test_a_closed_connection_does_not_shorten_a_pause_the_server_asked_for() -> None:
    state, _ = step(STATES["registering"], answered(503, retry_after_s=120))
    for event in (FlowEnded(now=NOW + 1, random=0.5), PathChanged(now=NOW + 1)):
        after, effects = step(state, event)
        assert (after, effects) == (state, ())
    assert state.wake_at == NOW + 120


def test_back_to_the_first_server_and_to_the_second_if_it_was_too_early() -> None:
    state, effects = step(on_second(), FirstServerWell(now=NOW))
    assert (state.phase, effects) == (LineState.REGISTERED, (SendRegister(120, 0),))
    back, effects = step(state, answered(200, expires_s=120))
    assert (back.phase, back.server, back.left) == (LineState.REGISTERED, 0, 1)
    away, effects = step(state, answered(503, sent=1))
    assert (away.phase, effects) == (LineState.REGISTERING, (SendRegister(120, 1),))


def test_the_limit_delays_the_next_server_but_does_not_forget_it() -> None:
    state = msgspec.structs.replace(
        on_second(), server=0, in_flight=True, tries=((NOW - 1, 4, 1), (NOW, 4, 0))
    )
    state, effects = step(state, answered(503, sent=1))
    assert (state.phase, state.server, effects) == (LineState.WAITING, 1, ())
    assert state.wake_at is not None
    state, effects = step(state, Ticked(now=state.wake_at))
    assert effects == (SendRegister(120, 1),)


def test_a_shorter_list_is_begun_from_the_front() -> None:
    state, effects = step(on_second(), ServersFound(now=NOW, servers=1))
    assert (state.server, state.left, state.phase, effects) == (0, 0, LineState.REGISTERED, ())


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[float, str, int, float]]:
    moment = st.tuples(
        st.floats(0, 90),
        st.sampled_from(
            ["tick", "retry", "secret", "answer", "start", "stop", "path", "flow", "first", "list"]
        ),
        st.sampled_from([0, 200, 401, 403, 404, 423, 500, 503]),
        st.floats(0, 0.999),
    )
    return draw(st.lists(moment, max_size=60))


@given(lives())
def test_random_lives_keep_the_rules(life: list[tuple[float, str, int, float]]) -> None:
    """Never too many REGISTERs in ten seconds, and never without a next step of some kind."""
    now, sent, asked = 0.0, list[tuple[float, int, int]](), list[float]()
    state, effects = step(Registration(), Started(now=now))
    sent += [(now, 4, e.server) for e in effects if isinstance(e, SendRegister)]
    for wait, what, code, random in life:
        now += wait
        event: RegistrationEvent
        if what == "answer" or (state.in_flight and what == "tick"):
            cost = 4 if code == 401 else 2
            if state.in_flight:
                sent[-1] = (
                    now,
                    cost,
                    sent[-1][2],
                )  # what was sent, at the latest time it may have been
            event = Answered(now=now, random=random, code=code, sent=cost, min_expires_s=600)
        elif what == "tick":
            now = max(now, state.wake_at or now)
            event = Ticked(now=now, random=random)
        elif what == "start":
            event = Started(now=now)
        elif what == "stop":
            event = Stopped(now=now)
        elif what == "path":
            event = PathChanged(now=now)
        elif what == "flow":
            event = FlowEnded(now=now, random=random)
        elif what == "first":
            event = FirstServerWell(now=now)
        elif what == "list":
            event = ServersFound(now=now, servers=1 + code % 4)
        else:
            event = RetryAsked(now=now, new_secret=what == "secret")
        try:
            state, effects = step(state, event)
        except IllegalEventError:
            continue
        if what in ("start", "secret"):
            asked.append(now)
        sent += [(now, 4, e.server) for e in effects if isinstance(e, SendRegister)]
        assert 0 <= state.server < state.servers
        assert 0 <= state.left < state.servers
        for index, (begin, _, server) in enumerate(sent):
            burst = sum(c for at, c, s in sent[index:] if at - begin < WINDOW_S and s == server)
            typed = any(begin <= at < begin + WINDOW_S for at in asked)
            assert burst <= (MOST_ASKED_IN_WINDOW if typed else MOST_IN_WINDOW)
        if state.in_flight or state.phase is LineState.WAITING:
            assert state.wake_at is not None
