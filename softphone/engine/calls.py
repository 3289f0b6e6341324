"""The calls: commands carried out, what the stack told turned into events."""

import logging
import random
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from softphone.domain.call import (
    Call,
    Caller,
    CallPurpose,
    CallState,
    Direction,
    EndedBy,
    Transfer,
    TransferState,
)
from softphone.domain.end_cause import Ending, end_cause, parse_reasons
from softphone.domain.messages import (
    CallChanged,
    CallEnded,
    CallOffered,
    CommandRefused,
    DtmfReceived,
    DtmfSent,
    Event,
    PlaceCall,
    TransferProgressed,
)
from softphone.domain.text import clean, mask_number
from softphone.engine.pairs import Pairs
from softphone.engine.pj.account import SipAccount
from softphone.engine.pj.endpoint import Stack, StackError
from softphone.engine.pj.headers import caller_of, header_values
from softphone.engine.pj.leg import LegHandle, place, take_arrived
from softphone.engine.pj.values import (
    DigitHeard,
    InviteReceived,
    LegMoved,
    LegPhase,
    MediaMoved,
    Put,
    RequestAnswered,
    RequestReceived,
    TransferNotified,
)
from softphone.engine.record import HoldWish, Record
from softphone.engine.refusal import Refusal
from softphone.engine.refusals import Refusals
from softphone.engine.targets import check_digits, check_header

log = logging.getLogger(__name__)

MOST_RINGING = 3
REJECT_CODES = (480, 486, 603)
TRYING_AT_MOST_S = 30.0
RINGING_AT_MOST_S = 120.0
"""A transfer that tells nothing for so long has failed (docs/pjsua2.md, rule 22)."""


