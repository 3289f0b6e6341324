"""A CSV file as it comes: found encoding and separator, rows with their line numbers."""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from softphone.ports import StoreError
from softphone.store.errors import plain_errors

MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_CELLS = 100
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The commoner half of each character set sits in these lead bytes (GB 2312 level 1, Big5 level 1).
_GB_COMMON = range(0xB0, 0xD8)
_BIG5_COMMON = range(0xA4, 0xC7)
_CJK = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class CsvFile:
    """What is known of a file before its rows are read; ``digest`` is SHA-256, hexadecimal."""

    path: Path
    digest: str
    encoding: str
    delimiter: str


def examine(path: Path, encoding: str = "") -> CsvFile:
    """Find separator, and encoding unless it is given. Raises StoreError in words."""
    with plain_errors():
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise StoreError(
                f"The file is larger than {MAX_BYTES // 2**20} MB. Split it and import the parts."
            )
        digest, is_utf8 = _read_through(path)
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
    encoding = encoding or next((name for bom, name in _BOMS if head.startswith(bom)), "")
    if not encoding:
        encoding = "utf-8" if is_utf8 else guess_chinese(head)
    text = head.decode(encoding, errors="replace").lstrip("\ufeff")
    if not text.strip():
        raise StoreError("The file is empty.")
    return CsvFile(path, digest, encoding, guess_delimiter(text))


def digest_of(path: Path) -> str:
    """SHA-256 of the file. StoreError when it cannot be read."""
    with plain_errors():
        return _read_through(path)[0]


def guess_chinese(head: bytes) -> str:
    """``gb18030`` or ``big5hkscs``: the one in which the text is made of common characters."""
    scores = {
        "gb18030": _share(head, "gb18030", "gb2312", _GB_COMMON),
        "big5hkscs": _share(head, "big5hkscs", "big5", _BIG5_COMMON),
    }
    return max(scores, key=lambda name: scores[name])


def guess_delimiter(text: str) -> str:
    """Comma, semicolon or tab: the one that the header line has most of."""
    header = re.sub(r'"[^"]*"', "", next(line for line in text.splitlines() if line.strip()))
    return max(",;\t", key=header.count)


def rows_of(file: CsvFile) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, header first, each with the number of its first line.

    Raises StoreError when the file cannot be read to the end in that encoding.
    """
    try:
        with (
            plain_errors(),
            file.path.open(encoding=file.encoding, errors="strict", newline="") as lines,
        ):
            reader = csv.reader(lines, delimiter=file.delimiter)
            before = 0
            for count, row in enumerate(reader):
                if count > MAX_ROWS:
                    raise StoreError(f"More than {MAX_ROWS:,} rows. Split the file.")
                if any(cell.strip() for cell in row):
                    yield before + 1, row[:MAX_CELLS]
                before = reader.line_num
    except UnicodeError as error:
        raise StoreError(
            "The file's characters cannot be read. Save it as UTF-8 and try again."
        ) from error
    except csv.Error as error:
        raise StoreError(
            f"The file is no proper CSV near line {before + 1}: {error}. "
            "A quotation mark may be missing."
        ) from error


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


def _share(head: bytes, encoding: str, plain: str, common: range) -> float:
    """The share of two-byte characters that are common ideographs of that character set."""
    # The sample may end within a character.
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    wide = [character for character in text if ord(character) > 0x7F]
    if not wide:
        return 0.0
    good = 0
    for character in wide:
        if _CJK.match(character):
            try:
                good += character.encode(plain)[0] in common
            except UnicodeEncodeError:
                continue
    return good / len(wide)
