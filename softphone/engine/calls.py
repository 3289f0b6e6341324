"""The calls: commands carried out, what the stack told turned into events."""

import logging
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from softphone.domain.call import Call, Caller, CallPurpose, CallState, Direction, EndedBy
from softphone.domain.dtmf import DtmfWay
from softphone.domain.end_cause import parse_reasons
from softphone.domain.messages import (
    CallChanged,
    CallOffered,
    DtmfReceived,
    DtmfSent,
    Event,
    PlaceCall,
)
from softphone.domain.text import clean, mask_number
from softphone.engine.call_table import CallTable, attempt_quietly
from softphone.engine.ending import ended
from softphone.engine.focus import Focus
from softphone.engine.follow import Follow
from softphone.engine.holds import Holds
from softphone.engine.pairs import Pairs
from softphone.engine.parties import Parties
from softphone.engine.pj.account import SipAccount
from softphone.engine.pj.endpoint import Stack, StackError
from softphone.engine.pj.headers import answer_after_s, caller_of, header, header_values
from softphone.engine.pj.leg import LegHandle, place, take_arrived
from softphone.engine.pj.values import (
    DigitHeard,
    IdentityReceived,
    InviteReceived,
    LegMoved,
    LegPhase,
    LegReplaced,
    MediaMoved,
    Put,
    RequestAnswered,
    RequestReceived,
)
from softphone.engine.record import HoldWish, Record
from softphone.engine.refusal import Refusal
from softphone.engine.refusals import Refusals
from softphone.engine.targets import check_digits, check_header
from softphone.engine.transfers import Transfers

log = logging.getLogger(__name__)

REJECT_CODES = (480, 486, 603)


