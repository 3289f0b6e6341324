"""Rows of a CSV file made into values; what cannot be used is told, with line, field and reason."""

from collections.abc import Callable, Iterator
from typing import Any

from softphone.domain.customer import Order
from softphone.ports import NumberPlan
from softphone.store import cells
from softphone.store.csv_file import CsvFile, rows_of

Told = Callable[[int, str, str, str], None]
"""Called with line, field, value and words."""
UNKNOWN_TIER = (
    "not a known tier (normal, silver, gold, vip): left as it is, new customers are normal"
)
UNCLOSED = "a quotation mark is opened and never closed"


def customer_rows(
    file: CsvFile, plan: NumberPlan, problem: Told, note: Told
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line and those fields of ``Customer`` that have something in their cell.

    ``problem`` is told of rows that are left out, ``note`` of cells that are. ``id`` may be
    missing. Raises StoreError for a file that cannot be read at all.
    """
    for line, row in _named(file, problem):
        values: dict[str, Any] = {}
        name = ""
        try:
            for name, cell in row.items():
                if name == "numbers":
                    values[name] = _phones(line, cell, plan, note)
                elif name != "tier":
                    values[name] = cells.plain_text(name, cell)
                elif cell:
                    values[name] = _tier(line, cell, note)
            name = "name"
            if not values["name"]:
                raise cells.CellError("the name is missing")
            name = "id"
            if not values.get("id") and not values.get("numbers"):
                raise cells.CellError("neither an id nor a number")
        except cells.CellError as error:
            problem(line, name, row.get(name, ""), str(error))
            continue
        yield line, _filled(values)


def order_rows(file: CsvFile, problem: Told) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line and those fields of ``Order`` that have something in their cell.

    Whether its customer exists is not looked at here.
    """
    for line, row in _named(file, problem):
        name = "id"
        values: dict[str, Any] = {}
        try:
            for name in ("id", "customer_id", "status", "summary"):
                values[name] = cells.plain_text(name, row.get(name, ""))
                if not values[name] and name in ("id", "customer_id"):
                    raise cells.CellError("it is missing")
            name = "placed_at"
            values["placed_at"] = cells.time(row["placed_at"])
            name = "amount_minor"
            amount = row.get("amount_minor", "")
            minor, currency = cells.money(amount, row.get("currency", ""))
            if amount:
                values |= {"amount_minor": minor, "currency": currency}
        except cells.CellError as error:
            problem(line, name, row.get(name, ""), str(error))
            continue
        yield line, _filled(values)


def new_order(values: dict[str, Any]) -> Order:
    """An order that was not known before; what its row says nothing of is empty."""
    given: dict[str, Any] = {"status": "", "summary": "", "amount_minor": 0}
    return Order(**(given | values))


def _phones(line: int, cell: str, plan: NumberPlan, note: Told) -> tuple[str, ...]:
    found = cells.phones(cell, plan)
    for part, reason in found.left_out:
        note(line, "numbers", part, f"{reason}: not imported")
    return found.numbers


def _tier(line: int, cell: str, note: Told) -> Any:
    tier = cells.tier(cell)
    if tier is None:
        note(line, "tier", cell, UNKNOWN_TIER)
    elif cell.isdecimal():
        note(line, "tier", cell, f"read as {tier.value}")
    return tier


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """An empty cell says nothing: what is known stays."""
    return {name: value for name, value in values.items() if value not in ("", (), None)}


def _named(file: CsvFile, problem: Told) -> Iterator[tuple[int, dict[str, str]]]:
    rows = rows_of(file, lambda line, text: problem(line, "", text, UNCLOSED))
    next(rows)
    for line, row in rows:
        surplus = [cell for cell in row[file.columns.width :] if cell.strip()]
        if surplus:
            problem(line, "", surplus[0], "more cells than the header has")
            continue
        yield line, file.columns.cells_of([cells.unwrapped(cell) for cell in row])
