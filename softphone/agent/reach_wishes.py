"""Wishes around the calls: what went over the wire."""

from collections.abc import Callable

from softphone.agent.desk import Desk
from softphone.agent.outside import Outside
from softphone.domain.sip_trace import SipMessage


class ReachWishes:
    """The part of ``AgentIntents`` that needs no contact."""

    def __init__(self, desk: Desk, outside: Outside) -> None:
        self._desk = desk
        self._out = outside

    def trace(
        self,
        call_id: str,
        done: Callable[[tuple[SipMessage, ...]], None],
        failed: Callable[[str], None],
        *,
        mask_numbers: bool = True,
    ) -> None:
        """See ``AgentIntents``."""
        self._desk.trace.ask(call_id, mask_numbers=mask_numbers, done=done, failed=failed)
