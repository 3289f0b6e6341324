"""The agent's state machine: pure, ``(status, event) → (status, effects)``.

Going ready without a usable line becomes "not ready: system", with ``resume`` set: the return of
the line brings READY back. Every event that can end in READY therefore needs to know the line.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from softphone.domain.agent_state import AgentState, AgentStatus, NextState, Reason


@dataclass(frozen=True)
class Rules:
    """Length of the wrap-up countdown and of one prolongation, in seconds."""

    wrap_up_s: float = 60.0
    more_time_s: float = 60.0


# ------------------------------------------------------------------ events


@dataclass(frozen=True)
class SignedIn:
    """The agent signed in."""


@dataclass(frozen=True)
class SignOutAsked:
    """The agent wants to leave."""


@dataclass(frozen=True)
class ReadyAsked:
    """The agent wants calls."""


@dataclass(frozen=True)
class NotReadyAsked:
    """The agent wants none."""

    reason: Reason


@dataclass(frozen=True)
class NextCancelled:
    """The queued next state is taken back."""


@dataclass(frozen=True)
class Offered:
    """A call rings."""


@dataclass(frozen=True)
class OfferGone:
    """The ringing call is over and was not answered."""


@dataclass(frozen=True)
class Answered:
    """A ringing call was answered."""


@dataclass(frozen=True)
class DialStarted:
    """The agent placed a call."""


@dataclass(frozen=True)
class ContactEnded:
    """The last call is over; ``wrap_up`` is false when nobody ever answered.

    ``contacts`` is how many wait for their ticket: each has its time.
    """

    wrap_up: bool
    contacts: int = 1


@dataclass(frozen=True)
class WrapUpDone:
    """The ticket is saved, or wrap-up left without one."""

    ready: bool


@dataclass(frozen=True)
class WrapUpExpired:
    """The countdown ran out."""


@dataclass(frozen=True)
class MoreTimeAsked:
    """The agent needs longer."""


@dataclass(frozen=True)
class LineLost:
    """No registration, or no engine."""


@dataclass(frozen=True)
class LineBack:
    """The line can be used again."""


@dataclass(frozen=True)
class SetAside:
    """The PBX offers a ready agent nothing any more: somebody there has seen to it."""


@dataclass(frozen=True)
class LetBack:
    """It offers again, by itself."""


AgentEvent = (
    SignedIn
    | SignOutAsked
    | ReadyAsked
    | NotReadyAsked
    | NextCancelled
    | Offered
    | OfferGone
    | Answered
    | DialStarted
    | ContactEnded
    | WrapUpDone
    | WrapUpExpired
    | MoreTimeAsked
    | LineLost
    | LineBack
    | SetAside
    | LetBack
)

# ------------------------------------------------------------------ effects


@dataclass(frozen=True)
class TellReady:
    """The PBX is to offer calls."""


@dataclass(frozen=True)
class TellNotReady:
    """The PBX is to offer none; a ``Reason`` value or ``wrap_up``."""

    reason: str


@dataclass(frozen=True)
class TellSignedOut:
    """The PBX is to forget this agent."""


@dataclass(frozen=True)
class StartCountdown:
    """Send ``WrapUpExpired`` at that time."""

    until: datetime


@dataclass(frozen=True)
class StopCountdown:
    """No ``WrapUpExpired`` any more."""


Effect = TellReady | TellNotReady | TellSignedOut | StartCountdown | StopCountdown
Step = tuple[AgentStatus, tuple[Effect, ...]]

WRAP_UP_REASON = "wrap_up"


class IllegalTransitionError(Exception):
    """The event has no meaning in this state; the text names both."""

    def __init__(self, state: AgentState, event: AgentEvent) -> None:
        super().__init__(f"{type(event).__name__} makes no sense in state {state.value}")
        self.state = state
        self.event = event


def step(
    status: AgentStatus, event: AgentEvent, at: datetime, *, line_up: bool, rules: Rules
) -> Step:
    """The next status and what must be done about it.

    Raises:
        IllegalTransitionError: the event has no meaning in this state.
    """
    machine = _Machine(status, event, at, line_up, rules)
    return machine.step()


def allowed(status: AgentStatus, event: AgentEvent, at: datetime) -> bool:
    """Whether the event has a meaning in this state."""
    try:
        step(status, event, at, line_up=True, rules=Rules())
    except IllegalTransitionError:
        return False
    return True


def _as_next(status: AgentStatus) -> NextState:
    return NextState(state=status.state, reason=status.reason)


@dataclass(frozen=True)
class _Machine:
    status: AgentStatus
    event: AgentEvent
    at: datetime
    line_up: bool
    rules: Rules

    def step(self) -> Step:
        match self.status.state:
            case AgentState.SIGNED_OUT:
                return self._signed_out()
            case AgentState.READY:
                return self._idle(ready=True)
            case AgentState.NOT_READY:
                return self._idle(ready=False)
            case AgentState.RESERVED:
                return self._reserved()
            case AgentState.ON_CONTACT:
                return self._on_contact()
            case AgentState.WRAP_UP:
                return self._wrap_up()

    # -------------------------------------------------------------- states

    def _signed_out(self) -> Step:
        match self.event:
            case SignedIn():
                return self._to(AgentState.NOT_READY, reason=Reason.SYSTEM), ()
            case LineLost() | LineBack():
                return self.status, ()
        raise IllegalTransitionError(self.status.state, self.event)

    def _idle(self, *, ready: bool) -> Step:
        status = self.status
        match self.event:
            case ReadyAsked():
                return (status, ()) if ready else self._enter(NextState(state=AgentState.READY))
            case NotReadyAsked(reason):
                return self._enter(NextState(state=AgentState.NOT_READY, reason=reason))
            case SignOutAsked():
                return self._enter(NextState(state=AgentState.SIGNED_OUT))
            case Offered():
                return self._to(AgentState.RESERVED, back_to=_as_next(status)), ()
            case DialStarted():
                return self._to(AgentState.ON_CONTACT, back_to=_as_next(status)), ()
            case LineLost():
                if not ready:
                    return status, ()
                return self._to(AgentState.NOT_READY, reason=Reason.SYSTEM, resume=True), ()
            case LineBack():
                if ready or not status.resume:
                    return status, ()
                return self._enter(NextState(state=AgentState.READY))
            case SetAside():
                # It knows: nothing is told.
                return (
                    self._to(AgentState.NOT_READY, reason=Reason.SYSTEM) if ready else status
                ), ()
            case LetBack():
                if ready or status.reason is not Reason.SYSTEM or not self.line_up:
                    return status, ()
                return self._to(AgentState.READY), ()
        raise IllegalTransitionError(status.state, self.event)

    def _reserved(self) -> Step:
        match self.event:
            case Answered():
                return self._busy_to(AgentState.ON_CONTACT), ()
            case OfferGone():
                return self._return()
        return self._while_busy()

    def _on_contact(self) -> Step:
        match self.event:
            case ContactEnded(wrap_up=True, contacts=contacts):
                until = self.at + timedelta(seconds=contacts * self.rules.wrap_up_s)
                status = self._busy_to(AgentState.WRAP_UP, wrap_up_until=until)
                return status, (TellNotReady(WRAP_UP_REASON), StartCountdown(until))
            case ContactEnded():
                return self._return()
        return self._while_busy()

    def _wrap_up(self) -> Step:
        status = self.status
        match self.event:
            case WrapUpDone(ready):
                fallback = NextState(state=AgentState.NOT_READY, reason=Reason.SYSTEM)
                if ready:
                    fallback = NextState(state=AgentState.READY)
                elif status.back_to and status.back_to.state is AgentState.NOT_READY:
                    fallback = status.back_to
                return self._leave_wrap_up(status.next or fallback)
            case WrapUpExpired():
                ready_again = NextState(state=AgentState.READY)
                return self._leave_wrap_up(status.next or status.back_to or ready_again)
            case ReadyAsked():
                return self._leave_wrap_up(NextState(state=AgentState.READY))
            case Answered() | DialStarted():
                # Another call in the middle of wrap-up: the countdown begins anew after it.
                return self._busy_to(AgentState.ON_CONTACT), (StopCountdown(),)
            case MoreTimeAsked():
                start = max(self.at, status.wrap_up_until or self.at)
                until = start + timedelta(seconds=self.rules.more_time_s)
                return self._change(wrap_up_until=until), (StartCountdown(until),)
        return self._while_busy()

    # -------------------------------------------------------------- shared by the busy states

    def _while_busy(self) -> Step:
        match self.event:
            case ReadyAsked():
                return self._change(next=NextState(state=AgentState.READY)), ()
            case NotReadyAsked(reason):
                return self._change(next=NextState(state=AgentState.NOT_READY, reason=reason)), ()
            case SignOutAsked():
                return self._change(next=NextState(state=AgentState.SIGNED_OUT)), ()
            case NextCancelled():
                return self._change(next=None), ()
            case LineLost() | LineBack():
                return self.status, ()
        raise IllegalTransitionError(self.status.state, self.event)

    def _return(self) -> Step:
        """Back to where the agent was; the PBX need not be told what it knows already."""
        back = self.status.back_to or NextState(state=AgentState.READY)
        status, effects = self._enter(self.status.next or back)
        if self.status.next is None and _as_next(status) == back:
            return status, ()
        return status, effects

    def _leave_wrap_up(self, target: NextState) -> Step:
        status, effects = self._enter(target)
        return status, (StopCountdown(), *effects)

    def _enter(self, target: NextState) -> Step:
        match target.state:
            case AgentState.READY if self.line_up:
                return self._to(AgentState.READY), (TellReady(),)
            case AgentState.READY:
                return self._to(AgentState.NOT_READY, reason=Reason.SYSTEM, resume=True), ()
            case AgentState.NOT_READY:
                reason = target.reason or Reason.SYSTEM
                return self._to(AgentState.NOT_READY, reason=reason), (TellNotReady(reason.value),)
            case _:
                return self._to(AgentState.SIGNED_OUT), (TellSignedOut(),)

    def _to(
        self,
        state: AgentState,
        *,
        reason: Reason | None = None,
        back_to: NextState | None = None,
        resume: bool = False,
    ) -> AgentStatus:
        return AgentStatus(
            state=state, since=self.at, reason=reason, back_to=back_to, resume=resume
        )

    def _busy_to(self, state: AgentState, wrap_up_until: datetime | None = None) -> AgentStatus:
        return AgentStatus(
            state=state,
            since=self.at,
            next=self.status.next,
            back_to=self.status.back_to,
            wrap_up_until=wrap_up_until,
        )

    def _change(self, **changes: object) -> AgentStatus:
        return msgspec.structs.replace(self.status, **changes)
