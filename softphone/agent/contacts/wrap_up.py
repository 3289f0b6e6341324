"""Leaving wrap-up without a ticket: what was typed waits as an unfinished one."""

from collections.abc import Callable

from softphone.agent.contacts.contacts import Contacts
from softphone.agent.contacts.day import AgentDay
from softphone.agent.desk_model import ContactView, NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard


class WrapUp:
    """Closes contacts whose calls are over and says that their tickets wait."""

    def __init__(
        self,
        contacts: Contacts,
        notices: NoticeBoard,
        day: AgentDay,
        has_call: Callable[[ContactView], bool],
    ) -> None:
        self._contacts = contacts
        self._notices = notices
        self._day = day
        self._has_call = has_call

    def leave_all(self) -> None:
        """Every contact without a call."""
        for view in self._contacts.views:
            if not self._has_call(view):
                self._leave(view)
        self._day.reload()

    def leave_front(self) -> None:
        """The one in front."""
        view = self._contacts.view
        if view is not None:
            self._leave(view)
            self._day.reload()

    def _leave(self, view: ContactView) -> None:
        self._contacts.close(view.contact.id, keep_draft=True)
        if self._contacts.get(view.contact.id) is not None:
            return
        card = view.card
        self._notices.post(
            NoticeCode.TICKET_LEFT,
            Severity.WARNING if view.missing else Severity.INFO,
            number=view.contact.number,
            name=card.customer.name if card is not None else view.draft.new_customer_name.strip(),
            fields=",".join(view.missing),
        )
