"""Answered calls whose ACK never comes (RFC 3261 section 13.3.1.4)."""

import logging

from softphone.domain.call import Direction, EndedBy
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.call_table import CallTable

log = logging.getLogger(__name__)

GIVE_UP_AFTER_S = 31.0
"""A second before 64*T1: the stack keeps our BYE until then and sends it just once."""
REQUEST_TIMEOUT = 408


class MissingAcks:
    """Ends what the far end never confirmed.

    Left alone the stack does it too, but with its BYE unanswered only after 64 s: until then the
    agent would seem to talk with somebody.
    """

    def __init__(self, table: CallTable) -> None:
        self._table = table

    def answered(self, record: CallRecord, now: float) -> None:
        """Our 200 has been sent; monotonic seconds."""
        if record.call.direction is Direction.INCOMING:
            record.ack_deadline = now + GIVE_UP_AFTER_S

    @staticmethod
    def came(record: CallRecord) -> None:
        """The session is confirmed."""
        record.ack_deadline = None

    def tick(self, record: CallRecord, now: float) -> None:
        """End the call when its time is over."""
        if record.ack_deadline is not None and now >= record.ack_deadline:
            record.ack_deadline = None
            record.ack_missing = True
            log.info("call %s: answered, and never confirmed by the far end", record.call.id)
            self._table.end(record, EndedBy.SYSTEM, REQUEST_TIMEOUT)
