"""The agent's state machine: a table of every pair, and random walks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain import agent_machine as m
from softphone.domain.agent_state import AgentState, AgentStatus, NextState, Reason

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = AT + timedelta(seconds=30)
RULES = m.Rules(wrap_up_s=60, more_time_s=30)
S = AgentState

READY = NextState(state=S.READY)
MEAL = NextState(state=S.NOT_READY, reason=Reason.MEAL)

STATUSES = {
    S.SIGNED_OUT: AgentStatus(since=AT),
    S.READY: AgentStatus(state=S.READY, since=AT),
    S.NOT_READY: AgentStatus(state=S.NOT_READY, reason=Reason.MEAL, since=AT),
    S.RESERVED: AgentStatus(state=S.RESERVED, since=AT, back_to=READY),
    S.ON_CONTACT: AgentStatus(state=S.ON_CONTACT, since=AT, back_to=READY),
    S.WRAP_UP: AgentStatus(
        state=S.WRAP_UP, since=AT, back_to=READY, wrap_up_until=AT + timedelta(seconds=60)
    ),
}
EVENTS: dict[str, m.AgentEvent] = {
    "signed in": m.SignedIn(),
    "sign out": m.SignOutAsked(),
    "ready": m.ReadyAsked(),
    "break": m.NotReadyAsked(Reason.BREAK),
    "cancel": m.NextCancelled(),
    "offered": m.Offered(),
    "gone": m.OfferGone(),
    "answered": m.Answered(),
    "dial": m.DialStarted(),
    "ended": m.ContactEnded(wrap_up=True),
    "not reached": m.ContactEnded(wrap_up=False),
    "done": m.WrapUpDone(ready=True),
    "saved only": m.WrapUpDone(ready=False),
    "expired": m.WrapUpExpired(),
    "more time": m.MoreTimeAsked(),
    "line lost": m.LineLost(),
    "line back": m.LineBack(),
    "set aside": m.SetAside(),
    "let back": m.LetBack(),
}
# A row an event, a column a state; "-" is illegal, "=" no change of state, a word the next state.
TABLE = """
              signed_out  ready       not_ready   reserved    on_contact  wrap_up
