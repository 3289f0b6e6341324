"""A list to pick from: two lines an entry, quiet section heads, mouse and keyboard alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from softphone.ui.look.icons import picture
from softphone.ui.look.theme import GRID, ICON_PX, ROW_PX, Theme, tabular
from softphone.ui.wording.plain_text import clean

_Index = QModelIndex | QPersistentModelIndex
_TWO_LINES = 48


@dataclass(frozen=True)
class PickItem:
    """One entry; ``key`` "" makes it a section head. ``mark`` is a word in the colour ``tone``.

    ``icon`` "" leaves the picture out.
    """

    key: str
    title: str
    detail: str = ""
    icon: str = "user"
    mark: str = ""
    tone: str = "off"
    side: str = ""
    """Dim text at the right end: a time, a number."""


class PickModel(QAbstractListModel):
    """The entries."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[PickItem, ...] = ()

    def show(self, items: Sequence[PickItem]) -> bool:
        """Other entries; false when nothing changed."""
        if tuple(items) == self.items:
            return False
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """A flat list."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Section heads cannot be chosen."""
        if not index.isValid() or not self.items[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, and everything at once for screen readers."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(item.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                clean(text) for text in (item.title, item.mark, item.detail, item.side) if text
            )
        return None


class _Entries(QStyledItemDelegate):
    def __init__(self, view: "PickList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines, one line, or a head."""
        item = self._view.items.items[index.row()]
        if not item.key and not item.title:
            return QSize(0, GRID)
        return QSize(0, _TWO_LINES if item.key and item.detail else ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One entry."""
        theme, rect = Theme.current(), QRect(option.rect)
        state = option.state
        item = self._view.items.items[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        if not item.key:
            painter.setFont(bold)
            painter.setPen(theme.color("text_dim"))
            low = rect.adjusted(GRID, 0, -GRID, -4)
            painter.drawText(
                low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, item.title
            )
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 6, 6)
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 2, -1, -2), 5, 5)
        strong = theme.color("on_selection" if chosen else "text")
        faint = theme.color("on_selection" if chosen else "text_dim")
        inner = rect.adjusted(GRID, 6, -GRID, -6)
        if item.icon:
            ratio = self._view.devicePixelRatioF()
            drawing = picture(item.icon, faint, round(ICON_PX * ratio))
            drawing.setDevicePixelRatio(ratio)
            middle = rect.top() + (rect.height() - ICON_PX) // 2
            painter.drawPixmap(QPoint(inner.left(), middle), drawing)
            inner.setLeft(inner.left() + ICON_PX + GRID + 2)
        first = QRect(inner.left(), inner.top(), inner.width(), inner.height())
        if item.detail:
            first.setHeight(inner.height() // 2)
            second = QRect(first.left(), first.bottom() + 1, inner.width(), first.height())
            painter.setPen(faint)
            painter.setFont(self._view.font())
            _line(painter, second, item.detail)
        if item.side:
            painter.setPen(faint)
            wide = QFontMetrics(self._view.font()).horizontalAdvance(item.side) + GRID
            painter.setFont(self._view.font())
            _line(painter, first.adjusted(first.width() - wide, 0, 0, 0), item.side, right=True)
            first.setRight(first.right() - wide - GRID)
        painter.setFont(bold if item.detail or item.mark else self._view.font())
        if item.mark:
            wide = QFontMetrics(bold).horizontalAdvance(item.mark)
            name = min(
                QFontMetrics(bold).horizontalAdvance(clean(item.title)), first.width() - wide - 12
            )
            painter.setPen(strong if chosen else theme.color(item.tone))
            _line(painter, first.adjusted(name + 10, 0, 0, 0), item.mark)
            first.setWidth(max(name, 0) + 1)
        painter.setPen(strong)
        _line(painter, first, item.title)
        painter.restore()


def _line(painter: QPainter, rect: QRect, text: str, *, right: bool = False) -> None:
    shown = painter.fontMetrics().elidedText(clean(text), Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class PickList(QListView):
    """``picked`` carries the key of the entry that was clicked or entered upon."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = PickModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_Entries(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFont(tabular(self.font()))
        self.clicked.connect(self._pick)

    def show_items(self, items: Sequence[PickItem]) -> None:
        """Other entries; the first one that can be chosen is chosen."""
        if self.items.show(items):
            self.step(1, from_row=-1)

    def step(self, steps: int, from_row: int | None = None) -> None:
        """Put the cursor that many entries on, past the section heads; stops at the ends."""
        row = self.currentIndex().row() if from_row is None else from_row
        last, way = row, 1 if steps > 0 else -1
        left = abs(steps)
        while left and 0 <= row + way < len(self.items.items):
            row += way
            if self.items.items[row].key:
                last, left = row, left - 1
        if 0 <= last < len(self.items.items) and self.items.items[last].key:
            self.setCurrentIndex(self.items.index(last))

    def current_key(self) -> str:
        """The key of the entry the cursor is on, or nothing."""
        index = self.currentIndex()
        return self.items.items[index.row()].key if index.isValid() else ""

    def pick_current(self) -> None:
        """As if Enter were pressed in the list."""
        self._pick(self.currentIndex())

    def wanted_height(self, most: int = 100) -> int:
        """Pixels for all entries, at most that many."""
        rows = range(min(len(self.items.items), most))
        return sum(self.sizeHintForRow(row) for row in rows) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks; the arrows move past section heads."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.pick_current()
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Up:
                self.step(-1)
            case _:
                super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid() and self.items.items[index.row()].key:
            self.picked.emit(self.items.items[index.row()].key)
