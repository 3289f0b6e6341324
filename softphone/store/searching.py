"""Search in customers and tickets: any substring, Chinese and digits included."""

import re
import unicodedata

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    column,
    literal_column,
    or_,
    select,
)
from sqlalchemy import table as sql_table

from softphone.domain.customer import Customer
from softphone.ports import NumberPlan, SearchResult
from softphone.store.customers import customers_by_id
from softphone.store.tables import customers, orders, tickets
from softphone.store.text import digits, folded, one_line
from softphone.store.tickets import summaries_by_row

MAX_TEXT = 200
MAX_TERMS = 8
TRIGRAM = 3
RANKED = 200
"""So many of the newest hits are compared with each other."""
_NUMBER = re.compile(r"[\d\s+()./-]+")


def search(
    connection: Connection, typed: str, limit: int, plan: NumberPlan | None = None
) -> SearchResult:
    """All words must occur, in any order. Customers best first, tickets newest first.

    An id, an order's id or a whole name comes first; then those where what was typed are whole
    words, then beginnings of words, then those where it is somewhere within, in whatever field.
    """
    shown = one_line(typed, MAX_TEXT)
    terms = terms_of(shown, plan)
    if not terms:
        return SearchResult(text=shown, customers=(), tickets=())
    return SearchResult(
        text=shown,
        customers=_customers(connection, shown, terms, limit),
        tickets=summaries_by_row(connection, _rows(connection, tickets, terms, limit)),
    )


def terms_of(typed: str, plan: NumberPlan | None = None) -> tuple[tuple[str, ...], ...]:
    """Words that must all occur, each with the spellings that count as it.

    A text that looks like a number is one word: its digits, without the trunk or international
    prefix, since numbers are kept in E.164. With a ``plan`` an extension behind it (``转801``,
    ``-801``) is left out.
    """
    plain = folded(typed)
    if not plain:
        return ()
    number = digits(plain).lstrip("0")
    read = plan.parse(typed) if plan is not None and len(number) > TRIGRAM else None
    main = read.e164.removeprefix("+") if read is not None and read.keys else ""
    if main:
        return (tuple(dict.fromkeys((main, number, plain))),)
    if _NUMBER.fullmatch(unicodedata.normalize("NFKC", plain)) and len(number) >= TRIGRAM:
        return (tuple(dict.fromkeys((number, plain))),)
    return tuple((word,) for word in plain.split()[:MAX_TERMS])


def _customers(
    connection: Connection, typed: str, terms: tuple[tuple[str, ...], ...], limit: int
) -> tuple[Customer, ...]:
    exact = connection.execute(
        select(customers.c.id)
        .where(or_(customers.c.id == typed, customers.c.name == typed))
        .limit(limit)
    ).scalars()
    by_order = connection.execute(
        select(orders.c.customer_id).where(orders.c.id == typed).limit(1)
    ).scalars()
    first = [*exact, *by_order]
    rows = set(_rows(connection, customers, terms, RANKED))
    if len(rows) == RANKED:
        # More than are ranked: the best of all may be older than these.
        whole = folded(typed)
        if len(whole) >= TRIGRAM:
            rows.update(_rows(connection, customers, ((whole,),), RANKED))
            rows.update(_rows(connection, customers, ((f"{whole}\n", f"{whole} "),), RANKED))
        rows.update(_names_beginning(connection, typed, RANKED))
    hits = connection.execute(
        select(customers.c.id, customers.c.name, customers.c.search_text).where(
            customers.c.row.in_(rows)
        )
    )
    ranked = sorted((_distance(hit.search_text, terms), hit.name, hit.id) for hit in hits)
    ids = tuple(dict.fromkeys((*first, *(key for _, _, key in ranked))))[:limit]
    found = customers_by_id(connection, ids)
    return tuple(found[key] for key in ids)


def _names_beginning(connection: Connection, typed: str, limit: int) -> list[int]:
    """Row numbers of names that begin so, by the index on names, in the usual spellings."""
    spellings = {typed, typed.lower(), typed.upper(), typed.title(), typed.capitalize()}
    name = customers.c.name
    begins = (and_(name >= one, name < one + "\U0010ffff") for one in spellings)
    return list(
        connection.execute(select(customers.c.row).where(or_(*begins)).limit(limit)).scalars()
    )


def _distance(text: str, terms: tuple[tuple[str, ...], ...]) -> int:
    """For each word typed 0 where it is a whole word of the text, 1 a beginning, 2 within one."""
    return sum(min(_distance_of(text, word) for word in term) for term in terms)


def _distance_of(text: str, word: str) -> int:
    # A national number is the end of the kept one.
    begin = r"(?<!\w)\+?\d*" if word.isdecimal() and len(word) > TRIGRAM else r"(?<!\w)"
    if re.search(rf"{begin}{re.escape(word)}(?!\w)", text):
        return 0
    return 1 if re.search(rf"(?<!\w){re.escape(word)}", text) else 2


def _rows(
    connection: Connection, table: Table, terms: tuple[tuple[str, ...], ...], limit: int
) -> list[int]:
    """Row numbers of the newest matches.

    Words of three characters or more go to the trigram index, shorter ones to LIKE on what is
    left. The index is not asked to rank: that would read every match of a common syllable.
    """
    long = [term for term in terms if all(len(word) >= TRIGRAM for word in term)]
    conditions: list[ColumnElement[bool]] = [
        or_(*(table.c.search_text.like(_like(word), escape="\\") for word in term))
        for term in terms
        if term not in long
    ]
    index: ColumnElement[str] = literal_column(f"{table.name}_fts")
    found: Select[int] = select(column("rowid", Integer)).select_from(
        sql_table(f"{table.name}_fts")
    )
    found = found.where(index.op("MATCH")(_match(long)))
    if conditions:
        if long:
            conditions.append(table.c.row.in_(found))
        statement = select(table.c.row).where(*conditions).order_by(table.c.row.desc())
    else:
        statement = found.order_by(column("rowid").desc())
    return list(connection.execute(statement.limit(limit)).scalars())


def _match(terms: list[tuple[str, ...]]) -> str:
    """An FTS5 expression made of quoted strings only, so that no typed character has a meaning."""
    return " AND ".join(
        "(" + " OR ".join('"' + word.replace('"', '""') + '"' for word in term) + ")"
        for term in terms
    )


def _like(word: str) -> str:
    for character in "\\%_":
        word = word.replace(character, "\\" + character)
    return f"%{word}%"
