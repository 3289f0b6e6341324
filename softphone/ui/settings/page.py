"""What every page of the settings is, and the parts that several of them have."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from softphone.config.settings import Settings
from softphone.ui.look.theme import GRID
from softphone.ui.settings.fields import plain_numbers, text_field
from softphone.ui.widgets.controls import TextButton

translate = QCoreApplication.translate
PATH_LIMIT = 1000
LIST_LIMIT = 4000
_BETWEEN = re.compile(r"[,，、;；\n]")
_CODE = re.compile(r"[0-9A-Za-z*#+._-]*")


@dataclass(frozen=True)
class Problem:
    """What is wrong with an input, in words, and where."""

    words: str
    field: QWidget


class SettingsPage(QWidget):
    """Shows a part of ``Settings`` and reads it back."""

    def problem(self) -> Problem | None:
        """The first input that cannot be saved."""
        return None

    def read(self, settings: Settings) -> Settings:
        """The settings with this page's part replaced."""
        raise NotImplementedError


class PathField(QWidget):
    """A file or a folder: typed, or chosen from the system's dialog. ``changed`` as it is typed."""

    changed = Signal()

    def __init__(
        self, path: str, name: str, title: str, hint: str = "", *, folder: bool = False
    ) -> None:
        super().__init__()
        self._title, self._folder = title, folder
        self.edit = text_field(path, name, hint)
        self.edit.setMaxLength(PATH_LIMIT)
        self.edit.setAccessibleName(title)
        self.edit.textChanged.connect(self.changed)
        self.setFocusProxy(self.edit)
        browse = TextButton(translate("PathField", "Choose…"))
        browse.setObjectName(f"{name}Choose")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.edit, 1)
        row.addWidget(browse)

    def path(self) -> str:
        """What is typed."""
        return self.edit.text().strip()

    def _browse(self) -> None:
        start = str(Path(self.path() or Path.home()))
        if self._folder:
            name = QFileDialog.getExistingDirectory(self, self._title, start)
        else:
            name, _ = QFileDialog.getOpenFileName(self, self._title, start)
        if name:
            self.edit.setText(name)


class SecondsBox(QDoubleSpinBox):
    """Seconds with one decimal; no arrows, no wheel by accident."""

    def __init__(self, value: float, most: float, unit: str) -> None:
        super().__init__()
        plain_numbers(self)
        self.setDecimals(1)
        self.setRange(0.0, most)
        self.setValue(value)
        self.setSuffix(f" {unit}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page."""
        event.ignore()


def list_field(values: Sequence[str], name: str, hint: str = "") -> QLineEdit:
    """Several words in one line, commas between them."""
    field = text_field(", ".join(values), name, hint)
    field.setMaxLength(LIST_LIMIT)
    field.setText(", ".join(values))
    return field


def listed(field: QLineEdit) -> tuple[str, ...]:
    """The words of a ``list_field``, each once; Chinese commas separate too."""
    return tuple(dict.fromkeys(w for p in _BETWEEN.split(field.text()) if (w := p.strip())))


def bad_code(field: QLineEdit, *placeholders: str) -> Problem | None:
    """A code that no phone can dial; ``placeholders`` may stand in it."""
    text = field.text().strip()
    for placeholder in placeholders:
        text = text.replace(placeholder, "")
    if _CODE.fullmatch(text):
        return None
    words = translate(
        "SettingsPage", "{name}: only digits, letters, * # + . - and _ can be dialled."
    )
    return Problem(words.format(name=field.accessibleName()), field)


def first(*checks: Callable[[], Problem | None]) -> Problem | None:
    """The first problem that is found."""
    return next((found for check in checks if (found := check()) is not None), None)