class Calls:
    """Every call of this phone. Used on the engine's thread only."""

    def __init__(
        self,
        stack: Stack,
        put: Put,
        emit: Callable[[Event], None],
        name: Callable[[str, str], None],
    ) -> None:
        """``name`` is told the id of each new call and the Call-ID of its dialog."""
        self._stack = stack
        self._name = name
        self._put = put
        self.table = CallTable(emit)
        self._refusals = Refusals()
        self._retired: list[LegHandle] = []
        self.header_names: dict[str, str] = {}
        self.srtp_needed = False
        """A call that cannot be encrypted does not come about."""
        self.signalling_open = True
        """SIP is not encrypted, and the keys of SRTP travel in it."""
        self.holds = Holds(self.table, self._hold_settled, self._hold_failed)
        self.focus = Focus(self.table, self.holds)
        self.transfers = Transfers(self.table, self.holds)
        self.follow = Follow(self.table)
        self.pairs = Pairs(self.table, self.holds, self.focus, self.transfers)
        self.parties = Parties(self.table)

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
        """Whether a call of the agent's rings at the far end, and no other one is talked on."""
        live = [r.call for r in self.table if r.call.purpose is not CallPurpose.SERVICE]
        talking = any(call.state is CallState.CONNECTED for call in live)
        return not talking and any(call.state is CallState.EARLY for call in live)

    @property
    def sounding(self) -> bool:
        """Whether a call has sound, or is on hold and may have it again any moment."""
        return any(
            record.leg.connected or (record.up and record.call.purpose is not CallPurpose.SERVICE)
            for record in self.table
        )

    def talking(self) -> tuple[Record, ...]:
        """The calls that have sound."""
        return tuple(record for record in self.table if record.leg.connected)

    def tick(self) -> None:
        """Drop what ended last time, try wishes again, end silent transfers."""
        self._retired = [leg for leg in self._retired if not leg.droppable]
        now = time.monotonic()
        self._refusals.tick()
        for record in self.table:
            self.holds.tick(record, now)
            self.follow.tick(record, now)
            self.transfers.tick(record, now)
        self.parties.tick(now)

    # ------------------------------------------------------------ commands

    def place(self, command: PlaceCall, account: SipAccount, uri: str) -> None:
        """Dial, once no other call is talked on. Raises ``Refusal``."""
        known = command.call_id in self.table or command.call_id in self.focus.waiting
        if not command.call_id or known:
            raise Refusal("There is a call with this id already.")
        for name, value in command.headers.items():
            check_header(name, value)
        if command.purpose is CallPurpose.SERVICE:
            self._place(command, account, uri)
            return
        keep: set[str] = set()
        if command.join:
            keep = {command.join, *self.table.find(command.join).mates}
        self.focus.clear(
            keep, lambda: self._place(command, account, uri), "PlaceCall", command.call_id
        )

    def _place(self, command: PlaceCall, account: SipAccount, uri: str) -> None:
        try:
            leg = place(account, uri, command.headers, self._put)
        except StackError as error:
            raise Refusal(f"The call could not be placed: {error}.") from None
        call = Call(
            id=command.call_id,
            direction=Direction.OUTGOING,
            purpose=command.purpose,
            consult_of=command.consult_of,
            state=CallState.DIALING,
            caller=Caller(number=clean(command.shown or command.target), uri=clean(uri, 255)),
            started_at=datetime.now(UTC),
        )
        record = Record(call, leg)
        record.srtp_needed = self.srtp_needed
        record.join = command.join
        self._add(record)
        log.info("call %s placed to %s", call.id, mask_number(call.caller.number))
        self.table.emit(CallChanged(call=call, at=call.started_at))

    def answer(self, call_id: str) -> None:
        """Send 200, once no other call is talked on. Raises ``Refusal``."""
        record = self.table.find(call_id)
        if record.call.state is not CallState.OFFERED or record.ended_by is not None:
            raise Refusal("This call is not ringing.")
        if call_id not in self.focus.waiting:
            self.focus.clear({call_id}, lambda: self._answer(record), "AnswerCall", call_id)

    def _answer(self, record: Record) -> None:
        if record.call.state is CallState.OFFERED and record.ended_by is None:
            self._attempt(record.leg.answer, "The call could not be answered")

    def reject(self, call_id: str, code: int) -> None:
        """Refuse with that code. Raises ``Refusal``."""
        record = self.table.find(call_id)
        if record.call.state is not CallState.OFFERED:
            raise Refusal("This call is not ringing.")
        if code not in REJECT_CODES:
            raise Refusal(f"A call can be refused with 480, 486 or 603, not with {code}.")
        self.table.end(record, EndedBy.AGENT, code)

    def hang_up(self, call_id: str) -> None:
        """End it in any state. Raises ``Refusal``."""
        if self.focus.cancel(call_id) and call_id not in self.table:
            self.table.refuse("PlaceCall", call_id, "Given up before it was dialled.")
            return
        self.table.end(self.table.find(call_id), EndedBy.AGENT)

    def hang_up_all(self) -> None:
        """The engine ends: every call ends with it."""
        self._refusals.tick(all_now=True)
        for record in self.table:
            if record.ended_by is None:
                offered = record.call.state is CallState.OFFERED
                self.table.end(record, EndedBy.SYSTEM, 480 if offered else 0)

    def send_digits(self, call_id: str, digits: str, way: DtmfWay = DtmfWay.AUTO) -> None:
        """Send DTMF. Raises ``Refusal``."""
        record = self.table.find(call_id)
        check_digits(digits)
        if record.call.state is not CallState.CONNECTED:
            raise Refusal("Tones can be sent in a running call only.")
        try:
            how = record.leg.send_digits(digits, way)
        except StackError as error:
            raise Refusal(f"The tones could not be sent: {error}.") from None
        log.info("call %s: %d tones by %s", call_id, len(digits), how)
        self.table.emit(DtmfSent(call_id=call_id, digits=digits))

    # ------------------------------------------------------------ what the stack told

    def invited(
        self, value: InviteReceived, account: SipAccount | None, *, trusted: bool, refuse: int
    ) -> None:
        """An INVITE: ring, or refuse it with that code. Only a trusted one tells who calls."""
        leg = take_arrived(account, value.leg) if account is not None else None
        if leg is None:
            return
        if refuse:
            self._refusals.add(leg, refuse)
            return
        call = Call(
            id=uuid.uuid4().hex,
            direction=Direction.INCOMING,
            state=CallState.OFFERED,
            caller=caller_of(value.message, self.header_names, trusted),
            answer_after_s=answer_after_s(value.message) if trusted else None,
            started_at=datetime.now(UTC),
        )
        try:
            leg.ring()
        except StackError as error:
            # The stack has refused it itself: a session timer too short (RFC 4028 section 6).
            log.info("an INVITE was over before it rang: %s", error)
            self._retired.append(leg)
            return
        record = Record(call, leg)
        self._add(record)
        log.info("call %s offered from %s", call.id, mask_number(call.caller.number))
        self.table.emit(CallOffered(call=call, at=call.started_at))

    def moved(self, value: LegMoved) -> None:
        """The INVITE session of a leg changed."""
        if value.phase is LegPhase.DISCONNECTED:
            refused = self._refusals.gone(value.leg)
            if refused is not None:
                self._retired.append(refused)
                return
        record = self.table.of_leg(value.leg)
        if record is None:
            return
        match value.phase:
            case LegPhase.EARLY if record.call.direction is Direction.OUTGOING:
                if record.call.state is CallState.DIALING:
                    record.change(state=CallState.EARLY, sip_code=value.code)
                    self.table.tell(record)
            case LegPhase.CONNECTING | LegPhase.CONFIRMED:
                if record.call.answered_at is None:
                    record.change(
                        state=CallState.CONNECTED, answered_at=datetime.now(UTC), sip_code=0
                    )
                    self.table.tell(record)
                    self._take_place(record)
            case LegPhase.DISCONNECTED:
                self._over(record, value)
            case _:
                pass

    def replaced(self, value: LegReplaced, account: SipAccount | None) -> None:
        """The phone server connected the agent with another party in the same call."""
        leg = take_arrived(account, value.by) if account is not None else None
        record = self.table.of_leg(value.leg)
        if leg is None:
            return
        if record is None:
            self._refusals.add(leg, 481)
            return
        record.leg.connected = False
        self._retired.append(record.leg)
        self.table.move(record, leg)
        record.change(
            caller=caller_of(value.message, self.header_names, True),
            held_by_far_end=False,
        )
        log.info("call %s: its far end was replaced", record.call.id)
        self._name(record.call.id, leg.sip_call_id)
        self.table.tell(record)

    def requested(self, value: RequestReceived) -> None:
        """The far end sent CANCEL or BYE."""
        record = self.table.of_leg(value.leg)
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
        record = self.table.of_leg(value.leg)
        if record is None:
            return
        service = record.call.purpose is CallPurpose.SERVICE
        try:
            facts = record.leg.connect(None if service else self._stack.sound)
        except StackError as error:
            log.warning("call %s: sound not connected: %s", record.call.id, error)
            return
        if record.leg.connected and facts.codec.startswith("opus/"):
            # Without it the encoder chooses its bit rate itself: no reason to lose the sound.
            attempt_quietly(lambda: record.leg.limit_opus(self._stack))
        record.change(
            codec=facts.codec,
            encrypted=facts.encrypted,
            keys_exposed=facts.encrypted and self.signalling_open,
            held_by_far_end=facts.held_by_far_end,
        )
        if record.up:
            record.set_held(facts.held_by_us)
        self.table.tell(record)
        self.holds.media_moved(record, facts.held_by_us)
        self.parties.sound_moved(record)
        self.pairs.sound_moved(record)

    def request_answered(self, value: RequestAnswered) -> None:
        """A re-INVITE of ours was refused."""
        record = self.table.of_leg(value.leg)
        if record is None or value.method != "INVITE":
            return
        self.holds.refused(record, value.code, value.reason)

    def identified(self, value: IdentityReceived) -> None:
        """Who is at the far end now, where the exchange tells; it was trusted with the call."""
        record = self.table.of_leg(value.leg)
        if record is None or not header(value.message, "P-Asserted-Identity"):
            return
        told = caller_of(value.message, {}, True)
        known = record.call.identity or record.call.caller
        if told.number and (told.number, told.name) != (known.number, known.name):
            log.info("call %s: now with %s", record.call.id, mask_number(told.number))
            record.change(identity=told)
            self.table.tell(record)

    def digit_heard(self, value: DigitHeard) -> None:
        """The far end pressed a key."""
        record = self.table.of_leg(value.leg)
        if record is not None:
            self.table.emit(DtmfReceived(call_id=record.call.id, digit=value.digit[:1]))

    # ------------------------------------------------------------ inside

    def _add(self, record: Record) -> None:
        self._stack.run_clock(True)
        self.table.add(record)
        self._name(record.call.id, record.leg.sip_call_id)

    def _take_place(self, record: Record) -> None:
        """A call is answered: it enters its conference; whoever else is talked on is held."""
        if record.join:
            self.pairs.enter(record, record.join)
        if record.call.purpose is not CallPurpose.SERVICE:
            keep = {record.call.id, *record.mates}
            self.focus.clear(keep, lambda: None, "HoldCall", record.call.id)

    def _attempt(self, operation: Callable[[], None], what: str) -> None:
        try:
            operation()
        except StackError as error:
            raise Refusal(f"{what}: {error}.") from None

    def _hold_settled(self, record: Record, held: bool) -> None:
        if held:
            self.focus.quiet(record)
        if record.refer_to:
            self.transfers.refer(record)
        elif held:
            self.pairs.held(record)
        else:
            # Told even when nothing changed: a hold may have been taken back before it was sent.
            self.table.tell(record, always=True)

    def _hold_failed(self, record: Record, wish: HoldWish | None, why: str) -> None:
        self.pairs.hold_failed(record)
        if record.refer_to:
            # A far end that cannot be held can still be transferred.
            self.transfers.refer(record)
            return
        if (wish is None or wish.hold) and self.focus.failed(record, why):
            return
        word = "put on hold" if wish is None or wish.hold else "taken back"
        self.table.refuse(
            wish.command if wish else "HoldCall",
            record.call.id,
            f"The call could not be {word}: {why}.",
        )

    def _over(self, record: Record, value: LegMoved) -> None:
        self.table.remove(record)
        self.focus.cancel(record.call.id)
        self.focus.quiet(record)
        self.pairs.over(record)
        # Dropped at the next tick: never in the step that still handles its values.
        record.leg.connected = False
        self._retired.append(record.leg)
        over = ended(record, value)
        log.info("call %s ended: %s by %s, %d", over.call.id, over.cause, over.ended_by, value.code)
        self.table.emit(over)
