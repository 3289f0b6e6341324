"""Date and time of a promise, with a calendar in the window's own look."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateTimeEdit, QToolButton

from softphone.ui.look.icons import icon
from softphone.ui.look.theme import Theme
from softphone.ui.widgets.arrow import paint_arrow

_FIELD = """
QDateTimeEdit::drop-down { border: none; width: 24px; }
QDateTimeEdit::down-arrow { image: none; }
"""
_CALENDAR = """
QCalendarWidget QWidget { background: palette(base); alternate-background-color: palette(base); }
QCalendarWidget QAbstractItemView { background: palette(base); }
QCalendarWidget QToolButton { border: none; padding: 0 8px; min-height: 28px; font-weight: 600; }
"""


class DueEdit(QDateTimeEdit):
    """Date and time; the wheel is for scrolling the form unless this has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(_FIELD)
        self._calendar = self.calendarWidget()
        self._calendar.setStyleSheet(_CALENDAR)
        self._calendar.setGridVisible(False)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._dress()

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

    def changeEvent(self, event: QEvent) -> None:
        """Another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_calendar"):
            self._dress()

    def _dress(self) -> None:
        theme = Theme.current()
        for name, picture in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self._calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icon(picture, theme, "text"))
        plain = QTextCharFormat()
        plain.setForeground(QBrush(theme.color("text")))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(QBrush(theme.color("text_dim")))
        head.setBackground(QBrush(theme.color("surface")))
        self._calendar.setHeaderTextFormat(head)
