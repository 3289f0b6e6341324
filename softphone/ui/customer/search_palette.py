"""Search everywhere: one field over the window; customers and tickets as they are found."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.ticket import TicketSummary
from softphone.ports import SearchResult
from softphone.ui.context import UiContext
from softphone.ui.customer.matches_list import customer_item
from softphone.ui.customer.timeline import ticket_subject
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.controls import rule
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.problems import say
from softphone.ui.wording.tickets import group_number
from softphone.ui.wording.times import brief

DEBOUNCE_MS = 150
_DIM = 72
_SIZE = QSize(640, 440)
_CUSTOMER, _TICKET = "c:", "t:"
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchPalette(QWidget):
    """A card over its dimmed window; Escape, a pick or a click beside it closes it.

    A pick opens the customer's card to look at. Only Ctrl+Enter takes the customer for the contact
    on the desk: looking somebody up while talking is an everyday act.
    """

    def __init__(self, intents: AgentIntents, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._intents, self._context = intents, context
        self._in_contact = False
        self._asked = 0
        """Counts what is typed: an answer to anything but the newest is nobody's."""
        self._customer_of: dict[str, str] = {}
        self._focus_before: QWidget | None = None
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        self.setObjectName("searchPalette")
        self.setAccessibleName(self.tr("Search everywhere"))
        self.field = QLineEdit()
        self.field.setObjectName("searchField")
        self.field.setAccessibleName(self.tr("Search everywhere"))
        self.field.setPlaceholderText(self.tr("Name, number, order or ticket text"))
        self.field.setClearButtonEnabled(False)
        self.field.installEventFilter(self)
        self.list = PickList()
        self.list.setObjectName("searchResults")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.picked.connect(self._pick)
        self._words = PlainLabel("", "dim", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = PlainLabel("", "dim")
        self._hint.setObjectName("searchHint")
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._words)
        self._pages.addWidget(self.list)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.field)
        layout.addWidget(pages, 1)
        layout.addWidget(rule())
        layout.addWidget(self._hint)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        parent.installEventFilter(self)
        self.hide()

    def show_model(self, model: DeskModel) -> None:
        """Whether a customer can be taken for a contact."""
        self._in_contact = model.contact is not None
        words = [self.tr("Enter: open the card")]
        if self._in_contact:
            words.append(self.tr("Ctrl+Enter: take as this contact's customer"))
        self._hint.setText("   ·   ".join((*words, self.tr("Esc: close"))))

    def open(self) -> None:
        """Come up with the keyboard in the field; what was searched last is marked to overtype."""
        if self.isHidden():
            self._focus_before = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._typed(self.field.text())

    def close_palette(self) -> None:
        """Go away; the keyboard goes back to where it was."""
        self._wait.stop()
        self._asked += 1
        self.hide()
        if self._focus_before is not None and self._focus_before.isVisible():
            self._focus_before.setFocus()
        self._focus_before = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the card."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window behind steps back."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, _DIM))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the list while the field has the keyboard; the size of the window."""
        if watched is self.parent():
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if _is_taking(event):
                # Else the window's key for saving the ticket would have it.
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        elif event.type() is QEvent.Type.FocusOut and not self.isHidden():
            QTimer.singleShot(0, self, self._close_if_left)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 7,
            Qt.Key.Key_PageUp: -7,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.list.step(steps[key])
        elif _is_taking(event):
            self._take(self.list.current_key())
        elif key in _ENTERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _close_if_left(self) -> None:
        focus = self.window().focusWidget()
        if self.window().isActiveWindow() and focus is not None and not self.isAncestorOf(focus):
            self._focus_before = None
            self.close_palette()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        size = _SIZE.boundedTo(window.size() - QSize(4 * GRID, 12 * GRID))
        left = (window.width() - size.width()) // 2
        top = min(9 * GRID, window.height() // 6)
        self._card.setGeometry(left, top, size.width(), size.height())

    def _enter(self) -> None:
        if self._wait.isActive():
            # Nothing is picked that was not on screen yet.
            self._wait.stop()
            self._search()
        else:
            self.list.pick_current()

    def _typed(self, text: str) -> None:
        self._asked += 1
        if text.strip():
            self._say(self.tr("Searching…"))
            self._wait.start()
        else:
            self._wait.stop()
            self._say(
                self.tr("Find customers by name, number or company, and tickets by their text.")
            )

    def _search(self) -> None:
        asked = self._asked

        def found(result: SearchResult) -> None:
            # The store cleans the text that it answers: it says nothing about whose answer it is.
            if asked == self._asked:
                self._found(result)

        def failed(problem: str) -> None:
            if asked == self._asked:
                self._say(self.tr("Could not search: {problem}").format(problem=say(problem)))

        self._intents.search(self.field.text().strip(), found, failed)

    def _found(self, result: SearchResult) -> None:
        self._customer_of = {
            _TICKET + ticket.id: ticket.customer_id for ticket in result.tickets
        } | {_CUSTOMER + customer.id: customer.id for customer in result.customers}
        items: list[PickItem] = []
        if result.customers:
            items.append(PickItem(key="", title=self.tr("Customers")))
            for customer in result.customers:
                item = customer_item(customer)
                items.append(
                    PickItem(
                        key=_CUSTOMER + customer.id,
                        title=item.title,
                        detail=item.detail or customer.id,
                        mark=item.mark,
                        tone=item.tone,
                    )
                )
        if result.tickets:
            items.append(PickItem(key="", title=self.tr("Tickets")))
            items += [self._ticket(ticket) for ticket in result.tickets]
        if not items:
            self._say(self.tr("Nothing found. Try fewer letters."))
            return
        self.list.show_items(items)
        self._pages.setCurrentIndex(1)

    def _ticket(self, ticket: TicketSummary) -> PickItem:
        return PickItem(
            key=_TICKET + ticket.id,
            title=ticket.customer_name or group_number(ticket.number) or ticket.id,
            detail=ticket_subject(ticket, self._context),
            icon="ticket",
            side=brief(ticket.created_at, self._context.now(), self._context.language),
        )

    def _say(self, words: str) -> None:
        self.list.show_items([])
        self._words.setText(words)
        self._pages.setCurrentIndex(0)

    def _pick(self, key: str) -> None:
        customer_id = self._customer_of.get(key, "")
        if not customer_id:
            return
        self.close_palette()
        self._intents.open_card(customer_id)

    def _take(self, key: str) -> None:
        """On purpose: the contact on the desk is this customer's."""
        customer_id = self._customer_of.get(key, "")
        if not customer_id:
            return
        if not self._in_contact:
            self._pick(key)
            return
        self.close_palette()
        self._intents.choose_customer(customer_id)


def _is_taking(event: QKeyEvent) -> bool:
    """Ctrl with one of the two Enter keys."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTERS and modifiers == Qt.KeyboardModifier.ControlModifier
