"""Wishes around the calls: targets, voice mail, what went over the wire."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from softphone.agent.action import Action
from softphone.agent.desk import Desk
from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.outcome import DONE, Outcome, Refused
from softphone.agent.outside import DeskPorts
from softphone.domain import messages as m
from softphone.domain.call import Call
from softphone.domain.sip_trace import SipMessage
from softphone.domain.target import Presence, TargetView


class PhoneActions(ABC):
    """The part of ``AgentIntents`` that needs no contact."""

    def __init__(self, desk: Desk, outside: DeskPorts) -> None:
        self._desk = desk
        self._out = outside

    @abstractmethod
    def dial(self, text: str, *, confirmed: bool = False, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return DONE

    @abstractmethod
    def connected_call(self, call_id: str | None) -> Call | None:
        """The call that keys can only be meant for."""

    def dismiss_dial(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        self._desk.outgoing.question = None
        self._desk.changed()
        return DONE

    def call_as(self, number: str, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if not self._desk.outgoing.call_as(number):
            return self.not_possible(Action.CALL_AS)
        self._desk.changed()
        return DONE

    def open_uri(self, text: str, *, via: str = "link") -> Outcome:
        """See ``AgentIntents``."""
        number = self._out.numbers.parse(text)
        if not number.dial:
            return self.not_possible(Action.OPEN_LINK)
        desk = self._desk
        free = not desk.calls.views and desk.may_dial() and desk.line.status.usable
        if desk.rules().dial_links and free:
            return self.dial(number.dial + number.keys, via=via)
        desk.outgoing.fill(number.dial + number.keys)
        desk.changed()
        return DONE

    def play_macro(self, macro: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self.connected_call(call_id)
        text = self._desk.rules().macros.get(macro, macro)
        if call is None or not self._desk.outgoing.play(call.id, text):
            return self.not_possible(Action.MACRO)
        return DONE

    def not_possible(self, action: Action) -> Refused:
        """It was asked for at the wrong moment; nothing changed."""
        state = self._desk.session.status.state.value
        return self.refuse(NoticeCode.NOT_POSSIBLE, action=action.value, state=state)

    def refuse(self, code: NoticeCode, **args: str) -> Refused:
        """Say why not."""
        self._desk.notices.post(code, Severity.WARNING, sticky=False, **args)
        self._desk.changed()
        return Refused(code, args)

    def find_targets(self, text: str) -> tuple[TargetView, ...]:
        """See ``AgentIntents``."""
        return self._desk.targets.find(text)

    def star_target(self, number: str, on: bool, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if not self._desk.targets.star(number, on):
            return self.not_possible(Action.STAR)
        return DONE

    def pick_up(self, number: str, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        code = self._desk.rules().pickup_code
        view = self._desk.targets.get(number)
        if not code or view is None or view.presence is not Presence.RINGING:
            return self.not_possible(Action.PICK_UP)
        return self.dial(f"{code}{number}", via=via)

    def listen_voicemail(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        number = self._desk.rules().voicemail
        if not number:
            return self.not_possible(Action.VOICEMAIL)
        return self.dial(number, via=via)

    def test_echo(self, on: bool = True) -> None:
        """See ``AgentIntents``."""
        self._out.phone.send(m.RunEchoTest(on=on))

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
