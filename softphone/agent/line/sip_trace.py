"""Asks the engine for the SIP messages of a call and hands the answer to who asked."""

from collections.abc import Callable

from softphone.agent.outside import DeskPorts
from softphone.domain import messages as m
from softphone.domain.sip_trace import SipMessage

ANSWER_WITHIN_S = 5.0
NO_ENGINE = "The call engine does not answer."

Done = Callable[[tuple[SipMessage, ...]], None]
Failed = Callable[[str], None]


class SipTraces:
    """Each question is answered once: by the engine, or with words after five seconds."""

    def __init__(self, outside: DeskPorts) -> None:
        self._out = outside
        self._asked: dict[str, tuple[Done, Failed]] = {}

    def ask(self, call_id: str, *, mask_numbers: bool, done: Done, failed: Failed) -> None:
        """The messages of a call; an empty id means those of no call."""
        request = self._out.new_id()
        self._asked[request] = (done, failed)
        self._out.clock.after(ANSWER_WITHIN_S, lambda: self._give_up(request))
        self._out.phone.send(
            m.RequestTrace(request=request, call_id=call_id, mask_numbers=mask_numbers)
        )

    def told(self, event: m.TraceReported) -> None:
        """The engine's answer."""
        done, _ = self._asked.pop(event.request, (None, None))
        if done is not None:
            done(event.messages)

    def _give_up(self, request: str) -> None:
        _, failed = self._asked.pop(request, (None, None))
        if failed is not None:
            failed(NO_ENGINE)
