"""The ticket as a form. It writes drafts and never loses a keystroke."""

from collections import deque

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.ticket import Priority, TicketDraft, TicketField
from softphone.ui.context import UiContext
from softphone.ui.look.theme import HALF, set_role
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.segments import Segments
from softphone.ui.wording.tickets import priority_word
from softphone.ui.work.category_box import CategoryBox
from softphone.ui.work.promise_row import PromiseRow

_ECHOES = 64
_NOTES_LOWEST = 60


class NotesEdit(QPlainTextEdit):
    """Plain text that is content with three lines and takes all the room there is."""

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(super().sizeHint().width(), _NOTES_LOWEST)

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(80, _NOTES_LOWEST)


class TicketForm(QScrollArea):
    """``edited`` carries the new draft at every change, down to the letter.

    A draft from the desk is only written into the fields that differ from what this form sent
    last, so that nothing being typed is overwritten and no cursor moves.
    """

    edited = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: TicketDraft | None = None
        self._sent: deque[TicketDraft] = deque(maxlen=_ECHOES)
        self._writing = False
        self.category = CategoryBox(context.categories, context.language)
        self.category.setObjectName("categoryBox")
        self.category.chosen.connect(self._changed)
        self.priority = Segments(
            (
                (Priority.URGENT, priority_word(Priority.URGENT), "priorityUrgent", "bad"),
                (Priority.ROUTINE, priority_word(Priority.ROUTINE), "priorityRoutine", "accent"),
                (Priority.COMPLEX, priority_word(Priority.COMPLEX), "priorityComplex", "wrap"),
            )
        )
        self.priority.chosen.connect(self._changed)
        self.disposition = CategoryBox(context.dispositions, context.language)
        self.disposition.setObjectName("dispositionBox")
        self.disposition.chosen.connect(self._changed)
        self.notes = NotesEdit()
        self.notes.setObjectName("notesEdit")
        self.notes.setTabChangesFocus(True)
        self.notes.setPlaceholderText(self.tr("Customer's request and what was done"))
        self.notes.textChanged.connect(self._changed)
        self.promise = PromiseRow(context)
        self.promise.edited.connect(self._changed)
        self.saved_mark = PlainLabel("", "dim")
        self.saved_mark.setObjectName("draftSaved")

        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF // 2)
        self._labels: dict[TicketField, PlainLabel] = {}
        fields: tuple[tuple[TicketField | None, str, QWidget, int], ...] = (
            (TicketField.CATEGORY, self.tr("Category"), self.category, 0),
            (TicketField.PRIORITY, self.tr("Priority"), self.priority, 0),
            (TicketField.DISPOSITION, self.tr("Disposition"), self.disposition, 0),
            (TicketField.NOTES, self.tr("Notes"), self.notes, 1),
            (None, self.tr("Promise"), self.promise, 0),
        )
        for field, words, widget, stretch in fields:
            label = PlainLabel(words, "dim")
            label.setBuddy(widget)
            if not widget.accessibleName():
                widget.setAccessibleName(words)
            if field is None:
                layout.addWidget(label)
            else:
                self._labels[field] = label
                head = QHBoxLayout()
                head.addWidget(label)
                head.addStretch(1)
                if field is TicketField.NOTES:
                    head.addWidget(self.saved_mark)
                layout.addLayout(head)
            layout.addWidget(widget, stretch)
            layout.addSpacing(HALF + HALF // 2)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_draft(self, draft: TicketDraft, *, saved: bool) -> None:
        """Take over a draft of the desk; an echo of what was sent from here changes nothing."""
        self.saved_mark.setText(self.tr("Draft saved") if saved else self.tr("Saving…"))
        old = self._draft
        if old is None or old.contact_id != draft.contact_id:
            self._sent.clear()
            self._write(draft, None)
        elif draft in self._sent:
            while self._sent and self._sent[0] != draft:
                self._sent.popleft()
        elif draft != old:
            self._sent.clear()
            self._write(draft, old)

    def show_missing(self, missing: tuple[TicketField, ...], *, now: bool) -> None:
        """Mark the labels of the fields still needed; only where it is time for it."""
        for field, label in self._labels.items():
            set_role(label, "warn" if now and field in missing else "", "tone")

    def focus_field(self, field: TicketField) -> None:
        """Put the keyboard into a field."""
        widget: QWidget | None = {
            TicketField.CATEGORY: self.category,
            TicketField.PRIORITY: self.priority,
            TicketField.DISPOSITION: self.disposition,
            TicketField.NOTES: self.notes,
        }.get(field)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(widget)

    def _write(self, draft: TicketDraft, old: TicketDraft | None) -> None:
        """Fields that differ from ``old`` only; all of them without one."""
        self._writing = True
        if old is None or draft.category_id != old.category_id:
            self.category.show_choice(draft.category_id)
        if old is None or draft.priority != old.priority:
            self.priority.show_choice(draft.priority or "")
        if old is None or draft.disposition_id != old.disposition_id:
            self.disposition.show_choice(draft.disposition_id)
        if (old is None or draft.notes != old.notes) and draft.notes != self.notes.toPlainText():
            place = self.notes.textCursor().position()
            self.notes.setPlainText(draft.notes)
            if old is not None:
                cursor = self.notes.textCursor()
                cursor.setPosition(min(place, len(draft.notes)))
                self.notes.setTextCursor(cursor)
        if old is None or (draft.promise, draft.promise_due) != (old.promise, old.promise_due):
            self.promise.show_promise(draft.promise, draft.promise_due)
        self._writing = False
        self._draft = draft

    def _changed(self) -> None:
        if self._writing or self._draft is None:
            return
        draft = msgspec.structs.replace(
            self._draft,
            category_id=self.category.property("choiceId"),
            priority=Priority(self.priority.choice()) if self.priority.choice() else None,
            disposition_id=self.disposition.property("choiceId"),
            notes=self.notes.toPlainText(),
            promise=self.promise.text.text(),
            promise_due=self.promise.due_at,
        )
        if draft != self._draft:
            self._draft = draft
            self._sent.append(draft)
            self.edited.emit(draft)
