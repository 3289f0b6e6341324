"""Calls follow the phone to another path: re-INVITE after the address or connection changed."""

import logging
import time

from softphone.engine.call_table import CallTable
from softphone.engine.pj.endpoint import StackError
from softphone.engine.record import Record

log = logging.getLogger(__name__)

TRY_EVERY_S = 0.25
GIVE_UP_AFTER_S = 8.0


class Follow:
    """Tells the far end of every answered call where we are now (RFC 3261 section 14, RFC 3264).

    The call lives as long as its dialog: a 481 ends it, anything else leaves it as it is.
    """

    def __init__(self, table: CallTable) -> None:
        self._table = table
        self._waiting: dict[str, float] = {}
        self._rebind = False

    def begin(self, *, rebind: bool) -> None:
        """The line is registered by another path; ``rebind``: sound needs another address too."""
        until = time.monotonic() + GIVE_UP_AFTER_S
        self._rebind = rebind
        self._waiting = {record.call.id: until for record in self._table if record.up}

    def tick(self, record: Record, now: float) -> None:
        """Send what could not be sent before: one offer at a time (RFC 3261 section 14.1)."""
        until = self._waiting.get(record.call.id)
        if until is None or record.hold_wish is not None:
            return
        try:
            record.leg.follow(rebind=self._rebind)
            del self._waiting[record.call.id]
        except StackError as error:
            if now >= until:
                log.warning("call %s could not follow: %s", record.call.id, error)
                del self._waiting[record.call.id]
