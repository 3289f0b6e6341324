"""A table of a settings page whose rows are typed, added, removed and put in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from softphone.ui.look.theme import GRID, HALF, ROW_PX, Theme, tabular
from softphone.ui.settings.fields import TEXT_LIMIT, ChoiceCombo
from softphone.ui.widgets.controls import IconButton, TextButton
from softphone.ui.wording.plain_text import clean

_Index = QModelIndex | QPersistentModelIndex
_KEY = int(Qt.ItemDataRole.UserRole)
_LEAST_ROWS, _MOST_ROWS = 2, 7
MOST = 2000


@dataclass(frozen=True)
class Column:
    """``choices`` (key, words) makes it a list to choose from, ``numbers`` a whole number in that
    range; ``width`` in pixels, if its words don't need more; 0: what is left."""

    name: str
    title: str
    width: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    numbers: tuple[int, int] | None = None
    preset: str = ""


class _Cells(QStyledItemDelegate):
    """Draws a cell in the window's colours and opens the field to type in."""

    def __init__(self, table: "_Grid", columns: Sequence[Column]) -> None:
        super().__init__(table)
        self._table, self._columns = table, columns

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A field of the column's kind."""
        column = self._columns[index.column()]
        if column.choices:
            editor: QWidget = ChoiceCombo(column.choices, str(index.data(_KEY) or ""))
            editor.setParent(parent)
        else:
            line = QLineEdit(parent)
            line.setMaxLength(TEXT_LIMIT)
            if column.numbers is not None:
                line.setValidator(QIntValidator(*column.numbers, line))
            editor = line
        editor.setProperty("role", "cell")
        editor.setAccessibleName(column.title)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """What the cell says."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """What was typed."""
        item = self._table.cell(index.row(), index.column())
        if isinstance(editor, ChoiceCombo):
            item.setData(_KEY, editor.choice())
            item.setText(editor.currentText())
        elif isinstance(editor, QLineEdit):
            item.setText(clean(editor.text(), TEXT_LIMIT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell."""
        theme, table, rect = Theme.current(), self._table, option.rect
        here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and table.isEnabled()
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.color("selection"))
        if here and table.hasFocus():
            painter.setPen(theme.color("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        token = "on_selection" if chosen else "text" if table.isEnabled() else "text_dim"
        painter.setPen(theme.color(token))
        painter.setFont(table.font())
        inner = rect.adjusted(GRID, 0, -GRID, 0)
        text = table.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class _Grid(QTableWidget):
    """Keys: F2 or Enter edits, Ins adds, Del removes, Alt with Up and Down moves; Tab leaves."""

    def __init__(self, owner: "TableField", columns: Sequence[Column]) -> None:
        super().__init__(0, len(columns))
        self._owner = owner
        self.setProperty("role", "edit")
        self.setHorizontalHeaderLabels([column.title for column in columns])
        self.setItemDelegate(_Cells(self, columns))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(tabular(self.font()))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX + HALF)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
            if column.width:
                words = [column.title, *(words for _, words in column.choices)]
                wide = max(self.fontMetrics().horizontalAdvance(one) for one in words)
                head.resizeSection(number, max(column.width, wide + 3 * GRID))

    def changeEvent(self, event: QEvent) -> None:
        """A table that is switched off has no row to act on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.clearSelection()

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """A cell of a row that exists: all of them are filled."""
        item = self.item(row, column)
        assert item is not None
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Insert:
            self._owner.add_row()
        elif key == Qt.Key.Key_Delete:
            self._owner.remove_row()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._owner.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            # The key that ends the typing comes here too, and must not reach the Save button.
            if self.state() != QAbstractItemView.State.EditingState and self.currentItem():
                self.editItem(self.cell(self.currentRow(), self.currentColumn()))
        else:
            super().keyPressEvent(event)


class TableField(QWidget):
    """The table with its buttons. A row is a dictionary of the columns' names."""

    def __init__(
        self,
        name: str,
        words: str,
        columns: Sequence[Column],
        rows: Sequence[dict[str, str]],
        *,
        ordered: bool = False,
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.table = _Grid(self, columns)
        self.table.setObjectName(name)
        self.table.setAccessibleName(words)
        self.table.setAccessibleDescription(
            self.tr("Enter edits, Insert adds a row, Delete removes it.")
        )
        self.setAccessibleName(words)
        self.setFocusProxy(self.table)
        self.add = TextButton(self.tr("Add"), icon="plus")
        self.add.setObjectName(f"{name}Add")
        self.add.setToolTip(self.tr("Add (Ins)"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_row)
        self.remove = IconButton("trash", self.tr("Remove (Del)"))
        self.remove.setObjectName(f"{name}Remove")
        self.remove.clicked.connect(self.remove_row)
        self.up = IconButton("chevron-up", self.tr("Move up (Alt+Up)"))
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down = IconButton("chevron-down", self.tr("Move down (Alt+Down)"))
        self.down.clicked.connect(lambda: self.move_row(1))
        self._ordered = ordered
        buttons = QHBoxLayout()
        buttons.setSpacing(HALF)
        for button in (self.add, self.remove, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.up.setVisible(ordered)
        self.down.setVisible(ordered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF)
        layout.addWidget(self.table)
        layout.addLayout(buttons)
        self.table.currentCellChanged.connect(lambda *_: self._follow())
        for row in rows:
            self._insert(self.table.rowCount(), row)
        if rows:
            self.table.setCurrentCell(0, 0)
        self._follow()

    def rows(self) -> list[dict[str, str]]:
        """What is typed; rows without a word are left out."""
        return [self._row(number) for number in range(self.table.rowCount()) if self._typed(number)]

    def point_at(self, row: int, name: str) -> QWidget:
        """Put the cursor on a cell of ``rows()``; the widget to give the keyboard to."""
        numbers = [n for n in range(self.table.rowCount()) if self._typed(n)]
        column = [c.name for c in self._columns].index(name)
        self.table.setCurrentCell(numbers[row], column)
        return self.table

    def add_row(self) -> None:
        """A row under the chosen one, ready to type."""
        if self.table.rowCount() >= MOST:
            return
        number = self.table.currentRow() + 1 if self.table.rowCount() else 0
        self._insert(number, {})
        self.table.setCurrentCell(number, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.editItem(self.table.cell(number, 0))

    def remove_row(self) -> None:
        """The chosen row goes."""
        number = self.table.currentRow()
        if number >= 0:
            self.table.removeRow(number)
            self._follow()

    def move_row(self, step: int) -> None:
        """The chosen row changes places with its neighbour, where the order counts."""
        number, column = self.table.currentRow(), self.table.currentColumn()
        other = number + step
        if not self._ordered or number < 0 or not 0 <= other < self.table.rowCount():
            return
        row = self._row(number)
        self.table.removeRow(number)
        self._insert(other, row)
        self.table.setCurrentCell(other, column)

    def _typed(self, number: int) -> bool:
        row = self._row(number)
        return any(row[c.name] != c.preset for c in self._columns if not c.choices)

    def _row(self, number: int) -> dict[str, str]:
        found = {}
        for place, column in enumerate(self._columns):
            item = self.table.cell(number, place)
            found[column.name] = str(item.data(_KEY)) if column.choices else item.text().strip()
        return found

    def _insert(self, number: int, row: dict[str, str]) -> None:
        self.table.insertRow(number)
        for place, column in enumerate(self._columns):
            value = row.get(column.name, column.preset)
            item = QTableWidgetItem(value)
            if column.choices:
                keys = dict(column.choices)
                value = value if value in keys else column.choices[0][0]
                item.setData(_KEY, value)
                item.setText(keys[value])
            self.table.setItem(number, place, item)
        self._follow()

    def _follow(self) -> None:
        number, count = self.table.currentRow(), self.table.rowCount()
        self.remove.setEnabled(number >= 0)
        self.up.setEnabled(number > 0)
        self.down.setEnabled(0 <= number < count - 1)
        shown = max(_LEAST_ROWS, min(count, _MOST_ROWS))
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + shown * (ROW_PX + HALF) + 4)
