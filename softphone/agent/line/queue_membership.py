"""Whether the PBX's queue still has this agent as it was told; needs a PBX that tells.

A restarted PBX may have forgotten its members, and a supervisor can pause or remove one: an
agent who is ready must not wait for calls that do not come.
"""

import logging
from collections.abc import Callable
from enum import Enum, auto

from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain.agent_state import AgentState, StateCause
from softphone.domain.queues import QueueState
from softphone.ports import Timer

log = logging.getLogger(__name__)

SETTLE_S = 3.0
"""What the PBX tells may be older than what it was told last; after this it is not."""


class _Finding(Enum):
    FINE = auto()
    PAUSED = auto()
    """In every queue this agent is in."""
    GONE = auto()
    """In no queue, after having been in one."""


class QueueMembership:
    """Looks at what the PBX tells of this agent while they are ready."""

    def __init__(
        self,
        outside: DeskPorts,
        session: AgentSession,
        notices: NoticeBoard,
        changed: Callable[[], None],
    ) -> None:
        self._out = outside
        self._session = session
        self._notices = notices
        self._changed = changed
        self._states: tuple[QueueState, ...] = ()
        self._was_member = False
        self._out_of_sight = False
        """Whether the PBX told nothing for a while since this agent was seen in a queue."""
        self._set_aside = False
        self._timer: Timer | None = None

    def told(self, states: tuple[QueueState, ...]) -> None:
        """All that is known of the watched queues."""
        self._states = tuple(state for state in states if state.member is not None)
        if any(state.member for state in self._states):
            self._was_member = True
        self.look()

    def lost(self) -> None:
        """Nothing is known for a while: the PBX may have been started anew."""
        self._states = ()
        self._out_of_sight = True
        self._stop()

    def look(self) -> None:
        """Something changed, here or there."""
        if self._session.status.state is AgentState.SIGNED_OUT:
            self._was_member = self._set_aside = False
        if self._set_aside and self._session.status.state is AgentState.READY:
            self._end_aside()
        finding = self._finding()
        if finding in (None, _Finding.FINE):
            self._stop()
            if finding is _Finding.FINE:
                self._fine()
        elif self._timer is None:
            self._timer = self._out.clock.after(SETTLE_S, self._act)

    def _finding(self) -> _Finding | None:
        """None: nothing can be said now."""
        ready = self._session.status.state is AgentState.READY and self._out.queue.told_ready
        if not self._states or not (ready or self._set_aside):
            return None
        paused = [state.paused for state in self._states if state.member]
        if paused:
            return _Finding.PAUSED if all(paused) else _Finding.FINE
        return _Finding.GONE if self._was_member else None

    def _fine(self) -> None:
        self._out_of_sight = False
        if self._set_aside:
            self._end_aside()
            why = StateCause(cause="unpaused", actor="supervisor", proof="queue")
            self._session.apply(machine.LetBack(), why)
            self._changed()

    def _act(self) -> None:
        self._timer = None
        finding = self._finding()
        if self._set_aside or finding in (None, _Finding.FINE):
            return
        if finding is _Finding.PAUSED:
            state = next(state for state in self._states if state.member)
            log.info("paused in %s from outside: %s", state.name, state.pause_reason)
            self._aside("paused", NoticeCode.QUEUE_PAUSED, reason=state.pause_reason)
        elif self._out_of_sight:
            log.info("the phone system has forgotten this agent: told again")
            self._was_member = self._out_of_sight = False
            self._notices.post(NoticeCode.QUEUE_REJOINED, Severity.WARNING)
            self._out.queue.forgotten()
            self._out.queue.ready()
        else:
            log.info("taken out of the queue from outside")
            self._out.queue.forgotten()
            self._was_member = False
            self._aside("removed", NoticeCode.QUEUE_LEFT)
        self._changed()

    def _aside(self, what: str, code: NoticeCode, **args: str) -> None:
        self._set_aside = True
        self._notices.post(code, Severity.WARNING, sticky=True, **args)
        self._session.apply(
            machine.SetAside(),
            StateCause(cause=what, actor="supervisor", proof=args.get("reason", "")),
        )

    def _end_aside(self) -> None:
        self._set_aside = False
        self._notices.mended(NoticeCode.QUEUE_PAUSED)
        self._notices.mended(NoticeCode.QUEUE_LEFT)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
