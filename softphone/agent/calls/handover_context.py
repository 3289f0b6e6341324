"""A caller is handed on: what goes along, and what became of it."""

from collections.abc import Callable

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.contacts.contacts import Contacts
from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.call import RESULT_UNKNOWN, Call, EndedBy, TransferState
from softphone.domain.text import clean
from softphone.domain.user_to_user import encode

replace = msgspec.structs.replace
LOST_WITHIN_S = 5.0
"""A call that ends so soon after it was taken back had nobody at its far end any more."""


class HandoverContext:
    """The context for consults and transfers, and the outcome of blind transfers."""

    def __init__(
        self,
        *,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        calls: LiveCalls,
        contacts: Contacts,
        notices: NoticeBoard,
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._contacts = contacts
        self._notices = notices
        self._failed = ("", "")
        """The newest failed transfer: call and target."""
        self._back_at: float | None = None
        """Since when (monotonic) that call is talked on again."""

    def context(self, call_id: str) -> dict[str, str]:
        """What goes along with a consult or transfer, as SIP headers; only the configured ones."""
        view, call = self._contacts.of_call(call_id), self._calls.get(call_id)
        if view is None:
            return {}
        values = {
            "contact_id": view.contact.id,
            "customer_id": view.draft.customer_id or view.contact.customer_id,
            "queue": view.contact.queue,
            "case_id": call.caller.headers.get("case_id", "") if call is not None else "",
            "from_agent": self._rules().agent_name,
            "original_caller": view.contact.number,
            "note": view.draft.notes,
        }
        names = self._rules().header_names
        lines = {purpose: clean(" ".join(value.split())) for purpose, value in values.items()}
        found = {names[p]: line for p, line in lines.items() if line and names.get(p)}
        if names.get("user_to_user") and (value := encode(lines)):
            found[names["user_to_user"]] = value
        return found

    def progressed(self, event: m.TransferProgressed) -> None:
        """A NOTIFY came; a failed transfer leaves the caller with us, on hold."""
        if event.state is TransferState.FAILED:
            self._failed, self._back_at = (event.call_id, event.target), None
            self._notices.post(
                NoticeCode.TRANSFER_FAILED,
                Severity.ERROR,
                target=event.target,
                sip_code=str(event.sip_code),
                sip_reason=event.sip_reason,
            )
        elif event.state is TransferState.DONE:
            unknown = event.sip_code == RESULT_UNKNOWN
            self.transferred(event.call_id, event.target, unknown=unknown)

    def transferred(self, call_id: str, target: str, *, unknown: bool = False) -> None:
        """Somebody else has the caller now; ``unknown``: who answered there was not told."""
        if unknown:
            self._notices.post(NoticeCode.TRANSFER_DONE, target=target, result="unknown")
        else:
            self._notices.post(NoticeCode.TRANSFER_DONE, target=target)
        view = self._contacts.of_call(call_id)
        if view is not None:
            self._contacts.update(replace(view.contact, transferred_to=target))

    def talked_again(self, call_id: str) -> None:
        """A call is connected (again)."""
        if call_id == self._failed[0]:
            self._back_at = self._out.clock.monotonic()

    def call_ended(self, call: Call) -> None:
        """Some PBXs hang up on the caller when a blind transfer fails; our leg ends later."""
        failed_id, target = self._failed
        if call.id != failed_id:
            return
        back_at, self._failed = self._back_at, ("", "")
        gone = back_at is None or self._out.clock.monotonic() - back_at <= LOST_WITHIN_S
        if gone and call.ended_by is EndedBy.FAR_END:
            self._notices.mended(NoticeCode.TRANSFER_FAILED)
            self._notices.post(
                NoticeCode.TRANSFER_LOST,
                Severity.ERROR,
                sticky=True,
                target=target,
                number=call.caller.number,
            )