signed in     not_ready   -           -           -           -           -
sign out      -           signed_out  signed_out  =           =           =
ready         -           =           ready       =           =           ready
break         -           not_ready   =           =           =           =
cancel        -           -           -           =           =           =
offered       -           reserved    reserved    -           -           -
gone          -           -           -           ready       -           -
answered      -           -           -           on_contact  -           on_contact
dial          -           on_contact  on_contact  -           -           on_contact
ended         -           -           -           -           wrap_up     -
not reached   -           -           -           -           ready       -
done          -           -           -           -           -           ready
saved only    -           -           -           -           -           not_ready
expired       -           -           -           -           -           ready
more time     -           -           -           -           -           =
line lost     =           not_ready   =           =           =           =
line back     =           =           =           =           =           =
set aside     -           not_ready   =           -           -           -
let back      -           =           =           -           -           -
"""


def _pairs() -> list[tuple[AgentState, str, str]]:
    lines = TABLE.strip("\n").splitlines()
    states = [S(word) for word in lines[0].split()]
    pairs = []
    for line in lines[1:]:
        event, cells = line[:14].strip(), line[14:].split()
        pairs += [(state, event, cell) for state, cell in zip(states, cells, strict=True)]
    return pairs


def test_the_table_has_every_pair() -> None:
    pairs = {(state, event) for state, event, _ in _pairs()}
    assert pairs == {(state, event) for state in S for event in EVENTS}


@pytest.mark.parametrize(("state", "event", "cell"), _pairs())
def test_every_pair(state: AgentState, event: str, cell: str) -> None:
    def step() -> m.Step:
        return m.step(STATUSES[state], EVENTS[event], LATER, line_up=True, rules=RULES)

    if cell == "-":
        with pytest.raises(m.IllegalTransitionError) as caught:
            step()
        assert state.value in str(caught.value)
        assert type(EVENTS[event]).__name__ in str(caught.value)
        return
    after, _ = step()
    assert after.state is (state if cell == "=" else S(cell))


def run(status: AgentStatus, *events: m.AgentEvent, line_up: bool = True) -> m.Step:
    """All effects of a row of events."""
    effects: tuple[m.Effect, ...] = ()
    for event in events:
        status, more = m.step(status, event, LATER, line_up=line_up, rules=RULES)
        effects += more
    return status, effects


def test_break_asked_in_a_call_comes_after_wrap_up() -> None:
    status, effects = run(
        STATUSES[S.ON_CONTACT],
        m.NotReadyAsked(Reason.BREAK),
        m.ContactEnded(wrap_up=True),
        m.WrapUpDone(ready=True),
    )
    assert (status.state, status.reason, status.next) == (S.NOT_READY, Reason.BREAK, None)
    assert effects[0] == m.TellNotReady("wrap_up")
    assert effects[-1] == m.TellNotReady("break")


def test_queued_state_can_be_taken_back() -> None:
    status, _ = run(
        STATUSES[S.ON_CONTACT],
        m.SignOutAsked(),
        m.NextCancelled(),
        m.ContactEnded(wrap_up=True),
        m.WrapUpDone(ready=True),
    )
    assert status.state is S.READY


def test_wrap_up_counts_down_and_can_be_prolonged() -> None:
    status, effects = run(STATUSES[S.ON_CONTACT], m.ContactEnded(wrap_up=True))
    assert status.wrap_up_until == LATER + timedelta(seconds=60)
    assert m.StartCountdown(LATER + timedelta(seconds=60)) in effects
    status, effects = run(status, m.MoreTimeAsked())
    assert status.wrap_up_until == LATER + timedelta(seconds=90)
    assert effects == (m.StartCountdown(LATER + timedelta(seconds=90)),)
    _, effects = run(status, m.WrapUpExpired())
    assert effects == (m.StopCountdown(), m.TellReady())


def test_an_unanswered_offer_tells_the_pbx_nothing() -> None:
    status, effects = run(STATUSES[S.READY], m.Offered(), m.OfferGone())
    assert (status.state, effects) == (S.READY, ())


def test_a_call_in_a_break_leads_back_to_the_break() -> None:
    status, effects = run(STATUSES[S.NOT_READY], m.Offered(), m.OfferGone())
    assert (status.state, status.reason, effects) == (S.NOT_READY, Reason.MEAL, ())
    status, _ = run(
        STATUSES[S.NOT_READY],
        m.DialStarted(),
        m.ContactEnded(wrap_up=True),
        m.WrapUpExpired(),
    )
    assert (status.state, status.reason) == (S.NOT_READY, Reason.MEAL)


def test_a_lost_line_takes_ready_away_and_brings_it_back() -> None:
    status, effects = run(STATUSES[S.READY], m.LineLost(), line_up=False)
    assert (status.reason, status.resume, effects) == (Reason.SYSTEM, True, ())
    status, effects = run(status, m.LineBack())
    assert (status.state, effects) == (S.READY, (m.TellReady(),))


def test_a_break_chosen_while_the_line_is_away_stays() -> None:
    status, _ = run(STATUSES[S.READY], m.LineLost(), m.NotReadyAsked(Reason.BREAK), line_up=False)
    status, _ = run(status, m.LineBack())
    assert (status.state, status.reason) == (S.NOT_READY, Reason.BREAK)


def test_nobody_is_ready_without_a_line() -> None:
    status, effects = run(STATUSES[S.NOT_READY], m.ReadyAsked(), line_up=False)
    assert (status.state, status.resume, effects) == (S.NOT_READY, True, ())


@given(st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.booleans()), max_size=60))
def test_random_walks_keep_the_rules(walk: list[tuple[str, bool]]) -> None:
    status, told, at = AgentStatus(since=AT), "", AT
    for name, line_up in walk:
        at += timedelta(seconds=1)
        try:
            status, effects = m.step(status, EVENTS[name], at, line_up=line_up, rules=RULES)
        except m.IllegalTransitionError:
            continue
        if name == "let back" and status.state is S.READY:
            told = "ready"  # by the queue's own word
        for effect in effects:
            match effect:
                case m.TellReady():
                    told = "ready"
                case m.TellNotReady(reason):
                    told = reason
                case m.TellSignedOut():
                    told = ""
        assert (status.reason is not None) == (status.state is S.NOT_READY)
        assert (status.wrap_up_until is not None) == (status.state is S.WRAP_UP)
        busy = status.state in (S.RESERVED, S.ON_CONTACT, S.WRAP_UP)
        assert busy or (status.next is None and status.back_to is None)
        assert not status.resume or status.reason is Reason.SYSTEM
        if status.state is S.READY:
            assert told == "ready"
        if status.state is S.WRAP_UP:
            assert told == "wrap_up"
