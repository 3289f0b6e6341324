"""Lines of a CSV file made into records, forgiving about quotation marks.

RFC 4180, section 2: a field in quotation marks may hold separators and line breaks, and doubles
the marks inside it. Files made by hand or by old programs hold single marks inside, and fields that
are opened and never closed, which would swallow all that follows.
"""

from collections.abc import Callable, Iterator

MOST_LINES = 200
"""A field with more lines than this was never closed."""


class OpenFieldError(Exception):
    """A field that was opened cannot be the one whose end was found: another one begins in it."""


def records(
    lines: Iterator[str], separator: str, unclosed: Callable[[int, str], None]
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line, from 1. Lines end with ``\\n`` or not at all.

    ``unclosed`` is called with line and text where a field is opened and never closed: that line
    is left out, and reading goes on with the next one.
    """
    # Lines that were looked at in vain, the next one last.
    again: list[str] = []
    number, width = 1, 0
    while (line := _next(again, lines)) is not None:
        more: list[str] = []
        cells = line.split(separator) if '"' not in line else None
        if cells is None:
            cells = _read(line, more, again, lines, separator, width)
        if cells is None:
            again.extend(reversed(more))
            unclosed(number, line)
            number += 1
            continue
        yield number, cells
        number += 1 + len(more)
        if not width and any(cell.strip() for cell in cells):
            width = len(cells)


def _next(again: list[str], lines: Iterator[str]) -> str | None:
    if again:
        return again.pop()
    line = next(lines, None)
    return None if line is None else line.rstrip("\n")


def _read(
    line: str,
    more: list[str],
    again: list[str],
    lines: Iterator[str],
    separator: str,
    width: int,
) -> list[str] | None:
    """The cells of the record that begins with that line; None when a field is never closed.

    Lines that were needed, or looked at in vain, are added to ``more``.
    """
    text = line
    try:
        while (cells := split(text, separator)) is None:
            following = _next(again, lines) if len(more) < MOST_LINES else None
            if following is None:
                return None
            more.append(following)
            text = f"{text}\n{following}"
    except OpenFieldError:
        return None
    if more and len(cells) != width and any(_is_record(one, separator, width) for one in more):
        return None
    return cells


def _is_record(line: str, separator: str, width: int) -> bool:
    """Whether a line would be a whole record by itself."""
    return line.count(separator) + 1 == width > 1


def split(text: str, separator: str) -> list[str] | None:
    """The cells of one record; None when a field is still open at its end."""
    cells: list[str] = []
    at = 0
    while True:
        if text.startswith('"', at):
            quoted = _quoted(text, at, separator)
            if quoted is None:
                return None
            cell, at = quoted
        else:
            end = text.find(separator, at)
            cell, at = (text[at:], len(text)) if end < 0 else (text[at:end], end)
        cells.append(cell)
        if at >= len(text):
            return cells
        at += 1


def _quoted(text: str, at: int, separator: str) -> tuple[str, int] | None:
    """The field that opens there, and where it ends; None when it does not.

    A mark closes the field only where separator or end follow; any other one belongs to the text.
    Raises OpenFieldError when a later line of the field has another one that begins.
    """
    opened, parts = at, []
    start = at = opened + 1
    broken = False
    while (mark := text.find('"', at)) >= 0:
        broken = broken or "\n" in text[at:mark]
        doubled = text.startswith('"', mark + 1)
        end = _after_blanks(text, mark + (2 if doubled else 1), separator)
        closes = end == len(text) or text[end] == separator
        if broken and text[mark - 1] == separator and doubled == closes:
            raise OpenFieldError
        if doubled:
            parts.append(text[start : mark + 1])
            at = start = mark + 2
        elif closes:
            return "".join(parts) + text[start:mark], end
        else:
            at = mark + 1
    end = text.find(separator, opened)
    cell = text[opened:] if end < 0 else text[opened:end]
    if cell.count('"') > 1 and "\n" not in cell:
        # Marks around a word at the beginning: they are text.
        return cell, len(text) if end < 0 else end
    return None


def _after_blanks(text: str, at: int, separator: str) -> int:
    while at < len(text) and text[at] in " \t" and text[at] != separator:
        at += 1
    return at
