"""The right column: the ticket, the script, and the tickets of the day."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from softphone.agent.desk_model import ContactView, DeskModel, NoticeCode
from softphone.agent.intents import AgentIntents
from softphone.domain.agent_state import AgentState, NextState
from softphone.domain.ticket import TicketDraft
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.widgets.button_row import ButtonRow
from softphone.ui.widgets.controls import TextButton, label_button
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.states import state_word
from softphone.ui.wording.tickets import field_word, listed
from softphone.ui.work.my_tickets import MyTickets
from softphone.ui.work.open_drafts import OpenDrafts
from softphone.ui.work.script_view import ScriptView
from softphone.ui.work.ticket_form import TicketForm
from softphone.ui.work.wrap_up_bar import WrapUpBar

_SAVING = (AgentState.WRAP_UP, AgentState.NOT_READY, AgentState.READY)


class TicketTab(QWidget):
    """Countdown, form, what is missing, and the buttons."""

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._keys = context.shortcuts
        self._view: ContactView | None = None
        self._refused = -1
        self._name = ""
        self.setObjectName("ticketTab")
        self.countdown = WrapUpBar(context)
        self.form = TicketForm(context)
        self.form.edited.connect(self._edited)
        self.missing = PlainLabel("", "dim", wrap=True)
        self.missing.setObjectName("missingFields")
        self.save_ready = TextButton(self.tr("Save and ready"))
        self.save_ready.setObjectName("saveReadyButton")
        self.save = TextButton(self.tr("Save"))
        self.save.setObjectName("saveButton")
        label_button(self.save, self.tr("Save"), self.tr("Save and stay not ready"))
        self.more = TextButton(self.tr("More time"))
        self.more.setObjectName("moreTimeButton")
        label_button(self.more, self.tr("More time"), self.tr("Lengthen the wrap-up"))
        self.discard = TextButton(self.tr("Discard"))
        self.discard.setObjectName("discardDraftButton")
        label_button(self.discard, self.tr("Discard"), self.tr("Discard this ticket"))
        self.discard.clicked.connect(lambda: self._discard())
        self.save_ready.clicked.connect(lambda: self.save_and_ready())
        self.save.clicked.connect(lambda: self._save(go_ready=False, via="button"))
        self.more.clicked.connect(lambda: intents.more_time(via="button"))
        self.drafts = OpenDrafts(context)
        self.drafts.picked.connect(intents.open_draft)
        self.drafts.undo.connect(lambda: intents.undo_discard(via="button"))

        filled = QWidget()
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.countdown)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.missing)
        layout.addWidget(ButtonRow(self.save_ready, self.save, self.more, self.discard))
        self._filled = filled
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.drafts)
        self._pages.addWidget(filled)

    def show_model(self, model: DeskModel) -> None:
        """The contact's ticket, or what there is to do without one."""
        self._view = model.contact
        self.countdown.show_status(model.agent)
        self._filled.setEnabled(model.contact is not None)
        if model.contact is None:
            self.drafts.show_drafts(model.open_drafts, model.draft_names)
            self.drafts.show_discarded(model.discarded_draft, self._name)
            self._pages.setCurrentIndex(0)
            return
        self._pages.setCurrentIndex(1)
        view, wrap_up = model.contact, model.agent.state is AgentState.WRAP_UP
        self._name = view.card.customer.name if view.card is not None else ""
        over = view.contact.ended_at is not None
        may_save = over or model.agent.state in _SAVING
        self.form.show_draft(view.draft, saved=view.draft_saved)
        self.form.show_missing(view.missing, now=may_save)
        self._say_missing(view, may_save=may_save)
        self._go_to_missing(model, view)
        others = sum(v.contact.ended_at is not None for v in model.contacts) - over
        self._say_what_follows(model.agent.next, others=others, wrap_up=wrap_up)
        self.save_ready.setEnabled(may_save)
        self.save.setEnabled(may_save)
        self.more.setVisible(wrap_up and model.agent.wrap_up_until is not None)
        # In wrap-up a ticket is owed; the one taken up later can be thrown away.
        self.discard.setVisible(over and not wrap_up)
        set_role(self.save_ready, "primary" if may_save else "")

    def save_and_ready(self, *, via: str = "button") -> None:
        """As the button; the window's key calls it with ``via="key"``."""
        self._save(go_ready=True, via=via)

    def _save(self, *, go_ready: bool, via: str) -> None:
        if self._view is None:
            return
        self._intents.save_ticket(go_ready=go_ready, via=via)

    def _discard(self) -> None:
        if self._view is not None:
            self._intents.discard_draft(self._view.contact.id, via="button")

    def _say_what_follows(self, following: NextState | None, *, others: int, wrap_up: bool) -> None:
        """A break that was asked for comes after saving, whatever the button used to say."""
        words = self.tr("Save and ready")
        if wrap_up and others:
            words = self.tr("Save, next ticket")
        elif following is not None and following.state is not AgentState.READY:
            state = state_word(following.state, following.reason)
            words = self.tr("Save, then {state}").format(state=state)
        self.save_ready.show_words(words)
        label_button(self.save_ready, words, tip(words, "saveAndReady", self._keys))

    def _edited(self, draft: TicketDraft) -> None:
        self._intents.edit_draft(draft)

    def _go_to_missing(self, model: DeskModel, view: ContactView) -> None:
        """A refused save, however it was asked for, leads to the first empty field."""
        refused = [
            notice.id for notice in model.notices if notice.code is NoticeCode.TICKET_INCOMPLETE
        ]
        newest = max(refused, default=-1)
        if newest > self._refused:
            self._refused = newest
            if view.missing:
                self.form.focus_field(view.missing[0])

    def _say_missing(self, view: ContactView, *, may_save: bool) -> None:
        if not may_save:
            words, tone = (
                self.tr("Saved as a draft while you type. Save the ticket after the call."),
                "",
            )
        elif view.missing:
            names = listed([field_word(field) for field in view.missing])
            words, tone = self.tr("Still needed: {fields}").format(fields=names), "warn"
        else:
            words, tone = self.tr("Nothing is missing."), "ok"
        self.missing.setText(words)
        set_role(self.missing, tone, "tone")


