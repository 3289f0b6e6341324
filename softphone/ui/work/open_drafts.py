"""The work column while nobody is on the phone: why it is empty, and tickets left unfinished."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.ticket import TicketDraft
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.controls import TextButton, label_button
from softphone.ui.widgets.empty_state import EmptyState
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.card_facts import choice_path
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.tickets import group_number


class OpenDrafts(QWidget):
    """``picked`` carries the contact id of the draft to go on with; ``undo`` asks for the one back
    that was discarded last.
    """

    picked = Signal(str)
    undo = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._drafts: tuple[TicketDraft, ...] | None = None
        self._names: dict[str, str] = {}
        self._empty = EmptyState(
            self.tr("No ticket open."),
            self.tr("It opens with the next call, with what is already known filled in."),
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
        layout.addWidget(self._undo_row())
        self.show_drafts(())

    def _undo_row(self) -> QWidget:
        self._discarded = QWidget()
        self._said = ElidedLabel("", role="dim")
        self._said.setObjectName("discardedDraft")
        button = TextButton(self.tr("Undo"))
        button.setObjectName("undoDiscardButton")
        label_button(button, self.tr("Undo"), self.tr("Bring the discarded ticket back"))
        button.clicked.connect(lambda: self.undo.emit())
        row = QHBoxLayout(self._discarded)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._said, 1)
        row.addWidget(button)
        return self._discarded

    def show_discarded(self, draft: TicketDraft | None, name: str = "") -> None:
        """The one that was thrown away last, while it can still be brought back."""
        self._discarded.setVisible(draft is not None)
        if draft is not None:
            words = self.tr("Discarded: {who}").format(who=self._who(draft, name))
            self._said.setText(words)

    def show_drafts(
        self, drafts: tuple[TicketDraft, ...], names: dict[str, str] | None = None
    ) -> None:
        """The unfinished ones; ``names`` of their customers by contact id."""
        names = names or {}
        if drafts == self._drafts and names == self._names:
            return
        self._drafts, self._names = drafts, names
        self.list.show_items([self._item(draft) for draft in drafts])
        self.list.setCurrentIndex(self.list.rootIndex())
        self.list.setFixedHeight(self.list.wanted_height(5))
        for widget in (self._lead, self.list):
            widget.setVisible(bool(drafts))

    def _item(self, draft: TicketDraft) -> PickItem:
        path = choice_path(self._context.categories, draft.category_id, self._context.language)
        told = [clean(text) for text in (path, draft.notes) if text.strip()]
        return PickItem(
            key=draft.contact_id,
            title=self._who(draft, self._names.get(draft.contact_id, "")),
            detail=" · ".join(told) or self.tr("Nothing written yet"),
            icon="edit",
        )

    def _who(self, draft: TicketDraft, name: str) -> str:
        named = clean(name) or clean(draft.new_customer_name)
        return named or group_number(draft.number) or self.tr("Withheld number")
