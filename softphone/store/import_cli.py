"""``softphone import``: shows what a CSV file would change, asks, imports."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from softphone.domain.text_encodings import ENCODINGS, shown_name
from softphone.ports import ImportPreview, ImportProblem, NumberPlan, StoreError
from softphone.store.csv_columns import KINDS
from softphone.store.sql_store import SqlStore

SHOWN_PROBLEMS = 20
OK, FAILED, DECLINED = 0, 1, 3


def main(
    argv: Sequence[str],
    *,
    default_data_dir: Path,
    database: Callable[[Path], Path],
    number_plan: Callable[[Path], NumberPlan],
    ask: Callable[[str], str] = input,
    out: TextIO | None = None,
) -> int:
    """Arguments without the word ``import``; the exit code.

    0 imported (or nothing to do), 1 failed, 2 wrong arguments, 3 declined. ``database`` and
    ``number_plan`` tell the database file and the number plan of a data folder.
    """
    out = out or sys.stdout
    options = _parser(default_data_dir).parse_args(argv)
    try:
        opened = SqlStore.open(
            database(options.data_dir),
            now=lambda: datetime.now(UTC),
            numbers=number_plan(options.data_dir),
        )
        if opened.note:
            out.write(opened.note + "\n")
        try:
            return _import(opened.store, options, ask, out)
        finally:
            opened.store.close()
    except StoreError as error:
        out.write(f"Not imported. {error}\n")
        return FAILED


def _parser(default_data_dir: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="softphone import", description="Import customers or orders from a CSV file."
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir, metavar="DIR")
    parser.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help=f"of the file, found out unless given: {', '.join(ENCODINGS)}",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _import(
    store: SqlStore,
    options: argparse.Namespace,
    ask: Callable[[str], str],
    out: TextIO,
) -> int:
    preview = store.preview_import(options.kind, options.file, options.encoding)
    _show(preview, out)
    if not preview.new and not preview.changed:
        out.write("There is nothing to import.\n")
        return FAILED if preview.problems else OK
    if not options.yes:
        try:
            answer = ask("Import? [y/N] ")
        except EOFError:
            answer = ""
        if answer.strip().casefold() not in ("y", "yes", "是"):
            out.write("Nothing was imported.\n")
            return DECLINED
    out.write(f"Imported {store.run_import(preview)} {options.kind}.\n")
    return OK


def _show(preview: ImportPreview, out: TextIO) -> None:
    out.write(f"Read as {shown_name(preview.encoding)}")
    out.write(f", column names in line {preview.header_line}.\n")
    if preview.encoding_doubtful:
        out.write("The encoding is a guess: if words look wrong, give --encoding.\n")
    if preview.unused:
        out.write(f"Columns not imported: {', '.join(preview.unused)}\n")
    for row in preview.sample:
        out.write("  " + " | ".join(row) + "\n")
    out.write(
        f"{preview.new} new, {preview.changed} changed, {preview.unchanged} unchanged, "
        f"{len(preview.problems)} with problems\n"
    )
    _list("", preview.problems, out)
    _list("To check:\n", preview.notes, out)
    if preview.changes:
        out.write("What changes:\n")
    for change in preview.changes[:SHOWN_PROBLEMS]:
        what = f"{change.field} “{change.before}” → “{change.after}”"
        out.write(f"  line {change.line}, {change.id}: {what}\n")
    _more(len(preview.changes), out)


def _list(title: str, rows: Sequence[ImportProblem], out: TextIO) -> None:
    if rows:
        out.write(title)
    for row in rows[:SHOWN_PROBLEMS]:
        where = f"line {row.line}, {row.field} “{row.value}”: " if row.line else ""
        out.write(f"  {where}{row.problem}\n")
    _more(len(rows), out)


def _more(count: int, out: TextIO) -> None:
    if count > SHOWN_PROBLEMS:
        out.write(f"  … and {count - SHOWN_PROBLEMS} more\n")
