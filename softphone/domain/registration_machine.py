"""The registration as a pure machine: ``(state, event) → (state, effects)``.

RFC 3261 section 10 says what a REGISTER is; when to send one is decided here, because the
stack's own retry gives up after 401, 423 and 302 and does not honour Retry-After.

Time is monotonic seconds and comes in with every event, and so does randomness. The owner sends
``Ticked`` once ``wake_at`` has come.
"""

import msgspec

from softphone.domain.registration import LineState
from softphone.domain.registration_events import (
    WORST_COST,
    Answered,
    Effect,
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
from softphone.domain.sip_words import HELD_BACK, NOT_KEPT

FIRST_RETRY_S = 2.0
LAST_RETRY_S = 60.0
LONGEST_WAIT_S = 57.0
"""A server that is back is found within 60 s: the wait plus the last retransmission's gap."""
SLOW_RETRY_S = 300.0
LONGEST_RETRY_AFTER_S = 3600.0
REFRESH_AT_MOST_S = 45.0
"""A server that forgot us in a restart is told again within this time."""
LONGEST_EXPIRES_S = 86400
SHORTEST_GRANT_S = 10
"""A shorter one than that and than half of what was asked for is none: it could not be kept up."""
ANSWER_GUARD_S = 70.0
"""The stack ends a transaction after 32 s; later than this its callback was lost."""
FAIL_OVER_GUARD_S = 3.0
"""With another server at hand silence is not waited out (RFC 3263 section 4.3 lets the transaction
time out first, which takes 32 s)."""
STEADY_FLOW_S = 120.0
FLOW_PAUSE_S = 30.0
LONGEST_FLOW_PAUSE_S = 1800.0
"""A connection that lived shorter was closed soon: RFC 5626 section 4.5 and its times."""
WINDOW_S = 10.0
MOST_IN_WINDOW = 6
MOST_ASKED_IN_WINDOW = 12
"""When the agent signs in: the limit is there for loops, not for who mends a mistyped password."""


class IllegalEventError(Exception):
    """The event cannot happen in this state; the text has both names."""


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """Where it stands. ``tries`` holds (time, number of REGISTERs, server) of the last ten seconds.

    ``server`` is the one in use of ``servers``; ``left`` how many others are untried since the last
    success or pause.
    """

    phase: LineState = LineState.OFF
    code: int = 0
    reason: str = ""
    in_flight: bool = False
    wake_at: float | None = None
    expires_s: int = 120
    failures: int = 0
    tries: tuple[tuple[float, int, int], ...] = ()
    servers: int = 1
    server: int = 0
    left: int = 0
    barred_until: float = 0.0
    """Before that the server wants to hear nothing (Retry-After, RFC 3261 section 20.33)."""
    granted_s: int = 0
    flow_began: float | None = None
    """When the first REGISTER was answered over the connection in use."""
    short_flows: int = 0
    """How many connections one after another the server has closed soon."""


_ALWAYS = (
    *(Started, WentDirect, Stopped, ServersFound, PathChanged, FlowEnded, Woke),
    FirstServerWell,
)
_LEGAL: dict[LineState, tuple[type, ...]] = {
    # Answered: the answer to the un-REGISTER, or one that crossed it.
    LineState.OFF: (*_ALWAYS, Answered),
    LineState.DIRECT: (*_ALWAYS, RetryAsked),
    LineState.REGISTERING: (*_ALWAYS, RetryAsked, Answered, Ticked),
    LineState.REGISTERED: (*_ALWAYS, RetryAsked, Answered, Ticked),
    LineState.WAITING: (*_ALWAYS, RetryAsked, Answered, Ticked),
    LineState.REFUSED: (*_ALWAYS, RetryAsked, Answered, Ticked),
}

Step = tuple[Registration, tuple[Effect, ...]]


def step(state: Registration, event: RegistrationEvent) -> Step:
    """The next state and what to do. Raises ``IllegalEventError``."""
    if not isinstance(event, _LEGAL[state.phase]):
        raise IllegalEventError(f"{type(event).__name__} in {state.phase.name}")
    match event:
        case Started():
            fresh = Registration(tries=state.tries, expires_s=event.expires_s)
            return _try(fresh, event.now, most=MOST_ASKED_IN_WINDOW)
        case ServersFound():
            return _with_servers(state, event)
        case PathChanged():
            return _path_changed(state, event)
        case FlowEnded():
            return _flow_ended(state, event)
        case Woke():
            return _woke(state, event)
        case FirstServerWell():
            return _first_server_well(state, event)
        case WentDirect():
            return Registration(phase=LineState.DIRECT, tries=state.tries), _give_back(state)
        case Stopped():
            return Registration(tries=state.tries, expires_s=state.expires_s), _give_back(state)
        case RetryAsked():
            return _retry(state, event)
        case Answered():
            return _answered(state, event)
        case Ticked():
            return _ticked(state, event)


def _give_back(state: Registration) -> tuple[Effect, ...]:
    bound = state.phase is LineState.REGISTERED or state.in_flight
    return (SendUnregister(),) if bound else ()


def _with_servers(state: Registration, event: ServersFound) -> Step:
    if event.servers == state.servers:
        return state, ()
    # Another list: what is in use has another place in it, so it is begun from the front.
    left = event.servers - 1
    state = msgspec.structs.replace(state, servers=event.servers, server=0, left=left)
    if state.in_flight and left:
        state = msgspec.structs.replace(state, wake_at=event.now + FAIL_OVER_GUARD_S)
    return state, ()


def _path_changed(state: Registration, event: PathChanged) -> Step:
    # What is on its way fails by itself, when it went by the old path.
    if state.in_flight or state.phase not in (LineState.REGISTERED, LineState.WAITING):
        return state, ()
    if event.now < state.barred_until:
        return state, ()
    return _try(state, event.now)


def _flow_ended(state: Registration, event: FlowEnded) -> Step:
    # A server may close a connection after a transaction (RFC 3261 section 18), and a pause that
    # was decided on is not shortened by it. What is on its way fails by itself.
    if state.in_flight or state.phase is not LineState.REGISTERED:
        return state, ()
    began = event.now if state.flow_began is None else state.flow_began
    short = state.short_flows + 1 if event.now - began < STEADY_FLOW_S else 0
    state = msgspec.structs.replace(state, flow_began=None, short_flows=short)
    pause = flow_pause(short, event.random)
    if not pause:
        return _try(state, event.now)
    # It need not be asked more often than its grant runs out.
    wake_at = event.now + min(pause, state.granted_s * 0.75)
    return msgspec.structs.replace(state, wake_at=wake_at), ()


def _woke(state: Registration, event: Woke) -> Step:
    if state.phase not in (LineState.REGISTERING, LineState.REGISTERED, LineState.WAITING):
        return state, ()
    tested = msgspec.structs.replace(state, phase=LineState.REGISTERING, failures=0)
    # What is on its way is sent again by the stack, and its answer tests the line as well.
    return (tested, ()) if state.in_flight else _try(tested, event.now)


def _first_server_well(state: Registration, event: FirstServerWell) -> Step:
    usable = state.phase is LineState.REGISTERED and not state.in_flight
    if not usable or not state.server:
        return state, ()
    first = msgspec.structs.replace(state, server=0, left=state.servers - 1)
    return _try(first, event.now)


def _retry(state: Registration, event: RetryAsked) -> Step:
    if state.phase is LineState.DIRECT:
        return state, ()
    if event.new_secret:
        state = msgspec.structs.replace(state, in_flight=False, failures=0)
        return _try(state, event.now, most=MOST_ASKED_IN_WINDOW)
    if state.in_flight:
        return state, ()
    return _try(state, event.now)


def _ticked(state: Registration, event: Ticked) -> Step:
    if state.wake_at is None or event.now < state.wake_at:
        return state, ()
    if state.in_flight:
        lost = Answered(now=event.now, random=event.random, code=0, reason="No answer", sent=1)
        return _answered(state, lost)
    return _try(state, event.now)


def _try(state: Registration, now: float, *, most: int = MOST_IN_WINDOW) -> Step:
    """Send a REGISTER, or wait until one more stays within the limit."""
    recent = tuple(entry for entry in state.tries if now - entry[0] < WINDOW_S)
    # The limit is there for a server's sake: another one has had nothing of it yet.
    here = tuple(entry for entry in recent if entry[2] == state.server)
    allowed_at = now
    for index in range(len(here) + 1):
        if index:
            allowed_at = here[index - 1][0] + WINDOW_S
        left = sum(count for _, count, _ in here[index:])
        if left + WORST_COST <= most:
            break
    if allowed_at > now:
        phase = state.phase
        if phase not in (LineState.REGISTERED, LineState.REFUSED):
            phase = LineState.WAITING
        held = msgspec.structs.replace(
            state,
            phase=phase,
            in_flight=False,
            wake_at=allowed_at,
            tries=recent,
            reason=state.reason or ("" if state.code else HELD_BACK),
        )
        return held, ()
    # A refresh leaves the line usable until the server says otherwise.
    refresh = state.phase is LineState.REGISTERED
    sent = msgspec.structs.replace(
        state,
        phase=LineState.REGISTERED if refresh else LineState.REGISTERING,
        in_flight=True,
        wake_at=now + (FAIL_OVER_GUARD_S if state.left else ANSWER_GUARD_S),
        tries=(*recent, (now, WORST_COST, state.server)),
    )
    return sent, (SendRegister(state.expires_s, state.server),)


def _answered(state: Registration, event: Answered) -> Step:
    if not state.in_flight:
        # A late answer to something given up; the newer state stands.
        return state, ()
    # The limit counts from when the REGISTERs went out; the last of them may have gone just now.
    tries = (*state.tries[:-1], (event.now, max(1, event.sent), state.server))
    before = state.code
    state = msgspec.structs.replace(
        state,
        in_flight=False,
        wake_at=None,
        code=event.code,
        reason=event.reason,
        tries=tries,
        barred_until=0.0,
    )
    replace = msgspec.structs.replace
    if 200 <= event.code < 300:
        granted = state.expires_s if event.expires_s is None else event.expires_s
        if granted < min(SHORTEST_GRANT_S, state.expires_s / 2):
            return _wait(replace(state, reason=NOT_KEPT), event)
        return (
            replace(
                state,
                phase=LineState.REGISTERED,
                wake_at=event.now + refresh_after(granted),
                failures=0,
                left=state.servers - 1,
                granted_s=granted,
                flow_began=event.now if state.flow_began is None else state.flow_began,
            ),
            (),
        )
    if event.code == 403:
        return replace(state, phase=LineState.REFUSED, failures=state.failures + 1), ()
    if event.code in (401, 407) and event.challenge_known:
        # The stack has tried this secret with two nonces or more by now: it is wrong.
        refused = replace(state, phase=LineState.REFUSED, failures=state.failures + 1)
        return replace(refused, wake_at=event.now + SLOW_RETRY_S), ()
    if event.code == 423:
        asked = event.min_expires_s or 0
        if state.expires_s < asked <= LONGEST_EXPIRES_S:
            state = replace(state, expires_s=asked)
            # Who then wants still more may go on wanting for ever.
            if before != 423:
                return _try(replace(state, phase=LineState.REGISTERING), event.now)
    if state.left and (event.code in (0, 408) or 500 <= event.code < 600):
        other = replace(
            state,
            phase=LineState.REGISTERING,
            server=(state.server + 1) % state.servers,
            left=state.left - 1,
            flow_began=None,
            short_flows=0,
        )
        return _try(other, event.now)
    if not state.left:
        # All were tried: after the pause the list is begun from the front.
        state = replace(state, server=0, left=state.servers - 1)
    return _wait(state, event)


def _wait(state: Registration, event: Answered) -> Step:
    """Try again later."""
    failures = state.failures + 1
    wait = back_off(failures, event.random)
    barred = 0.0
    if event.retry_after_s is not None:
        wait = max(wait, min(event.retry_after_s, LONGEST_RETRY_AFTER_S))
        barred = event.now + wait
    waiting = msgspec.structs.replace(
        state,
        phase=LineState.WAITING,
        failures=failures,
        wake_at=event.now + wait,
        barred_until=barred,
        flow_began=None,
    )
    return waiting, ()


def flow_pause(short_flows: int, random: float) -> float:
    """Seconds until the next REGISTER after a connection was closed: 0 the first time, then from
    30 s doubled up to half an hour, of which the half to the whole (RFC 5626 section 4.5)."""
    if short_flows < 2:
        return 0.0
    longest = min(LONGEST_FLOW_PAUSE_S, FLOW_PAUSE_S * 2.0 ** min(short_flows - 2, 10))
    return longest * (0.5 + 0.5 * random)


def back_off(failures: int, random: float) -> float:
    """Seconds until the next try: 2, 4, 8 … 60, each ± 20 %, never over 57."""
    nominal = min(LAST_RETRY_S, FIRST_RETRY_S * 2.0 ** min(failures - 1, 10))
    return min(LONGEST_WAIT_S, nominal * (0.8 + 0.4 * random))


def refresh_after(granted_s: int) -> float:
    """Seconds from a 200 to the next REGISTER: three quarters of the grant, at most 45."""
    return min(REFRESH_AT_MOST_S, granted_s * 0.75)
