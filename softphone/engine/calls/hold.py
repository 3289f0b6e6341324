"""Hold and take back: wishes that are tried until they are settled or refused."""

import random
import time
from collections.abc import Callable

from softphone.domain.call import CallState
from softphone.domain.messages import CommandName
from softphone.domain.text import clean
from softphone.engine.calls.call_record import CallRecord, PendingHold
from softphone.engine.calls.call_table import CallTable
from softphone.engine.errors import CommandError
from softphone.engine.pj.endpoint import StackError

SETTLED_WITHIN_S = 1.0
"""After the answer, the media is as it was wished, or it never will be."""


class Hold:
    """Carries holds and resumes out; ``settled`` and ``failed`` say what comes of each."""

    def __init__(
        self,
        table: CallTable,
        settled: Callable[[CallRecord, bool], None],
        failed: Callable[[CallRecord, PendingHold | None, str], None],
    ) -> None:
        self._table = table
        self._settled = settled
        self._failed = failed

    def hold(self, call_id: str) -> None:
        """Hold. Raises ``CommandError``."""
        record = self._table.find(call_id)
        if record.call.state is not CallState.CONNECTED:
            raise CommandError("Only a running call can be put on hold.")
        self.wish(record, hold=True, command=CommandName.HOLD_CALL)

    def wish(self, record: CallRecord, *, hold: bool, command: CommandName) -> None:
        """Hold or take back, again and again; refused in the name of ``command``."""
        now = time.monotonic()
        wish = PendingHold(hold, command, now, now)
        record.hold_wish = wish
        self._try(record, wish, now)

    def tick(self, record: CallRecord, now: float) -> None:
        """Try again what could not be sent before."""
        wish = record.hold_wish
        if wish and wish.in_flight and wish.unsettled_at and now >= wish.unsettled_at:
            wish.in_flight, wish.unsettled_at = False, 0.0
            if now >= wish.give_up_at:
                self._fail(record, "the other side refused")
                return
        if wish and not wish.in_flight and now >= wish.next_try:
            self._try(record, wish, now)

    def _try(self, record: CallRecord, wish: PendingHold, now: float) -> None:
        try:
            if wish.hold:
                record.leg.hold()
            else:
                record.leg.resume()
            wish.in_flight, wish.unsettled_at = True, 0.0
        except StackError as error:
            # Another offer is under way; it is over in a moment.
            if now >= wish.give_up_at:
                self._fail(record, str(error))
            else:
                wish.next_try = now + 0.1

    def media_moved(self, record: CallRecord, held: bool) -> None:
        """The leg's media is new: a wish under way may be settled by it."""
        wish = record.hold_wish
        if wish is not None and wish.in_flight and wish.hold is held:
            record.hold_wish = None
            self._settled(record, held)

    def answered(self, record: CallRecord, code: int, reason: str) -> None:
        """A re-INVITE of ours has its final answer."""
        wish = record.hold_wish
        if wish is None or not wish.in_flight:
            return
        if code < 300:
            # Usually settled in a moment; if it was about something else, it is asked for again.
            wish.unsettled_at = time.monotonic() + SETTLED_WITHIN_S
            return
        wish.in_flight = False
        if code == 491:
            # Both sides asked at once: wait a random while (RFC 3261 section 14.1).
            wish.next_try = time.monotonic() + random.uniform(2.1, 4.0)
            return
        self._fail(record, f"{code} {clean(reason)}")

    def _fail(self, record: CallRecord, why: str) -> None:
        wish, record.hold_wish = record.hold_wish, None
        self._failed(record, wish, why)
