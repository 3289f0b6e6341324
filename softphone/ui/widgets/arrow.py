"""The small arrow at the right end of a field that opens a list."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from softphone.ui.look.icons import picture
from softphone.ui.look.theme import SMALL_ICON_PX, Theme

ARROW_ROOM = 24


def paint_arrow(field: QWidget) -> None:
    """The small arrow at the right end of a field that opens."""
    ratio = field.devicePixelRatioF()
    token = "text_dim" if field.isEnabled() else "disabled"
    drawing = picture("chevron-down", Theme.current().color(token), round(SMALL_ICON_PX * ratio))
    drawing.setDevicePixelRatio(ratio)
    painter = QPainter(field)
    place = QPoint(field.width() - ARROW_ROOM, (field.height() - SMALL_ICON_PX) // 2)
    painter.drawPixmap(place, drawing)
    painter.end()