class Calls:
    """Every call of this phone. Used on the engine's thread only."""

    def __init__(self, stack: Stack, put: Put, emit: Callable[[Event], None]) -> None:
        self._stack = stack
        self._put = put
        self._emit = emit
        self._by_id: dict[str, Record] = {}
        self._by_leg: dict[int, Record] = {}
        self._refusals = Refusals()
        self._retired: list[LegHandle] = []
        self.header_names: dict[str, str] = {}
        self.pairs = Pairs(self, self._by_id.get)

    # ------------------------------------------------------------ what the loop asks

    def snapshot(self) -> tuple[Call, ...]:
        """Every call that is not over."""
        return tuple(record.call for record in self._by_id.values())

    @property
    def idle(self) -> bool:
        """Whether the stack has no leg of ours any more."""
        return not self._by_leg and self._refusals.idle

    @property
    def ringing(self) -> bool:
        """Whether a call waits for the agent."""
        return any(record.call.state is CallState.OFFERED for record in self._by_id.values())

    @property
    def ringing_back(self) -> bool:
        """Whether a call of the agent's rings at the far end, and no other one is talked on."""
        live = [r.call for r in self._by_id.values() if r.call.purpose is not CallPurpose.SERVICE]
        talking = any(call.state is CallState.CONNECTED for call in live)
        return not talking and any(call.state is CallState.EARLY for call in live)

    @property
    def sounding(self) -> bool:
        """Whether a call has sound, or is on hold and may have it again any moment."""
        return any(
            record.leg.connected or (record.up and record.call.purpose is not CallPurpose.SERVICE)
            for record in self._by_id.values()
        )

    def tick(self) -> None:
        """Drop what ended last time, try wishes again, end silent transfers."""
        self._retired = [leg for leg in self._retired if not leg.droppable]
        now = time.monotonic()
        self._refusals.tick()
        for record in tuple(self._by_id.values()):
            wish = record.hold_wish
            if wish and not wish.in_flight and now >= wish.next_try:
                self._try_hold(record, wish, now)
            if record.transfer_deadline is not None and now >= record.transfer_deadline:
                self.transfer_moved(record, TransferState.FAILED, 408, "No answer")

    # ------------------------------------------------------------ commands

    def place(self, command: PlaceCall, account: SipAccount, uri: str) -> None:
        """Dial. Raises ``Refusal``."""
        if not command.call_id or command.call_id in self._by_id:
            raise Refusal("There is a call with this id already.")
        for name, value in command.headers.items():
            check_header(name, value)
        try:
            leg = place(account, uri, command.headers, self._put)
        except StackError as error:
            raise Refusal(f"The call could not be placed: {error}.") from None
        call = Call(
            id=command.call_id,
            direction=Direction.OUTGOING,
            purpose=command.purpose,
            state=CallState.DIALING,
            caller=Caller(number=clean(command.target), uri=clean(uri, 255)),
            started_at=datetime.now(UTC),
        )
        self._add(Record(call, leg))
        log.info("call %s placed to %s", call.id, mask_number(call.caller.number))
        self._emit(CallChanged(call=call, at=call.started_at))

    def answer(self, call_id: str) -> None:
        """Send 200. Raises ``Refusal``."""
        record = self.find(call_id)
        if record.call.state is not CallState.OFFERED or record.ended_by is not None:
            raise Refusal("This call is not ringing.")
        self._attempt(record.leg.answer, "The call could not be answered")

    def reject(self, call_id: str, code: int) -> None:
        """Refuse with that code. Raises ``Refusal``."""
        record = self.find(call_id)
        if record.call.state is not CallState.OFFERED:
            raise Refusal("This call is not ringing.")
        if code not in REJECT_CODES:
            raise Refusal(f"A call can be refused with 480, 486 or 603, not with {code}.")
        self._end(record, EndedBy.AGENT, code)

    def hang_up(self, call_id: str) -> None:
        """End it in any state. Raises ``Refusal``."""
        self._end(self.find(call_id), EndedBy.AGENT)

    def hang_up_all(self) -> None:
        """The engine ends: every call ends with it."""
        self._refusals.tick(all_now=True)
        for record in tuple(self._by_id.values()):
            if record.ended_by is None:
                offered = record.call.state is CallState.OFFERED
                self._end(record, EndedBy.SYSTEM, 480 if offered else 0)

    def hold(self, call_id: str) -> None:
        """Hold. Raises ``Refusal``."""
        record = self.find(call_id)
        if record.call.state is not CallState.CONNECTED:
            raise Refusal("Only a running call can be put on hold.")
        self.wish(record, hold=True, command="HoldCall")

    def resume(self, call_id: str) -> None:
        """Take back. Raises ``Refusal``."""
        record = self.find(call_id)
        if record.call.state is not CallState.HELD and not (
            record.hold_wish and record.hold_wish.hold
        ):
            raise Refusal("This call is not on hold.")
        if record.transfer_deadline is not None:
            raise Refusal("This call is being transferred.")
        self.wish(record, hold=False, command="ResumeCall")

    def send_digits(self, call_id: str, digits: str) -> None:
        """Send DTMF. Raises ``Refusal``."""
        record = self.find(call_id)
        check_digits(digits)
        if record.call.state is not CallState.CONNECTED:
            raise Refusal("Tones can be sent in a running call only.")
        try:
            how = record.leg.send_digits(digits)
        except StackError as error:
            raise Refusal(f"The tones could not be sent: {error}.") from None
        log.info("call %s: %d tones by %s", call_id, len(digits), how)
        self._emit(DtmfSent(call_id=call_id, digits=digits))

    def transfer(self, call_id: str, target: str, uri: str) -> None:
        """Blind transfer; a running call is put on hold first. Raises ``Refusal``."""
        record = self.find(call_id)
        if not record.up:
            raise Refusal("Only an answered call can be transferred.")
        if record.refer_to or record.transfer_deadline is not None:
            raise Refusal("This call is being transferred already.")
        transfer = Transfer(clean(target), TransferState.ASKED)
        record.refer_to = uri
        record.change(transfer=transfer)
        self.tell(record)
        if record.call.state is CallState.HELD and record.hold_wish is None:
            self._refer(record)
        else:
            self.wish(record, hold=True, command="TransferCall")

    # ------------------------------------------------------------ what the stack told

    def invited(self, value: InviteReceived, account: SipAccount | None, trusted: bool) -> None:
        """An INVITE: ring, or refuse a stranger and what is too much."""
        leg = take_arrived(account, value.leg) if account is not None else None
        if leg is None:
            return
        ringing = sum(record.call.state is CallState.OFFERED for record in self._by_id.values())
        if not trusted or ringing >= MOST_RINGING:
            self._refusals.add(leg, 486 if trusted else 403)
            return
        call = Call(
            id=uuid.uuid4().hex,
            direction=Direction.INCOMING,
            state=CallState.OFFERED,
            caller=caller_of(value.message, self.header_names, trusted),
            started_at=datetime.now(UTC),
        )
        record = Record(call, leg)
        self._add(record)
        self._attempt_quietly(leg.ring)
        log.info("call %s offered from %s", call.id, mask_number(call.caller.number))
        self._emit(CallOffered(call=call, at=call.started_at))

    def moved(self, value: LegMoved) -> None:
        """The INVITE session of a leg changed."""
        if value.phase is LegPhase.DISCONNECTED:
            refused = self._refusals.gone(value.leg)
            if refused is not None:
                self._retired.append(refused)
                return
        record = self._by_leg.get(value.leg)
        if record is None:
            return
        match value.phase:
            case LegPhase.EARLY if record.call.direction is Direction.OUTGOING:
                if record.call.state is CallState.DIALING:
                    record.change(state=CallState.EARLY, sip_code=value.code)
                    self.tell(record)
            case LegPhase.CONNECTING | LegPhase.CONFIRMED:
                if record.call.answered_at is None:
                    record.change(
                        state=CallState.CONNECTED, answered_at=datetime.now(UTC), sip_code=0
                    )
                    self.tell(record)
            case LegPhase.DISCONNECTED:
                self._over(record, value)
            case _:
                pass

    def requested(self, value: RequestReceived) -> None:
        """The far end sent CANCEL or BYE."""
        record = self._by_leg.get(value.leg)
        if record is not None:
            record.far_end_asked = True
            record.reasons = tuple(
                reason
                for text in header_values(value.message, "Reason")
                for reason in parse_reasons(text)
            )
            log.info("call %s: %s, reasons %s", record.call.id, value.method, record.reasons)

    def media_moved(self, value: MediaMoved) -> None:
        """Connect the sound again and note hold, codec and encryption."""
        record = self._by_leg.get(value.leg)
        if record is None:
            return
        service = record.call.purpose is CallPurpose.SERVICE
        try:
            facts = record.leg.connect(None if service else self._stack.sound)
        except StackError as error:
            log.warning("call %s: sound not connected: %s", record.call.id, error)
            return
        record.change(
            codec=facts.codec, encrypted=facts.encrypted, held_by_far_end=facts.held_by_far_end
        )
        if record.up:
            record.set_held(facts.held_by_us)
        self.tell(record)
        self._settle_hold(record, facts.held_by_us)
        self.pairs.sound_moved(record)

    def request_answered(self, value: RequestAnswered) -> None:
        """A re-INVITE of ours was refused."""
        record = self._by_leg.get(value.leg)
        if record is None or value.method != "INVITE":
            return
        wish = record.hold_wish
        if wish is None or not wish.in_flight or value.code < 300:
            return
        wish.in_flight = False
        if value.code == 491:
            # Both sides asked at once: wait a random while (RFC 3261 section 14.1).
            wish.next_try = time.monotonic() + random.uniform(2.1, 4.0)
            return
        self._hold_failed(record, f"{value.code} {clean(value.reason)}")

    def digit_heard(self, value: DigitHeard) -> None:
        """The far end pressed a key."""
        record = self._by_leg.get(value.leg)
        if record is not None:
            self._emit(DtmfReceived(call_id=record.call.id, digit=value.digit[:1]))

    def transfer_notified(self, value: TransferNotified) -> None:
        """A NOTIFY, or the answer to the REFER itself."""
        record = self._by_leg.get(value.leg)
        if record is None or record.transfer_deadline is None:
            return
        reason = clean(value.reason)
        if value.code >= 300:
            self.transfer_moved(record, TransferState.FAILED, value.code, reason)
        elif value.code >= 200 and value.final:
            self.transfer_moved(record, TransferState.DONE, value.code, reason)
            self._end(record, EndedBy.TRANSFER)
        elif value.final:
            self.transfer_moved(record, TransferState.FAILED, value.code, reason)
        else:
            state = TransferState.RINGING if value.code in (180, 183) else TransferState.TRYING
            ringing = state is TransferState.RINGING
            limit_s = RINGING_AT_MOST_S if ringing else TRYING_AT_MOST_S
            if not record.attended:
                record.transfer_deadline = time.monotonic() + limit_s
            self.transfer_moved(record, state, value.code, reason)

    # ------------------------------------------------------------ inside

    def _add(self, record: Record) -> None:
        self._stack.run_clock(True)
        self._by_id[record.call.id] = record
        self._by_leg[record.leg.serial] = record

    def find(self, call_id: str) -> Record:
        """A call that is not over. Raises ``Refusal``."""
        record = self._by_id.get(call_id)
        if record is None:
            raise Refusal("This call is over.")
        return record

    def tell(self, record: Record) -> None:
        """Tell what changed since the last time."""
        if record.call != record.told:
            record.told = record.call
            self._emit(CallChanged(call=record.call, at=datetime.now(UTC)))

    def _attempt(self, operation: Callable[[], None], what: str) -> None:
        try:
            operation()
        except StackError as error:
            raise Refusal(f"{what}: {error}.") from None

    def _attempt_quietly(self, operation: Callable[[], None]) -> None:
        # The far end may have ended the call a moment ago; its DISCONNECTED is queued then.
        try:
            operation()
        except StackError as error:
            log.info("too late: %s", error)

    def _end(self, record: Record, by: EndedBy, code: int = 0) -> None:
        if record.ended_by is None:
            record.ended_by = by
        self._attempt_quietly(lambda: record.leg.hang_up(code))

    def wish(self, record: Record, *, hold: bool, command: str) -> None:
        """Hold or take back, again and again until it is settled or refused."""
        now = time.monotonic()
        wish = HoldWish(hold, command, now, now)
        record.hold_wish = wish
        self._try_hold(record, wish, now)

    def _try_hold(self, record: Record, wish: HoldWish, now: float) -> None:
        try:
            if wish.hold:
                record.leg.hold()
            else:
                record.leg.resume()
            wish.in_flight = True
        except StackError as error:
            # Another offer is under way; it is over in a moment.
            if now >= wish.give_up_at:
                self._hold_failed(record, str(error))
            else:
                wish.next_try = now + 0.1

    def _settle_hold(self, record: Record, held: bool) -> None:
        wish = record.hold_wish
        if wish is None or not wish.in_flight or wish.hold is not held:
            return
        record.hold_wish = None
        if record.refer_to:
            self._refer(record)
        elif held:
            self.pairs.held(record)
        else:
            # Told even when nothing changed: a hold may have been taken back before it was sent.
            self._emit(CallChanged(call=record.call, at=datetime.now(UTC)))

    def _hold_failed(self, record: Record, why: str) -> None:
        wish, record.hold_wish = record.hold_wish, None
        self.pairs.hold_failed(record)
        if record.refer_to:
            # A far end that cannot be held can still be transferred.
            self._refer(record)
            return
        word = "put on hold" if wish is None or wish.hold else "taken back"
        self.refuse(
            wish.command if wish else "HoldCall",
            record.call.id,
            f"The call could not be {word}: {why}.",
        )

    def refuse(self, command: str, call_id: str, reason: str) -> None:
        """A command came to nothing after all."""
        self._emit(CommandRefused(command=command, call_id=call_id, reason=reason))

    def _refer(self, record: Record) -> None:
        uri, record.refer_to = record.refer_to, ""
        record.transfer_deadline = time.monotonic() + TRYING_AT_MOST_S
        try:
            record.leg.refer(uri)
        except StackError as error:
            self.transfer_moved(record, TransferState.FAILED, 0, clean(str(error)))

    def transfer_moved(self, record: Record, state: TransferState, code: int, reason: str) -> None:
        """Tell how a transfer stands; done and failed end it."""
        if state in (TransferState.DONE, TransferState.FAILED):
            record.transfer_deadline = None
            record.attended = False
        before = record.call.transfer
        target = before.target if before else ""
        now = Transfer(target, state, code, reason)
        if now == before:
            return
        record.change(transfer=now)
        self._emit(
            TransferProgressed(
                call_id=record.call.id,
                target=target,
                state=state,
                sip_code=code,
                sip_reason=reason,
            )
        )
        self.tell(record)

    def _over(self, record: Record, value: LegMoved) -> None:
        self._by_id.pop(record.call.id, None)
        self._by_leg.pop(value.leg, None)
        self.pairs.over(record)
        # Dropped at the next tick: never in the step that still handles its values.
        record.leg.connected = False
        self._retired.append(record.leg)
        call = record.call
        transferred = call.transfer is not None and call.transfer.state is TransferState.DONE
        by_far_end = record.far_end_asked or bool(value.message)
        if transferred and record.ended_by is not EndedBy.AGENT:
            ended_by = EndedBy.TRANSFER
        elif record.ended_by is not None:
            ended_by = record.ended_by
        else:
            ended_by = EndedBy.FAR_END if by_far_end else EndedBy.SYSTEM
        ended_at = datetime.now(UTC)
        cause = end_cause(
            Ending(
                direction=call.direction,
                answered=call.answered_at is not None,
                ended_by=ended_by,
                sip_code=value.code,
                reasons=record.reasons,
                rang_s=time.monotonic() - record.began_s,
            )
        )
        if record.up:
            record.set_held(False)
        record.change(
            state=CallState.ENDED,
            ended_at=ended_at,
            cause=cause,
            ended_by=ended_by,
            sip_code=value.code,
            sip_reason=clean(value.reason),
        )
        log.info("call %s ended: %s by %s, %d", call.id, cause, ended_by, value.code)
        self._emit(CallEnded(call=record.call, cause=cause, ended_by=ended_by, at=ended_at))
