"""The agent's wishes: each checks that the moment is right, then acts or says why not."""

from collections.abc import Callable
from pathlib import Path

from softphone.agent.model import NoticeCode, Severity
from softphone.agent.recording_wishes import RecordingWishes
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, Proof, Reason
from softphone.domain.call import Call, CallState, Direction, RejectReason
from softphone.domain.consult import Phase
from softphone.domain.customer import CustomerCard
from softphone.domain.dtmf import DIGITS, split_dialled
from softphone.domain.quality_log import CallQuality
from softphone.domain.ticket import Ticket, TicketDraft, missing_fields
from softphone.ports import ImportPreview, SearchResult

LIVE = (CallState.CONNECTED, CallState.HELD)
DIALED = (CallState.DIALING, CallState.EARLY)
TOGETHER = (Phase.WITH_TARGET, Phase.WITH_CALLER, Phase.CONFERENCE)
"""Both calls of a consult are up and nothing is under way."""


class Wishes(RecordingWishes):
    """Implements ``AgentIntents`` on a desk."""

    # -------------------------------------------------------------- intents: state

    def sign_in(
        self, password: str | None = None, *, remember: bool = True, via: str = "button"
    ) -> None:
        """See ``AgentIntents``."""
        self._desk.line.sign_in(password, remember=remember)
        if self._desk.session.status.state is AgentState.SIGNED_OUT:
            self._desk.session.apply(machine.SignedIn(), asked(via))
        self._desk.changed()

    def sign_out(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._ask("sign-out", machine.SignOutAsked(), via)

    def go_ready(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        if self._desk.session.status.state is AgentState.WRAP_UP:
            self._desk.leave_contacts()
        self._ask("ready", machine.ReadyAsked(), via)

    def go_not_ready(self, reason: Reason, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._ask("not-ready", machine.NotReadyAsked(reason), via)

    def cancel_next(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._ask("cancel-next", machine.NextCancelled(), via)

    def more_time(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._ask("more-time", machine.MoreTimeAsked(), via)

    def _ask(self, action: str, event: machine.AgentEvent, via: str) -> None:
        if not self._desk.session.apply(event, asked(via)):
            self.not_possible(action)
        self._desk.changed()

    # -------------------------------------------------------------- intents: calls

    def dial(self, text: str, *, confirmed: bool = False, via: str = "button") -> None:
        """See ``AgentIntents``."""
        outgoing = self._desk.outgoing
        text, keys = split_dialled(text)
        number = self._out.numbers.parse(text)
        outgoing.question = None
        if not number.dial or not self._desk.may_dial() or not self._desk.line.status.usable:
            self.not_possible("dial")
            return
        if not confirmed and outgoing.asks(number, text + keys):
            self._desk.changed()
            return
        call_id = self._desk.flow.dial(
            number,
            asked(via),
            target=outgoing.planned(number).dial,
            headers=outgoing.headers(number),
        )
        outgoing.send_when_answered(call_id, keys)

    def answer(self, call_id: str | None = None, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.OFFERED) or self._first_ringing(call_id)
        # A call of the agent's own that is answered a moment later would be a second voice.
        if call is None or self._desk.calls.any(*DIALED):
            self.not_possible("answer")
            return
        self._desk.flow.answered_via = via
        self._out.phone.send(m.AnswerCall(call_id=call.id))

    def reject(
        self,
        call_id: str | None = None,
        *,
        reason: RejectReason = RejectReason.BUSY,
        via: str = "button",
    ) -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.OFFERED) or self._first_ringing(call_id)
        if call is None:
            self.not_possible("reject")
            return
        self._out.phone.send(m.RejectCall(call_id=call.id, sip_code=reason.sip_code))

    def _first_ringing(self, call_id: str | None) -> Call | None:
        ringing = (v.call for v in self._desk.calls.views if v.call.state is CallState.OFFERED)
        return next(ringing, None) if call_id is None else None

    def hang_up(self, call_id: str | None = None, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, *LIVE, CallState.DIALING, CallState.EARLY)
        if call is None:
            self.not_possible("hangup")
            return
        self._out.phone.send(m.HangUpCall(call_id=call.id))

    def hold(self, call_id: str | None = None, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.CONNECTED)
        consult = self._desk.flow.consult
        if call is None or (consult.active and consult.phase not in TOGETHER):
            self.not_possible("hold")
            return
        self._out.phone.send(m.HoldCall(call_id=call.id))

    def resume(self, call_id: str | None = None, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.HELD)
        if call is None and call_id is None:
            call = self._desk.calls.next_held()
        consult = self._desk.flow.consult
        settled = not consult.active or consult.phase in TOGETHER
        if call is None or not settled or self._desk.calls.any(*DIALED):
            self.not_possible("resume")
            return
        other = consult.other(call.id)
        talking = other is not None and other.state is CallState.CONNECTED
        if talking and consult.phase is not Phase.CONFERENCE:
            # Both at once would hear the agent without knowing of each other.
            consult.swap()
            self._desk.changed()
            return
        self._out.phone.send(m.ResumeCall(call_id=call.id))

    def set_mute(self, muted: bool, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._out.phone.send(m.SetMute(muted=muted))

    def send_dtmf(self, digits: str, call_id: str | None = None, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, CallState.CONNECTED)
        good = digits and all(digit in DIGITS for digit in digits)
        if call is None or not good or not self._desk.outgoing.play(call.id, digits):
            self.not_possible("dtmf")

    def transfer(self, target: str, call_id: str | None = None, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        call = self._meant(call_id, *LIVE)
        number = self._desk.outgoing.planned(self._out.numbers.parse(target))
        if call is None or not number.dial or self._desk.flow.consult.active:
            self.not_possible("transfer")
            return
        self._out.phone.send(
            m.TransferCall(
                call_id=call.id, target=number.dial, headers=self._desk.flow.context(call.id)
            )
        )

    def consult(self, target: str, call_id: str | None = None, *, via: str = "button") -> None:
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
            self.not_possible("consult")
            return
        self._consulted("consult", self._desk.flow.consult.begin(call, number))

    def complete(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._consulted("complete", self._desk.flow.consult.complete())

    def cancel_consult(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._consulted("cancel", self._desk.flow.consult.cancel())

    def swap(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        if self._desk.flow.consult.active or self._desk.calls.next_held() is None:
            self._consulted("swap", self._desk.flow.consult.swap())
        else:
            self.resume(via=via)

    def merge(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._consulted("merge", self._desk.flow.consult.merge())

    def split(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        self._consulted("split", self._desk.flow.consult.split())

    def add_party(self, target: str, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        number = self._desk.outgoing.planned(self._out.numbers.parse(target))
        usable = bool(number.dial) and self._desk.line.status.usable
        self._consulted("add", usable and self._desk.flow.consult.add(number))

    def set_party(self, call_id: str, *, muted: bool, volume: float, via: str = "button") -> None:
        """See ``AgentIntents``."""
        if self._meant(call_id, *LIVE) is None:
            self.not_possible("party")
            return
        self._out.phone.send(m.SetParty(call_id=call_id, muted=muted, volume=volume))

    def _consulted(self, action: str, possible: bool) -> None:
        if possible:
            self._desk.changed()
        else:
            self.not_possible(action)

    def call_back(self, call_id: str, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        row = next((r for r in self._desk.day.history if r.call.id == call_id), None)
        if row is None:
            self.not_possible("call-back")
            return
        self.dial(row.call.caller.number, via=via)
        if any(v.call.direction is Direction.OUTGOING for v in self._desk.calls.views):
            self._desk.day.called_back(call_id)

    def connected_call(self, call_id: str | None) -> Call | None:
        """The call that keys can only be meant for."""
        return self._meant(call_id, CallState.CONNECTED)

    def _meant(self, call_id: str | None, *states: CallState) -> Call | None:
        if call_id is None:
            return self._desk.calls.only(*states)
        call = self._desk.calls.get(call_id)
        return call if call is not None and call.state in states else None

    # -------------------------------------------------------------- intents: customer

    def choose_customer(self, customer_id: str) -> None:
        """See ``AgentIntents``."""
        self.load_card(
            customer_id,
            self._chosen,
            lambda problem: self._desk.store_failed(RuntimeError(problem)),
        )

    def _chosen(self, card: CustomerCard | None) -> None:
        if card is not None:
            self._desk.contacts.take_card(card)

    def no_customer(self) -> None:
        """See ``AgentIntents``."""
        self._desk.contacts.no_customer()

    def open_card(self, customer_id: str) -> None:
        """See ``AgentIntents``."""

        def done(card: CustomerCard | None) -> None:
            self._desk.shown_card = card
            self._desk.changed()

        self.load_card(
            customer_id, done, lambda problem: self._desk.store_failed(RuntimeError(problem))
        )

    def close_card(self) -> None:
        """See ``AgentIntents``."""
        self._desk.shown_card = None
        self._desk.changed()

    def load_card(
        self,
        customer_id: str,
        done: Callable[[CustomerCard | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.worker.submit(lambda: store.card(customer_id), done, lambda e: failed(str(e)))

    def search(
        self, text: str, done: Callable[[SearchResult], None], failed: Callable[[str], None]
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.worker.submit(lambda: store.search(text), done, lambda e: failed(str(e)))

    def call_quality(
        self,
        call_id: str,
        done: Callable[[CallQuality | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.worker.submit(lambda: store.quality(call_id), done, lambda e: failed(str(e)))

    # -------------------------------------------------------------- intents: ticket

    def edit_draft(self, draft: TicketDraft) -> None:
        """See ``AgentIntents``."""
        self._desk.contacts.edit(draft)

    def save_ticket(self, *, go_ready: bool, via: str = "button") -> None:
        """See ``AgentIntents``."""
        view = self._desk.contacts.view
        if view is None or self._desk.has_call(view):
            self.not_possible("save")
            return
        missing = missing_fields(view.draft, self._desk.rules().required)
        if missing:
            fields = ",".join(missing)
            self._desk.notice(NoticeCode.TICKET_INCOMPLETE, Severity.WARNING, fields=fields)
            return

        def saved(ticket: Ticket) -> None:
            self._desk.notices.mended(NoticeCode.TICKET_INCOMPLETE)
            self._desk.notices.post(NoticeCode.TICKET_SAVED, ticket_id=ticket.id)
            in_wrap_up = self._desk.session.status.state is AgentState.WRAP_UP
            if in_wrap_up and not self._desk.contacts.unfinished:
                why = Proof(cause="ticket saved", actor="agent", proof=via)
                self._desk.session.apply(machine.WrapUpDone(ready=go_ready), why)
            self._desk.day.reload()
            self._desk.contact_changed()

        self._desk.contacts.save_ticket(saved, self._desk.store_failed)

    def finish_without_ticket(self, *, via: str = "button") -> None:
        """See ``AgentIntents``."""
        view = self._desk.contacts.view
        if view is None or self._desk.has_call(view):
            self.not_possible("finish")
            return
        self._desk.leave_contact()
        in_wrap_up = self._desk.session.status.state is AgentState.WRAP_UP
        if in_wrap_up and not self._desk.contacts.unfinished:
            why = Proof(cause="left without ticket", actor="agent", proof=via)
            self._desk.session.apply(machine.WrapUpDone(ready=False), why)

    def show_contact(self, contact_id: str) -> None:
        """See ``AgentIntents``."""
        if not self._desk.contacts.show(contact_id):
            self.not_possible("show-contact")

    def open_draft(self, contact_id: str) -> None:
        """See ``AgentIntents``."""
        draft = next((d for d in self._desk.day.drafts if d.contact_id == contact_id), None)
        if draft is None or self._desk.contacts.get(contact_id) is not None:
            self.not_possible("open-draft")
            return
        self._desk.flow.reopen_draft(draft, self._desk.store_failed)

    # -------------------------------------------------------------- intents: the rest

    def select_devices(self, devices: m.AudioDevices) -> None:
        """See ``AgentIntents``."""
        self._desk.devices = devices
        self._out.phone.send(m.SelectDevices(devices=devices))
        self._desk.changed()

    def retry_line(self) -> None:
        """See ``AgentIntents``."""
        self._out.phone.send(m.RetryRegistration())

    def dismiss_notice(self, notice_id: int) -> None:
        """See ``AgentIntents``."""
        self._desk.notices.dismiss(notice_id)
        self._desk.changed()

    def preview_import(
        self,
        kind: str,
        path: Path,
        done: Callable[[ImportPreview], None],
        failed: Callable[[str], None],
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.worker.submit(
            lambda: store.preview_import(kind, path), done, lambda e: failed(str(e))
        )

    def run_import(
        self, preview: ImportPreview, done: Callable[[int], None], failed: Callable[[str], None]
    ) -> None:
        """See ``AgentIntents``."""
        store = self._out.store
        self._out.worker.submit(lambda: store.run_import(preview), done, lambda e: failed(str(e)))


def asked(via: str) -> Proof:
    """The agent wanted it."""
    return Proof(cause="asked", actor="agent", proof=via)
