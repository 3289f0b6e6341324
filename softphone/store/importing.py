"""Import of customers and orders from CSV: first a preview, then the same rows for real."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from softphone.domain.customer import Customer, Order
from softphone.ports import ImportPreview, ImportProblem, NumberPlan, StoreError
from softphone.store import cells
from softphone.store.csv_columns import CUSTOMERS, KINDS, columns_of
from softphone.store.csv_file import CsvFile, digest_of, examine, rows_of
from softphone.store.customers import (
    customers_by_id,
    ids_by_number,
    orders_by_id,
    save_customers,
    save_orders,
)
from softphone.store.text import clean, one_line

BATCH = 500
SAMPLE_ROWS = 6
MAX_PROBLEMS = 500
VALUE_SHOWN = 80
CELL_SHOWN = 60


@dataclass
class Tally:
    """What a run through a file has found so far."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0
    problems: list[ImportProblem] = field(default_factory=list)

    def problem(self, line: int, name: str, value: str, words: str) -> None:
        """Count a bad row; only the first ones are kept in full."""
        self.bad += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(
                ImportProblem(
                    line=line, field=name, value=one_line(value, VALUE_SHOWN), problem=words
                )
            )


def preview(
    connection: Connection, kind: str, path: Path, plan: NumberPlan | None
) -> ImportPreview:
    """What an import would do; nothing is written. Raises StoreError in words."""
    file = examine(path)
    tally = Tally()
    for _ in _batches(connection, kind, file, _plan(plan), tally):
        pass
    problems = list(tally.problems)
    if tally.bad > len(problems):
        problems.append(
            ImportProblem(
                line=0,
                field="",
                value="",
                problem=f"{tally.bad - len(problems):,} more rows have problems",
            )
        )
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
    )


def run(connection: Connection, shown: ImportPreview, plan: NumberPlan | None) -> int:
    """Write the good rows; how many were new or changed. The caller's transaction holds them all.

    Raises StoreError, which undoes everything, when the file is not the one that was shown.
    """
    changed = StoreError("The file has changed since the preview. Look at the preview again.")
    file = examine(shown.path)
    if file.digest != shown.token:
        raise changed
    written = 0
    for batch in _batches(connection, shown.kind, file, _plan(plan), Tally()):
        if shown.kind == CUSTOMERS:
            save_customers(connection, [row for row in batch if isinstance(row, Customer)])
        else:
            save_orders(connection, [row for row in batch if isinstance(row, Order)])
        written += len(batch)
    if digest_of(shown.path) != shown.token:
        raise changed
    return written


def _plan(plan: NumberPlan | None) -> NumberPlan:
    if plan is None:
        raise StoreError("Numbers cannot be read here: the program was started without a country.")
    return plan


def _batches(
    connection: Connection, kind: str, file: CsvFile, plan: NumberPlan, tally: Tally
) -> Iterator[Sequence[Customer | Order]]:
    """The rows that are new or changed, some hundred at a time."""
    if kind not in KINDS:
        raise StoreError(f"Only these can be imported: {', '.join(KINDS)}.")
    rows = rows_of(file)
    _, header = next(rows)
    columns = columns_of(kind, header)
    lines_by_id: dict[str, int] = {}
    while part := list(itertools.islice(rows, BATCH)):
        good = []
        for line, row in part:
            if len(row) > len(header):
                tally.problem(line, "", row[len(header)], "more cells than the first line has")
                continue
            found = {
                name: row[position] if position < len(row) else ""
                for name, position in columns.items()
            }
            good.append((line, found))
        if kind == CUSTOMERS:
            yield _customers(connection, good, plan, lines_by_id, tally)
        else:
            yield _orders(connection, good, lines_by_id, tally)


