"""Calls follow the phone to another path: re-INVITE after the address or connection changed."""

import logging
import random
import time

from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.call_table import CallTable
from softphone.engine.pj.endpoint import StackError

log = logging.getLogger(__name__)

TRY_EVERY_S = 0.25
GIVE_UP_AFTER_S = 8.0
GLARE_CODES = (491, 500)
"""The far end was changing the call itself: again in a while (RFC 3261 sections 14.1, 14.2)."""


class _Wish:
    """One call is to be told (monotonic seconds)."""

    def __init__(self, now: float, rebind: bool) -> None:
        self.rebind = rebind
        self.next_try = now
        self.give_up_at = now + GIVE_UP_AFTER_S
        self.in_flight = False


class PathChange:
    """Tells the far end of every answered call where we are now (RFC 3261 section 14, RFC 3264).

    The call lives as long as its dialog: a 481 ends it, anything else leaves it as it is.
    """

    def __init__(self, table: CallTable) -> None:
        self._table = table
        self._wishes: dict[str, _Wish] = {}

    def begin(self, *, rebind: bool, only: frozenset[str] | None = None) -> None:
        """The line is registered by another path; ``rebind``: sound needs another address too.

        ``only``: ids of the calls that are to be told; None: every one.
        """
        now = time.monotonic()
        for record in self._table:
            if record.up and (only is None or record.call.id in only):
                before = self._wishes.get(record.call.id)
                moved = rebind or (before is not None and before.rebind)
                self._wishes[record.call.id] = _Wish(now, moved)

    def tick(self, record: CallRecord, now: float) -> None:
        """Send what could not be sent before: one offer at a time (RFC 3261 section 14.1)."""
        wish = self._wishes.get(record.call.id)
        if wish is None or wish.in_flight or now < wish.next_try or record.hold_wish is not None:
            return
        try:
            record.leg.follow(rebind=wish.rebind)
            wish.in_flight = True
        except StackError as error:
            wish.next_try = now + TRY_EVERY_S
            if now >= wish.give_up_at:
                log.warning("call %s could not follow: %s", record.call.id, error)
                del self._wishes[record.call.id]

    def answered(self, record: CallRecord, code: int) -> None:
        """A re-INVITE of ours has its final answer."""
        wish = self._wishes.get(record.call.id)
        if wish is None or not wish.in_flight:
            return
        now = time.monotonic()
        if code in GLARE_CODES and now < wish.give_up_at:
            wish.in_flight = False
            wish.next_try = now + random.uniform(2.1, 4.0)
            return
        del self._wishes[record.call.id]

    def over(self, record: CallRecord) -> None:
        """The call has ended."""
        self._wishes.pop(record.call.id, None)
