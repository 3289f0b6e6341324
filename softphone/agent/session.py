"""The agent's states: the machine, its log, and what the PBX's queue is told."""

import logging
from collections.abc import Callable

import msgspec

from softphone.agent.rules import DeskRules
from softphone.domain import agent_machine as machine
from softphone.domain.agent_machine import AgentEvent, IllegalTransitionError
from softphone.domain.agent_state import AgentState, AgentStatus, StateCause, StateChange
from softphone.ports import Clock, QueueControl, Store, Timer, Worker

log = logging.getLogger(__name__)


class AgentSession:
    """Applies events to the agent's state; every change is logged with cause, actor and proof."""

    def __init__(
        self,
        *,
        clock: Clock,
        worker: Worker,
        store: Store,
        queue: QueueControl,
        rules: Callable[[], DeskRules],
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
        signed_out: Callable[[], None],
        expired: Callable[[], None],
        wrapped_up: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._worker = worker
        self._store = store
        self._queue = queue
        self._rules = rules
        self._failed = failed
        self._changed = changed
        self._signed_out = signed_out
        self._expired = expired
        self._wrapped_up = wrapped_up
        self._countdown: Timer | None = None
        self.status = AgentStatus(since=clock.now())
        self.line_up = False
        self.contact_id = ""

    def allows(self, event: AgentEvent) -> bool:
        """Whether the event has a meaning now."""
        return machine.allowed(self.status, event, self._clock.now())

    def apply(self, event: AgentEvent, why: StateCause) -> bool:
        """Take the event; false (and a line in the log) when it has no meaning now."""
        before = self.status
        try:
            after, effects = machine.step(
                before,
                event,
                self._clock.now(),
                line_up=self.line_up,
                rules=self._rules().machine,
            )
        except IllegalTransitionError as error:
            log.info("refused: %s (%s, %s)", error, why.actor, why.proof)
            return False
        if after != before:
            self._take(after, why)
        for effect in effects:
            self._do(effect)
        idle = (AgentState.READY, AgentState.NOT_READY)
        if before.state is AgentState.WRAP_UP and after.state in idle:
            self._wrapped_up()
        return True

    def line(self, up: bool, why: StateCause) -> None:
        """The line came or went."""
        if up == self.line_up:
            return
        self.line_up = up
        if up:
            self._queue.line_back()
        else:
            self._queue.line_lost()
        self.apply(machine.LineBack() if up else machine.LineLost(), why)

    def restore(self, status: AgentStatus) -> None:
        """Go on where an earlier desk process was; nothing is told to the PBX again."""
        self.status = status
        self._queue.taken_over()
        if status.state is AgentState.WRAP_UP and status.wrap_up_until is not None:
            self._do(machine.StartCountdown(status.wrap_up_until))

    def _take(self, after: AgentStatus, why: StateCause) -> None:
        before, self.status = self.status, after
        agent = self._rules().agent_name
        change: StateChange | None = None
        if (before.state, before.reason) != (after.state, after.reason):
            change = StateChange(
                at=self._clock.now(),
                agent=agent,
                before=before.state,
                after=after.state,
                reason=after.reason,
                why=why,
                contact_id=self.contact_id,
            )
            log.info("%s → %s (%s)", before.state, after.state, msgspec.to_builtins(why))
        self._worker.submit(
            lambda: self._store.save_state(agent, after, change), lambda _: None, self._failed
        )
        self._changed()

    def _do(self, effect: machine.Effect) -> None:
        match effect:
            case machine.TellReady():
                self._queue.ready()
            case machine.TellNotReady(reason):
                self._queue.not_ready(reason)
            case machine.TellSignedOut():
                self._queue.sign_out(self._signed_out)
            case machine.StartCountdown(until):
                self._stop_countdown()
                left_s = max(0.0, (until - self._clock.now()).total_seconds())
                self._countdown = self._clock.after(left_s, self._expire)
            case machine.StopCountdown():
                self._stop_countdown()

    def _stop_countdown(self) -> None:
        if self._countdown is not None:
            self._countdown.cancel()
            self._countdown = None

    def _expire(self) -> None:
        self._countdown = None
        self._expired()
        self.apply(
            machine.WrapUpExpired(),
            StateCause(cause="time ran out", actor="system", proof="wrap-up countdown"),
        )
