"""The calls: what the loop asks of them, and commands carried out."""

import contextlib
import logging
import time
from datetime import UTC, datetime

from softphone.domain.call import Call, Caller, CallPurpose, CallState, Direction, EndedBy
from softphone.domain.dtmf import DtmfWay
from softphone.domain.messages import (
    CallChanged,
    CommandName,
    DtmfSent,
    ForwardCall,
    PlaceCall,
)
from softphone.domain.text import clean, mask_number
from softphone.engine.calls.call_events import CallEvents
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.errors import CommandError
from softphone.engine.network.sip_uri import check_digits, check_header
from softphone.engine.pj.account import SipAccount
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.leg import place

log = logging.getLogger(__name__)

REJECT_CODES = (480, 486, 603)


class Calls(CallEvents):
    """Every call of this phone. Used on the engine's thread only."""

    # ------------------------------------------------------------ what the loop asks

    def snapshot(self) -> tuple[Call, ...]:
        """Every call that is not over."""
        return self.table.calls()

    @property
    def idle(self) -> bool:
        """Whether the stack has no leg of ours any more."""
        return self.table.empty and self._refusals.idle

    def has_sound(self, call_id: str) -> bool | None:
        """Whether the agent talks on that call now; None when it is over."""
        record = self.table.live(call_id)
        return record.leg.connected if record is not None else None

    @property
    def ringing(self) -> int:
        """How many calls wait for the agent."""
        return sum(record.call.state is CallState.OFFERED for record in self.table)

    @property
    def busy(self) -> bool:
        """Whether the agent is on a call, so that another one waits softly."""
        return any(
            record.call.state is not CallState.OFFERED
            and record.call.purpose is not CallPurpose.SERVICE
            for record in self.table
        )

    @property
    def ringing_back(self) -> bool:
        """Whether our own tone is to say that the far end rings: no other call is talked on."""
        live = [r for r in self.table if r.call.purpose is not CallPurpose.SERVICE]
        if any(r.call.state is CallState.CONNECTED for r in live):
            return False
        now = time.monotonic()
        return any(r.call.state is CallState.EARLY and r.early.rings_here(now) for r in live)

    @property
    def early(self) -> bool:
        """Whether a call may have sound of the network's before it is answered."""
        return any(record.call.state is CallState.EARLY for record in self.table)

    @property
    def sounding(self) -> bool:
        """Whether a call has sound, or is on hold and may have it again any moment."""
        return any(
            record.leg.connected or (record.up and record.call.purpose is not CallPurpose.SERVICE)
            for record in self.table
        )

    def talking(self) -> tuple[CallRecord, ...]:
        """The calls that have sound."""
        return tuple(record for record in self.table if record.leg.connected)

    def tick(self) -> None:
        """Drop what ended last time, try wishes again, end silent transfers."""
        self._retired = [leg for leg in self._retired if not leg.droppable]
        now = time.monotonic()
        self._refusals.tick()
        for record in self.table:
            self._hear_early(record, now)
            self.holds.tick(record, now)
            self.follow.tick(record, now)
            self.acks.tick(record, now)
            self.transfers.tick(record, now)
        self.parties.tick(now)

    @staticmethod
    def _hear_early(record: CallRecord, now: float) -> None:
        if record.call.state is CallState.EARLY and record.call.codec:
            with contextlib.suppress(StackError):  # its media is just being changed
                record.early.received(record.leg.figures().received, now)

    # ------------------------------------------------------------ commands

    def place(self, command: PlaceCall, account: SipAccount, uri: str) -> None:
        """Dial, once no other call is talked on. Raises ``CommandError``."""
        known = command.call_id in self.table or command.call_id in self.focus.waiting
        if not command.call_id or known:
            raise CommandError("A call with this ID already exists.")
        for name, value in command.headers.items():
            check_header(name, value)
        if command.purpose is CallPurpose.SERVICE:
            self._place(command, account, uri)
            return
        keep: set[str] = set()
        if command.join:
            keep = {command.join, *self.table.find(command.join).mates}
        self.focus.clear(
            keep,
            lambda: self._place(command, account, uri),
            CommandName.PLACE_CALL,
            command.call_id,
        )

    def _place(self, command: PlaceCall, account: SipAccount, uri: str) -> None:
        try:
            leg = place(account, uri, command.headers, self._put)
        except StackError as error:
            raise CommandError(f"The call could not be placed: {error}.") from None
        call = Call(
            id=command.call_id,
            direction=Direction.OUTGOING,
            purpose=command.purpose,
            consult_of=command.consult_of,
            state=CallState.DIALING,
            caller=Caller(number=clean(command.shown or command.target), uri=clean(uri, 255)),
            started_at=datetime.now(UTC),
        )
        record = CallRecord(call, leg)
        record.srtp_needed = self.srtp_needed
        record.join = command.join
        self._add(record)
        log.info("call %s placed to %s", call.id, mask_number(call.caller.number))
        self.table.emit(CallChanged(call=call, at=call.started_at))

    def answer(self, call_id: str) -> None:
        """Send 200, once no other call is talked on. Raises ``CommandError``."""
        record = self.table.find(call_id)
        if record.call.state is not CallState.OFFERED or record.ended_by is not None:
            raise CommandError("This call is not ringing.")
        if call_id not in self.focus.waiting:
            self.focus.clear(
                {call_id}, lambda: self._answer(record), CommandName.ANSWER_CALL, call_id
            )

    def _answer(self, record: CallRecord) -> None:
        if record.call.state is CallState.OFFERED and record.ended_by is None:
            self._attempt(record.leg.answer, "The call could not be answered")

    def reject(self, call_id: str, code: int) -> None:
        """Refuse with that code. Raises ``CommandError``."""
        record = self.table.find(call_id)
        if record.call.state is not CallState.OFFERED:
            raise CommandError("This call is not ringing.")
        if code not in REJECT_CODES:
            raise CommandError(f"A call can be refused with 480, 486 or 603, not with {code}.")
        self.table.end(record, EndedBy.AGENT, code)

    def forward(self, command: ForwardCall, uri: str, own: str) -> None:
        """Send it to ``uri``; ``own`` is told as who diverted it. Raises ``CommandError``."""
        record = self.table.find(command.call_id)
        if record.call.state is not CallState.OFFERED or record.ended_by is not None:
            raise CommandError("This call is not ringing.")
        self._attempt(lambda: record.leg.redirect(uri, own), "The call could not be forwarded")
        record.ended_by = EndedBy.AGENT
        record.change(forwarded_to=clean(command.shown or command.target))
        log.info("call %s sent to %s", command.call_id, mask_number(record.call.forwarded_to))

    def do_not_disturb(self, on: bool, code: int) -> None:
        """Turn away what comes in from now on, with that code. Raises ``CommandError``."""
        if code not in REJECT_CODES:
            raise CommandError(f"A call can be refused with 480, 486 or 603, not with {code}.")
        self.turn_away = code if on else 0

    def hang_up(self, call_id: str) -> None:
        """End it in any state. Raises ``CommandError``."""
        if self.focus.cancel(call_id) and call_id not in self.table:
            self.table.refuse(CommandName.PLACE_CALL, call_id, "Cancelled before it was dialled.")
            return
        record = self.table.live(call_id)
        if record is None:
            # The far end was quicker: nothing is left to be done.
            log.info("call %s is over already", call_id)
            return
        self.table.end(record, EndedBy.AGENT)

    def hang_up_all(self) -> None:
        """The engine ends: every call ends with it."""
        self._refusals.tick(all_now=True)
        for record in self.table:
            if record.ended_by is None:
                offered = record.call.state is CallState.OFFERED
                self.table.end(record, EndedBy.SYSTEM, 480 if offered else 0)

    def send_digits(self, call_id: str, digits: str, way: DtmfWay = DtmfWay.AUTO) -> None:
        """Send DTMF. Raises ``CommandError``."""
        record = self.table.find(call_id)
        check_digits(digits)
        if record.call.state is not CallState.CONNECTED:
            raise CommandError("Tones can be sent in a running call only.")
        try:
            how = record.leg.send_digits(digits, way)
        except StackError as error:
            raise CommandError(f"The tones could not be sent: {error}.") from None
        log.info("call %s: %d tones by %s", call_id, len(digits), how)
        self.table.emit(DtmfSent(call_id=call_id, digits=digits))
