"""Import of customers and orders from CSV: first a preview, then the same rows for real."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from softphone.domain.customer import Customer, Order
from softphone.ports import ImportPreview, NumberPlan, StoreError
from softphone.store.csv_columns import CUSTOMERS, KINDS
from softphone.store.csv_file import CsvFile, digest_of, examine, rows_of
from softphone.store.csv_rows import customer_rows, new_order, order_rows
from softphone.store.customers import (
    customers_by_id,
    ids_by_number,
    ids_by_numbers,
    orders_by_id,
    save_customers,
    save_orders,
)
from softphone.store.import_tally import Tally
from softphone.store.text import one_line

BATCH = 500
PART = 100
"""Rows that are written in one transaction: a few hundredths of a second that others wait for."""
GoOn = Callable[[], None]
"""Called often while a file is read; raises StoreError when nobody waits for it any more."""
SAMPLE_ROWS = 6
CELL_SHOWN = 60


def _no_end() -> None:
    """Read to the end."""


def preview(
    connection: Connection,
    kind: str,
    path: Path,
    plan: NumberPlan,
    encoding: str = "",
    go_on: GoOn = _no_end,
) -> ImportPreview:
    """What an import would do; nothing is written. Raises StoreError in words.

    ``encoding`` empty: it is found out.
    """
    file = _examine(path, kind, encoding)
    tally = Tally()
    for _ in _batches(connection, kind, file, plan, tally):
        go_on()
    return ImportPreview(
        kind=kind,
        path=path,
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        problems=tally.problems.all(lambda count: f"{count:,} more rows have problems"),
        sample=tuple(
            tuple(one_line(cell, CELL_SHOWN) for cell in row)
            for _, row in itertools.islice(rows_of(file, _told_before), SAMPLE_ROWS)
        ),
        token=file.digest,
        encoding=file.encoding,
        encoding_doubtful=file.doubtful,
        header_line=file.header_line,
        unused=file.columns.unused,
        notes=tally.notes.all(lambda count: f"{count:,} more rows to check"),
        changes=tuple(tally.changes),
    )


def _examine(path: Path, kind: str, encoding: str) -> CsvFile:
    if kind not in KINDS:
        raise StoreError(f"Only these can be imported: {', '.join(KINDS)}.")
    return examine(path, kind, encoding)


def _told_before(_line: int, _text: str) -> None:
    """The rows were read once already."""


def collect(
    connection: Connection, shown: ImportPreview, plan: NumberPlan, go_on: GoOn = _no_end
) -> list[bytes]:
    """The rows to be written, packed in parts of ``PART``.

    Raises StoreError when the file is not the one that was shown.
    """
    changed = StoreError("The file has changed since the preview. Look at the preview again.")
    file = _examine(shown.path, shown.kind, shown.encoding)
    if file.digest != shown.token:
        raise changed
    parts = []
    for batch in _batches(connection, shown.kind, file, plan, Tally()):
        go_on()
        parts += [
            msgspec.msgpack.encode(batch[start : start + PART])
            for start in range(0, len(batch), PART)
        ]
    if digest_of(shown.path) != shown.token:
        raise changed
    return parts


def write(connection: Connection, kind: str, part: bytes) -> int:
    """Write one part of what was collected, in the caller's transaction; how many rows."""
    if kind == CUSTOMERS:
        customers = msgspec.msgpack.decode(part, type=list[Customer])
        save_customers(connection, customers)
        return len(customers)
    orders = msgspec.msgpack.decode(part, type=list[Order])
    save_orders(connection, orders)
    return len(orders)


def _batches(
    connection: Connection, kind: str, file: CsvFile, plan: NumberPlan, tally: Tally
) -> Iterator[Sequence[Customer | Order]]:
    """The rows that are new or changed, some hundred at a time."""
    if kind == CUSTOMERS:
        customers = customer_rows(file, plan, tally.problem, tally.note)
        while some := list(itertools.islice(customers, BATCH)):
            yield _customers(connection, some, tally)
    else:
        orders = order_rows(file, tally.problem)
        while part := list(itertools.islice(orders, BATCH)):
            yield _orders(connection, part, tally)


def _customers(
    connection: Connection, rows: Sequence[tuple[int, dict[str, Any]]], tally: Tally
) -> list[Customer]:
    read: dict[str, tuple[int, dict[str, Any]]] = {}
    for line, values in rows:
        key = values.get("id") or _id_by_number(connection, line, values["numbers"][0], tally)
        if key and tally.once(key, line):
            read[key] = line, values | {"id": key, "is_sample": False}
    there = customers_by_id(connection, list(read))
    _tell_of_shared_numbers(connection, read, there, tally)
    result = []
    for key, (line, values) in read.items():
        old = there.get(key)
        # What has no column, or nothing in its cell, stays as it is.
        new = msgspec.structs.replace(old, **values) if old else Customer(**values)
        if tally.counts(line, old, new):
            result.append(new)
    return result


def _id_by_number(connection: Connection, line: int, number: str, tally: Tally) -> str:
    """Without an id, the customer who has the number, else an id made of it."""
    owners = ids_by_number(connection, number, limit=2)
    if len(owners) > 1:
        tally.problem(line, "numbers", number, "several customers have this number: give an id")
        return ""
    return owners[0] if owners else f"tel-{number.lstrip('+')}"


def _tell_of_shared_numbers(
    connection: Connection,
    read: dict[str, tuple[int, dict[str, Any]]],
    there: dict[str, Customer],
    tally: Tally,
) -> None:
    """A number that somebody else has makes every call of it a choice between the two.

    Nothing is said where that is so already.
    """
    numbers = {number for _, values in read.values() for number in values.get("numbers", ())}
    owners = ids_by_numbers(connection, list(numbers))
    for key, (line, values) in read.items():
        had = there[key].numbers if key in there else ()
        for number in values.get("numbers", ()):
            if number in had:
                continue
            others = [owner for owner in owners.get(number, ()) if owner != key]
            earlier = tally.owner_of_number.setdefault(number, key)
            if earlier != key and earlier not in others:
                others.append(earlier)
            for other in others[:1]:
                owner = one_line(other, CELL_SHOWN)
                words = f"customer {owner} already has this number"
                if key.lstrip("0") == other.lstrip("0"):
                    words = f"customer {owner} has this number: has the id lost its leading zeros?"
                tally.note(line, "numbers", number, words)


def _orders(
    connection: Connection, rows: Sequence[tuple[int, dict[str, Any]]], tally: Tally
) -> list[Order]:
    owners = customers_by_id(connection, list({values["customer_id"] for _, values in rows}))
    read: dict[str, tuple[int, dict[str, Any]]] = {}
    for line, values in rows:
        if values["customer_id"] not in owners:
            words = "no such customer: import customers first"
            tally.problem(line, "customer_id", values["customer_id"], words)
        elif tally.once(values["id"], line):
            read[values["id"]] = line, values
    there = orders_by_id(connection, list(read))
    result = []
    for key, (line, values) in read.items():
        old = there.get(key)
        new = msgspec.structs.replace(old, **values) if old else new_order(values)
        if tally.counts(line, old, new):
            result.append(new)
    return result