class WorkPanel(QFrame):
    """Ticket, script, my tickets today."""

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "column")
        self.setAccessibleName(self.tr("Work"))
        self.ticket = TicketTab(intents, context)
        self.script = ScriptView(context.script)
        self.script.setObjectName("scriptTab")
        self.my_tickets = MyTickets(intents, context)
        self.my_tickets.setObjectName("myTicketsTab")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.tabBar().setAccessibleName(self.tr("Work"))
        self.tabs.addTab(_framed(self.ticket), self.tr("Ticket"))
        self.tabs.addTab(_framed(self.script), self.tr("Script"))
        self.tabs.addTab(_framed(self.my_tickets), "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.addWidget(self.tabs)
        self._contact_id = ""

    def show_model(self, model: DeskModel) -> None:
        """Render; a new contact brings the ticket to the front."""
        self.ticket.show_model(model)
        self.my_tickets.show_model(model)
        self.script.show_name(_customer_name(model))
        count = len(model.tickets_today)
        title = self.tr("My tickets") + (f" {count}" if count else "")
        if title != self.tabs.tabText(2):
            self.tabs.setTabText(2, title)
        contact_id = model.contact.contact.id if model.contact else ""
        if contact_id and contact_id != self._contact_id:
            self.show_tab("ticketTab")
        self._contact_id = contact_id

    def show_tab(self, name: str) -> None:
        """Bring ``ticketTab``, ``scriptTab`` or ``myTicketsTab`` to the front; else KeyError."""
        names = {"ticketTab": 0, "scriptTab": 1, "myTicketsTab": 2}
        self.tabs.setCurrentIndex(names[name])

    def save_and_ready(self, *, via: str = "key") -> None:
        """The window's key for saving."""
        self.ticket.save_and_ready(via=via)

    def focus_promise(self) -> None:
        """The window's key for a promise: the keyboard goes where it is written."""
        self.show_tab("ticketTab")
        self.ticket.form.promise.text.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _framed(page: QWidget) -> QWidget:
    """Air between the tabs and the page."""
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, GRID, 0, 0)
    layout.addWidget(page)
    return frame


def _customer_name(model: DeskModel) -> str:
    """Of the contact on the desk: the customer's, or what the agent typed."""
    view = model.contact
    if view is None:
        return ""
    return view.card.customer.name if view.card is not None else view.draft.new_customer_name
