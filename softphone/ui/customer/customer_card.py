"""The customer's card: who it is at a glance, then orders, tickets, contacts and notes."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.customer import Customer, CustomerCard
from softphone.ui.context import UiContext
from softphone.ui.customer.record_list import order_list
from softphone.ui.customer.timeline import contact_list, ticket_list
from softphone.ui.look.icons import IconLabel, set_icon
from softphone.ui.look.theme import GRID, HALF, SMALL_ICON_PX, set_role, tabular
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.flow_layout import FlowLayout
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.wording.card_facts import (
    contacts_line,
    newest_promise,
    promise_line,
    recent_contacts,
)
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.tickets import group_number, tier_tone, tier_word

_NOTE_LIMIT = 20_000


class CustomerHeader(QWidget):
    """Name and marks, number and place, and one line of what to know before saying hello."""

    closed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.name = ElidedLabel(role="title")
        self.name.setObjectName("cardName")
        self._close = QToolButton()
        self._close.setObjectName("closeCard")
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(self.tr("Close the card"))
        self._close.setToolTip(self.tr("Close the card"))
        self._close.clicked.connect(self.closed)
        self._tier = PlainLabel(role="chip")
        self._sample = PlainLabel(self.tr("Sample"), "chip")
        self._unverified = PlainLabel(self.tr("Number not verified"), "chip")
        self._unverified.setProperty("tone", "warn")
        self._unverified.setToolTip(
            self.tr("Caller ID not verified. Confirm who is calling before you share anything.")
        )
        self._number = ElidedLabel(role="strong")
        self._number.setFont(tabular(self._number.font()))
        self._place = ElidedLabel(role="dim")
        self._history_icon = IconLabel("clock", "info", SMALL_ICON_PX)
        self._history = ElidedLabel(role="")
        self._promise_icon = IconLabel("flag", "warn", SMALL_ICON_PX)
        self._promise = ElidedLabel(role="")
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.name, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        chips = QWidget()
        self._chips = chips
        marks = FlowLayout(chips)
        for chip in (self._tier, self._unverified, self._sample):
            marks.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF)
        layout.addLayout(top)
        layout.addWidget(chips)
        layout.addSpacing(HALF)
        layout.addWidget(self._number)
        layout.addWidget(self._place)
        for icon, label in (
            (self._history_icon, self._history),
            (self._promise_icon, self._promise),
        ):
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(icon)
            line.addWidget(label, 1)
            layout.addLayout(line)
        self._dress()

    def show_card(
        self, card: CustomerCard, *, number: str, region: str, unverified: bool, contact_id: str
    ) -> None:
        """A known customer; ``contact_id`` "" when nobody is on the phone."""
        customer, now = card.customer, self._context.now()
        self._title(customer.name, tier_word(customer.tier), tier_tone(customer.tier))
        own = " · ".join(group_number(one) for one in customer.numbers[:2])
        self._lines(number or own, region, _place(customer))
        self._marks(sample=customer.is_sample, unverified=unverified)
        recent = recent_contacts(card, now)
        if contact_id:
            line = contacts_line(card, now, contact_id)
        else:
            line = self.tr("%n contact(s) in 7 days", "", recent) if recent else ""
        promise = newest_promise(card, now)
        late = promise is not None and bool(promise.promise_due and promise.promise_due < now)
        self._facts(
            line, promise_line(promise, now, self._context.language) if promise else "", late=late
        )
        self._close.setVisible(not contact_id)

    def show_caller(self, title: str, *, number: str, region: str, unverified: bool) -> None:
        """Somebody whose card is not known (yet)."""
        self._title(title, "", "off")
        self._lines(number, region, "")
        self._marks(sample=False, unverified=unverified)
        self._facts("", "", late=False)
        self._close.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._dress()

    def _title(self, name: str, tier: str, tone: str) -> None:
        self.name.setText(clean(name))
        self._tier.setText(tier)
        self._tier.setVisible(bool(tier))
        set_role(self._tier, tone, "tone")

    def _lines(self, number: str, region: str, place: str) -> None:
        for label, parts in ((self._number, (number, region)), (self._place, (place,))):
            text = " · ".join(clean(part) for part in parts if part)
            label.setText(text)
            label.setVisible(bool(text))

    def _marks(self, *, sample: bool, unverified: bool) -> None:
        self._sample.setVisible(sample)
        self._unverified.setVisible(unverified)
        self._chips.setVisible(sample or unverified or bool(self._tier.text()))

    def _facts(self, history: str, promise: str, *, late: bool) -> None:
        for icon, label, text in (
            (self._history_icon, self._history, history),
            (self._promise_icon, self._promise, clean(promise)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
            icon.setVisible(bool(text))
        set_role(self._history, "info", "tone")
        set_role(self._promise, "bad" if late else "warn", "tone")
        self._promise_icon.show_icon("flag", "bad" if late else "warn")

    def _dress(self) -> None:
        set_icon(self._close, "close", "text_dim")


def _place(customer: Customer) -> str:
    return " · ".join(
        clean(part) for part in (customer.company, customer.city, customer.email) if part
    )


class CardTabs(QTabWidget):
    """Orders, tickets, contacts, notes; the count stands in the tab.

    ``recordings_requested``: a contact's id.
    """

    recordings_requested = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setExpanding(False)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(False)
        self.orders = order_list(context)
        self.tickets = ticket_list(context)
        self.contacts = contact_list(context)
        self.tickets.add_action(
            self._listen("ticketRecordings"),
            lambda ticket: ticket.recorded,
            lambda ticket: self.recordings_requested.emit(ticket.contact_id),
        )
        self.contacts.add_action(
            self._listen("contactRecordings"),
            lambda contact: contact.recorded,
            lambda contact: self.recordings_requested.emit(contact.id),
        )
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName(self.tr("Notes on the customer"))
        self.notes.setPlaceholderText(self.tr("No notes on this customer."))
        self.notes.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        for page in (self.orders, self.tickets, self.contacts, self.notes):
            self.addTab(page, "")

    def _listen(self, name: str) -> TextButton:
        button = TextButton(self.tr("Recordings …"), "", "speaker", "text_dim")
        button.setObjectName(name)
        return button

    def show_card(self, card: CustomerCard) -> None:
        """The lists of a card."""
        self.orders.show_rows(card.orders)
        self.tickets.show_rows(card.tickets)
        self.contacts.show_rows(card.contacts)
        note = clean(card.customer.note, _NOTE_LIMIT, lines=True)
        if note != self.notes.toPlainText():
            self.notes.setPlainText(note)
        titles = (
            _counted(self.tr("Orders"), len(card.orders)),
            _counted(self.tr("Tickets"), len(card.tickets)),
            _counted(self.tr("Contacts"), len(card.contacts)),
            self.tr("Notes") + (" •" if note else ""),
        )
        for number, title in enumerate(titles):
            if title != self.tabText(number):
                self.setTabText(number, title)


def _counted(word: str, count: int) -> str:
    return f"{word} {count}" if count else word
