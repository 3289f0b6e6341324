"""Tickets: what is written down about a contact."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Priority(StrEnum):
    """How a ticket is to be handled."""

    URGENT = "urgent"
    ROUTINE = "routine"
    COMPLEX = "complex"


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A node of a category or disposition tree; ``names`` by language (en, zh_CN, zh_TW)."""

    id: str
    names: dict[str, str]
    children: tuple["Choice", ...] = ()

    def name(self, language: str) -> str:
        """The name in that language, else in English, else the id."""
        return self.names.get(language) or self.names.get("en") or self.id


class KnownChoices(msgspec.Struct, frozen=True, kw_only=True):
    """The ids that a ticket may carry; an empty set: any, for nothing is known."""

    categories: frozenset[str] = frozenset()
    dispositions: frozenset[str] = frozenset()


def leaf_ids(choices: tuple[Choice, ...]) -> frozenset[str]:
    """The ids that can be chosen: those without children."""
    found: set[str] = set()
    for choice in choices:
        found |= leaf_ids(choice.children) if choice.children else {choice.id}
    return frozenset(found)


class TicketField(StrEnum):
    """Fields that configuration may require before a ticket is complete."""

    CUSTOMER = "customer"
    CATEGORY = "category"
    PRIORITY = "priority"
    DISPOSITION = "disposition"
    NOTES = "notes"


class TicketDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A ticket being written. Kept in the store while it is typed; ids are opaque strings."""

    contact_id: str
    customer_id: str = ""
    number: str = ""
    new_customer_name: str = ""
    """Typed name of a caller who is not a customer yet."""
    category_id: str = ""
    priority: Priority | None = None
    disposition_id: str = ""
    notes: str = ""
    promise: str = ""
    promise_due: datetime | None = None

    @property
    def written(self) -> bool:
        """Whether anybody wrote or chose something; customer and number are filled in by rule."""
        texts = (self.notes, self.promise, self.new_customer_name)
        chosen = self.category_id or self.disposition_id or self.promise_due is not None
        return bool(chosen) or any(text.strip() for text in texts)


class Ticket(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A saved ticket; the id is also the idempotency key of its delivery."""

    id: str
    contact_id: str
    customer_id: str
    number: str
    category_id: str
    priority: Priority
    disposition_id: str
    notes: str
    promise: str
    promise_due: datetime | None
    created_at: datetime
    agent: str
    queue: str = ""


class TicketSummary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line in a list of tickets."""

    id: str
    created_at: datetime
    customer_id: str
    customer_name: str
    number: str
    category_id: str
    priority: Priority
    disposition_id: str
    excerpt: str
    """The beginning of the notes, on one line."""
    promise: str = ""
    promise_due: datetime | None = None
    agent: str = ""
    contact_id: str = ""
    recorded: bool = False
    notes: str = ""
    """The whole notes, as they were written."""


ANY_CHOICE = KnownChoices()


def missing_fields(
    draft: TicketDraft, required: frozenset[TicketField], known: KnownChoices = ANY_CHOICE
) -> tuple[TicketField, ...]:
    """The required fields that are still empty, in the order of the form.

    A category or disposition that is not known (any more) has to be chosen again, required or not.
    """
    unknown = {
        TicketField.CATEGORY: _unknown(draft.category_id, known.categories),
        TicketField.DISPOSITION: _unknown(draft.disposition_id, known.dispositions),
    }
    filled = {
        TicketField.CUSTOMER: bool(draft.customer_id or draft.new_customer_name.strip()),
        TicketField.CATEGORY: bool(draft.category_id),
        TicketField.PRIORITY: draft.priority is not None,
        TicketField.DISPOSITION: bool(draft.disposition_id),
        TicketField.NOTES: bool(draft.notes.strip()),
    }
    return tuple(
        field
        for field in TicketField
        if (field in required and not filled[field]) or unknown.get(field, False)
    )


def _unknown(choice_id: str, known: frozenset[str]) -> bool:
    return bool(choice_id and known) and choice_id not in known
