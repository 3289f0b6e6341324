"""What was promised to the customer, and until when."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.controls import IconButton
from softphone.ui.widgets.due_edit import DueEdit
from softphone.ui.widgets.flow_layout import FlowLayout
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.segments import ChipButton
from softphone.ui.wording.times import at_clock, in_hours, local

PROMISE_LIMIT = 200
_EVENING = 18
_MORNING = 9


class PromiseRow(QWidget):
    """``edited``: text or time changed by the agent."""

    edited = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._due: datetime | None = None
        self.text = QLineEdit()
        self.text.setObjectName("promiseEdit")
        self.text.setMaxLength(PROMISE_LIMIT)
        self.text.setPlaceholderText(self.tr("What was promised, if anything"))
        self.text.setAccessibleName(self.tr("Promised follow-up"))
        self.text.textEdited.connect(self.edited)

        self._hour = ChipButton(self.tr("In 1 h"), "dueInAnHour")
        self._today = ChipButton(self.tr("Today 18:00"), "dueToday")
        self._tomorrow = ChipButton(self.tr("Tomorrow 9:00"), "dueTomorrow")
        self._other = ChipButton(self.tr("Date…"), "dueOther")
        self._hour.clicked.connect(lambda: self._choose(in_hours(context.now(), 1)))
        self._today.clicked.connect(lambda: self._choose(at_clock(context.now(), 0, _EVENING)))
        self._tomorrow.clicked.connect(lambda: self._choose(at_clock(context.now(), 1, _MORNING)))
        self._other.clicked.connect(self._choose_other)
        self._quick = QWidget()
        chips = FlowLayout(self._quick)
        for chip in (self._hour, self._today, self._tomorrow, self._other):
            chips.addWidget(chip)

        self.due = DueEdit()
        self.due.setObjectName("promiseDue")
        self.due.setAccessibleName(self.tr("Promised until"))
        self.due.dateTimeChanged.connect(self._due_edited)
        self._clear = IconButton("close", self.tr("No due time"), "text_dim")
        self._clear.setObjectName("dueClear")
        self._clear.clicked.connect(lambda: self._choose(None))
        self._set = QWidget()
        row = QHBoxLayout(self._set)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(PlainLabel(self.tr("until"), "dim"))
        row.addWidget(self.due, 1)
        row.addWidget(self._clear)
        self._set.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text)
        layout.addWidget(self._quick)
        layout.addWidget(self._set)

    @property
    def due_at(self) -> datetime | None:
        """The due time, aware UTC."""
        return self._due

    def show_promise(self, text: str, due: datetime | None) -> None:
        """Take over text and time without telling."""
        if text != self.text.text():
            self.text.setText(text)
        if due != self._due:
            self._show_due(due)
        self._today.setVisible(local(self._context.now()).hour < _EVENING)

    def _choose(self, due: datetime | None) -> None:
        had_focus = self._quick.isAncestorOf(self.focusWidget() or self)
        self._show_due(due.astimezone(UTC) if due else None)
        if due is None:
            self._hour.setFocus()
        elif had_focus:
            self.due.setFocus()
        self.edited.emit()

    def _choose_other(self) -> None:
        self._choose(at_clock(self._context.now(), 1, _MORNING))
        self.due.setFocus()

    def _show_due(self, due: datetime | None) -> None:
        self._due = due
        if due is not None:
            self.due.blockSignals(True)
            self.due.setDateTime(QDateTime.fromSecsSinceEpoch(int(due.timestamp())))
            self.due.blockSignals(False)
        self._set.setVisible(due is not None)
        self._quick.setVisible(due is None)

    def _due_edited(self, moment: QDateTime) -> None:
        self._due = datetime.fromtimestamp(moment.toSecsSinceEpoch(), UTC)
        self.edited.emit()
