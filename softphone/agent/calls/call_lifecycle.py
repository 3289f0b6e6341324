"""The straight way of a call: offer, answer, end, and the contact that goes with it."""

import logging
from collections.abc import Callable

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.calls.contact_end import ContactEnd
from softphone.agent.calls.handover_context import HandoverContext
from softphone.agent.calls.ringing import NOT_AVAILABLE, UnansweredCalls
from softphone.agent.consult.consult import Consultation
from softphone.agent.contacts.contacts import Contacts
from softphone.agent.contacts.day import AgentDay
from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts, far_end
from softphone.agent.rules import DeskRules
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, StateCause
from softphone.domain.call import (
    Call,
    Caller,
    CallPurpose,
    CallState,
    Direction,
    EndCause,
    EndedBy,
)
from softphone.domain.contact import Contact
from softphone.domain.customer import PopQuery, Tier
from softphone.domain.messages import CommandName
from softphone.domain.phone import PhoneNumber, shown_text
from softphone.domain.ticket import TicketDraft

log = logging.getLogger(__name__)
replace = msgspec.structs.replace
BUSY_HERE = 486
JUST_NOW_S = 3.0


class CallLifecycle:
    """Turns call events into contacts, agent states, history rows and notices."""

    def __init__(
        self,
        *,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        calls: LiveCalls,
        contacts: Contacts,
        session: AgentSession,
        notices: NoticeBoard,
        day: AgentDay,
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._contacts = contacts
        self._session = session
        self._notices = notices
        self._day = day
        self.answered_via = "button"
        self._rang_at = -JUST_NOW_S
        """When a call last stopped ringing without an answer, monotonic seconds."""
        self.handing_on = HandoverContext(
            outside=outside, rules=rules, calls=calls, contacts=contacts, notices=notices
        )
        self.ending = ContactEnd(rules=rules, contacts=contacts, session=session, notices=notices)
        self.consult = Consultation(
            outside=outside,
            rules=rules,
            calls=calls,
            notices=notices,
            end_contact=self.ending.end,
            transferred=self.handing_on.transferred,
            context=self.handing_on.context,
        )
        self._ringing = UnansweredCalls(
            outside=outside,
            rules=rules,
            calls=calls,
            answering=self._answering_itself,
            giving_back=self._giving_back,
        )

    # -------------------------------------------------------------- a call begins

    def offered(self, call: Call) -> None:
        """A call rings: reserve the agent, let it wait beside others, or refuse it."""
        view = self._calls.add(call)
        if view is None:
            return
        idle = self._session.allows(machine.Offered()) and len(self._calls.views) == 1
        if not idle and not self._may_wait():
            self._refuse(call)
            return
        contact = self._new_contact(call)
        if idle:
            self._session.contact_id = contact.id
            why = StateCause(cause="offered", actor="caller", proof="INVITE")
            self._session.apply(machine.Offered(), why)
        self._open(contact, call)
        before = self._session.status.back_to
        ready = idle and before is not None and before.state is AgentState.READY
        self._ringing.watch(call, ready=ready)

    def _answering_itself(self) -> None:
        self.answered_via = "auto-answer"

    def _giving_back(self, call_id: str) -> None:
        self.ending.unanswered = call_id

    def _may_wait(self) -> bool:
        """Whether one more call may ring now. Never in a consult: its two calls are one matter."""
        rules = self._rules()
        return (
            self._session.status.state in rules.waiting_in
            and len(self._calls.views) <= rules.max_calls
            and not self.consult.active
        )

    def reserve_for_ringing(self) -> None:
        """Wrap-up is over while a call rings."""
        if self._calls.any(CallState.OFFERED):
            why = StateCause(cause="offered", actor="caller", proof="rang in wrap-up")
            self._session.apply(machine.Offered(), why)

    def dial(
        self, number: PhoneNumber, why: StateCause, *, target: str = "", headers: dict[str, str]
    ) -> str:
        """Place a call; the contact is there before the first INVITE. The call's id.

        ``target`` is what the PBX wants dialled for the number.
        """
        call = Call(
            id=self._out.new_id(),
            direction=Direction.OUTGOING,
            state=CallState.DIALING,
            caller=Caller(number=number.dial),
            started_at=self._out.clock.now(),
        )
        self._calls.add(call)
        contact = self._new_contact(call)
        if self._session.allows(machine.DialStarted()):
            self._session.contact_id = contact.id
            self._session.apply(machine.DialStarted(), why)
        self._open(contact, call)
        self._contacts.show(contact.id)
        self._out.phone.send(
            m.PlaceCall(
                call_id=call.id,
                target=target or number.dial,
                shown=number.dial if target not in ("", number.dial) else "",
                headers=headers,
            )
        )
        return call.id

    def _refuse(self, call: Call) -> None:
        self._calls.refused.add(call.id)
        signed_out = self._session.status.state is AgentState.SIGNED_OUT
        code = NOT_AVAILABLE if signed_out else BUSY_HERE
        self._out.phone.send(m.RejectCall(call_id=call.id, sip_code=code))
        if not signed_out:
            number = call.caller.number
            self._notices.post(NoticeCode.CALL_REFUSED_BUSY, Severity.WARNING, number=number)

    def _new_contact(self, call: Call) -> Contact:
        number = far_end(self._out.numbers, call)
        view = next(v for v in self._calls.views if v.call.id == call.id)
        return Contact(
            id=self._out.new_id(),
            call_id=call.id,
            direction=call.direction,
            number=number.key or shown_text(call.caller.number),
            name=shown_text(call.caller.name),
            queue=view.queue,
            waited_s=view.waited_s,
            vip=view.vip,
            started_at=call.started_at,
        )

    def _open(self, contact: Contact, call: Call) -> None:
        number = far_end(self._out.numbers, call)
        headers = call.caller.headers
        # A colleague asks or hands over: the card is that of the caller it is about.
        about = self._out.numbers.received(headers.get("original_caller", "")).key
        query = PopQuery(customer_id=headers.get("customer_id", ""), e164=about or number.key)
        self._contacts.open(contact, query)
        self.find_region(call.id, number)

    def find_region(self, call_id: str, number: PhoneNumber) -> None:
        """Ask for the place of a number, off this thread."""
        plan, language = self._out.numbers, self._rules().language

        def done(region: str) -> None:
            self._calls.describe(call_id, region=region)

        def failed(error: Exception) -> None:
            log.warning("no region: %s", type(error).__name__)

        self._out.reader.submit(lambda: plan.region(number, language), done, failed)

    def describe_far_end(self) -> None:
        """The customer's name on the call, once the look-up has it."""
        for view in self._contacts.views:
            call = self._calls.get(view.contact.call_id)
            if view.card is not None and (call is None or not call.passed_on):
                customer = view.card.customer
                vip = customer.tier is Tier.VIP
                self._calls.describe(view.contact.call_id, title=customer.name, vip=vip)
                self.consult.room.name(view.contact.call_id, customer.name)

    # -------------------------------------------------------------- a call goes on

    def call_changed(self, call: Call) -> None:
        """Answered, held, resumed, early …"""
        before = self._calls.update(call)
        if before is None or call.id in self._calls.refused:
            return
        if before.answered_at is None and call.answered_at is not None:
            self.answered(call)
        if call.identity != before.identity and call.identity is not None:
            self._identified(call, call.identity)
        if call.state is CallState.CONNECTED and before.state is not CallState.CONNECTED:
            self._bring_to_front(call)
            self.handing_on.talked_again(call.id)
        self.consult.call_changed(before, call)

    def _identified(self, call: Call, identity: Caller) -> None:
        """Somebody else is at the far end now; a contact without a customer is looked up anew."""
        number = self._out.numbers.received(identity.number)
        self.find_region(call.id, number)
        view = self._contacts.of_call(call.id)
        if view is None or view.card is not None or view.matches or not number.key:
            return
        if call.direction is Direction.OUTGOING:
            return  # who answers there; the contact is with whom the agent called
        if not view.draft.customer_id and not view.draft.new_customer_name:
            self._contacts.look_up_again(view.contact.id, number.key)

    def _bring_to_front(self, call: Call) -> None:
        """The contact that is talked with is the one in front."""
        view = self._contacts.of_call(call.consult_of or call.id)
        if view is not None:
            self._contacts.show(view.contact.id)

    def answered(self, call: Call) -> None:
        """A contact's call has been answered."""
        if call.purpose is not CallPurpose.CONTACT:
            return
        if self._session.status.state in (AgentState.RESERVED, AgentState.WRAP_UP):
            why = StateCause(cause="answered", actor="agent", proof=self.answered_via)
            self._session.apply(machine.Answered(), why)
        self.answered_via = "button"
        self._day.talked(call)
        view = self._contacts.of_call(call.id)
        if view is not None:
            self._contacts.update(replace(view.contact, answered_at=call.answered_at))

    def transfer_progressed(self, event: m.TransferProgressed) -> None:
        """A NOTIFY came."""
        if not self.consult.transfer_progressed(event):
            self.handing_on.progressed(event)

    # -------------------------------------------------------------- a call ends

    def call_ended(self, call: Call) -> None:
        """Over: history row, contact, agent state, and a line if it needs one."""
        if call.id == self.ending.unanswered:
            # Nobody refused it: the agent was not there.
            forwarded = call.cause is EndCause.FORWARDED
            cause = EndCause.FORWARDED if forwarded else EndCause.MISSED
            call = replace(call, cause=cause, ended_by=EndedBy.SYSTEM)
        refused = call.id in self._calls.refused
        gone = self._calls.remove(call.id)
        if gone is None:
            return
        if gone.call.state is CallState.OFFERED:
            self._rang_at = self._out.clock.monotonic()
        view = self._contacts.of_call(call.consult_of or call.id)
        mine = view is not None and not refused
        contact_id = view.contact.id if view is not None and mine else ""
        self._day.call_ended(call, contact_id, gone.region)
        self.handing_on.call_ended(call)
        if call.purpose is CallPurpose.CONSULT:
            self.consult.consult_call_ended(call)
        elif call.purpose is CallPurpose.ROOM:
            self.consult.room_call_ended(call)
        elif mine and self.consult.is_caller(call.id):
            self.consult.contact_call_ended(call)
        elif mine:
            self.ending.end(call)
            if call.answered_at is None:
                self._day.reload()

    def rang_just_now(self) -> bool:
        """Whether the caller may have been quicker than the agent's hand."""
        return self._out.clock.monotonic() - self._rang_at < JUST_NOW_S

    def command_refused(self, command: CommandName, call_id: str, reason: str) -> bool:
        """The engine would not; whether that needs no words of its own."""
        call = self._calls.get(call_id)
        if call is None and command is CommandName.HANG_UP_CALL:
            return True
        if command is CommandName.FORWARD_CALL and call_id == self.ending.unanswered:
            if not self._ringing.not_forwarded(call_id):
                self.ending.unanswered = ""
            return True
        if command is CommandName.REJECT_CALL and call_id == self.ending.unanswered:
            # Answered or gone in the very same moment.
            self.ending.unanswered = ""
            return True
        if self.consult.refused(command, call_id, reason):
            return True
        if call is not None and call.state is CallState.DIALING:
            self.call_ended(
                replace(
                    call,
                    state=CallState.ENDED,
                    ended_at=self._out.clock.now(),
                    cause=EndCause.FAILED,
                    ended_by=EndedBy.SYSTEM,
                    sip_reason=reason,
                )
            )
        return False

    def engine_lost(self) -> None:
        """Every call ended with the engine, and says so."""
        self.consult.engine_lost()
        now = self._out.clock.now()
        for view in tuple(self._calls.views):
            held_s = view.call.held_s
            if view.call.held_since is not None:
                held_s += (now - view.call.held_since).total_seconds()
            self.call_ended(
                replace(
                    view.call,
                    state=CallState.ENDED,
                    ended_at=now,
                    held_since=None,
                    held_s=held_s,
                    cause=EndCause.ENGINE_FAILURE,
                    ended_by=EndedBy.SYSTEM,
                )
            )
        self._calls.clear()

    def reopen_draft(self, draft: TicketDraft, failed: Callable[[Exception], None]) -> None:
        """Go on with an unfinished ticket of an earlier contact."""
        store = self._out.store

        def done(contact: Contact | None) -> None:
            if contact is not None and self._contacts.get(contact.id) is None:
                self._contacts.reopen(contact, draft)

        self._out.reader.submit(lambda: store.contact(draft.contact_id), done, failed)
