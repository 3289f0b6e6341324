"""``softphone erase``: deletes a customer with everything about them, after a question."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from softphone.ports import StoreError
from softphone.store.sql_store import SqlStore

log = logging.getLogger(__name__)
OK, FAILED, DECLINED = 0, 1, 3


def main(
    argv: Sequence[str],
    *,
    default_data_dir: Path,
    database: Callable[[Path], Path],
    recordings: Callable[[Path], Path],
    logs: Callable[[Path], Path],
    ask: Callable[[str], str] = input,
    out: TextIO | None = None,
) -> int:
    """Arguments without the word ``erase``; the exit code.

    0 deleted, 1 failed or unknown, 2 wrong arguments, 3 declined. The callables tell the
    database, the folder of recordings and the folder of logs of a data folder.
    """
    out = out or sys.stdout
    options = _parser(default_data_dir).parse_args(argv)
    folder: Path = options.data_dir
    try:
        if not database(folder).is_file():
            raise StoreError(f"There is no database in {folder}.")
        opened = SqlStore.open(database(folder), now=lambda: datetime.now(UTC))
        if opened.note:
            out.write(opened.note + "\n")
        try:
            return _erase(opened.store, options, recordings(folder), logs(folder), ask, out)
        finally:
            opened.store.close()
    except StoreError as error:
        out.write(f"Not deleted. {error}\n")
        return FAILED


def _parser(default_data_dir: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="softphone erase",
        description="Delete a customer with numbers, orders, contacts, calls, tickets, drafts, "
        "deliveries and recordings.",
    )
    parser.add_argument("customer", metavar="ID", help="the customer's id, as the search shows it")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir, metavar="DIR")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _erase(
    store: SqlStore,
    options: argparse.Namespace,
    recordings: Path,
    logs: Path,
    ask: Callable[[str], str],
    out: TextIO,
) -> int:
    customer: str = options.customer
    found = store.traces(customer)
    if not found.anything:
        out.write(f"Nothing is kept about a customer with the id “{customer}”.\n")
        return FAILED
    card = store.card(customer)
    name = f" ({card.customer.name})" if card else ""
    out.write(f"Customer {customer}{name}: {found.in_words()}\n")
    if not options.yes:
        try:
            answer = ask("Delete all of it? It cannot be brought back. [y/N] ")
        except EOFError:
            answer = ""
        if answer.strip().casefold() not in ("y", "yes", "是"):
            out.write("Nothing was deleted.\n")
            return DECLINED
    erased, files = store.erase(customer, recordings)
    words = f"customer {customer} erased: {erased.in_words()}; {files} files"
    _write_down(logs, words)
    out.write(f"Deleted: {erased.in_words()}; {files} files of recordings.\n")
    out.write("What was delivered to other systems, exports and backups are not touched.\n")
    for old in sorted(options.data_dir.glob("softphone.db.broken-*")):
        out.write(f"A damaged database of before may still hold it: {old}\n")
    return OK


def _write_down(folder: Path, words: str) -> None:
    """A line in ``erase.log``: the id and counts, no name and no number."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = logging.FileHandler(folder / "erase.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        log.info("%s", words)
    finally:
        log.removeHandler(handler)
        handler.close()