def _customers(
    connection: Connection,
    rows: Sequence[tuple[int, dict[str, str]]],
    plan: NumberPlan,
    lines_by_id: dict[str, int],
    tally: Tally,
) -> list[Customer]:
    read: dict[str, dict[str, object]] = {}
    for line, row in rows:
        values = _values(line, row, plan, tally)
        if values is None:
            continue
        key = str(values.get("id") or "") or _id_by_number(connection, values, tally, line)
        if key and _once(key, line, row, lines_by_id, tally):
            read[key] = values | {"id": key}
    there = customers_by_id(connection, list(read))
    result = []
    for key, values in read.items():
        old = there.get(key)
        # Columns that the file does not have stay as they are.
        start = msgspec.structs.asdict(old) if old else {}
        customer = Customer(**(start | values | {"is_sample": False}))
        if _counts(old, customer, tally):
            result.append(customer)
    return result


def _values(
    line: int, row: dict[str, str], plan: NumberPlan, tally: Tally
) -> dict[str, object] | None:
    values: dict[str, object] = {}
    for name, cell in row.items():
        try:
            if name == "numbers":
                values[name] = cells.numbers(cell, plan)
            elif name == "tier":
                values[name] = cells.tier(cell)
            else:
                values[name] = cells.plain_text(name, cell)
        except cells.CellError as error:
            tally.problem(line, name, cell, str(error))
            return None
    if not values["name"]:
        tally.problem(line, "name", "", "the name is missing")
        return None
    return values


def _id_by_number(
    connection: Connection, values: dict[str, object], tally: Tally, line: int
) -> str:
    """Without an id, the customer who has the first number, else an id made of that number."""
    numbers = values.get("numbers")
    if not isinstance(numbers, tuple) or not numbers:
        tally.problem(line, "id", "", "neither an id nor a number")
        return ""
    first = str(numbers[0])
    owners = ids_by_number(connection, first, limit=2)
    if len(owners) > 1:
        tally.problem(line, "numbers", first, "several customers have this number: give an id")
        return ""
    return owners[0] if owners else f"tel-{first.lstrip('+')}"


def _orders(
    connection: Connection,
    rows: Sequence[tuple[int, dict[str, str]]],
    lines_by_id: dict[str, int],
    tally: Tally,
) -> list[Order]:
    owners = customers_by_id(connection, list({clean(row["customer_id"], 64) for _, row in rows}))
    read: dict[str, Order] = {}
    for line, row in rows:
        name = "id"
        try:
            key = cells.plain_text("id", row["id"])
            if not key:
                raise cells.CellError("the order's id is missing")
            name = "customer_id"
            owner = cells.plain_text("customer_id", row["customer_id"])
            if owner not in owners:
                raise cells.CellError("no such customer: import customers first")
            name = "placed_at"
            placed_at = cells.time(row["placed_at"])
            name = "amount_minor"
            minor, currency = cells.money(row.get("amount_minor", ""), row.get("currency", ""))
            name = "status"
            status = cells.plain_text("status", row.get("status", ""))
            name = "summary"
            summary = cells.plain_text("summary", row.get("summary", ""))
        except cells.CellError as error:
            tally.problem(line, name, row.get(name, ""), str(error))
            continue
        if _once(key, line, row, lines_by_id, tally):
            read[key] = Order(
                id=key,
                customer_id=owner,
                placed_at=placed_at,
                status=status,
                summary=summary,
                amount_minor=minor,
                currency=currency,
            )
    there = orders_by_id(connection, list(read))
    return [order for key, order in read.items() if _counts(there.get(key), order, tally)]


def _once(
    key: str, line: int, row: dict[str, str], lines_by_id: dict[str, int], tally: Tally
) -> bool:
    first = lines_by_id.setdefault(key, line)
    if first != line:
        tally.problem(line, "id", row.get("id", key), f"the same as in line {first}")
    return first == line


def _counts(old: Customer | Order | None, new: Customer | Order, tally: Tally) -> bool:
    if old is None:
        tally.new += 1
    elif old == new:
        tally.unchanged += 1
    else:
        tally.changed += 1
    return old != new
