"""Wishes about calls: dial, answer, hold, transfer, consult, conference."""

from softphone.agent.action import Action
from softphone.agent.actions.recording_actions import RecordingActions
from softphone.agent.desk_model import NoticeCode
from softphone.agent.outcome import DONE, Asks, Outcome
from softphone.domain import messages as m
from softphone.domain.agent_state import StateCause
from softphone.domain.call import Call, CallState, RejectReason
from softphone.domain.consult import Phase
from softphone.domain.dtmf import DIGITS, split_dialled
from softphone.domain.forwarding import forward_problem
from softphone.domain.text import clean

LIVE = (CallState.CONNECTED, CallState.HELD)
DIALED = (CallState.DIALING, CallState.EARLY)


def asked(via: str) -> StateCause:
    """The agent wanted it."""
    return StateCause(cause="asked", actor="agent", proof=via)


class CallActions(RecordingActions):
    """The part of ``AgentIntents`` about calls."""

    def dial(self, text: str, *, confirmed: bool = False, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        outgoing = self._desk.outgoing
        text, keys = split_dialled(text)
        number = self._out.numbers.parse(text)
        keys = keys or number.keys
        outgoing.question = None
        if not number.dial or not self._desk.may_dial() or not self._desk.line.status.usable:
            return self.not_possible(Action.DIAL)
        if not confirmed and (question := outgoing.asks(number, text + keys)) is not None:
            self._desk.changed()
            return Asks(question)
        call_id = self._desk.flow.dial(
            number,
            asked(via),
            target=outgoing.planned(number).dial,
            headers=outgoing.headers(number),
        )
        outgoing.send_when_answered(call_id, keys)
        return DONE

    def answer(self, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.OFFERED) or self._first_ringing(call_id)
        if call is None and self._too_late(via):
            return DONE
        # A call of the agent's own that is answered a moment later would be a second voice.
        if call is None or self._desk.calls.any(*DIALED):
            return self.not_possible(Action.ANSWER)
        self._desk.flow.answered_via = via
        self._out.phone.send(m.AnswerCall(call_id=call.id))
        return DONE

    def reject(
        self,
        call_id: str | None = None,
        *,
        reason: RejectReason = RejectReason.BUSY,
        via: str = "button",
    ) -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.OFFERED) or self._first_ringing(call_id)
        if call is None and self._too_late(via):
            return DONE
        if call is None:
            return self.not_possible(Action.REJECT)
        self._out.phone.send(m.RejectCall(call_id=call.id, sip_code=reason.sip_code))
        return DONE

    def forward(self, target: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        desk, rules = self._desk, self._desk.rules()
        call = self._meant(call_id, CallState.OFFERED) or self._first_ringing(call_id)
        if call is None or not desk.calls.may_forward(call.id) or not desk.line.status.usable:
            return self.not_possible(Action.FORWARD)
        number = self._out.numbers.parse(target)
        own = rules.account.user if rules.account is not None else ""
        problem = forward_problem(number, rules.dial_plan, own)
        if problem is not None:
            return self.refuse(NoticeCode.FORWARD_REFUSED, target=clean(target), problem=problem)
        dialled = desk.outgoing.planned(number).dial
        shown = number.display or number.dial
        self._out.phone.send(m.ForwardCall(call_id=call.id, target=dialled, shown=shown))
        return DONE

    def _too_late(self, via: str) -> bool:
        """The caller has just given up: the agent sees that. Whoever asks by ``ctl`` does not."""
        return via != "ctl" and self._desk.flow.rang_just_now()

    def _first_ringing(self, call_id: str | None) -> Call | None:
        ringing = (v.call for v in self._desk.calls.views if v.call.state is CallState.OFFERED)
        return next(ringing, None) if call_id is None else None

    def hang_up(self, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, *LIVE, CallState.DIALING, CallState.EARLY)
        consult = self._desk.flow.consult
        if call is None and self._over_already(call_id):
            return DONE
        if call is None or not consult.may_hang_up(call.id):
            return self.not_possible(Action.HANG_UP)
        if consult.phase is Phase.ROOM and consult.room.is_room(call.id):
            # The others stay together, which is what leaving is.
            return self._consulted(Action.HANG_UP, consult.complete())
        self._out.phone.send(m.HangUpCall(call_id=call.id))
        return DONE

    def _over_already(self, call_id: str | None) -> bool:
        """Whether the far end was quicker: what was wished has come about."""
        calls = self._desk.calls
        return not calls.views if call_id is None else call_id not in calls

    def hold(self, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.CONNECTED)
        if call is None or not self._desk.flow.consult.may_hold(call.id):
            return self.not_possible(Action.HOLD)
        self._out.phone.send(m.HoldCall(call_id=call.id))
        return DONE

    def resume(self, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.HELD)
        if call is None and call_id is None:
            call = self._desk.calls.next_held()
        consult = self._desk.flow.consult
        if call is None or not consult.may_hold(call.id) or self._desk.calls.any(*DIALED):
            return self.not_possible(Action.RESUME)
        other = consult.other(call.id)
        talking = other is not None and other.state is CallState.CONNECTED
        if talking and consult.phase is not Phase.CONFERENCE:
            # Both at once would hear the agent without knowing of each other.
            consult.swap()
            self._desk.changed()
            return DONE
        self._out.phone.send(m.ResumeCall(call_id=call.id))
        return DONE

    def set_mute(self, muted: bool, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        self._out.phone.send(m.SetMute(muted=muted))
        return DONE

    def send_dtmf(self, digits: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.CONNECTED)
        good = digits and all(digit in DIGITS for digit in digits)
        if call is None or not good or not self._desk.outgoing.play(call.id, digits):
            return self.not_possible(Action.SEND_TONES)
        return DONE

    def transfer(self, target: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, *LIVE)
        number = self._desk.outgoing.planned(self._out.numbers.parse(target))
        if call is None or not number.dial or self._desk.flow.consult.involves(call.id):
            return self.not_possible(Action.TRANSFER)
        self._out.phone.send(
            m.TransferCall(
                call_id=call.id,
                target=number.dial,
                headers=self._desk.flow.handing_on.context(call.id),
            )
        )
        return DONE

    def consult(self, target: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        call = self._meant(call_id, *LIVE)
        number = self._desk.outgoing.planned(self._out.numbers.parse(target))
        calls = self._desk.calls
        room = len(calls.views) < max(2, self._desk.rules().max_calls)
        free = room and not calls.any(CallState.OFFERED, *DIALED)
        mine = call is not None and self._desk.contacts.of_call(call.id) is not None
        if (
            call is None
            or not number.dial
            or not (free and mine)
            or not self._desk.line.status.usable
        ):
            return self.not_possible(Action.CONSULT)
        return self._consulted(Action.CONSULT, self._desk.flow.consult.begin(call, number))

    def complete(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._consulted(Action.COMPLETE, self._desk.flow.consult.complete())

    def cancel_consult(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._consulted(Action.CANCEL_CONSULT, self._desk.flow.consult.cancel())

    def swap(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        if self._desk.flow.consult.active or self._desk.calls.next_held() is None:
            return self._consulted(Action.SWAP, self._desk.flow.consult.swap())
        return self.resume(via=via)

    def merge(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        live = [v for v in self._desk.calls.views if v.call.state in LIVE]
        if len(live) > 1 and not self._desk.flow.consult.active:
            # Who called by themselves know nothing of each other; only a consult is mixed.
            return self.refuse(NoticeCode.MERGE_UNRELATED)
        return self._consulted(Action.MERGE, self._desk.flow.consult.merge())

    def split(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._consulted(Action.SPLIT, self._desk.flow.consult.split())

    def add_party(self, target: str, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        number = self._desk.outgoing.planned(self._out.numbers.parse(target))
        usable = bool(number.dial) and self._desk.line.status.usable
        return self._consulted(Action.ADD_PARTY, usable and self._desk.flow.consult.add(number))

    def set_party(
        self, call_id: str, *, muted: bool, volume: float, via: str = "button"
    ) -> Outcome:
        """See ``AgentIntents``."""
        if self._meant(call_id, *LIVE) is None:
            return self.not_possible(Action.SET_PARTY)
        self._out.phone.send(m.SetPartyAudio(call_id=call_id, muted=muted, volume=volume))
        return DONE

    def _consulted(self, action: Action, possible: bool) -> Outcome:
        if possible:
            self._desk.changed()
        else:
            return self.not_possible(action)
        return DONE

    def call_back(self, call_id: str, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        row = next((r for r in self._desk.day.history if r.call.id == call_id), None)
        if row is None or not row.dial:
            return self.not_possible(Action.CALL_BACK)
        return self.dial(row.dial, via=via)

    def connected_call(self, call_id: str | None) -> Call | None:
        """The call that keys can only be meant for."""
        return self._meant(call_id, CallState.CONNECTED)

    def _meant(self, call_id: str | None, *states: CallState) -> Call | None:
        if call_id is None:
            return self._desk.calls.only(*states)
        call = self._desk.calls.get(call_id)
        return call if call is not None and call.state in states else None
