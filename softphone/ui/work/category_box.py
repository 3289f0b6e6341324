"""A field that chooses from a tree: type a few letters, or open it and look.

The list lies over the window as an ordinary child, so the keyboard and input methods (Pinyin,
Zhuyin) never leave the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Property, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from softphone.domain.ticket import Choice
from softphone.ui.look.theme import GRID, HALF
from softphone.ui.widgets.arrow import ARROW_ROOM, paint_arrow
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.card_facts import SEPARATOR
from softphone.ui.wording.plain_text import plain_tip

_MOST_ROWS = 11


@dataclass(frozen=True)
class Leaf:
    """A choice that can be taken: its groups' names, its own, and all it can be found by."""

    id: str
    group: str
    name: str
    words: str

    @property
    def path(self) -> str:
        """``Orders › Delivery late``."""
        return f"{self.group}{SEPARATOR}{self.name}" if self.group else self.name


def leaves(
    choices: tuple[Choice, ...], language: str, groups: tuple[Choice, ...] = ()
) -> Iterator[Leaf]:
    """The choices without children, in the order of the tree; found by any language's name."""
    for choice in choices:
        if choice.children:
            yield from leaves(choice.children, language, (*groups, choice))
        else:
            names = (name for node in (*groups, choice) for name in node.names.values())
            yield Leaf(
                id=choice.id,
                group=SEPARATOR.join(group.name(language) for group in groups),
                name=choice.name(language),
                words=" ".join((choice.id, *names)).casefold(),
            )


class CategoryBox(QLineEdit):
    """``chosen`` carries the new id, "" when it was emptied."""

    chosen = Signal(str)

    def __init__(
        self, choices: tuple[Choice, ...], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._leaves = tuple(leaves(choices, language))
        self._id = ""
        self._drop: QFrame | None = None
        self._list: PickList | None = None
        self._nothing: PlainLabel | None = None
        self.setPlaceholderText(self.tr("Type or choose"))
        self.setTextMargins(0, 0, ARROW_ROOM, 0)
        self.textEdited.connect(self._filter)

    def _get_id(self) -> str:
        return self._id

    def show_choice(self, choice_id: str) -> None:
        """Take over a choice without telling."""
        if choice_id == self._id:
            return
        self._id = choice_id
        self._write_path()

    def choose(self, choice_id: str) -> None:
        """Choose as the agent would; an unknown id raises KeyError, "" empties."""
        if choice_id and choice_id not in {leaf.id for leaf in self._leaves}:
            raise KeyError(choice_id)
        changed = choice_id != self._id
        self._id = choice_id
        self._write_path()
        self.close_list()
        if changed:
            self.chosen.emit(choice_id)

    choiceId = Property(str, _get_id, choose)

    def open_list(self) -> None:
        """Show everything that matches what is typed; all of it right after a click."""
        self._show_matches("" if self.text() == self._path() else self.text())

    def close_list(self) -> None:
        """Hide the list."""
        if self._drop is not None:
            self._drop.hide()

    def is_open(self) -> bool:
        """Whether the list is in sight."""
        return self._drop is not None and self._drop.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter work the list, Escape closes it."""
        key = event.key()
        if not self.is_open() or self._list is None:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
                self.open_list()
            else:
                super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._list.step(8 if key == Qt.Key.Key_PageDown else -8)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._list.pick_current()
        elif key == Qt.Key.Key_Escape:
            self._write_path()
            self.close_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the list; typing then replaces what stood there."""
        super().mousePressEvent(event)
        if self.is_open() and event.position().x() > self.width() - ARROW_ROOM:
            self.close_list()
        else:
            self.selectAll()
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was left half typed goes back to the choice; an emptied field is no choice."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        self.close_list()
        if self._id and not self.text().strip():
            self.choose("")
        else:
            self._write_path()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its arrow."""
        super().paintEvent(event)
        paint_arrow(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the field."""
        super().hideEvent(event)
        self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window changed its size: the list would hang in the air."""
        if event.type() is QEvent.Type.Resize:
            self.close_list()
        return super().eventFilter(watched, event)

    def _path(self) -> str:
        return next((leaf.path for leaf in self._leaves if leaf.id == self._id), self._id)

    def _write_path(self) -> None:
        path = self._path()
        if path != self.text():
            self.setText(path)
            self.setCursorPosition(0)
        self.setToolTip(plain_tip(path))

    def _filter(self, text: str) -> None:
        self._show_matches(text)

    def _show_matches(self, text: str) -> None:
        if not self.isEnabled() or self.isReadOnly():
            return
        drop, pick_list, nothing = self._make_list()
        wanted = text.casefold().replace(SEPARATOR.strip(), " ").split()
        found = [leaf for leaf in self._leaves if all(word in leaf.words for word in wanted)]
        pick_list.show_items(list(_entries(found, grouped=not wanted)))
        pick_list.setVisible(bool(found))
        nothing.setVisible(not found)
        for row, item in enumerate(pick_list.items.items):
            if item.key == self._id and not wanted:
                pick_list.setCurrentIndex(pick_list.items.index(row))
        self._place(drop, pick_list.wanted_height(_MOST_ROWS) if found else 32)
        drop.show()
        drop.raise_()

    def _place(self, drop: QFrame, wanted: int) -> None:
        window = self.window()
        wanted += 2 * HALF + 2
        below = self.mapTo(window, QPoint(0, self.height() + HALF))
        above = self.mapTo(window, QPoint(0, -HALF)).y()
        room = window.height() - below.y() - GRID
        if room >= min(wanted, 160) or room >= above:
            drop.setGeometry(QRect(below.x(), below.y(), self.width(), min(wanted, room)))
        else:
            high = min(wanted, above - GRID)
            drop.setGeometry(QRect(below.x(), above - high, self.width(), high))

    def _make_list(self) -> tuple[QFrame, PickList, PlainLabel]:
        if self._drop is None or self._drop.parentWidget() is not self.window():
            if self._drop is not None:
                self._drop.deleteLater()
            drop = QFrame(self.window())
            drop.setProperty("role", "card")
            drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list = PickList()
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(self.accessibleName())
            self._list.picked.connect(self.choose)
            self._nothing = PlainLabel(self.tr("No matches."), "dim")
            layout = QVBoxLayout(drop)
            layout.setContentsMargins(HALF, HALF, HALF, HALF)
            layout.setSpacing(0)
            layout.addWidget(self._list)
            layout.addWidget(self._nothing)
            self._drop = drop
            self.window().installEventFilter(self)
        assert self._list is not None
        assert self._nothing is not None
        return self._drop, self._list, self._nothing


def _entries(found: list[Leaf], *, grouped: bool) -> Iterator[PickItem]:
    """With heads when everything shows, with the group beside the name when searched."""
    head = ""
    for leaf in found:
        if grouped and leaf.group != head:
            head = leaf.group
            yield PickItem(key="", title=head)
        yield PickItem(key=leaf.id, title=leaf.name, icon="", side="" if grouped else leaf.group)
