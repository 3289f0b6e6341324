"""When the number is not one customer: choose among several, or write down a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from softphone.domain.customer import Customer
from softphone.ui.look.theme import GRID, HALF
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.tickets import group_number, tier_tone, tier_word

NAME_LIMIT = 80


def customer_item(customer: Customer) -> PickItem:
    """A customer as an entry of a list."""
    parts = (customer.company, customer.city, *map(group_number, customer.numbers[:1]))
    return PickItem(
        key=customer.id,
        title=customer.name or customer.id,
        detail=" · ".join(clean(part) for part in parts if part),
        mark=tier_word(customer.tier),
        tone=tier_tone(customer.tier),
    )


class MatchesList(QWidget):
    """``chosen`` carries a customer's id; ``none_of_these`` means a new customer."""

    chosen = Signal(str)
    none_of_these = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = PlainLabel(wrap=True)
        self.list = PickList()
        self.list.setObjectName("matchesList")
        self.list.setAccessibleName(self.tr("Customers with this number"))
        self.list.picked.connect(self.chosen)
        none = QPushButton(self.tr("None of these: new customer"))
        none.setObjectName("noneOfThese")
        none.clicked.connect(self.none_of_these)
        row = QHBoxLayout()
        row.addWidget(none)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._lead)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def show_matches(self, matches: tuple[Customer, ...]) -> None:
        """The customers to choose from."""
        self._lead.setText(
            self.tr(
                "%n customer(s) have this number. Ask who is calling and choose.", "", len(matches)
            )
        )
        self.list.show_items([customer_item(customer) for customer in matches])


class NewCustomer(QWidget):
    """A caller without a card: the name is all that is asked; it is saved with the ticket."""

    name_edited = Signal(str)
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = PlainLabel(wrap=True)
        self.name = QLineEdit()
        self.name.setObjectName("newCustomerName")
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText(self.tr("Name of the caller"))
        self.name.textEdited.connect(self.name_edited)
        label = self._label = PlainLabel(self.tr("Name"), "dim")
        label.setBuddy(self.name)
        search = QPushButton(self.tr("Search for the customer…"))
        search.setObjectName("searchCustomer")
        search.clicked.connect(self.search_asked)
        row = QHBoxLayout()
        row.addWidget(search)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF)
        layout.addWidget(self._lead)
        layout.addSpacing(GRID)
        layout.addWidget(label)
        layout.addWidget(self.name)
        layout.addSpacing(2 * GRID)
        layout.addLayout(row)
        layout.addStretch(1)
        self.name.setMaximumWidth(420)
        layout.setAlignment(self.name, Qt.AlignmentFlag(0))

    def show_words(self, words: str, *, asks_name: bool = True) -> None:
        """Why there is no card, and what to do; a colleague is not asked for a name."""
        self._lead.setText(words)
        self._label.setVisible(asks_name)
        self.name.setVisible(asks_name)

    def show_name(self, name: str) -> None:
        """Take over a name from the draft, unless it is being typed here."""
        if name != self.name.text() and not self.name.hasFocus():
            self.name.setText(name)
