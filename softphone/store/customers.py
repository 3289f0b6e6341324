"""Customers and their orders: saving, looking up, the card."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from softphone.domain.call import Direction, EndCause
from softphone.domain.customer import (
    ContactSummary,
    Customer,
    CustomerCard,
    Order,
    PopQuery,
    PopResult,
    Tier,
)
from softphone.store.recordings import recorded
from softphone.store.tables import contacts, customer_numbers, customers, orders
from softphone.store.text import digits, folded
from softphone.store.tickets import summaries_of_customer

CARD_ORDERS = 10
CARD_TICKETS = 20
CARD_CONTACTS = 20
MATCHES = 50
"""At most so many customers are offered for one number (a company's switchboard)."""

BATCH = 500
"""Rows per statement: SQLite takes 32,766 variables, older builds 999 (one each here)."""

_FIELDS = ("id", "name", "tier", "company", "email", "city", "language", "note", "is_sample")
_columns = tuple(customers.c[name] for name in _FIELDS)

_statement = upsert(customers)
_save = _statement.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _statement.excluded[name] for name in (*_FIELDS, "search_text") if name != "id"},
)
_order_statement = upsert(orders)
_save_order = _order_statement.on_conflict_do_update(
    index_elements=["id"],
    set_={
        name: _order_statement.excluded[name] for name in Order.__struct_fields__ if name != "id"
    },
)
_forget_numbers = delete(customer_numbers).where(
    customer_numbers.c.customer_id == bindparam("customer")
)


def save_customers(connection: Connection, values: Sequence[Customer]) -> None:
    """Insert or replace by id, numbers included."""
    if not values:
        return
    connection.execute(_save, [_row(customer) for customer in values])
    connection.execute(_forget_numbers, [{"customer": customer.id} for customer in values])
    numbers = [
        {"customer_id": customer.id, "e164": number, "position": position}
        for customer in values
        for position, number in enumerate(dict.fromkeys(customer.numbers))
    ]
    if numbers:
        connection.execute(insert(customer_numbers), numbers)


def save_orders(connection: Connection, values: Sequence[Order]) -> None:
    """Insert or replace by id. IntegrityError when a customer is unknown."""
    if values:
        connection.execute(_save_order, [msgspec.structs.asdict(order) for order in values])


def customers_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, Customer]:
    """Those that exist, by id."""
    found: dict[str, Customer] = {}
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        numbers: dict[str, list[str]] = {}
        for row in connection.execute(
            select(customer_numbers.c.customer_id, customer_numbers.c.e164)
            .where(customer_numbers.c.customer_id.in_(part))
            .order_by(customer_numbers.c.customer_id, customer_numbers.c.position)
        ):
            numbers.setdefault(row[0], []).append(row[1])
        for row in connection.execute(select(*_columns).where(customers.c.id.in_(part))):
            found[row.id] = _customer(row, numbers.get(row.id, ()))
    return found


def orders_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, Order]:
    """Those that exist, by id."""
    found: dict[str, Order] = {}
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        for row in connection.execute(select(orders).where(orders.c.id.in_(part))):
            found[row.id] = Order(**row._mapping)
    return found


def ids_by_number(connection: Connection, e164: str, limit: int = MATCHES) -> tuple[str, ...]:
    """Ids of the customers with exactly that number, in a stable order."""
    return tuple(
        connection.execute(
            select(customer_numbers.c.customer_id)
            .where(customer_numbers.c.e164 == e164)
            .order_by(customer_numbers.c.customer_id)
            .limit(limit)
        ).scalars()
    )


def namesake(connection: Connection, customer: Customer) -> str:
    """Id of a customer with the same name and one of the same numbers, or ""."""
    for number in customer.numbers:
        owners = customers_by_id(connection, ids_by_number(connection, number))
        for key, owner in owners.items():
            if folded(owner.name) == folded(customer.name):
                return key
    return ""


def ids_by_numbers(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Ids of the customers with each of these numbers, in a stable order."""
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(numbers), BATCH):
        part = numbers[start : start + BATCH]
        for row in connection.execute(
            select(customer_numbers.c.e164, customer_numbers.c.customer_id)
            .where(customer_numbers.c.e164.in_(part))
            .order_by(customer_numbers.c.customer_id)
        ):
            found[row.e164] = (*found.get(row.e164, ()), row.customer_id)
    return found


def look_up(connection: Connection, query: PopQuery) -> PopResult:
    """By customer id; when there is none, or it is unknown here, by exact number."""
    if query.customer_id:
        card = card_of(connection, query.customer_id)
        if card is not None:
            return PopResult(query=query, card=card)
    ids = ids_by_number(connection, query.e164) if query.e164 else ()
    if len(ids) == 1:
        return PopResult(query=query, card=card_of(connection, ids[0]))
    found = customers_by_id(connection, ids)
    return PopResult(query=query, matches=tuple(found[key] for key in ids if key in found))


def card_of(connection: Connection, customer_id: str) -> CustomerCard | None:
    """Profile, last orders, tickets and contacts, newest first."""
    customer = customers_by_id(connection, [customer_id]).get(customer_id)
    if customer is None:
        return None
    return CustomerCard(
        customer=customer,
        orders=tuple(
            Order(**row._mapping)
            for row in connection.execute(
                select(orders)
                .where(orders.c.customer_id == customer_id)
                .order_by(orders.c.placed_at.desc(), orders.c.id.desc())
                .limit(CARD_ORDERS)
            )
        ),
        tickets=summaries_of_customer(connection, customer_id, CARD_TICKETS),
        contacts=tuple(
            _contact_summary(row)
            for row in connection.execute(
                select(contacts, recorded(contacts.c.id).label("recorded"))
                .where(contacts.c.customer_id == customer_id)
                .order_by(contacts.c.started_at.desc())
                .limit(CARD_CONTACTS)
            )
        ),
    )


def count(connection: Connection) -> int:
    """How many customers there are."""
    return connection.execute(select(func.count()).select_from(customers)).scalar_one()


def _row(customer: Customer) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(customer, name) for name in _FIELDS}
    row["tier"] = customer.tier.value
    row["search_text"] = folded(
        customer.name,
        *map(digits, customer.numbers),
        customer.id,
        customer.company,
        customer.email,
        customer.city,
        customer.note,
    )
    return row


def _customer(row: Row[*tuple[Any, ...]], numbers: Sequence[str]) -> Customer:
    values = dict(row._mapping)
    values["tier"] = Tier(values["tier"])
    return Customer(numbers=tuple(numbers), **values)


def _contact_summary(row: Row[*tuple[Any, ...]]) -> ContactSummary:
    return ContactSummary(
        id=row.id,
        started_at=row.started_at,
        direction=Direction(row.direction),
        number=row.number,
        queue=row.queue,
        cause=EndCause(row.cause) if row.cause else None,
        talk_s=row.talk_s,
        recorded=row.recorded,
        transferred_to=row.transferred_to,
    )
