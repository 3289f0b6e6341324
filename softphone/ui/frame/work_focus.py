"""The keyboard follows the work: notes or category when a call starts, what is missing after it.

It never moves while something is being typed, and never because a call rings.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from softphone.agent.desk_model import ContactView, DeskModel
from softphone.domain.agent_state import AgentState
from softphone.domain.call import CallState
from softphone.domain.ticket import TicketField
from softphone.ui.customer.search_palette import SearchPalette
from softphone.ui.work.category_box import CategoryBox
from softphone.ui.work.work_panel import WorkPanel

_UP = (CallState.CONNECTED, CallState.HELD)


class WorkFocus:
    """``page`` gets the keyboard where there is nothing to write: no button, no field."""

    def __init__(self, page: QWidget, work: WorkPanel) -> None:
        self._page = page
        self._work = work

    def render(
        self, before: DeskModel | None, model: DeskModel, render: Callable[[], None]
    ) -> None:
        """Show the picture by ``render`` and put the keyboard where it belongs afterwards."""
        had = self._page.window().focusWidget()
        typing = had is not None and _is_typing(had)
        render()
        if before is None or QApplication.activePopupWidget() is not None:
            return
        lost = had is not None and not (had.isVisible() and had.isEnabled())
        if (typing and not lost) or not self._page.isVisible():
            return
        view = model.contact
        if view is None:
            if lost or before.contact is not None:
                # Qt's own choice is the next control, whatever that would do with the next key.
                self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif _is_over(view, model) and not (before.contact and _is_over(before.contact, before)):
            self._to_missing(view)
        elif lost or _has_begun(before, model, view) or _asks(before, model):
            self._to_ticket(view)

    def _to_missing(self, view: ContactView) -> None:
        self._work.show_tab("ticketTab")
        field = view.missing[0] if view.missing else TicketField.NOTES
        self._work.ticket.form.focus_field(field)

    def _to_ticket(self, view: ContactView) -> None:
        form = self._work.ticket.form
        if form.isVisible():
            form.focus_field(TicketField.NOTES if view.draft.category_id else TicketField.CATEGORY)
        else:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_typing(widget: QWidget) -> bool:
    """Whether somebody is in the middle of something there."""
    parent: QWidget | None = widget
    while parent is not None:
        if isinstance(parent, SearchPalette) or (
            isinstance(parent, CategoryBox) and parent.is_open()
        ):
            return True
        parent = parent.parentWidget()
    if isinstance(widget, CategoryBox):
        return False
    if isinstance(widget, QLineEdit):
        return bool(widget.text())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly() and bool(widget.toPlainText())
    return False


def _is_over(view: ContactView, model: DeskModel) -> bool:
    """Its call is over and the ticket is what remains."""
    return view.contact.ended_at is not None and model.agent.state is AgentState.WRAP_UP


def _has_begun(before: DeskModel, model: DeskModel, view: ContactView) -> bool:
    """The call of the contact in front is talked on, and was not a moment ago."""
    earlier = {v.call.id for v in before.calls if v.call.state in _UP}
    return any(
        v.call.id == view.contact.call_id and v.call.id not in earlier and v.call.state in _UP
        for v in model.calls
    )


def _asks(before: DeskModel, model: DeskModel) -> bool:
    """A colleague is called about the contact in front."""
    return before.consult is None and model.consult is not None
