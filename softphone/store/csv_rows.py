"""Rows of a CSV file made into values; what cannot be used is told, with line, field and reason."""

from collections.abc import Callable, Iterator
from typing import Any

from softphone.domain.customer import Order
from softphone.ports import NumberPlan
from softphone.store import cells
from softphone.store.csv_columns import CUSTOMERS, ORDERS, columns_of
from softphone.store.csv_file import CsvFile, rows_of

Problem = Callable[[int, str, str, str], None]
"""Called with line, field, value and words for a row that will not be imported."""


def customer_rows(
    file: CsvFile, plan: NumberPlan, problem: Problem
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line and the fields of ``Customer`` that the file has columns for; ``id`` may be missing.

    Raises StoreError for a file that cannot be read at all.
    """
    for line, row in _named(CUSTOMERS, file, problem):
        values: dict[str, Any] = {}
        name = ""
        try:
            for name, cell in row.items():
                if name == "numbers":
                    values[name] = cells.numbers(cell, plan)
                elif name == "tier":
                    values[name] = cells.tier(cell)
                else:
                    values[name] = cells.plain_text(name, cell)
            name = "name"
            if not values["name"]:
                raise cells.CellError("the name is missing")
            name = "id"
            if not values.get("id") and not values.get("numbers"):
                raise cells.CellError("neither an id nor a number")
        except cells.CellError as error:
            problem(line, name, row.get(name, ""), str(error))
            continue
        yield line, values


def order_rows(file: CsvFile, problem: Problem) -> Iterator[tuple[int, Order]]:
    """Line and order; whether its customer exists is not looked at here."""
    for line, row in _named(ORDERS, file, problem):
        name = "id"
        try:
            values: dict[str, Any] = {}
            for name in ("id", "customer_id", "status", "summary"):
                values[name] = cells.plain_text(name, row.get(name, ""))
                if not values[name] and name in ("id", "customer_id"):
                    raise cells.CellError("it is missing")
            name = "placed_at"
            values["placed_at"] = cells.time(row["placed_at"])
            name = "amount_minor"
            values["amount_minor"], values["currency"] = cells.money(
                row.get("amount_minor", ""), row.get("currency", "")
            )
        except cells.CellError as error:
            problem(line, name, row.get(name, ""), str(error))
            continue
        yield line, Order(**values)


def _named(kind: str, file: CsvFile, problem: Problem) -> Iterator[tuple[int, dict[str, str]]]:
    rows = rows_of(file)
    _, header = next(rows)
    columns = columns_of(kind, header)
    for line, row in rows:
        if len(row) > len(header):
            problem(line, "", row[len(header)], "more cells than the first line has")
            continue
        yield (
            line,
            {
                name: row[position] if position < len(row) else ""
                for name, position in columns.items()
            },
        )
