"""The parts of a settings page: labelled rows, a choice, a password's row of buttons."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.account import Account
from softphone.ui.look.icons import IconLabel, picture
from softphone.ui.look.theme import GRID, HALF, Theme
from softphone.ui.widgets.arrow import paint_arrow
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.plain_text import clean

translate = QCoreApplication.translate
TEXT_LIMIT = 200
_BOX_PX = 16


class ChoiceCombo(QComboBox):
    """A few choices by key; the wheel is for scrolling unless the list has the keyboard."""

    def __init__(self, choices: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("QComboBox::down-arrow { image: none; }")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.show_choices(choices, current)

    def show_choices(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """Other choices; ``current`` is chosen."""
        self.clear()
        for key, words in choices:
            self.addItem(clean(words, 80), key)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Choose by key; an unknown one chooses the first."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def choice(self) -> str:
        """The chosen key."""
        return str(self.currentData() or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its arrow."""
        super().paintEvent(event)
        paint_arrow(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keyboard in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Check(QCheckBox):
    """A tick in a box, drawn in the window's colours."""

    def sizeHint(self) -> QSize:
        """A line of its own, easy to hit."""
        wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(wide + _BOX_PX + 2 * GRID, 28)

    def hitButton(self, pos: QPoint) -> bool:
        """The words count too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, words."""
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled, checked = self.isEnabled(), self.isChecked()
        box = QRectF(1.5, (self.height() - _BOX_PX) / 2 + 0.5, _BOX_PX - 1, _BOX_PX - 1)
        fill = "accent_fill" if checked and enabled else "sunken" if checked else "surface"
        edge = "focus" if self.hasFocus() else fill if checked and enabled else "line_strong"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            ratio = self.devicePixelRatioF()
            ink = theme.color("on_accent" if enabled else "disabled")
            tick = picture("check", ink, round(_BOX_PX * ratio))
            tick.setDevicePixelRatio(ratio)
            painter.drawPixmap(QPoint(1, round(box.top())), tick)
        painter.setPen(theme.color("text" if enabled else "disabled"))
        words = self.rect().adjusted(_BOX_PX + GRID + 2, 0, 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class NumberBox(QSpinBox):
    """A whole number with its unit; no arrows, no wheel by accident."""

    def __init__(self, value: int, least: int, most: int, unit: str) -> None:
        super().__init__()
        plain_numbers(self)
        self.setRange(least, most)
        self.setValue(value)
        self.setSuffix(f" {unit}" if unit else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keyboard in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def plain_numbers(box: QAbstractSpinBox) -> None:
    """Dress a box of numbers: no arrows, as wide as its numbers."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    kind = "QSpinBox" if isinstance(box, QSpinBox) else "QDoubleSpinBox"
    box.setStyleSheet(
        f"{kind}::up-button, {kind}::down-button {{ width: 0; border: none; }}"
        f"{kind}::up-arrow, {kind}::down-arrow {{ image: none; }}"
    )
    box.setMaximumWidth(140)
    box.lineEdit().setTextMargins(6, 0, 0, 0)


def text_field(text: str, name: str = "", hint: str = "") -> QLineEdit:
    """A line of text."""
    field = QLineEdit(text)
    field.setMaxLength(TEXT_LIMIT)
    field.setPlaceholderText(hint)
    field.setObjectName(name)
    return field


class Locks(Protocol):
    """Which settings the administrator has fixed (``config.policy.Policy``)."""

    @property
    def reason(self) -> str:
        """The administrator's own words on why; may be empty."""

    @property
    def account(self) -> Account | None:
        """What the administrator says of the account, before the agent's own half is known."""

    def locks(self, path: str) -> bool:
        """Whether the field, or a part of it, is."""


class Rows(QVBoxLayout):
    """Label over field, and a dim line of help where one is needed.

    ``key`` is the field's path in the settings; ``lock`` greys out the fixed ones and says why.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(HALF)
        self._keyed: list[tuple[str, QWidget]] = []

    def add(self, words: str, field: QWidget, help_words: str = "", *, key: str = "") -> None:
        """One field."""
        label = PlainLabel(words, "dim")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words)
        self.addWidget(label)
        self.add_bare(field, help_words, key=key)
        self.addSpacing(GRID + HALF)

    def add_bare(self, field: QWidget, help_words: str = "", *, key: str = "") -> None:
        """A field that says itself what it is."""
        self.addWidget(field)
        if help_words:
            field.setAccessibleDescription(help_words)
            self.addWidget(PlainLabel(help_words, "dim", wrap=True))
        if key:
            self._keyed.append((key, field))

    def add_words(self, words: str, role: str = "dim") -> PlainLabel:
        """A paragraph."""
        label = PlainLabel(words, role, wrap=True)
        self.addWidget(label)
        self.addSpacing(GRID)
        return label

    def add_section(self, words: str) -> None:
        """A heading over the fields that follow."""
        self.addSpacing(GRID)
        self.addWidget(PlainLabel(words, "strong"))
        self.addSpacing(HALF)

    def lock(self, locks: Locks) -> bool:
        """Grey out what the administrator has fixed; whether there is any."""
        fixed = [(key, field) for key, field in self._keyed if locks.locks(key)]
        words = translate("FormRows", "Set by your administrator.")
        for _, field in fixed:
            field.setEnabled(False)
            field.setAccessibleDescription(f"{words} {clean(locks.reason, TEXT_LIMIT)}".strip())
            self.insertWidget(self.indexOf(field) + 1, lock_line(words))
        return bool(fixed)


def lock_line(words: str) -> QWidget:
    """Words on what is fixed, after a lock."""
    line = QWidget()
    line.setObjectName("lockLine")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(HALF)
    lock = IconLabel("lock", "text_dim", 14)
    lock.setContentsMargins(0, 2, 0, 0)
    lock.setFixedHeight(16)
    row.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(words, "dim", wrap=True), 1)
    return line


def scrolled(body: QWidget) -> QScrollArea:
    """A page that scrolls where it has to."""
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
