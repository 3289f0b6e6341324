"""``softphone import``: shows what a CSV file would change, asks, imports."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from softphone.ports import ImportPreview, NumberPlan, StoreError
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
            return _import(opened.store, options.kind, options.file, options.yes, ask, out)
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
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _import(
    store: SqlStore,
    kind: str,
    file: Path,
    yes: bool,
    ask: Callable[[str], str],
    out: TextIO,
) -> int:
    preview = store.preview_import(kind, file)
    _show(preview, out)
    if not preview.new and not preview.changed:
        out.write("There is nothing to import.\n")
        return FAILED if preview.problems else OK
    if not yes:
        try:
            answer = ask("Import? [y/N] ")
        except EOFError:
            answer = ""
        if answer.strip().casefold() not in ("y", "yes", "是"):
            out.write("Nothing was imported.\n")
            return DECLINED
    out.write(f"Imported {store.run_import(preview)} {kind}.\n")
    return OK


def _show(preview: ImportPreview, out: TextIO) -> None:
    for row in preview.sample:
        out.write("  " + " | ".join(row) + "\n")
    out.write(
        f"{preview.new} new, {preview.changed} changed, {preview.unchanged} unchanged, "
        f"{len(preview.problems)} with problems\n"
    )
    for problem in preview.problems[:SHOWN_PROBLEMS]:
        where = f"line {problem.line}, {problem.field} “{problem.value}”: " if problem.line else ""
        out.write(f"  {where}{problem.problem}\n")
    if len(preview.problems) > SHOWN_PROBLEMS:
        out.write(f"  … and {len(preview.problems) - SHOWN_PROBLEMS} more\n")
