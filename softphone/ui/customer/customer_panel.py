"""The middle column: the customer on the phone, or a card opened from search."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView, ContactView, DeskModel, PopState
from softphone.agent.intents import AgentIntents
from softphone.domain.agent_state import AgentState
from softphone.domain.customer import CustomerCard
from softphone.ui.actions import key_text
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_card import CardTabs, CustomerHeader
from softphone.ui.customer.look_bar import LookBar
from softphone.ui.customer.matches_list import MatchesList, NewCustomer
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.empty_state import EmptyState
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.tickets import group_number


class _Pages(QStackedLayout):
    """Takes what room is left: the highest page out of sight does not count."""

    def hasHeightForWidth(self) -> bool:
        """Each page is filled, whatever it would like."""
        return False


class CustomerPanel(QFrame):
    """Shows whatever is known of the customer, and asks for the rest.

    ``search_asked``: the agent wants the search palette; ``recordings_requested``: to listen to a
    contact.
    """

    search_asked = Signal()
    recordings_requested = Signal(str)

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents, self._context = intents, context
        self._model: DeskModel | None = None
        self._caller: CallView | None = None
        self._card: CustomerCard | None = None
        self.setProperty("role", "column")
        self.setAccessibleName(self.tr("Customer"))

        self._empty = EmptyState("", "", "users")
        self.header = CustomerHeader(context)
        self.header.closed.connect(intents.close_card)
        self.look = LookBar()
        self.look.back_wanted.connect(intents.close_card)
        self.look.take_wanted.connect(self._take)
        self.look.undo_wanted.connect(lambda: intents.undo_customer(via="button"))
        self.tabs = CardTabs(context)
        # In a low window the tables scroll before what is said above them is cut.
        self.tabs.setMinimumHeight(6 * GRID)
        self.tabs.recordings_requested.connect(self.recordings_requested)
        self.matches = MatchesList()
        self.matches.chosen.connect(intents.choose_customer)
        self.matches.none_of_these.connect(intents.no_customer)
        self.new_customer = NewCustomer()
        self.new_customer.name_edited.connect(self._name_edited)
        self.new_customer.search_asked.connect(self.search_asked)
        self._looking = EmptyState("", self.tr("Looking up the customer…"))

        self._body = _Pages()
        for page in (self.tabs, self.matches, self.new_customer, self._looking):
            self._body.addWidget(page)
        self._body.currentChanged.connect(self._count_the_shown_page)
        self._count_the_shown_page(0)
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        inner.setSpacing(2 * GRID)
        inner.addWidget(self.look)
        inner.addWidget(self.header)
        inner.addLayout(self._body, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(filled)

    def _count_the_shown_page(self, shown: int) -> None:
        """Pages out of sight, and tables, which scroll, take no height from what is said above."""
        for place in range(self._body.count()):
            page = self._body.widget(place)
            if page is not None:
                policy = page.sizePolicy()
                usual, none = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
                whole = place == shown and page is not self.tabs
                policy.setVerticalPolicy(usual if whole else none)
                page.setSizePolicy(policy)

    def show_model(self, model: DeskModel) -> None:
        """Render the card that is looked at, else the contact's customer, else what to do."""
        before, self._model = self._model, model
        if model.contact is not None and model.shown_card is not None:
            self.look.show_looking(model.contact)
        elif model.contact is not None:
            self.look.show_taken(model.contact)
        else:
            self.look.hide()
        if model.shown_card is not None:
            if before is None or before.shown_card != model.shown_card:
                self._show_card(model.shown_card, None, "")
        elif model.contact is not None:
            # What was looked at stands where the contact's own is to be again.
            own = before if before is None or before.shown_card is None else None
            self._show_contact(model, model.contact, own)
        else:
            self._empty.show_words(*self._what_to_do(model))
            self._pages.setCurrentIndex(0)

    def _show_contact(self, model: DeskModel, view: ContactView, before: DeskModel | None) -> None:
        old = before.contact if before else None
        caller = self._find_caller(model, view)
        same = old is not None and caller == self._caller
        if not (
            same
            and old is not None
            and (old.pop, old.card, old.matches, old.contact.id)
            == (view.pop, view.card, view.matches, view.contact.id)
        ):
            self._caller = caller
            if view.pop is PopState.FOUND and view.card is not None:
                self._show_card(view.card, view, view.contact.id)
            else:
                self._show_stranger(view)
        if self._body.currentWidget() is self.new_customer:
            self.new_customer.show_name(view.draft.new_customer_name)

    def _find_caller(self, model: DeskModel, view: ContactView) -> CallView | None:
        """The contact's call; kept after it ended, for number and region."""
        for call in model.calls:
            if call.call.id == view.contact.call_id:
                return call
        kept = self._caller
        return kept if kept and kept.call.id == view.contact.call_id else None

    def _show_card(self, card: CustomerCard, view: ContactView | None, contact_id: str) -> None:
        number, region, unverified = self._number(view)
        self.header.show_card(
            card, number=number, region=region, unverified=unverified, contact_id=contact_id
        )
        if self._card is None or self._card.customer.id != card.customer.id:
            self.tabs.setCurrentIndex(0)
        self._card = card
        self.tabs.show_card(card)
        self._body.setCurrentWidget(self.tabs)
        self._pages.setCurrentIndex(1)

    def _show_stranger(self, view: ContactView) -> None:
        number, region, unverified = self._number(view)
        name = self._caller.title if self._caller else view.contact.name
        title = name or number or self.tr("Withheld number")
        page: QWidget
        match view.pop:
            case PopState.SEVERAL:
                self.matches.show_matches(view.matches)
                page = self.matches
            case PopState.UNKNOWN:
                title = self.tr("New customer")
                self.new_customer.show_words(
                    self.tr(
                        "No customer has this number. The name you enter is saved with the ticket."
                    )
                    if number
                    else self.tr(
                        "The number is withheld. Ask who is calling. The name is saved with "
                        "the ticket."
                    )
                )
                page = self.new_customer
            case PopState.INTERNAL:
                self.new_customer.show_words(
                    self.tr(
                        "This is a colleague: no ticket is needed. If the call is about a "
                        "customer, search for the customer to assign this contact."
                    ),
                    asks_name=False,
                )
                page = self.new_customer
            case PopState.FAILED:
                self.new_customer.show_words(
                    self.tr(
                        "The customer could not be looked up. The call is not affected. "
                        "Search yourself, or enter the name: it is saved with the ticket."
                    )
                )
                page = self.new_customer
            case _:
                page = self._looking
        if clean(number) == clean(title):
            number = ""
        self.header.show_caller(title, number=number, region=region, unverified=unverified)
        self._body.setCurrentWidget(page)
        self._pages.setCurrentIndex(1)

    def _number(self, view: ContactView | None) -> tuple[str, str, bool]:
        if view is None:
            return "", "", False
        if self._caller is None:
            return group_number(view.contact.number), self._region(view.contact.id), False
        return self._caller.number, self._caller.region, self._caller.unverified

    def _region(self, contact_id: str) -> str:
        rows = self._model.history if self._model else ()
        return next((row.region for row in rows if row.contact_id == contact_id), "")

    def _what_to_do(self, model: DeskModel) -> tuple[str, str]:
        """What the empty column says: how things stand, and the keys that change it."""
        search = self.tr("Search for a customer: {key}").format(key=self._key("search"))
        ready = self.tr("Go ready to receive calls: {key}").format(key=self._key("ready"))
        match model.agent.state:
            case AgentState.SIGNED_OUT:
                return self.tr("You are signed out."), search
            case AgentState.READY:
                words = self.tr("The customer's card opens here when it rings.")
                return self.tr("Ready for the next call."), f"{words}\n{search}"
            case AgentState.NOT_READY if model.figures.contacts == 0:
                return self.tr("No calls yet."), f"{ready}\n{search}"
        return self.tr("No call."), f"{ready}\n{search}"

    def _key(self, action: str) -> str:
        return key_text(action, self._context.shortcuts) or self.tr("see the menu")

    def _take(self) -> None:
        if self._model is not None and self._model.shown_card is not None:
            self._intents.choose_customer(self._model.shown_card.customer.id)

    def _name_edited(self, name: str) -> None:
        if self._model is not None and self._model.contact is not None:
            draft = self._model.contact.draft
            self._intents.edit_draft(msgspec.structs.replace(draft, new_customer_name=name))
