"""Every call of this phone by id and by leg, and how the desk is told about them."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from softphone.domain.call import Call, EndedBy
from softphone.domain.messages import CallChanged, CommandName, CommandRefused, Event
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.errors import CommandError
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.leg import LegHandle

log = logging.getLogger(__name__)


class CallTable:
    """Owns the records; ``emit`` takes every event. Used on the engine's thread only."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self.emit = emit
        self._by_id: dict[str, CallRecord] = {}
        self._by_leg: dict[int, CallRecord] = {}

    def __iter__(self) -> Iterator[CallRecord]:
        return iter(tuple(self._by_id.values()))

    def __contains__(self, call_id: str) -> bool:
        return call_id in self._by_id

    @property
    def empty(self) -> bool:
        """Whether the stack has no leg of a call any more."""
        return not self._by_leg

    def add(self, record: CallRecord) -> None:
        """A call begins."""
        self._by_id[record.call.id] = record
        self._by_leg[record.leg.serial] = record

    def move(self, record: CallRecord, leg: LegHandle) -> None:
        """The call goes on with another leg."""
        self._by_leg.pop(record.leg.serial, None)
        record.leg = leg
        self._by_leg[leg.serial] = record

    def remove(self, record: CallRecord) -> None:
        """A call is over."""
        self._by_id.pop(record.call.id, None)
        self._by_leg.pop(record.leg.serial, None)

    def live(self, call_id: str) -> CallRecord | None:
        """A call that is not over, or None."""
        return self._by_id.get(call_id)

    def of_leg(self, serial: int) -> CallRecord | None:
        """The call of a leg, or None."""
        return self._by_leg.get(serial)

    def find(self, call_id: str) -> CallRecord:
        """A call that is not over. Raises ``CommandError``."""
        record = self._by_id.get(call_id)
        if record is None:
            raise CommandError("This call is over.")
        return record

    def tell(self, record: CallRecord, *, always: bool = False) -> None:
        """Tell what changed since the last time."""
        if always or record.call != record.told:
            record.told = record.call
            self.emit(CallChanged(call=record.call, at=datetime.now(UTC)))

    def refuse(self, command: CommandName, call_id: str, reason: str) -> None:
        """A command came to nothing after all."""
        self.emit(CommandRefused(command=command, call_id=call_id, reason=reason))

    def end(self, record: CallRecord, by: EndedBy, code: int = 0) -> None:
        """BYE, CANCEL, or that final code for an unanswered incoming call."""
        if record.ended_by is None:
            record.ended_by = by
        attempt_quietly(lambda: record.leg.hang_up(code))

    def calls(self) -> tuple[Call, ...]:
        """The value of every call that is not over."""
        return tuple(record.call for record in self._by_id.values())


def attempt_quietly(operation: Callable[[], None]) -> None:
    """Do it if it still can be done.

    The far end may have ended the call a moment ago; its DISCONNECTED is queued then.
    """
    try:
        operation()
    except StackError as error:
        log.info("too late: %s", error)
