"""What the stack tells about the calls, turned into events."""

import logging
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from softphone.domain.call import (
    TURNED_AWAY,
    Call,
    CallPurpose,
    CallState,
    Direction,
    EndCause,
    EndedBy,
)
from softphone.domain.end_cause import parse_reasons
from softphone.domain.messages import (
    CallOffered,
    CallRejectedByDnd,
    CommandName,
    DtmfReceived,
    Event,
)
from softphone.domain.text import mask_number
from softphone.engine.calls.call_end import ended
from softphone.engine.calls.call_record import CallRecord, PendingHold
from softphone.engine.calls.call_table import CallTable, attempt_quietly
from softphone.engine.calls.conference import Conference
from softphone.engine.calls.hold import Hold
from softphone.engine.calls.missing_ack import MissingAcks
from softphone.engine.calls.one_at_a_time import OneTalking
from softphone.engine.calls.party_audio import PartyAudio
from softphone.engine.calls.path_change import PathChange
from softphone.engine.calls.rejected_invites import RejectedInvites
from softphone.engine.calls.transfers import Transfers
from softphone.engine.errors import CommandError
from softphone.engine.pj.account import SipAccount
from softphone.engine.pj.endpoint import Stack, StackError
from softphone.engine.pj.headers import (
    answer_after_s,
    caller_of,
    header_values,
    identity_of,
    same_line,
)
from softphone.engine.pj.leg import LegHandle, take_arrived
from softphone.engine.pj.values import (
    DigitHeard,
    IdentityReceived,
    InviteReceived,
    LegPhase,
    LegReplaced,
    LegStateChanged,
    MediaChanged,
    Put,
    RequestAnswered,
    RequestReceived,
)

log = logging.getLogger(__name__)
_ANSWERING = (LegPhase.EARLY, LegPhase.CONNECTING, LegPhase.CONFIRMED)
_TOLD_BY_RESPONSES = (CallPurpose.CONTACT, CallPurpose.CONSULT)


