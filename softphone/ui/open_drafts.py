"""The work column while nobody is on the phone: why it is empty, and tickets left unfinished."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.domain.ticket import TicketDraft
from softphone.ui.card_facts import choice_path
from softphone.ui.context import UiContext
from softphone.ui.empty_state import EmptyState
from softphone.ui.pick_list import PickItem, PickList
from softphone.ui.text import PlainLabel, clean
from softphone.ui.theme import GRID
from softphone.ui.ticket_words import group_number


class OpenDrafts(QWidget):
    """``picked`` carries the contact id of the draft to go on with."""

    picked = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._drafts: tuple[TicketDraft, ...] | None = None
        self._empty = EmptyState(
            self.tr("No ticket open."),
            self.tr("It opens by itself with the next call, filled in as far as is known."),
            "ticket",
        )
        self._lead = PlainLabel(self.tr("Unfinished tickets"), "section")
        self.list = PickList()
        self.list.setObjectName("openDrafts")
        self.list.setAccessibleName(self.tr("Unfinished tickets"))
        self.list.picked.connect(self.picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._lead)
        layout.addWidget(self.list)
        self.show_drafts(())

    def show_drafts(self, drafts: tuple[TicketDraft, ...]) -> None:
        """The unfinished ones."""
        if drafts == self._drafts:
            return
        self._drafts = drafts
        self.list.show_items([self._item(draft) for draft in drafts])
        self.list.setCurrentIndex(self.list.rootIndex())
        self.list.setFixedHeight(self.list.wanted_height(5))
        for widget in (self._lead, self.list):
            widget.setVisible(bool(drafts))

    def _item(self, draft: TicketDraft) -> PickItem:
        path = choice_path(self._context.categories, draft.category_id, self._context.language)
        told = [clean(text) for text in (path, draft.notes) if text.strip()]
        who = draft.new_customer_name.strip() or group_number(draft.number)
        return PickItem(
            key=draft.contact_id,
            title=who or self.tr("Number withheld"),
            detail=" · ".join(told) or self.tr("Nothing written yet"),
            icon="edit",
        )
