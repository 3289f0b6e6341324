"""How a call ended, as its last value tells it."""

import time
from datetime import UTC, datetime

from softphone.domain.call import CallState, EndCause, EndedBy, TransferState
from softphone.domain.end_cause import EndFacts, end_cause
from softphone.domain.messages import CallEnded
from softphone.domain.sip_words import NOT_CONFIRMED, NOT_ENCRYPTED
from softphone.domain.text import clean
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.pj.values import LegStateChanged

_MOVED = 302  # temporarily: RFC 3261 section 21.3.3
_NOT_ACCEPTABLE = (406, 415, 488, 606)
"""What a session that only one side can encrypt ends with (RFC 3261 sections 21.4.26, 21.6.4)."""


def ended(record: CallRecord, value: LegStateChanged) -> CallEnded:
    """Put the end into the record's value; ``value`` is the leg's DISCONNECTED."""
    call = record.call
    by = _ended_by(record, value)
    at = datetime.now(UTC)
    cause = end_cause(
        EndFacts(
            direction=call.direction,
            answered=call.answered_at is not None,
            ended_by=by,
            sip_code=value.code,
            reasons=record.reasons,
            rang_s=time.monotonic() - record.began_s,
        )
    )
    if call.forwarded_to and value.code == _MOVED:
        cause = EndCause.FORWARDED
    if record.up:
        record.set_held(False)
    record.change(
        state=CallState.ENDED,
        ended_at=at,
        cause=cause,
        ended_by=by,
        sip_code=value.code,
        sip_reason=_reason(record, value),
    )
    return CallEnded(call=record.call, cause=cause, ended_by=by, at=at)


def _reason(record: CallRecord, value: LegStateChanged) -> str:
    """The phrase that came with the code; ours where no encryption or no ACK ended the call."""
    if record.ack_missing:
        return NOT_CONFIRMED
    # An answer in the clear is one too, but nothing was heard in such a call.
    silent = record.call.answered_at is None or not record.call.codec
    if record.srtp_needed and silent and value.code in _NOT_ACCEPTABLE:
        return NOT_ENCRYPTED
    return clean(value.reason)


def _ended_by(record: CallRecord, value: LegStateChanged) -> EndedBy:
    transfer = record.call.transfer
    transferred = transfer is not None and transfer.state is TransferState.DONE
    if transferred and record.ended_by is not EndedBy.AGENT:
        return EndedBy.TRANSFER
    if record.ended_by is not None:
        return record.ended_by
    # In an answered call a response is one to the stack's own BYE: nobody refreshed the session.
    refused = record.call.answered_at is None and bool(value.message)
    by_far_end = record.far_end_asked or value.by_request or refused
    return EndedBy.FAR_END if by_far_end else EndedBy.SYSTEM
