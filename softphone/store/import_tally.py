"""What a run through a file to be imported has found so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from softphone.domain.customer import Customer, Order
from softphone.ports import ImportChange, ImportProblem
from softphone.store.cells import major
from softphone.store.text import one_line

MAX_KEPT = 500
"""Problems, notes and changes that are kept in full, of each."""
VALUE_SHOWN = 80


@dataclass
class Told:
    """Rows and what is said of them; only the first ones are kept in full."""

    count: int = 0
    kept: list[ImportProblem] = field(default_factory=list)

    def add(self, line: int, name: str, value: str, words: str) -> None:
        """Count it, and keep it if it is one of the first."""
        self.count += 1
        if len(self.kept) < MAX_KEPT:
            value = one_line(value, VALUE_SHOWN)
            self.kept.append(ImportProblem(line=line, field=name, value=value, problem=words))

    def all(self, more: Callable[[int], str]) -> tuple[ImportProblem, ...]:
        """By line; the last one says, by ``more``, how many there are besides."""
        kept = sorted(self.kept, key=lambda problem: problem.line)
        if self.count > len(kept):
            words = more(self.count - len(kept))
            kept.append(ImportProblem(line=0, field="", value="", problem=words))
        return tuple(kept)


@dataclass
class Tally:
    """Counts, problems of rows that are left out, notes on rows that are not, and changes."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: Told = field(default_factory=Told)
    notes: Told = field(default_factory=Told)
    changes: list[ImportChange] = field(default_factory=list)
    lines_by_id: dict[str, int] = field(default_factory=dict)
    owner_of_number: dict[str, str] = field(default_factory=dict)

    def problem(self, line: int, name: str, value: str, words: str) -> None:
        """A row that is left out."""
        self.problems.add(line, name, value, words)

    def note(self, line: int, name: str, value: str, words: str) -> None:
        """A row that is imported all the same."""
        self.notes.add(line, name, value, words)

    def once(self, key: str, line: int) -> bool:
        """Whether this id comes for the first time; the second time is a problem."""
        first = self.lines_by_id.setdefault(key, line)
        if first != line:
            self.problem(line, "id", key, f"the same as in line {first}")
        return first == line

    def counts(self, line: int, old: Customer | Order | None, new: Customer | Order) -> bool:
        """Count the row; whether it is to be written."""
        if old is None:
            self.new += 1
        elif old == new:
            self.unchanged += 1
        else:
            self.changed += 1
            self._compare(line, old, new)
        return old != new

    def _compare(self, line: int, old: Customer | Order, new: Customer | Order) -> None:
        for name in new.__struct_fields__:
            before, after = getattr(old, name), getattr(new, name)
            if before != after and name != "is_sample" and len(self.changes) < MAX_KEPT:
                self.changes.append(
                    ImportChange(
                        line=line,
                        id=new.id,
                        field=name,
                        before=_shown(old, name),
                        after=_shown(new, name),
                    )
                )


def _shown(row: Customer | Order, name: str) -> str:
    value = getattr(row, name)
    if isinstance(row, Order) and name == "amount_minor":
        return major(row.amount_minor, row.currency)
    if isinstance(value, datetime):
        return f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return one_line(text, VALUE_SHOWN)
