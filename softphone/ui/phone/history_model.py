"""The call history as a list model: newest first, or the missed ones only."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.domain.call import CallState, Direction, EndCause
from softphone.ports import HistoryRow
from softphone.ui.wording.plain_text import clean, plain_tip
from softphone.ui.wording.quality import score_words
from softphone.ui.wording.states import cause_details, cause_words
from softphone.ui.wording.times import since, span

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_MISSED = (EndCause.MISSED, EndCause.ABANDONED)


def is_missed(row: HistoryRow) -> bool:
    """An incoming call nobody here answered, and nobody has called back yet."""
    incoming = row.call.direction is Direction.INCOMING
    return incoming and row.call.cause in _MISSED and not row.called_back


def title_of(row: HistoryRow) -> str:
    """Customer, else the far end's name, else the number; empty when it was withheld."""
    caller = row.call.caller
    return clean(
        row.customer_name or row.colleague or caller.name or row.number or caller.number, 80
    )


def talk_s(row: HistoryRow) -> float:
    """How long the two sides talked."""
    call = row.call
    if call.answered_at is None or call.ended_at is None:
        return 0.0
    return since(call.answered_at, call.ended_at)


def spoken(row: HistoryRow) -> str:
    """The line in words, for screen readers and tool tips."""
    parts = [cause_words(row.call), title_of(row), clean(row.number or row.call.caller.number, 40)]
    parts += [clean(row.region, 60), span(talk_s(row)) if talk_s(row) else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))


class HistoryModel(QAbstractListModel):
    """Rows are ``HistoryRow`` values under ``ROW_ROLE``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[HistoryRow, ...] = ()
        self._shown: tuple[HistoryRow, ...] = ()
        self._missed_only = False

    def take(self, rows: tuple[HistoryRow, ...]) -> bool:
        """Other rows; false when they are the same."""
        if rows == self._all:
            return False
        self._all = tuple(row for row in rows if row.call.state is CallState.ENDED)
        self._refresh()
        return True

    def show_missed_only(self, missed_only: bool) -> None:
        """Filter."""
        if missed_only != self._missed_only:
            self._missed_only = missed_only
            self._refresh()

    def missed_count(self) -> int:
        """Missed calls that still want a call back."""
        return sum(1 for row in self._all if is_missed(row))

    def row(self, index: Index) -> HistoryRow | None:
        """The call of that line."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Words for readers and the tool tip; the row itself for the painter."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            sound = score_words(row.mos) if row.mos is not None else ""
            lines = (spoken(row), cause_details(row.call), sound)
            return plain_tip("\n".join(line for line in lines if line))
        return None

    def _refresh(self) -> None:
        self.beginResetModel()
        self._shown = (
            tuple(row for row in self._all if is_missed(row)) if self._missed_only else self._all
        )
        self.endResetModel()
