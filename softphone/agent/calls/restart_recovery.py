"""The desk after a restart: calls that went on in the engine are taken up again."""

from collections.abc import Iterable

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.calls.call_lifecycle import CallLifecycle
from softphone.agent.contacts.contacts import Contacts
from softphone.agent.contacts.day import AgentDay
from softphone.agent.desk_model import NoticeCode
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts, far_end
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, StateCause
from softphone.domain.call import Call, Caller, CallPurpose, CallState, EndCause, EndedBy
from softphone.domain.consult_room import was_moved
from softphone.domain.contact import Contact

replace = msgspec.structs.replace
REGION_LATER_S = 2.0


class RestartRecovery:
    """Puts contacts, drafts and calls together again from the store and the engine's snapshot."""

    def __init__(
        self,
        flow: CallLifecycle,
        outside: DeskPorts,
        calls: LiveCalls,
        contacts: Contacts,
        session: AgentSession,
        notices: NoticeBoard,
        day: AgentDay,
    ) -> None:
        self._flow = flow
        self._out = outside
        self._calls = calls
        self._contacts = contacts
        self._session = session
        self._notices = notices
        self._day = day

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
        consults = [c for c in calls if c.purpose in (CallPurpose.CONSULT, CallPurpose.ROOM)]
        left, self._day.left = self._day.left, type(self._day.left)()
        if engine_kept and left.status is not None:
            self._notices.post(NoticeCode.DESK_RESTARTED)
            self._session.restore(left.status)
            self._take_up(left.contacts, live, consults, {call.id: call for call in ended})
        else:
            self._set_aside(left.contacts)
        for call in consults:
            if call.id not in self._calls:
                self._out.phone.send(m.HangUpCall(call_id=call.id))
        for call in live.values():
            if call.id not in self._calls and call.state is CallState.OFFERED:
                self._flow.offered(call)

    def _take_up(
        self,
        contacts: tuple[Contact, ...],
        live: dict[str, Call],
        consults: list[Call],
        ended: dict[str, Call],
    ) -> None:
        state = self._session.status.state
        busy = state in (AgentState.RESERVED, AgentState.ON_CONTACT, AgentState.WRAP_UP)
        kept = [c for c in contacts if busy or c.call_id in live]
        self._set_aside(contact for contact in contacts if contact not in kept)
        if not kept:
            self._settle_without_contact(state)
            return
        drafts = {draft.contact_id: draft for draft in self._day.drafts}
        for contact in kept:
            self._session.contact_id = contact.id
            self._contacts.reopen(contact, drafts.get(contact.id))
        for contact in kept:
            call = live.get(contact.call_id)
            if call is not None:
                self._go_on(call)
        for room in (c for c in consults if c.purpose is CallPurpose.ROOM):
            if self._contacts.of_call(room.consult_of) is not None:
                self._go_on_in_room(room, consults, live, ended)
        for target in consults:
            asked = self._contacts.of_call(target.consult_of)
            if asked is not None and target.id not in self._calls:
                self._go_on_consulting(target, live, ended)
        for contact in kept:
            consulted = self._flow.consult.is_caller(contact.call_id)
            if contact.call_id not in live and contact.ended_at is None and not consulted:
                self._ended_meanwhile(contact, ended.get(contact.call_id))

    def _set_aside(self, contacts: Iterable[Contact]) -> None:
        drafts = {draft.contact_id: draft for draft in self._day.drafts}
        for contact in contacts:
            self._contacts.set_aside(contact, drafts.get(contact.id))
        self._day.reload()

    def _go_on(self, call: Call) -> None:
        self._calls.add(call)
        number = far_end(self._out.numbers, call)
        # Loading the tables of places takes a second that the card and the draft need first.
        self._out.clock.after(REGION_LATER_S, lambda: self._flow.find_region(call.id, number))
        reserved = self._session.status.state is AgentState.RESERVED
        if call.answered_at is not None and reserved:
            self._flow.answered(call)
        view = self._contacts.of_call(call.id)
        if view is not None and call.state is CallState.CONNECTED:
            self._contacts.show(view.contact.id)

    def _go_on_consulting(
        self, target: Call, live: dict[str, Call], ended: dict[str, Call]
    ) -> None:
        caller = live.get(target.consult_of)
        view = self._contacts.of_call(target.consult_of)
        assert view is not None
        if caller is not None:
            self._calls.add(target)
            self._flow.consult.resume(caller, target, None)
        elif target.answered_at is not None:
            end = self._end_of(view.contact, ended.get(target.consult_of))
            self._day.call_ended(end, view.contact.id, "")
            self._calls.add(target)
            self._flow.consult.resume(None, target, end)
            self._contacts.show(view.contact.id)

    def _go_on_in_room(
        self, room: Call, consults: list[Call], live: dict[str, Call], ended: dict[str, Call]
    ) -> None:
        """The agent's own call to a conference room; the others may be there already."""
        caller_id = room.consult_of
        view = self._contacts.of_call(caller_id)
        assert view is not None
        mine = (c for c in consults if c.purpose is CallPurpose.CONSULT)
        target = next((c for c in mine if c.consult_of == caller_id), None)
        over = [c for c in ended.values() if c.consult_of == caller_id and was_moved(c)]
        if caller_id not in live:
            end = self._end_of(view.contact, ended.get(caller_id))
            self._day.call_ended(end, view.contact.id, "")
            over.append(end)
        for call in (target, room):
            if call is not None:
                self._calls.add(call)
        self._flow.consult.resume_room(room, live.get(caller_id), target, tuple(over))
        self._flow.describe_far_end()
        self._contacts.show(view.contact.id)

    def _settle_without_contact(self, state: AgentState) -> None:
        why = StateCause(cause="no call any more", actor="system", proof="desk restarted")
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
                machine.Answered(),
                StateCause(cause="answered", actor="agent", proof="before restart"),
            )
        self._day.call_ended(call, contact.id, "")
        self._flow.ending.end(call)

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
