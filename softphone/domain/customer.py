"""Customers, their orders, and the card that pops."""

from datetime import datetime
from enum import StrEnum

import msgspec

from softphone.domain.call import Direction, EndCause
from softphone.domain.ticket import TicketSummary


class Tier(StrEnum):
    """How a customer ranks."""

    NORMAL = "normal"
    SILVER = "silver"
    GOLD = "gold"
    VIP = "vip"


class Customer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A customer; ``numbers`` in E.164. ``is_sample`` marks shipped sample data."""

    id: str
    name: str
    tier: Tier = Tier.NORMAL
    numbers: tuple[str, ...] = ()
    company: str = ""
    email: str = ""
    city: str = ""
    language: str = ""
    note: str = ""
    is_sample: bool = False


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An order; ``amount_minor`` in the currency's minor unit (cents, 分)."""

    id: str
    customer_id: str
    placed_at: datetime
    status: str
    summary: str
    amount_minor: int
    currency: str = "CNY"


class ContactSummary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of a customer's past contacts."""

    id: str
    started_at: datetime
    direction: Direction
    number: str
    queue: str = ""
    cause: EndCause | None = None
    talk_s: float = 0.0
    recorded: bool = False
    transferred_to: str = ""
    """Whom the caller was handed or forwarded to."""


class CustomerCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the agent sees: profile, last orders, ticket timeline, newest first."""

    customer: Customer
    orders: tuple[Order, ...] = ()
    tickets: tuple[TicketSummary, ...] = ()
    contacts: tuple[ContactSummary, ...] = ()


class PopQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom to look up: the id from a SIP header wins over the number (E.164)."""

    customer_id: str = ""
    e164: str = ""


class PopResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``card`` when exactly one customer matches; ``matches`` when the agent must choose."""

    query: PopQuery
    card: CustomerCard | None = None
    matches: tuple[Customer, ...] = ()
