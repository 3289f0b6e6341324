"""The team's list of targets: a CSV file that a supervisor keeps in a shared folder."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from softphone.domain.target import Target, TargetKind
from softphone.domain.text import clean

MAX_BYTES = 1 << 20
MOST_ROWS = 2000
_COLUMNS = {
    "number": ("number", "extension", "号码", "號碼", "分机", "分機"),
    "name": ("name", "姓名", "名称", "名稱"),
    "kind": ("kind", "type", "类型", "類型"),
    "queue": ("queue", "队列名", "佇列名"),
    "category": ("category", "group", "分类", "分類", "组", "組"),
}
_KINDS = {
    "colleague": TargetKind.COLLEAGUE,
    "同事": TargetKind.COLLEAGUE,
    "queue": TargetKind.QUEUE,
    "队列": TargetKind.QUEUE,
    "佇列": TargetKind.QUEUE,
    "group": TargetKind.GROUP,
    "组": TargetKind.GROUP,
    "組": TargetKind.GROUP,
    "number": TargetKind.NUMBER,
    "号码": TargetKind.NUMBER,
    "號碼": TargetKind.NUMBER,
}


class TargetFileError(Exception):
    """The file cannot be used; the text names it and says what to do."""


def read_targets(path: Path) -> tuple[Target, ...]:
    """The targets of a CSV file in UTF-8 or GB 18030 with a header. Raises ``TargetFileError``.

    Columns: number, name, kind (colleague, queue, group, number), category, queue (the PBX's
    own name of one); only the number must be there. Rows without one are left out.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TargetFileError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > MAX_BYTES:
        raise TargetFileError(f"{path} is too large for a list of targets.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        return _read(rows)
    except csv.Error as error:
        raise TargetFileError(f"{path} is not valid CSV: {error}.") from error
    except LookupError:
        raise TargetFileError(f"{path} has no column number.") from None


def _read(rows: Iterator[list[str]]) -> tuple[Target, ...]:
    head = [cell.strip().casefold() for cell in next(rows, [])]
    places = {
        name: next((head.index(word) for word in words if word in head), -1)
        for name, words in _COLUMNS.items()
    }
    if places["number"] < 0:
        raise LookupError("number")
    found: list[Target] = []
    for row in rows:
        cells = {name: _cell(row, place) for name, place in places.items()}
        if cells["number"] and len(found) < MOST_ROWS:
            found.append(
                Target(
                    number=cells["number"],
                    name=cells["name"],
                    kind=_KINDS.get(cells["kind"].casefold(), TargetKind.COLLEAGUE),
                    category=cells["category"],
                    queue=cells["queue"],
                )
            )
    return tuple(found)


def _cell(row: list[str], place: int) -> str:
    return clean(row[place]) if 0 <= place < len(row) else ""
