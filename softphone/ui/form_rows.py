"""The parts of a settings page: labelled rows, a choice, a password's row of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from softphone.ui.category_box import paint_arrow
from softphone.ui.text import PlainLabel, clean
from softphone.ui.theme import GRID, HALF

TEXT_LIMIT = 200


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


class NumberBox(QSpinBox):
    """A whole number with its unit; no arrows, no wheel by accident."""

    def __init__(self, value: int, least: int, most: int, unit: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setRange(least, most)
        self.setValue(value)
        self.setSuffix(f" {unit}" if unit else "")
        self.setMaximumWidth(140)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keyboard in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def text_field(text: str, name: str = "", hint: str = "") -> QLineEdit:
    """A line of text."""
    field = QLineEdit(text)
    field.setMaxLength(TEXT_LIMIT)
    field.setPlaceholderText(hint)
    field.setObjectName(name)
    return field


class Rows(QVBoxLayout):
    """Label over field, and a dim line of help where one is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(HALF)

    def add(self, words: str, field: QWidget, help_words: str = "") -> None:
        """One field."""
        label = PlainLabel(words, "dim")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words)
        self.addWidget(label)
        self.addWidget(field)
        if help_words:
            field.setAccessibleDescription(help_words)
            self.addWidget(PlainLabel(help_words, "dim", wrap=True))
        self.addSpacing(GRID + HALF)

    def add_words(self, words: str, role: str = "dim") -> PlainLabel:
        """A paragraph."""
        label = PlainLabel(words, role, wrap=True)
        self.addWidget(label)
        self.addSpacing(GRID)
        return label


def scrolled(body: QWidget) -> QScrollArea:
    """A page that scrolls where it has to."""
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
