"""REFER, and what its NOTIFYs tell (RFC 3515, RFC 5589)."""

import time

from softphone.domain.call import RESULT_UNKNOWN, CallState, EndedBy, Transfer, TransferState
from softphone.domain.messages import CommandName, TransferProgressed
from softphone.domain.text import clean
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.call_table import CallTable
from softphone.engine.calls.hold import Hold
from softphone.engine.errors import CommandError
from softphone.engine.network.sip_uri import with_headers
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.values import TransferNotified

TRYING_AT_MOST_S = 30.0
RINGING_AT_MOST_S = 120.0
"""A transfer that tells nothing for so long has failed (docs/pjsua2.md, rule 22)."""
ATTENDED_WITHIN_S = 30.0
"""An attended transfer has its final NOTIFY by then, or it has failed."""
HANDED_OVER_WITHIN_S = 3.0
"""Who hangs up so soon after a REFER or its progress has taken the call over (RFC 5589 section
6.1): several PBXs do, and never say what became of it."""


class Transfers:
    """Sends the REFERs and follows them. Used on the engine's thread only."""

    def __init__(self, table: CallTable, holds: Hold) -> None:
        self._table = table
        self._holds = holds

    def blind(self, call_id: str, target: str, uri: str, headers: dict[str, str]) -> None:
        """Blind transfer; a running call is put on hold first. Raises ``CommandError``."""
        record = self._table.find(call_id)
        refer_to = with_headers(uri, headers)
        if not record.up:
            raise CommandError("Only an answered call can be transferred.")
        if record.refer_to or record.transfer_deadline is not None:
            raise CommandError("This call is already being transferred.")
        record.refer_to, record.refer_headers = refer_to, headers
        record.change(transfer=Transfer(clean(target), TransferState.ASKED))
        self._table.tell(record)
        if record.call.state is CallState.HELD and record.hold_wish is None:
            self.refer(record)
        else:
            self._holds.wish(record, hold=True, command=CommandName.TRANSFER_CALL)

    def refer(self, record: CallRecord) -> None:
        """The hold is settled, or cannot be had: send the REFER that waits."""
        uri, record.refer_to = record.refer_to, ""
        record.referred_s = time.monotonic()
        record.transfer_deadline = time.monotonic() + TRYING_AT_MOST_S
        try:
            record.leg.refer(uri, record.refer_headers)
        except StackError as error:
            self.moved(record, TransferState.FAILED, 0, clean(str(error)))

    def attended(self, caller: CallRecord, target: CallRecord) -> None:
        """Connect the two with each other: REFER with Replaces on the caller's dialog."""
        caller.change(transfer=Transfer(target.call.caller.number, TransferState.ASKED))
        caller.attended = True
        caller.referred_s = time.monotonic()
        caller.transfer_deadline = time.monotonic() + ATTENDED_WITHIN_S
        self._table.tell(caller)
        try:
            caller.leg.refer_to_call(target.leg)
        except StackError as error:
            self.moved(caller, TransferState.FAILED, 0, clean(str(error)))

    def tick(self, record: CallRecord, now: float) -> None:
        """End a transfer that tells nothing."""
        if record.transfer_deadline is not None and now >= record.transfer_deadline:
            self.moved(record, TransferState.FAILED, 408, "No answer")

    def notified(self, value: TransferNotified) -> None:
        """A NOTIFY, or the answer to the REFER itself."""
        record = self._table.of_leg(value.leg)
        if record is None or record.transfer_deadline is None:
            return
        reason = clean(value.reason)
        record.referred_s = time.monotonic()
        # A final code is the result, whatever the subscription's state (RFC 3515 section 2.4.5).
        if value.code >= 300:
            self.moved(record, TransferState.FAILED, value.code, reason)
        elif value.code >= 200:
            self.moved(record, TransferState.DONE, value.code, reason)
            self._table.end(record, EndedBy.TRANSFER)
        elif value.final:
            self.moved(record, TransferState.FAILED, value.code, reason)
        else:
            state = TransferState.RINGING if value.code in (180, 183) else TransferState.TRYING
            ringing = state is TransferState.RINGING
            limit_s = RINGING_AT_MOST_S if ringing else TRYING_AT_MOST_S
            if not record.attended:
                record.transfer_deadline = time.monotonic() + limit_s
            self.moved(record, state, value.code, reason)

    def left(self, record: CallRecord) -> None:
        """The call is over: by a BYE of who took it over, perhaps."""
        waits = record.transfer_deadline is not None and record.ended_by is None
        soon = time.monotonic() - record.referred_s <= HANDED_OVER_WITHIN_S
        if waits and soon and record.far_end_asked:
            self.moved(record, TransferState.DONE, RESULT_UNKNOWN, "")

    def moved(self, record: CallRecord, state: TransferState, code: int, reason: str) -> None:
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
        self._table.emit(
            TransferProgressed(
                call_id=record.call.id,
                target=target,
                state=state,
                sip_code=code,
                sip_reason=reason,
            )
        )
        self._table.tell(record)
