"""Import of customers and orders from CSV: first a preview, then the same rows for real."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from softphone.domain.customer import Customer, Order
from softphone.ports import ImportPreview, ImportProblem, NumberPlan, StoreError
from softphone.store.csv_columns import CUSTOMERS, KINDS
from softphone.store.csv_file import CsvFile, digest_of, examine, rows_of
from softphone.store.csv_rows import customer_rows, order_rows
from softphone.store.customers import (
    customers_by_id,
    ids_by_number,
    orders_by_id,
    save_customers,
    save_orders,
)
from softphone.store.text import one_line

BATCH = 500
PART = 100
"""Rows that are written in one transaction: a few hundredths of a second that others wait for."""
GoOn = Callable[[], None]
"""Called often while a file is read; raises StoreError when nobody waits for it any more."""
SAMPLE_ROWS = 6
MAX_PROBLEMS = 500
VALUE_SHOWN = 80
CELL_SHOWN = 60


def _no_end() -> None:
    """Read to the end."""


@dataclass
class Tally:
    """What a run through a file has found so far."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0
    problems: list[ImportProblem] = field(default_factory=list)
    lines_by_id: dict[str, int] = field(default_factory=dict)

    def problem(self, line: int, name: str, value: str, words: str) -> None:
        """Count a bad row; only the first ones are kept in full."""
        self.bad += 1
        if len(self.problems) < MAX_PROBLEMS:
            value = one_line(value, VALUE_SHOWN)
            self.problems.append(ImportProblem(line=line, field=name, value=value, problem=words))

    def once(self, key: str, line: int) -> bool:
        """Whether this id comes for the first time; the second time is a problem."""
        first = self.lines_by_id.setdefault(key, line)
        if first != line:
            self.problem(line, "id", key, f"the same as in line {first}")
        return first == line

    def counts(self, old: Customer | Order | None, new: Customer | Order) -> bool:
        """Count the row; whether it is to be written."""
        if old is None:
            self.new += 1
        elif old == new:
            self.unchanged += 1
        else:
            self.changed += 1
        return old != new


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
    file = examine(path, encoding)
    tally = Tally()
    for _ in _batches(connection, kind, file, plan, tally):
        go_on()
    problems = sorted(tally.problems, key=lambda problem: problem.line)
    if tally.bad > len(problems):
        more = f"{tally.bad - len(problems):,} more rows have problems"
        problems.append(ImportProblem(line=0, field="", value="", problem=more))
    return ImportPreview(
        kind=kind,
        path=path,
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        problems=tuple(problems),
        sample=tuple(
            tuple(one_line(cell, CELL_SHOWN) for cell in row)
            for _, row in itertools.islice(rows_of(file), SAMPLE_ROWS)
        ),
        token=file.digest,
        encoding=file.encoding,
    )


def collect(
    connection: Connection, shown: ImportPreview, plan: NumberPlan, go_on: GoOn = _no_end
) -> list[bytes]:
    """The rows to be written, packed in parts of ``PART``.

    Raises StoreError when the file is not the one that was shown.
    """
    changed = StoreError("The file has changed since the preview. Look at the preview again.")
    file = examine(shown.path, shown.encoding)
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
    if kind not in KINDS:
        raise StoreError(f"Only these can be imported: {', '.join(KINDS)}.")
    if kind == CUSTOMERS:
        customers = customer_rows(file, plan, tally.problem)
        while some := list(itertools.islice(customers, BATCH)):
            yield _customers(connection, some, tally)
    else:
        orders = order_rows(file, tally.problem)
        while part := list(itertools.islice(orders, BATCH)):
            yield _orders(connection, part, tally)


def _customers(
    connection: Connection, rows: Sequence[tuple[int, dict[str, Any]]], tally: Tally
) -> list[Customer]:
    read: dict[str, dict[str, Any]] = {}
    for line, values in rows:
        key = values.get("id") or _id_by_number(connection, line, values["numbers"][0], tally)
        if key and tally.once(key, line):
            read[key] = values | {"id": key, "is_sample": False}
    there = customers_by_id(connection, list(read))
    result = []
    for key, values in read.items():
        old = there.get(key)
        # Columns that the file does not have stay as they are.
        new = msgspec.structs.replace(old, **values) if old else Customer(**values)
        if tally.counts(old, new):
            result.append(new)
    return result


def _id_by_number(connection: Connection, line: int, number: str, tally: Tally) -> str:
    """Without an id, the customer who has the number, else an id made of it."""
    owners = ids_by_number(connection, number, limit=2)
    if len(owners) > 1:
        tally.problem(line, "numbers", number, "several customers have this number: give an id")
        return ""
    return owners[0] if owners else f"tel-{number.lstrip('+')}"


def _orders(connection: Connection, rows: Sequence[tuple[int, Order]], tally: Tally) -> list[Order]:
    owners = customers_by_id(connection, list({order.customer_id for _, order in rows}))
    read: dict[str, Order] = {}
    for line, order in rows:
        if order.customer_id not in owners:
            words = "no such customer: import customers first"
            tally.problem(line, "customer_id", order.customer_id, words)
        elif tally.once(order.id, line):
            read[order.id] = order
    there = orders_by_id(connection, list(read))
    return [order for key, order in read.items() if tally.counts(there.get(key), order)]
