"""A quiet table: one line a record, sorted by its heads, opened by click or Enter, copied by key.

Cells are painted here and are always plain text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from softphone.ui.look.icons import picture
from softphone.ui.look.theme import GRID, HALF, ROW_PX, SMALL_ICON_PX, Theme, tabular
from softphone.ui.wording.plain_text import clean, plain_tip

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex
_DisplayRole = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True)
class Column(Generic[R]):
    """How one column reads a record.

    ``sample`` is the widest text the column is made for; empty: it takes the room that is left.
    ``drop_below`` hides the column in a table narrower than that many pixels.
    ``token`` and ``icon`` give the colour and a small picture before the text.
    """

    title: str
    text: Callable[[R], str]
    sample: str = ""
    sort: Callable[[R], Any] | None = None
    token: Callable[[R], str] = lambda _: "text"
    icon: Callable[[R], str] | None = None
    right: bool = False
    drop_below: int = 0


class RecordModel(QAbstractTableModel, Generic[R]):
    """Records as rows; sorts in place, newest order first until a head is clicked."""

    def __init__(self, columns: Sequence[Column[R]], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._given: tuple[R, ...] = ()
        self._rows: list[R] = []
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show(self, rows: Sequence[R]) -> bool:
        """Other records; false when nothing changed."""
        if tuple(rows) == self._given:
            return False
        self.beginResetModel()
        self._given = tuple(rows)
        self._arrange()
        self.endResetModel()
        return True

    def record(self, row: int) -> R:
        """The record in that row."""
        return self._rows[row]

    def row_of(self, record: object) -> int:
        """Where a record stands, or -1."""
        return self._rows.index(record) if record in self._rows else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """A flat list."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """As many as were given."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DisplayRole) -> object:
        """Text, tool tip and, for screen readers, the head with the text."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (_DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = clean(column.text(self._rows[index.row()]))
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {clean(column.text(self._rows[index.row()]))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DisplayRole
    ) -> object:
        """The titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignRight" if self.columns[section].right else "AlignLeft"
            return Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; a negative one brings the order they came in back."""
        self.beginResetModel()
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        self._rows = list(self._given)
        if self._order is not None:
            column = self.columns[self._order[0]]
            down = self._order[1] is Qt.SortOrder.DescendingOrder
            self._rows.sort(key=column.sort or column.text, reverse=down)


class _Cells(QStyledItemDelegate):
    """Paints a cell: one ground for the whole row, a bar where the keyboard is."""

    def __init__(self, table: "RecordTable[Any]") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell."""
        theme, rect = Theme.current(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        model = self._table.records
        column = model.columns[index.column()]
        record = model.record(index.row())
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.color("selection"))
            if index.column() == 0 and self._table.hasFocus():
                painter.fillRect(
                    QRect(rect.topLeft(), QSize(3, rect.height())), theme.color("focus")
                )
        elif index.row() == self._table.hovered:
            painter.fillRect(rect, theme.color("hover"))
        inner = rect.adjusted(GRID, 0, -GRID, 0)
        token = "on_selection" if chosen else column.token(record)
        if column.icon is not None and (name := column.icon(record)):
            ratio = self._table.devicePixelRatioF()
            drawing = picture(name, theme.color(token), round(SMALL_ICON_PX * ratio))
            drawing.setDevicePixelRatio(ratio)
            top = rect.top() + (rect.height() - SMALL_ICON_PX) // 2
            painter.drawPixmap(QPoint(inner.left(), top), drawing)
            inner.setLeft(inner.left() + SMALL_ICON_PX + 6)
        painter.setPen(theme.color(token))
        painter.setFont(self._table.font())
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        text = QFontMetrics(self._table.font()).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class RecordTable(QTableView, Generic[R]):
    """``opened`` carries the record that was clicked or entered upon."""

    opened = Signal(object)

    def __init__(
        self, columns: Sequence[Column[R]], parent: QWidget | None = None, *, heads: bool = True
    ) -> None:
        super().__init__(parent)
        self.records: RecordModel[R] = RecordModel(columns, self)
        self.hovered = -1
        self.setModel(self.records)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFont(tabular(self.font()))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setVisible(heads)
        head.setHighlightSections(False)
        head.setSectionsClickable(heads)
        head.setSortIndicatorClearable(True)
        head.setMinimumSectionSize(24)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(heads)
        self.clicked.connect(lambda index: self.opened.emit(self.records.record(index.row())))
        self._measure()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Other records; the chosen one stays chosen where it is still there."""
        chosen = self.chosen()
        if self.records.show(rows) and chosen is not None:
            self.choose(chosen)

    def chosen(self) -> R | None:
        """The record under the cursor."""
        index = self.currentIndex()
        return self.records.record(index.row()) if index.isValid() else None

    def choose(self, record: R) -> None:
        """Put the cursor on a record."""
        row = self.records.row_of(record)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the keyboard sees where they are."""
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the copy key copies the row as tab-separated text."""
        record = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if record is not None:
                self.opened.emit(record)
        elif event.matches(QKeySequence.StandardKey.Copy) and record is not None:
            texts = (clean(column.text(record)) for column in self.records.columns)
            QGuiApplication.clipboard().setText("\t".join(texts))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table drops what it can do without."""
        super().resizeEvent(event)
        for number, column in enumerate(self.records.columns):
            hide = self.viewport().width() < column.drop_below
            if hide != self.isColumnHidden(number):
                self.setColumnHidden(number, hide)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "records"):
            self._measure()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _measure(self) -> None:
        head = self.horizontalHeader()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for number, column in enumerate(self.records.columns):
            if not column.sample:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
                continue
            head.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            wide = QFontMetrics(self.font()).horizontalAdvance(column.sample)
            if column.icon is not None:
                wide += SMALL_ICON_PX + 6
            if head.isVisibleTo(self):
                wide = max(wide, QFontMetrics(bold).horizontalAdvance(column.title) + 4)
            head.resizeSection(number, wide + 2 * GRID + HALF)
