"""Fills a store with the shipped sample customers, their orders and a past.

The files are ``customers.csv`` and ``orders.csv``, which can also be imported by hand, and
``history.json``: past contacts with their tickets, dated in days before now.
"""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from softphone import shipped
from softphone.domain.call import Direction, EndCause, EndedBy
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, Order
from softphone.domain.ticket import Priority, Ticket
from softphone.ports import StoreError
from softphone.store.csv_columns import CUSTOMERS, ORDERS
from softphone.store.csv_file import examine
from softphone.store.csv_rows import customer_rows, new_order, order_rows
from softphone.store.errors import plain_errors
from softphone.store.sql_store import SqlStore

SHIPPED = shipped.path("samples")
AGENT = "sample"
NEWEST_ORDER_AGE = timedelta(hours=20)


class Past(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A past contact and its ticket. ``clock`` is ``HH:MM`` of this computer's day."""

    id: str
    customer_id: str
    number: str
    days_ago: int
    clock: str
    direction: Direction
    queue: str
    waited_s: float
    talk_s: float
    category_id: str
    priority: Priority
    disposition_id: str
    notes: str
    promise: str = ""
    promise_due_days_ago: int | None = None
    """Negative: still to come."""


def add_samples(store: SqlStore, now: datetime, folder: Path = SHIPPED) -> int:
    """Add the sample customers that are not there yet; how many. Doing it twice does no harm.

    The store must have been opened with a number plan. Orders keep their distances; the newest
    is of yesterday. Nothing of it goes to the outbox. Raises StoreError.
    """
    customers = [
        Customer(**values, is_sample=True)
        for _, values in customer_rows(
            examine(folder / "customers.csv", CUSTOMERS), store.number_plan(), _refuse, _refuse
        )
    ]
    file = examine(folder / "orders.csv", ORDERS)
    orders = [new_order(values) for _, values in order_rows(file, _refuse)]
    with plain_errors():
        text = (folder / "history.json").read_bytes()
    try:
        past = msgspec.json.decode(text, type=list[Past])
    except msgspec.DecodeError as error:
        raise StoreError(f"The sample data cannot be read: {error}.") from error
    return store.add_past(
        customers,
        _moved(orders, now),
        [_contact(entry, now) for entry in past],
        [_ticket(entry, now) for entry in past],
    )


def _refuse(line: int, field: str, value: str, words: str) -> None:
    raise StoreError(f"The sample data is wrong in line {line}, {field} “{value}”: {words}.")


def _moved(orders: list[Order], now: datetime) -> list[Order]:
    shift = now - NEWEST_ORDER_AGE - max(order.placed_at for order in orders)
    return [msgspec.structs.replace(order, placed_at=order.placed_at + shift) for order in orders]


def _at(now: datetime, days_ago: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    day = now.astimezone() - timedelta(days=days_ago)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _contact(entry: Past, now: datetime) -> Contact:
    started = _at(now, entry.days_ago, entry.clock)
    answered = started + timedelta(seconds=5)
    return Contact(
        id=entry.id,
        call_id=f"{entry.id}-call",
        direction=entry.direction,
        number=entry.number,
        queue=entry.queue,
        customer_id=entry.customer_id,
        waited_s=entry.waited_s,
        started_at=started,
        answered_at=answered,
        ended_at=answered + timedelta(seconds=entry.talk_s),
        cause=EndCause.ANSWERED,
        ended_by=EndedBy.FAR_END,
        talk_s=entry.talk_s,
        wrapped_up=True,
    )


def _ticket(entry: Past, now: datetime) -> Ticket:
    due = entry.promise_due_days_ago
    return Ticket(
        id=f"{entry.id}-ticket",
        contact_id=entry.id,
        customer_id=entry.customer_id,
        number=entry.number,
        category_id=entry.category_id,
        priority=entry.priority,
        disposition_id=entry.disposition_id,
        notes=entry.notes,
        promise=entry.promise,
        promise_due=None if due is None else _at(now, due, "18:00"),
        created_at=_at(now, entry.days_ago, entry.clock) + timedelta(seconds=entry.talk_s + 40),
        agent=AGENT,
        queue=entry.queue,
    )
