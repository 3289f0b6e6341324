"""The agent talks on one call at a time: whatever else is talked on is held before.

A far end that cannot be held keeps its sound, and what should have followed does not happen:
two people who do not know of each other never hear the agent at once.
"""

from collections.abc import Callable

from softphone.domain.call import CallPurpose, CallState
from softphone.domain.messages import CommandName
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.call_table import CallTable
from softphone.engine.calls.hold import Hold
from softphone.engine.errors import CommandError


class _Wait:
    """A command that waits for holds."""

    def __init__(
        self, ids: set[str], then: Callable[[], None], command: CommandName, call_id: str
    ) -> None:
        self.ids = ids
        self.then = then
        self.command = command
        self.call_id = call_id


class OneTalking:
    """Used on the engine's thread only."""

    def __init__(self, table: CallTable, holds: Hold) -> None:
        self._table = table
        self._holds = holds
        self._waits: list[_Wait] = []

    @property
    def waiting(self) -> tuple[str, ...]:
        """Ids of the calls whose command waits for a hold."""
        return tuple(wait.call_id for wait in self._waits)

    def clear(
        self, keep: set[str], then: Callable[[], None], command: CommandName, call_id: str
    ) -> None:
        """Hold every call that is talked on, except ``keep``; then do it, at once if none is.

        Raises ``CommandError`` as ``then`` does; later refusals name ``command``.
        """
        talking = [r for r in self._table if r.call.id not in keep and _talking(r)]
        if not talking:
            then()
            return
        self._waits.append(_Wait({r.call.id for r in talking}, then, command, call_id))
        for record in talking:
            wish = record.hold_wish
            if wish is None or not wish.hold:
                self._holds.wish(record, hold=True, command=CommandName.HOLD_CALL)

    def resume(self, call_id: str) -> None:
        """Take a held call back. Raises ``CommandError``."""
        record = self._table.find(call_id)
        wish = record.hold_wish
        if record.call.state is not CallState.HELD and not (wish and wish.hold):
            raise CommandError("This call is not on hold.")
        if record.transfer_deadline is not None:
            raise CommandError("This call is being transferred.")
        self.take_back(record, CommandName.RESUME_CALL)

    def take_back(self, record: CallRecord, command: CommandName) -> None:
        """Take back a call that is held or being held; nothing happens to any other one."""
        keep = {record.call.id, *record.mates}

        def back() -> None:
            if record.up and self._table.live(record.call.id) is record:
                self._holds.wish(record, hold=False, command=command)

        self.clear(keep, back, command, record.call.id)

    def cancel(self, call_id: str) -> bool:
        """What waits for this call is not wanted any more; whether something did."""
        left = [wait for wait in self._waits if wait.call_id != call_id]
        found = len(left) != len(self._waits)
        self._waits = left
        return found

    def quiet(self, record: CallRecord) -> None:
        """A call is held, or over."""
        for wait in tuple(self._waits):
            wait.ids.discard(record.call.id)
            if wait.ids or wait not in self._waits:
                continue
            self._waits.remove(wait)
            try:
                wait.then()
            except CommandError as refusal:
                self._table.refuse(wait.command, wait.call_id, str(refusal))

    def failed(self, record: CallRecord, why: str) -> bool:
        """A hold came to nothing; whether somebody waited for it and has been told."""
        mine = [wait for wait in self._waits if record.call.id in wait.ids]
        for wait in mine:
            self._waits.remove(wait)
            self._table.refuse(
                wait.command,
                wait.call_id,
                f"The other call could not be put on hold: {why}.",
            )
        return bool(mine)


def _talking(record: CallRecord) -> bool:
    if record.call.purpose is CallPurpose.SERVICE or not record.up or record.ended_by is not None:
        return False
    wish = record.hold_wish
    coming_back = wish is not None and not wish.hold
    return record.call.state is CallState.CONNECTED or coming_back
