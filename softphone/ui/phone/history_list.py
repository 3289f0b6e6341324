"""Ended calls: filter, redial, call back, copy; all of it by keyboard too."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.agent_state import AgentState
from softphone.ports import HistoryRow
from softphone.ui.actions import key_text
from softphone.ui.context import UiContext
from softphone.ui.look.icons import icon
from softphone.ui.look.theme import GRID, HALF, Theme
from softphone.ui.phone.history_delegate import HistoryDelegate
from softphone.ui.phone.history_model import HistoryModel, is_missed
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel


class _List(QListView):
    """Enter redials; Ctrl+C copies the number; Alt+Enter shows how the call sounded."""

    def __init__(self, owner: "HistoryList") -> None:
        super().__init__(owner)
        self._owner = owner

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the keyboard sees where they are."""
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys."""
        alt = Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._owner.redial(self.currentIndex())
        elif event.key() == Qt.Key.Key_Return and event.modifiers() == alt:
            self._owner.show_quality(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._owner.copy(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryList(QWidget):
    """A missed call is called back, any other redialled. Alt+Enter shows how it sounded.

    ``trace_requested`` and ``quality_requested`` carry a call's id, ``recordings_requested`` a
    contact's.
    """

    trace_requested = Signal(str)
    quality_requested = Signal(str)
    recordings_requested = Signal(str)

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self.model = HistoryModel(self)
        self.view = _List(self)
        self.view.setObjectName("historyView")
        self.view.setAccessibleName(self.tr("Call history"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(HistoryDelegate(context.now, context.language, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.everything = TextButton(self.tr("All"), "tab")
        self.missed = TextButton(self.tr("Missed"), "tab")
        self._empty = PlainLabel("", "dim", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(GRID * 2, GRID * 4, GRID * 2, 0)
        self._pages = QStackedWidget()
        self._lay_out()
        self.view.doubleClicked.connect(self.redial)
        self.view.customContextMenuRequested.connect(self._open_menu)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        names = ((self.everything, "historyAllButton"), (self.missed, "historyMissedButton"))
        for button, name in names:
            button.setObjectName(name)
            button.setCheckable(True)
            group.addButton(button)
        self.everything.setChecked(True)
        self.missed.toggled.connect(self._on_filter)
        head = QHBoxLayout()
        head.setContentsMargins(GRID, 0, GRID, 0)
        head.setSpacing(HALF)
        head.addWidget(ElidedLabel(self.tr("History"), "section"), 1)
        head.addWidget(self.everything)
        head.addWidget(self.missed)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def sizeHint(self) -> QSize:
        """Takes what is left, and asks for no more than its least: the panel scrolls before."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_model(self, model: DeskModel) -> None:
        """New rows keep the selection and the place."""
        current = self.model.row(self.view.currentIndex())
        if self.model.take(model.history):
            self._select(current)
            count = self.model.missed_count()
            words = self.tr("Missed")
            self.missed.show_words(f"{words} {count}" if count else words)
        self._show_page(model.agent.state)

    def _show_page(self, state: AgentState) -> None:
        if self.model.rowCount():
            self._pages.setCurrentWidget(self.view)
            return
        key = key_text("ready", self._context.shortcuts)
        if self.missed.isChecked():
            self._empty.setText(self.tr("No missed calls."))
        elif state is AgentState.READY:
            self._empty.setText(self.tr("No calls yet. The next one rings here."))
        elif state is AgentState.NOT_READY:
            words = self.tr("Go ready to receive calls: {key}").format(key=key)
            self._empty.setText(f"{self.tr('No calls yet.')}\n{words}")
        else:
            self._empty.setText(self.tr("No calls yet."))
        self._pages.setCurrentWidget(self._empty)

    def focus(self) -> None:
        """The newest line, ready for the arrow keys."""
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def redial(self, index: QModelIndex) -> None:
        """Call the number of that line again."""
        row = self.model.row(index)
        if row is None:
            return
        if not row.dial:
            return
        if is_missed(row):
            self._intents.call_back(row.call.id, via="button")
        else:
            self._intents.dial(row.dial, via="button")

    def show_quality(self, index: QModelIndex) -> None:
        """Ask for the figures and the graph of that call."""
        row = self.model.row(index)
        if row is not None and row.mos is not None:
            self.quality_requested.emit(row.call.id)

    def copy(self, index: QModelIndex) -> None:
        """Put the number on the clipboard."""
        row = self.model.row(index)
        if row is not None:
            QGuiApplication.clipboard().setText(row.call.caller.number)

    def _on_filter(self, missed_only: bool) -> None:
        self.model.show_missed_only(missed_only)
        self._show_page(AgentState.READY)

    def _select(self, wanted: HistoryRow | None) -> None:
        if wanted is None:
            return
        for place in range(self.model.rowCount()):
            index = self.model.index(place, 0)
            row = self.model.row(index)
            if row is not None and row.call.id == wanted.call.id:
                self.view.setCurrentIndex(index)
                return

    def _open_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        row = self.model.row(index)
        if row is None:
            return
        theme = Theme.current()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Call back") if is_missed(row) else self.tr("Call again")
        again = menu.addAction(icon("phone", theme, "text_dim"), words)
        again.triggered.connect(lambda: self.redial(index))
        again.setEnabled(bool(row.dial))
        copy = menu.addAction(icon("copy", theme, "text_dim"), self.tr("Copy number"))
        copy.triggered.connect(lambda: self.copy(index))
        if row.customer_id:
            card = menu.addAction(icon("user", theme, "text_dim"), self.tr("Show customer"))
            card.triggered.connect(lambda: self._intents.open_card(row.customer_id))
        if row.mos is not None:
            sound = menu.addAction(icon("speaker", theme, "text_dim"), self.tr("Sound quality …"))
            sound.triggered.connect(lambda: self.show_quality(index))
        if row.contact_id:
            played = menu.addAction(icon("speaker", theme, "text_dim"), self.tr("Recordings …"))
            played.triggered.connect(lambda: self.recordings_requested.emit(row.contact_id))
        trace = menu.addAction(icon("document", theme, "text_dim"), self.tr("SIP messages …"))
        trace.triggered.connect(lambda: self.trace_requested.emit(row.call.id))
        menu.popup(self.view.viewport().mapToGlobal(place))
