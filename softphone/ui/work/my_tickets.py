"""The tickets the agent wrote today."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.ticket import TicketSummary
from softphone.ui.context import UiContext
from softphone.ui.customer.record_list import RecordList
from softphone.ui.customer.timeline import ticket_fields, ticket_subject
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.record_table import Column
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.tickets import group_number, priority_token, priority_word
from softphone.ui.wording.times import clock

translate = QCoreApplication.translate


class MyTickets(QWidget):
    """One line a ticket; the opened one leads to the customer's card."""

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._opened: TicketSummary | None = None
        columns = (
            Column[TicketSummary](
                translate("MyTickets", "Time"),
                lambda ticket: clock(ticket.created_at),
                sample="00:00",
                sort=lambda ticket: ticket.created_at,
                token=lambda _: "text_dim",
            ),
            Column[TicketSummary](
                translate("MyTickets", "Customer"), _who, sample="A customer's", sort=_who
            ),
            Column[TicketSummary](
                translate("MyTickets", "Ticket"), lambda ticket: ticket_subject(ticket, context)
            ),
            Column[TicketSummary](
                translate("MyTickets", "Priority"),
                lambda ticket: priority_word(ticket.priority),
                sample="Complex",
                sort=lambda ticket: list(type(ticket.priority)).index(ticket.priority),
                token=lambda ticket: priority_token(ticket.priority),
                drop_below=420,
            ),
        )

        def describe(ticket: TicketSummary) -> tuple[str, list[tuple[str, str]]]:
            self._opened = ticket
            self._open_card.setEnabled(bool(ticket.customer_id))
            return _who(ticket), ticket_fields(ticket, context)

        self.list = RecordList(
            translate("MyTickets", "My tickets today"),
            translate("MyTickets", "No tickets yet today. Each call's ticket is listed here."),
            columns,
            describe,
        )
        self._open_card = TextButton(translate("MyTickets", "Open the customer's card"))
        self._open_card.setObjectName("openCustomerCard")
        self._open_card.clicked.connect(self._show_customer)
        self.list.detail.add_button(self._open_card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def show_model(self, model: DeskModel) -> None:
        """The list; a card cannot be opened over a contact's own."""
        self.list.show_rows(model.tickets_today)

    def _show_customer(self) -> None:
        if self._opened is not None:
            self._intents.open_card(self._opened.customer_id)


def _who(ticket: TicketSummary) -> str:
    return clean(ticket.customer_name) or group_number(ticket.number)
