"""What happens to a call that rings without anybody's doing: answered by itself, or given back."""

import logging
from collections.abc import Callable

from softphone.agent.call_book import LiveCalls
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.call import Call, CallState
from softphone.domain.forwarding import forward_problem

log = logging.getLogger(__name__)
NOT_AVAILABLE = 480


class UnansweredCalls:
    """``answering`` and ``giving_back`` are told the id of the call just before it is done."""

    def __init__(
        self,
        *,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        calls: LiveCalls,
        answering: Callable[[], None],
        giving_back: Callable[[str], None],
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._answering = answering
        self._giving_back = giving_back

    def watch(self, call: Call, *, ready: bool) -> None:
        """A call rings; ``ready``: the agent was ready for it and is on no other one.

        Nobody's microphone is opened on a break, or beside another call.
        """
        delay_s = self._answer_after_s(call) if ready else None
        if delay_s is not None:
            self._out.clock.after(delay_s, lambda: self._answer(call.id))
        limit_s = self._rules().not_ready_after_s
        if limit_s > 0:
            self._out.clock.after(limit_s, lambda: self._give_back(call.id))

    def _answer_after_s(self, call: Call) -> float | None:
        rules = self._rules()
        queue = call.caller.headers.get("queue", "")
        if queue and queue in rules.auto_answer_queues:
            return rules.auto_answer_after_s
        if rules.auto_answer_by_header and call.answer_after_s is not None:
            return max(call.answer_after_s, rules.auto_answer_after_s)
        return None

    def _answer(self, call_id: str) -> None:
        alone = len(self._calls.views) == 1
        if alone and self._rings(call_id):
            self._answering()
            self._out.phone.send(m.AnswerCall(call_id=call_id, zip_tone=True))

    def _give_back(self, call_id: str) -> None:
        if self._rings(call_id):
            self._giving_back(call_id)
            self._out.phone.send(self._way_on(call_id) or self._refusal(call_id))

    def _way_on(self, call_id: str) -> m.ForwardCall | None:
        """To where calls go that nobody answers here, if this one may."""
        rules = self._rules()
        if not rules.not_answered_to or not self._calls.may_forward(call_id):
            return None
        number = self._out.numbers.parse(rules.not_answered_to)
        own = rules.account.user if rules.account is not None else ""
        problem = forward_problem(number, rules.dial_plan, own)
        if problem is not None:
            log.info("not_answered_to is no target: %s", problem.value)
            return None
        shown = number.display or number.dial
        dialled = rules.dial_plan.dialled(number)
        return m.ForwardCall(call_id=call_id, target=dialled, shown=shown)

    def not_forwarded(self, call_id: str) -> bool:
        """The engine would not send it there: back to the PBX. False: it rings no more."""
        rings = self._rings(call_id)
        if rings:
            self._out.phone.send(self._refusal(call_id))
        return rings

    def _refusal(self, call_id: str) -> m.RejectCall:
        return m.RejectCall(call_id=call_id, sip_code=NOT_AVAILABLE)

    def _rings(self, call_id: str) -> bool:
        call = self._calls.get(call_id)
        return call is not None and call.state is CallState.OFFERED
