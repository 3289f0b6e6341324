"""A CSV file as it comes: encoding, separator and header found, rows with their line numbers."""

import codecs
import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from softphone.ports import StoreError
from softphone.store.csv_columns import Columns, columns_of, header_problem
from softphone.store.csv_encoding import BOMS, guess, modern
from softphone.store.csv_records import records
from softphone.store.errors import plain_file_errors
from softphone.store.text import one_line

MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_CELLS = 100
HEADER_WITHIN = 30
"""The line that names the columns is among so many rows; titles and dates may stand above it."""
HEADER_SHOWN = 120
SEPARATORS = ",;\t|"
_CHUNK = 1 << 20
_SAMPLE = 1 << 16

Unclosed = Callable[[int, str], None]
"""Called with line and text where a quotation mark is never closed."""


@dataclass(frozen=True)
class CsvFile:
    """What is known of a file before its rows are read; ``digest`` is SHA-256, hexadecimal.

    ``header_at`` counts the rows above the header, blank ones left out.
    """

    path: Path
    digest: str
    encoding: str
    doubtful: bool
    delimiter: str
    header_at: int
    header_line: int
    columns: Columns


def examine(path: Path, kind: str, encoding: str = "") -> CsvFile:
    """Find encoding (unless given), separator and header. Raises StoreError in words."""
    with plain_file_errors():
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise StoreError(
                f"The file is larger than {MAX_BYTES // 2**20} MB. Split it and import the parts."
            )
        digest, is_utf8 = _read_through(path)
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
    doubtful = False
    if not encoding:
        encoding, doubtful = guess(head, is_utf8=is_utf8)
    elif encoding == "utf-8" and head.startswith(BOMS[0][0]):
        encoding = "utf-8-sig"
    _refuse_wrong(encoding)
    best: tuple[int, CsvFile] | None = None
    first: tuple[int, int, list[str]] | None = None
    for separator in SEPARATORS:
        rows = itertools.islice(_rows(path, encoding, separator, _nobody), HEADER_WITHIN)
        for at, (line, row) in enumerate(rows):
            if at == 0 and (first is None or len(row) > len(first[2])):
                first = (at, line, row)
            columns = columns_of(kind, row)
            if columns is not None and (best is None or columns.known > best[0]):
                file_ = CsvFile(path, digest, encoding, doubtful, separator, at, line, columns)
                best = (columns.known, file_)
    if best is not None:
        return best[1]
    if first is None:
        raise StoreError("The file is empty.")
    shown = one_line(" | ".join(cell.strip() for cell in first[2]), HEADER_SHOWN)
    read = f"Line {first[1]} was read: “{shown}”."
    raise StoreError(f"{header_problem(kind, first[2])} {read}")


def digest_of(path: Path) -> str:
    """SHA-256 of the file. StoreError when it cannot be read."""
    with plain_file_errors():
        return _read_through(path)[0]


def rows_of(file: CsvFile, unclosed: Unclosed) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, header first, each with the number of its first line.

    Raises StoreError when the file cannot be read to the end in that encoding.
    """
    rows = _rows(file.path, file.encoding, file.delimiter, unclosed)
    for count, row in enumerate(itertools.islice(rows, file.header_at, None)):
        if count > MAX_ROWS:
            raise StoreError(f"More than {MAX_ROWS:,} rows. Split the file.")
        yield row


def _rows(
    path: Path, encoding: str, separator: str, unclosed: Unclosed
) -> Iterator[tuple[int, list[str]]]:
    try:
        with plain_file_errors(), path.open(encoding=encoding, errors="strict") as lines:
            text = (modern(line, encoding).lstrip("\ufeff") for line in lines)
            for line, row in records(text, separator, unclosed):
                if any(cell.strip() for cell in row):
                    yield line, row[:MAX_CELLS]
    except UnicodeError as error:
        raise StoreError(
            "The file's characters cannot be read. Choose another encoding, "
            "or save it as UTF-8 and try again."
        ) from error


def _refuse_wrong(encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise StoreError(f"Unknown encoding: “{one_line(encoding, 40)}”.") from None


def _nobody(_line: int, _text: str) -> None:
    """It is told when the rows are read in earnest."""


def _read_through(path: Path) -> tuple[str, bool]:
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    return digest.hexdigest(), is_utf8
