"""What a customer's card says at a glance; plain functions, no widgets."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from softphone.domain.customer import CustomerCard
from softphone.domain.ticket import Choice, TicketSummary
from softphone.ui.wording.times import moment_inside

RECENT = timedelta(days=7)
SEPARATOR = " › "


def choice_path(choices: tuple[Choice, ...], choice_id: str, language: str) -> str:
    """``Orders › Delivery late`` for an id; "" for none, the id itself when it is unknown."""
    names = _path(choices, choice_id, language)
    return SEPARATOR.join(names) if names else choice_id


def _path(choices: tuple[Choice, ...], choice_id: str, language: str) -> tuple[str, ...]:
    for choice in choices:
        if choice.id == choice_id:
            return (choice.name(language),)
        below = _path(choice.children, choice_id, language)
        if below:
            return (choice.name(language), *below)
    return ()


def recent_contacts(card: CustomerCard, now: datetime, this_contact: str = "") -> int:
    """Contacts of the last 7 days, the one on the phone counted once."""
    ids = {contact.id for contact in card.contacts if now - contact.started_at <= RECENT}
    if this_contact:
        ids.add(this_contact)
    return len(ids)


def contacts_line(card: CustomerCard, now: datetime, this_contact: str) -> str:
    """``Third contact in 7 days``; "" where there is nothing to say."""
    count = recent_contacts(card, now, this_contact)
    match count:
        case 1:
            return ""
        case 2:
            return QCoreApplication.translate("CardFacts", "Second contact in 7 days")
        case 3:
            return QCoreApplication.translate("CardFacts", "Third contact in 7 days")
        case 4:
            return QCoreApplication.translate("CardFacts", "Fourth contact in 7 days")
    return QCoreApplication.translate("CardFacts", "Contact no. {number} in 7 days").format(
        number=count
    )


def newest_promise(card: CustomerCard, now: datetime) -> TicketSummary | None:
    """The promise this caller most likely asks about: still to come, or due in the last 7 days."""
    promised = [
        ticket
        for ticket in card.tickets
        if ticket.promise and (ticket.promise_due is None or now - ticket.promise_due <= RECENT)
    ]
    return max(promised, key=lambda ticket: ticket.created_at, default=None)


def promise_line(ticket: TicketSummary, now: datetime, language: str) -> str:
    """``Promised, due today 18:00: call back with the date``: the time is never elided."""
    if ticket.promise_due is None:
        return QCoreApplication.translate("CardFacts", "Promised: {promise}").format(
            promise=ticket.promise
        )
    due = moment_inside(ticket.promise_due, now, language)
    if ticket.promise_due < now:
        text = QCoreApplication.translate("CardFacts", "Promised, was due {due}: {promise}")
    else:
        text = QCoreApplication.translate("CardFacts", "Promised, due {due}: {promise}")
    return text.format(promise=ticket.promise, due=due)
