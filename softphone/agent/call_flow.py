"""The straight way of a call: offer, answer, end, and the contact that goes with it."""

import logging
from collections.abc import Callable

import msgspec

from softphone.agent.call_book import CallBook
from softphone.agent.consult_flow import ConsultFlow
from softphone.agent.contact_desk import ContactDesk
from softphone.agent.day import Day, talk_s
from softphone.agent.model import NoticeCode, Severity
from softphone.agent.notices import NoticeBoard
from softphone.agent.outside import Outside
from softphone.agent.rules import DeskRules
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Proof, Reason
from softphone.domain.call import (
    Call,
    Caller,
    CallPurpose,
    CallState,
    Direction,
    EndCause,
    EndedBy,
    TransferState,
)
from softphone.domain.contact import Contact
from softphone.domain.customer import PopQuery, Tier
from softphone.domain.phone import PhoneNumber
from softphone.domain.text import clean
from softphone.domain.ticket import TicketDraft

log = logging.getLogger(__name__)
replace = msgspec.structs.replace
BUSY_HERE, NOT_AVAILABLE = 486, 480
REGION_LATER_S = 2.0


class CallFlow:
    """Turns call events into contacts, agent states, history rows and notices."""

    def __init__(
        self,
        *,
        outside: Outside,
        rules: Callable[[], DeskRules],
        calls: CallBook,
        contacts: ContactDesk,
        session: AgentSession,
        notices: NoticeBoard,
        day: Day,
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._contacts = contacts
        self._session = session
        self._notices = notices
        self._day = day
        self.answered_via = "button"
        self._unanswered = ""
        """The call that was sent back because it rang too long."""
        self.consult = ConsultFlow(
            outside=outside,
            calls=calls,
            notices=notices,
            end_contact=self._end_contact,
            transferred=self._transferred,
            context=self._context,
        )

    # -------------------------------------------------------------- a call begins

    def offered(self, call: Call) -> None:
        """A call rings: reserve the agent, or refuse it when another matter is on the desk."""
        view = self._calls.add(call)
        if view is None:
            return
        why = Proof(cause="offered", actor="caller", proof="INVITE")
        others = len(self._calls.views) > 1 or self._contacts.view is not None
        if others or not self._session.allows(machine.Offered()):
            self._refuse(call)
            return
        contact = self._new_contact(call)
        self._session.contact_id = contact.id
        self._session.apply(machine.Offered(), why)
        self._open(contact, call)
        self._watch_ringing(call)

    def _watch_ringing(self, call: Call) -> None:
        limit_s = self._rules().not_ready_after_s
        if limit_s <= 0:
            return

        def rang_too_long() -> None:
            now = self._calls.get(call.id)
            if now is not None and now.state is CallState.OFFERED:
                self._unanswered = call.id
                self._out.phone.send(m.RejectCall(call_id=call.id, sip_code=NOT_AVAILABLE))

        self._out.clock.after(limit_s, rang_too_long)

    def dial(self, number: PhoneNumber, why: Proof) -> None:
        """Place a call; the contact is there before the first INVITE."""
        call = Call(
            id=self._out.new_id(),
            direction=Direction.OUTGOING,
            state=CallState.DIALING,
            caller=Caller(number=number.dial),
            started_at=self._out.clock.now(),
        )
        self._calls.add(call)
        contact = self._new_contact(call)
        self._session.contact_id = contact.id
        self._session.apply(machine.DialStarted(), why)
        self._open(contact, call)
        self._out.phone.send(m.PlaceCall(call_id=call.id, target=number.dial))

    def _refuse(self, call: Call) -> None:
        self._calls.refused.add(call.id)
        signed_out = self._session.status.state is AgentState.SIGNED_OUT
        code = NOT_AVAILABLE if signed_out else BUSY_HERE
        self._out.phone.send(m.RejectCall(call_id=call.id, sip_code=code))
        if not signed_out:
            number = call.caller.number
            self._notices.post(NoticeCode.CALL_REFUSED_BUSY, Severity.WARNING, number=number)

    def _new_contact(self, call: Call) -> Contact:
        number = self._out.numbers.parse(call.caller.number)
        view = next(v for v in self._calls.views if v.call.id == call.id)
        return Contact(
            id=self._out.new_id(),
            call_id=call.id,
            direction=call.direction,
            number=number.e164 or number.dial or call.caller.number,
            name=call.caller.name,
            queue=view.queue,
            waited_s=view.waited_s,
            vip=view.vip,
            started_at=call.started_at,
        )

    def _open(self, contact: Contact, call: Call) -> None:
        number = self._out.numbers.parse(call.caller.number)
        query = PopQuery(customer_id=call.caller.headers.get("customer_id", ""), e164=number.e164)
        self._contacts.open(contact, query)
        self._find_region(call.id, number)

    def _find_region(self, call_id: str, number: PhoneNumber) -> None:
        plan, language = self._out.numbers, self._rules().language

        def done(region: str) -> None:
            self._calls.describe(call_id, region=region)

        def failed(error: Exception) -> None:
            log.warning("no region: %s", type(error).__name__)

        self._out.worker.submit(lambda: plan.region(number, language), done, failed)

    def describe_far_end(self) -> None:
        """The customer's name on the call, once the look-up has it."""
        view = self._contacts.view
        if view is not None and view.card is not None:
            customer = view.card.customer
            vip = customer.tier is Tier.VIP
            self._calls.describe(view.contact.call_id, title=customer.name, vip=vip)

    # -------------------------------------------------------------- a call goes on

    def call_changed(self, call: Call) -> None:
        """Answered, held, resumed, early …"""
        before = self._calls.update(call)
        if before is None or call.id in self._calls.refused:
            return
        if before.answered_at is None and call.answered_at is not None:
            self._answered(call)
        self.consult.call_changed(before, call)

    def _answered(self, call: Call) -> None:
        if call.purpose is CallPurpose.CONSULT:
            return
        if self._session.status.state is AgentState.RESERVED:
            why = Proof(cause="answered", actor="agent", proof=self.answered_via)
            self._session.apply(machine.Answered(), why)
        self.answered_via = "button"
        view = self._contacts.view
        if view is not None and view.contact.call_id == call.id:
            self._contacts.update(replace(view.contact, answered_at=call.answered_at))

    def transfer_progressed(self, event: m.TransferProgressed) -> None:
        """A NOTIFY came; a failed transfer leaves the caller with us, on hold."""
        if self.consult.transfer_progressed(event):
            return
        if event.state is TransferState.FAILED:
            self._notices.post(
                NoticeCode.TRANSFER_FAILED,
                Severity.ERROR,
                target=event.target,
                sip_code=str(event.sip_code),
                sip_reason=event.sip_reason,
            )
        elif event.state is TransferState.DONE:
            self._transferred(event.target)

    def _context(self) -> dict[str, str]:
        """What goes along with a consult, as SIP headers; only the configured ones."""
        view = self._contacts.view
        if view is None:
            return {}
        values = {
            "contact_id": view.contact.id,
            "customer_id": view.draft.customer_id or view.contact.customer_id,
            "queue": view.contact.queue,
            "from_agent": self._rules().agent_name,
            "note": view.draft.notes,
        }
        names = self._rules().header_names
        lines = {purpose: clean(" ".join(value.split())) for purpose, value in values.items()}
        return {names[p]: line for p, line in lines.items() if line and names.get(p)}

    def _transferred(self, target: str) -> None:
        self._notices.post(NoticeCode.TRANSFER_DONE, target=target)
        view = self._contacts.view
        if view is not None:
            self._contacts.update(replace(view.contact, transferred_to=target))

    # -------------------------------------------------------------- a call ends

    def call_ended(self, call: Call) -> None:
        """Over: history row, contact, agent state, and a line if it needs one."""
        if call.id == self._unanswered:
            # Nobody refused it: the agent was not there.
            call = replace(call, cause=EndCause.MISSED, ended_by=EndedBy.SYSTEM)
        refused = call.id in self._calls.refused
        gone = self._calls.remove(call.id)
        if gone is None:
            return
        view = self._contacts.view
        mine = view is not None and view.contact.call_id == call.id and not refused
        contact_id = view.contact.id if view is not None and mine else ""
        if call.purpose is CallPurpose.CONSULT:
            contact_id = view.contact.id if view is not None else ""
        self._day.call_ended(call, contact_id, gone.region)
        if mine:
            self.consult.contact_call_ended(call)
        elif call.purpose is CallPurpose.CONSULT:
            self.consult.consult_call_ended(call)

    def _end_contact(self, call: Call) -> None:
        view = self._contacts.view
        assert view is not None
        answered = call.answered_at is not None
        contact = replace(
            view.contact,
            ended_at=call.ended_at,
            cause=call.cause,
            ended_by=call.ended_by,
            sip_code=call.sip_code,
            sip_reason=call.sip_reason,
            talk_s=talk_s(call),
            held_s=call.held_s,
        )
        why = Proof(
            cause=f"contact ended: {call.cause.value if call.cause else 'unknown'}",
            actor=call.ended_by.value if call.ended_by else "unknown",
            proof=f"SIP {call.sip_code}" if call.sip_code else "BYE",
        )
        self._contacts.update(contact)
        if answered:
            self._session.apply(machine.ContactEnded(wrap_up=True), why)
            return
        typed = bool(view.draft.notes.strip() or view.draft.category_id)
        self._contacts.close(keep_draft=typed)
        incoming = call.direction is Direction.INCOMING
        ended = machine.OfferGone() if incoming else machine.ContactEnded(wrap_up=False)
        self._session.apply(ended, why)
        if call.id == self._unanswered:
            self._not_answered(call)
        else:
            self._tell_unanswered(call)

    def _not_answered(self, call: Call) -> None:
        """Redirection on no answer: offering more calls to an empty chair helps nobody."""
        self._unanswered = ""
        seconds = f"{self._rules().not_ready_after_s:g}"
        if self._session.status.state is AgentState.READY:
            why = Proof(cause="no answer", actor="system", proof=f"rang {seconds} s")
            self._session.apply(machine.NotReadyAsked(Reason.SYSTEM), why)
        self._notices.post(
            NoticeCode.NOT_ANSWERED,
            Severity.WARNING,
            sticky=True,
            number=call.caller.number,
            seconds=seconds,
        )

    def _tell_unanswered(self, call: Call) -> None:
        number = call.caller.number
        if call.direction is Direction.INCOMING:
            if call.cause in (EndCause.MISSED, EndCause.ABANDONED):
                self._notices.post(NoticeCode.CALL_MISSED, Severity.WARNING, number=number)
        elif call.ended_by is not EndedBy.AGENT:
            self._notices.post(
                NoticeCode.CALL_FAILED,
                Severity.WARNING,
                number=number,
                sip_code=str(call.sip_code),
                sip_reason=call.sip_reason,
            )

    def command_refused(self, command: str, call_id: str, reason: str) -> bool:
        """The engine would not; whether that needs no words of its own."""
        call = self._calls.get(call_id)
        if call is None and command == "HangUpCall":
            return True
        if command == "RejectCall" and call_id == self._unanswered:
            # Answered or gone in the very same moment.
            self._unanswered = ""
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

    # -------------------------------------------------------------- after a restart of the desk

    def snapshot(
        self, calls: tuple[Call, ...], ended: tuple[Call, ...], *, engine_kept: bool
    ) -> None:
        """The engine's calls at connection time; after a desk crash they are taken up again.

        ``ended`` are the last calls that are over: how a call ended while no desk was there.
        """
        for call in calls:
            if call.purpose is CallPurpose.SERVICE and engine_kept:
                self._out.phone.send(m.HangUpCall(call_id=call.id))
        live = {c.id: c for c in calls if c.purpose is CallPurpose.CONTACT}
        consults = [c for c in calls if c.purpose is CallPurpose.CONSULT]
        left, self._day.left = self._day.left, type(self._day.left)()
        if engine_kept and left.status is not None:
            self._notices.post(NoticeCode.DESK_RESTARTED)
            self._session.restore(left.status)
            self._take_up(left.contacts, live, consults, {call.id: call for call in ended})
        else:
            for contact in left.contacts:
                self._contacts.update(replace(contact, wrapped_up=True))
        for call in consults:
            if call.id not in self._calls:
                self._out.phone.send(m.HangUpCall(call_id=call.id))
        for call in live.values():
            if call.id not in self._calls and call.state is CallState.OFFERED:
                self.offered(call)

    def _take_up(
        self,
        contacts: tuple[Contact, ...],
        live: dict[str, Call],
        consults: list[Call],
        ended: dict[str, Call],
    ) -> None:
        state = self._session.status.state
        current = next((c for c in contacts if c.call_id in live), None)
        if current is None and state in (AgentState.RESERVED, AgentState.ON_CONTACT):
            current = contacts[-1] if contacts else None
        if current is None and state is AgentState.WRAP_UP and contacts:
            current = contacts[-1]
        for contact in contacts:
            if contact is not current:
                self._contacts.update(replace(contact, wrapped_up=True))
        if current is None:
            self._settle_without_contact(state)
            return
        drafts = {draft.contact_id: draft for draft in self._day.drafts}
        self._session.contact_id = current.id
        self._contacts.reopen(current, drafts.get(current.id))
        call = live.get(current.call_id)
        if call is not None:
            self._calls.add(call)
            number = self._out.numbers.parse(call.caller.number)
            # Loading the tables of places takes a second that the card and the draft need first.
            self._out.clock.after(REGION_LATER_S, lambda: self._find_region(call.id, number))
            if call.answered_at is not None and state is AgentState.RESERVED:
                self._answered(call)
            for target in consults:
                self._calls.add(target)
                self.consult.resume(call, target, None)
        elif state is AgentState.ON_CONTACT and any(c.answered_at for c in consults):
            end = self._end_of(current, ended.get(current.call_id))
            self._day.call_ended(end, current.id, "")
            for target in consults:
                self._calls.add(target)
                self.consult.resume(None, target, end)
        elif state in (AgentState.RESERVED, AgentState.ON_CONTACT):
            self._ended_meanwhile(current, ended.get(current.call_id))

    def _settle_without_contact(self, state: AgentState) -> None:
        why = Proof(cause="no call any more", actor="system", proof="desk restarted")
        if state is AgentState.RESERVED:
            self._session.apply(machine.OfferGone(), why)
        elif state is AgentState.ON_CONTACT:
            self._session.apply(machine.ContactEnded(wrap_up=False), why)
        elif state is AgentState.WRAP_UP:
            self._session.apply(machine.WrapUpDone(ready=False), why)

    def _ended_meanwhile(self, contact: Contact, told: Call | None) -> None:
        call = self._end_of(contact, told)
        if self._session.status.state is AgentState.RESERVED and call.answered_at is not None:
            self._session.apply(
                machine.Answered(), Proof(cause="answered", actor="agent", proof="before restart")
            )
        self._day.call_ended(call, contact.id, "")
        self._end_contact(call)

    def _end_of(self, contact: Contact, told: Call | None) -> Call:
        """How a call ended while no desk was there to see it; the engine may remember."""
        answered = contact.answered_at is not None
        return told or Call(
            id=contact.call_id,
            direction=contact.direction,
            state=CallState.ENDED,
            caller=Caller(number=contact.number, name=contact.name),
            started_at=contact.started_at,
            answered_at=contact.answered_at,
            ended_at=self._out.clock.now(),
            cause=EndCause.ANSWERED if answered else EndCause.MISSED,
            ended_by=EndedBy.SYSTEM,
            sip_reason="ended while the window was restarting",
        )

    def reopen_draft(self, draft: TicketDraft, failed: Callable[[Exception], None]) -> None:
        """Go on with an unfinished ticket of an earlier contact."""
        store = self._out.store

        def done(contact: Contact | None) -> None:
            if contact is not None and self._contacts.view is None:
                self._contacts.reopen(contact, draft)

        self._out.worker.submit(lambda: store.contact(draft.contact_id), done, failed)