class CallEvents:
    """Every call of this phone, as far as the far ends move it; see ``Calls``."""

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
        self.unmute: Callable[[], None] = lambda: None
        """A mute is its call's: none begins with that of another one."""
        self._refusals = RejectedInvites()
        self._retired: list[LegHandle] = []
        self.header_names: dict[str, str] = {}
        self.srtp_needed = False
        """A call that cannot be encrypted does not come about."""
        self.turn_away = 0
        """The code that every INVITE is refused with while the agent is not to be disturbed."""
        self.signalling_open = True
        """SIP is not encrypted, and the keys of SRTP travel in it."""
        self.holds = Hold(self.table, self._hold_settled, self._hold_failed)
        self.focus = OneTalking(self.table, self.holds)
        self.transfers = Transfers(self.table, self.holds)
        self.follow = PathChange(self.table)
        self.acks = MissingAcks(self.table)
        self.pairs = Conference(self.table, self.holds, self.focus, self.transfers)
        self.parties = PartyAudio(self.table)

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
        if self.turn_away:
            self._turn_away(call, leg)
            return
        try:
            leg.ring()
        except StackError as error:
            # The stack has refused it itself: a session timer too short (RFC 4028 section 6).
            log.info("an INVITE was over before it rang: %s", error)
            self._retired.append(leg)
            return
        record = CallRecord(call, leg)
        self._add(record)
        log.info("call %s offered from %s", call.id, mask_number(call.caller.number))
        self.table.emit(CallOffered(call=call, at=call.started_at))

    def _turn_away(self, call: Call, leg: LegHandle) -> None:
        over = msgspec.structs.replace(
            call,
            state=CallState.ENDED,
            ended_at=call.started_at,
            cause=EndCause.MISSED,
            ended_by=EndedBy.SYSTEM,
            sip_code=self.turn_away,
            sip_reason=TURNED_AWAY,
        )
        self._name(call.id, leg.sip_call_id)
        self._refusals.add(leg, self.turn_away)
        log.info("call %s turned away from %s", call.id, mask_number(call.caller.number))
        self.table.emit(CallRejectedByDnd(call=over, at=call.started_at))

    def moved(self, value: LegStateChanged) -> None:
        """The INVITE session of a leg changed."""
        if value.phase is LegPhase.DISCONNECTED:
            refused = self._refusals.gone(value.leg)
            if refused is not None:
                self._retired.append(refused)
                return
        record = self.table.of_leg(value.leg)
        if record is None:
            return
        if value.phase in _ANSWERING and value.message and not value.by_request:
            self._answered_by(record, value.message)
        match value.phase:
            case LegPhase.EARLY if record.call.direction is Direction.OUTGOING:
                record.early.answered(value.code)
                if record.call.state in (CallState.DIALING, CallState.EARLY):
                    record.change(state=CallState.EARLY, sip_code=value.code)
                    self.table.tell(record)
            case LegPhase.CONNECTING | LegPhase.CONFIRMED:
                if value.phase is LegPhase.CONFIRMED:
                    self.acks.came(record)
                elif record.call.answered_at is None:
                    self.acks.answered(record, time.monotonic())
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
        """The phone system connected the agent with another party in the same call."""
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

    def media_moved(self, value: MediaChanged) -> None:
        """Connect the sound again and note hold, codec and encryption."""
        record = self.table.of_leg(value.leg)
        if record is None:
            return
        service = record.call.purpose is CallPurpose.SERVICE
        try:
            facts = record.leg.connect(None if service else self._stack.sound)
        except StackError as error:
            # A call that has just ended has no sound to connect: its end is on its way here.
            level = logging.INFO if record.leg.droppable else logging.WARNING
            log.log(level, "call %s: sound not connected: %s", record.call.id, error)
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
        """A re-INVITE of ours has its final answer."""
        record = self.table.of_leg(value.leg)
        if record is None or value.method != "INVITE" or value.again:
            return
        self.holds.answered(record, value.code, value.reason)
        self.follow.answered(record, value.code)

    def identified(self, value: IdentityReceived) -> None:
        """Who is at the far end now, where the PBX tells; it was trusted with the call."""
        record = self.table.of_leg(value.leg)
        told = identity_of(value.message)
        if record is None or told is None:
            return
        known = record.call.identity or record.call.caller
        if told.number and (told.number, told.name) != (known.number, known.name):
            log.info("call %s: now with %s", record.call.id, mask_number(told.number))
            record.change(identity=told)
            self.table.tell(record)

    def _answered_by(self, record: CallRecord, message: str) -> None:
        """A response may tell who rings or answers (RFC 5876), where a queue was dialled.

        The number that was dialled, in whatever shape, tells nothing new but its name.
        """
        call = record.call
        asked = call.direction is Direction.OUTGOING and call.purpose in _TOLD_BY_RESPONSES
        told = identity_of(message) if asked else None
        if told is None or not any(c.isdigit() for c in told.number):
            return
        if same_line(told.number, call.caller.number):
            told = msgspec.structs.replace(told, number=call.caller.number)
        known = call.identity or call.caller
        if (told.number, told.name or known.name) != (known.number, known.name):
            log.info("call %s: answered by %s", call.id, mask_number(told.number))
            record.change(identity=told)
            self.table.tell(record)

    def digit_heard(self, value: DigitHeard) -> None:
        """The far end pressed a key."""
        record = self.table.of_leg(value.leg)
        if record is not None:
            self.table.emit(DtmfReceived(call_id=record.call.id, digit=value.digit[:1]))

    # ------------------------------------------------------------ inside

    def _add(self, record: CallRecord) -> None:
        self._stack.run_clock(True)
        self.table.add(record)
        self._name(record.call.id, record.leg.sip_call_id)

    def _take_place(self, record: CallRecord) -> None:
        """A call is answered: it enters its conference; whoever else is talked on is held."""
        if record.join:
            # The agent may listen to the others in silence: a third one changes nothing.
            self.pairs.enter(record, record.join)
        elif record.call.purpose is not CallPurpose.SERVICE:
            self.unmute()
        if record.call.purpose is not CallPurpose.SERVICE:
            keep = {record.call.id, *record.mates}
            self.focus.clear(keep, lambda: None, CommandName.HOLD_CALL, record.call.id)

    def _attempt(self, operation: Callable[[], None], what: str) -> None:
        try:
            operation()
        except StackError as error:
            raise CommandError(f"{what}: {error}.") from None

    def _hold_settled(self, record: CallRecord, held: bool) -> None:
        if held:
            self.focus.quiet(record)
        if record.refer_to:
            self.transfers.refer(record)
        elif held:
            self.pairs.held(record)
        else:
            # Told even when nothing changed: a hold may have been taken back before it was sent.
            self.table.tell(record, always=True)

    def _hold_failed(self, record: CallRecord, wish: PendingHold | None, why: str) -> None:
        self.pairs.hold_failed(record)
        if record.refer_to:
            # A far end that cannot be held can still be transferred.
            self.transfers.refer(record)
            return
        if (wish is None or wish.hold) and self.focus.failed(record, why):
            return
        word = "put on hold" if wish is None or wish.hold else "taken back"
        self.table.refuse(
            wish.command if wish else CommandName.HOLD_CALL,
            record.call.id,
            f"The call could not be {word}: {why}.",
        )

    def _over(self, record: CallRecord, value: LegStateChanged) -> None:
        self.transfers.left(record)
        talked = record.call.state is CallState.CONNECTED and not any(
            self.table.live(mate) for mate in record.mates
        )
        self.table.remove(record)
        if record.call.purpose is not CallPurpose.SERVICE and (
            talked or not any(r.up for r in self.table)
        ):
            self.unmute()
        self.focus.cancel(record.call.id)
        self.focus.quiet(record)
        self.follow.over(record)
        self.pairs.over(record)
        # Dropped at the next tick: never in the step that still handles its values.
        record.leg.connected = False
        self._retired.append(record.leg)
        over = ended(record, value)
        log.info("call %s ended: %s by %s, %d", over.call.id, over.cause, over.ended_by, value.code)
        self.table.emit(over)
