"""The end of a contact: its row, the agent's state, and a line if nobody answered."""

from collections.abc import Callable

import msgspec

from softphone.agent.contacts.contacts import Contacts
from softphone.agent.contacts.figures import is_missed, talk_s
from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.rules import DeskRules
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain.agent_state import AgentState, Reason, StateCause
from softphone.domain.call import Call, Direction, EndCause, EndedBy

replace = msgspec.structs.replace


class ContactEnd:
    """``unanswered`` is the call that was sent back because it rang too long."""

    def __init__(
        self,
        *,
        rules: Callable[[], DeskRules],
        contacts: Contacts,
        session: AgentSession,
        notices: NoticeBoard,
    ) -> None:
        self._rules = rules
        self._contacts = contacts
        self._session = session
        self._notices = notices
        self.unanswered = ""

    def end(self, call: Call) -> None:
        """A contact's last call is over; the agent may be on another contact's."""
        view = self._contacts.of_call(call.id)
        if view is None:
            return
        contact = replace(
            view.contact,
            ended_at=call.ended_at,
            cause=call.cause,
            ended_by=call.ended_by,
            sip_code=call.sip_code,
            sip_reason=call.sip_reason,
            talk_s=talk_s(call),
            held_s=call.held_s,
            transferred_to=call.forwarded_to or view.contact.transferred_to,
        )
        why = StateCause(
            cause=f"contact ended: {call.cause.value if call.cause else 'unknown'}",
            actor=call.ended_by.value if call.ended_by else "unknown",
            proof=f"SIP {call.sip_code}" if call.sip_code else "BYE",
        )
        self._contacts.update(contact)
        if call.answered_at is not None:
            if self._contacts.needs_no_ticket(view):
                self._contacts.close(contact.id, keep_draft=False)
            self._settle(why)
            return
        self._contacts.close(contact.id, keep_draft=view.draft.written)
        self._settle(why)
        if call.id == self.unanswered:
            self._not_answered(call)
        else:
            self._tell_unanswered(call, view.card.customer.name if view.card is not None else "")

    def _settle(self, why: StateCause) -> None:
        """What the agent's state becomes: nothing new while another contact goes on."""
        if self._contacts.going_on:
            return
        unfinished = self._contacts.unfinished
        match self._session.status.state:
            case AgentState.RESERVED:
                self._session.apply(machine.OfferGone(), why)
            case AgentState.ON_CONTACT:
                ended = machine.ContactEnded(wrap_up=unfinished > 0, contacts=max(1, unfinished))
                self._session.apply(ended, why)
            case _:
                pass

    def _not_answered(self, call: Call) -> None:
        """Redirection on no answer: offering more calls to an empty chair helps nobody."""
        self.unanswered = ""
        seconds = f"{self._rules().not_ready_after_s:g}"
        if self._session.status.state is AgentState.READY:
            why = StateCause(cause="no answer", actor="system", proof=f"rang {seconds} s")
            self._session.apply(machine.NotReadyAsked(Reason.SYSTEM), why)
        self._notices.post(
            NoticeCode.NOT_ANSWERED,
            Severity.WARNING,
            sticky=True,
            number=call.caller.number,
            seconds=seconds,
        )

    def _tell_unanswered(self, call: Call, name: str) -> None:
        number = call.caller.number
        if call.direction is Direction.INCOMING:
            if call.cause is EndCause.FORWARDED:
                target = call.forwarded_to
                self._notices.post(NoticeCode.CALL_FORWARDED, number=number, target=target)
            elif is_missed(call):
                self._notices.post(
                    NoticeCode.CALL_MISSED, Severity.WARNING, number=number, name=name
                )
        elif call.ended_by is not EndedBy.AGENT:
            self._notices.post(
                NoticeCode.CALL_FAILED,
                Severity.WARNING,
                number=number,
                sip_code=str(call.sip_code),
                sip_reason=call.sip_reason,
            )
