"""Calls the agent makes: what is dialled, as whom, asked first where it costs, keys afterwards."""

from collections.abc import Callable

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.desk_model import DialQuestion, Prefill
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.call import CallState
from softphone.domain.dtmf import Step, steps
from softphone.domain.phone import PhoneNumber

_NAME_ADDR = ("p-preferred-identity", "p-asserted-identity", "remote-party-id")


class Dialer:
    """Knows the dial plan; plays keys into calls."""

    def __init__(
        self, outside: DeskPorts, rules: Callable[[], DeskRules], calls: LiveCalls
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._after: dict[str, str] = {}
        self._caller_id = ""
        self.question: DialQuestion | None = None
        """A number that costs extra waits for a yes."""
        self.prefill: Prefill | None = None

    # -------------------------------------------------------------- what is dialled

    def planned(self, number: PhoneNumber) -> PhoneNumber:
        """The number as the PBX wants it dialled."""
        dialled = self._rules().dial_plan.dialled(number)
        return msgspec.structs.replace(number, dial=dialled)

    def asks(self, number: PhoneNumber, text: str) -> DialQuestion | None:
        """The question that wants a yes first, and is up then; None: dial."""
        if not self._rules().dial_plan.is_premium(number):
            return None
        self.question = DialQuestion(text=text, number=number.display or number.dial)
        return self.question

    @property
    def caller_id(self) -> str:
        """The number calls are made as; empty: the PBX's choice."""
        known = {one.number for one in self._rules().caller_ids}
        return self._caller_id if self._caller_id in known else ""

    def call_as(self, number: str) -> bool:
        """Make calls as this number from now on; false for one that is not offered."""
        if number and number not in {one.number for one in self._rules().caller_ids}:
            return False
        self._caller_id = number
        return True

    def headers(self, number: PhoneNumber) -> dict[str, str]:
        """The header that says as whom; never on a call for help."""
        rules = self._rules()
        if not self.caller_id or rules.dial_plan.is_emergency(number):
            return {}
        value = self.caller_id
        if rules.caller_id_header.lower() in _NAME_ADDR:
            host = rules.account.server if rules.account else "localhost"
            value = f"<sip:{value}@{host}>"
        return {rules.caller_id_header: value}

    def fill(self, text: str) -> None:
        """Put a number into the dial box; nothing is dialled."""
        serial = self.prefill.serial + 1 if self.prefill else 1
        self.prefill = Prefill(serial=serial, text=text)

    # -------------------------------------------------------------- keys

    def send(self, call_id: str, digits: str) -> None:
        """Send keys now."""
        self._out.phone.send(m.SendDtmf(call_id=call_id, digits=digits, way=self._rules().dtmf))

    def play(self, call_id: str, text: str) -> bool:
        """Send keys with pauses; false for a text that is none."""
        found = steps(text)
        self._play(call_id, found)
        return bool(found)

    def send_when_answered(self, call_id: str, keys: str) -> None:
        """Keep them until somebody, or a voice menu, answers."""
        if keys:
            self._after[call_id] = keys

    def answered(self, call_id: str) -> None:
        """A call of ours was answered: now its keys."""
        keys = self._after.pop(call_id, "")
        if keys:
            self.play(call_id, keys)

    def ended(self, call_id: str) -> None:
        """Nobody is left to send to."""
        self._after.pop(call_id, None)

    def _play(self, call_id: str, left: tuple[Step, ...]) -> None:
        call = self._calls.get(call_id)
        if not left or call is None or call.state is not CallState.CONNECTED:
            return
        step = left[0]
        if step.digits:
            self.send(call_id, step.digits)
        self._out.clock.after(step.wait_s, lambda: self._play(call_id, left[1:]))
