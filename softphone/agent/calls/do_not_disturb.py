"""Do not disturb: the engine turns every incoming call away, and the agent is not ready."""

from collections.abc import Callable

from softphone.agent.contacts.day import AgentDay
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Reason, StateCause
from softphone.domain.call import TURNED_AWAY, Call

_IDLE = (AgentState.READY, AgentState.NOT_READY)


class DoNotDisturb:
    """The engine keeps the switch, so that it holds while the window is restarted.

    Ready and do not disturb exclude each other: switching it on takes the agent out of the queue,
    at once or after the call, and becoming ready switches it off. So does signing out.
    """

    def __init__(
        self,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        session: AgentSession,
        day: AgentDay,
    ) -> None:
        self._out = outside
        self._rules = rules
        self._session = session
        self._day = day
        self.on = False

    # -------------------------------------------------------------- asked by the agent

    def switch(self, on: bool, via: str) -> bool:
        """Switch it; false when nobody is signed in."""
        if on and self._session.status.state is AgentState.SIGNED_OUT:
            return False
        if on == self.on:
            return True
        if on and self._comes_to_ready():
            why = StateCause(cause="do not disturb", actor="agent", proof=via)
            self._session.apply(machine.NotReadyAsked(Reason.SYSTEM), why)
        self._set(on)
        return True

    def _comes_to_ready(self) -> bool:
        """Whether the agent is ready, or would be without asking for it again."""
        status = self._session.status
        if status.state in _IDLE:
            return status.state is AgentState.READY or status.resume
        if status.next is not None:
            return status.next.state is AgentState.READY
        return status.back_to is None or status.back_to.state is AgentState.READY

    # -------------------------------------------------------------- facts

    def follow(self) -> None:
        """The agent's state may have changed."""
        if self.on and self._session.status.state in (AgentState.READY, AgentState.SIGNED_OUT):
            self._set(False)

    def rules_changed(self) -> None:
        """Perhaps another code."""
        if self.on:
            self._set(True)

    def snapshot(self, event: m.SnapshotTaken, *, engine_kept: bool) -> None:
        """The engine is there: one kept from an earlier desk knows, a new one has to be told."""
        if engine_kept:
            self.on = event.do_not_disturb
        elif event.do_not_disturb != self.on:
            self._set(self.on)
        known = {row.call.id for row in self._day.history}
        for call in event.ended:
            if call.sip_reason == TURNED_AWAY and call.id not in known:
                self.turned_away(call)

    def turned_away(self, call: Call) -> None:
        """The engine refused a call: one line in the history, nothing else."""
        plan, language = self._out.numbers, self._rules().language

        def done(region: str) -> None:
            self._day.call_ended(call, "", region)

        number = plan.received(call.caller.number)
        self._out.reader.submit(lambda: plan.region(number, language), done, lambda _: done(""))

    def _set(self, on: bool) -> None:
        self.on = on
        code = self._rules().do_not_disturb_code
        self._out.phone.send(m.SetDoNotDisturb(on=on, sip_code=code))
