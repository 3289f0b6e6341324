"""All keys on one sheet (F1)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from softphone.ui.actions import SPECS, action_text, key_text
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, SMALL_ICON_PX
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.screen_fit import FittingScroll


class ShortcutsSheet(QDialog):
    """Two columns of actions; not modal, Escape closes it."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsSheet")
        self.setWindowTitle(self.tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID, GRID * 2)
        column.setSpacing(GRID * 2)
        column.addWidget(PlainLabel(self.tr("Shortcuts"), "title"))
        keys = QWidget()
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, GRID, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        half = (len(SPECS) + 1) // 2
        for place, spec in enumerate(SPECS):
            line, side = place % half, 4 * (place // half)
            key = PlainLabel(key_text(spec.name, context.shortcuts) or "–", "chip")
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(IconLabel(spec.icon, "text_dim", SMALL_ICON_PX), line, side)
            grid.addWidget(PlainLabel(action_text(spec.name)), line, side + 1)
            grid.addWidget(key, line, side + 2)
        grid.setColumnMinimumWidth(3, GRID)
        column.addWidget(FittingScroll(keys), 1)
        column.addWidget(
            PlainLabel(self.tr("You can change shortcuts in the settings file."), "dim", wrap=True)
        )
