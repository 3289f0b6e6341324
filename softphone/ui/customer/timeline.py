"""What happened with a customer before: tickets and contacts, newest first."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.customer import ContactSummary
from softphone.domain.ticket import TicketSummary
from softphone.ui.context import UiContext
from softphone.ui.customer.record_list import DATE_SAMPLE, Fields, RecordList
from softphone.ui.widgets.record_table import Column
from softphone.ui.wording.card_facts import choice_path
from softphone.ui.wording.tickets import (
    contact_icon,
    contact_word,
    group_number,
    priority_token,
    priority_word,
)
from softphone.ui.wording.times import brief, moment, span

translate = QCoreApplication.translate


def ticket_subject(ticket: TicketSummary, context: UiContext) -> str:
    """One line: the last part of the category, then what was noted."""
    path = choice_path(context.categories, ticket.category_id, context.language)
    leaf = path.rsplit(" › ", 1)[-1]
    return f"{leaf} · {ticket.excerpt}" if ticket.excerpt else leaf


def ticket_fields(ticket: TicketSummary, context: UiContext) -> Fields:
    """Everything that is kept of it, named; the notes whole."""
    due = moment(ticket.promise_due, context.now(), context.language) if ticket.promise_due else ""
    return [
        (
            translate("Timeline", "Written"),
            moment(ticket.created_at, context.now(), context.language),
        ),
        (
            translate("Timeline", "Category"),
            choice_path(context.categories, ticket.category_id, context.language),
        ),
        (translate("Timeline", "Priority"), priority_word(ticket.priority)),
        (
            translate("Timeline", "Disposition"),
            choice_path(context.dispositions, ticket.disposition_id, context.language),
        ),
        (translate("Timeline", "Notes"), ticket.notes or ticket.excerpt),
        (translate("Timeline", "Promise"), ticket.promise),
        (translate("Timeline", "Due"), due),
        (translate("Timeline", "Number"), group_number(ticket.number)),
        (translate("Timeline", "Agent"), ticket.agent),
        (translate("Timeline", "Ticket no."), ticket.id),
    ]


def ticket_list(context: UiContext) -> RecordList[TicketSummary]:
    """A customer's tickets."""
    columns = (
        Column[TicketSummary](
            translate("Timeline", "Date"),
            lambda ticket: brief(ticket.created_at, context.now(), context.language),
            sample=DATE_SAMPLE,
            sort=lambda ticket: ticket.created_at,
            token=lambda _: "text_dim",
        ),
        Column[TicketSummary](
            translate("Timeline", "Ticket"), lambda ticket: ticket_subject(ticket, context)
        ),
        Column[TicketSummary](
            translate("Timeline", "Priority"),
            lambda ticket: priority_word(ticket.priority),
            sample="Complex",
            sort=lambda ticket: list(type(ticket.priority)).index(ticket.priority),
            token=lambda ticket: priority_token(ticket.priority),
        ),
        Column[TicketSummary](
            translate("Timeline", "Disposition"),
            lambda ticket: choice_path(
                context.dispositions, ticket.disposition_id, context.language
            ),
            sample="Needs a follow-up",
            token=lambda _: "text_dim",
            drop_below=480,
        ),
    )
    return RecordList(
        translate("Timeline", "Tickets"),
        translate("Timeline", "No tickets yet."),
        columns,
        lambda ticket: (
            choice_path(context.categories, ticket.category_id, context.language),
            ticket_fields(ticket, context),
        ),
    )


def contact_list(context: UiContext) -> RecordList[ContactSummary]:
    """A customer's contacts."""
    columns = (
        Column[ContactSummary](
            translate("Timeline", "Date"),
            lambda contact: brief(contact.started_at, context.now(), context.language),
            sample=DATE_SAMPLE,
            sort=lambda contact: contact.started_at,
            token=lambda _: "text_dim",
        ),
        Column[ContactSummary](translate("Timeline", "Contact"), contact_word, icon=contact_icon),
        Column[ContactSummary](
            translate("Timeline", "Queue"),
            lambda contact: contact.queue,
            sample="Support queue",
            token=lambda _: "text_dim",
        ),
        Column[ContactSummary](
            translate("Timeline", "Talk"),
            lambda contact: span(contact.talk_s) if contact.talk_s else "",
            sample="1:00:00",
            sort=lambda contact: contact.talk_s,
            right=True,
        ),
    )

    def describe(contact: ContactSummary) -> tuple[str, Fields]:
        return contact_word(contact), [
            (
                translate("Timeline", "Started"),
                moment(contact.started_at, context.now(), context.language),
            ),
            (translate("Timeline", "Number"), group_number(contact.number)),
            (translate("Timeline", "Queue"), contact.queue),
            (translate("Timeline", "Talk"), span(contact.talk_s) if contact.talk_s else ""),
        ]

    return RecordList(
        translate("Timeline", "Contacts"),
        translate("Timeline", "No contacts yet."),
        columns,
        describe,
    )
