"""The contacts on the desk side by side, once there are several; a click brings one to the front.

A contact that waits or whose ticket is not written yet is always in sight here.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from softphone.agent.desk_model import CallView, ContactView, DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID, HALF
from softphone.ui.widgets.segments import Segment
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.states import call_state_word
from softphone.ui.wording.tickets import group_number

_TONES = {CallState.CONNECTED: "ok", CallState.HELD: "warn", CallState.OFFERED: "ringing"}
_WIDEST_PX = 300


def contact_title(view: ContactView) -> str:
    """Customer, else caller, else number; plain text."""
    customer = view.card.customer.name if view.card is not None else ""
    name = customer or view.contact.name or group_number(view.contact.number)
    withheld = QCoreApplication.translate("ContactStrip", "Withheld number")
    return clean(name, 40) or withheld


class ContactStrip(QWidget):
    """Hidden while there are fewer than two contacts."""

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self._ids: tuple[str, ...] = ()
        self._front = ""
        self._buttons: list[Segment] = []
        self._words: list[str] = []
        self._group = QButtonGroup(self)
        self.setObjectName("contactStrip")
        self.setAccessibleName(self.tr("Contacts"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        self._row.setSpacing(HALF)
        self._row.addStretch(1)
        self.hide()

    def show_model(self, model: DeskModel) -> None:
        """As many buttons as contacts."""
        several = len(model.contacts) > 1
        self.setVisible(several)
        self._ids = tuple(view.contact.id for view in model.contacts)
        self._front = model.contact.contact.id if model.contact is not None else ""
        if not several:
            return
        calls = {view.call.id: view for view in model.calls}
        self._fit(len(model.contacts))
        self._words = []
        for button, view in zip(self._buttons, model.contacts, strict=True):
            words, tone = self._look(view, calls)
            self._words.append(words)
            button.show_tone(tone)
            button.setAccessibleName(words)
            button.setToolTip(tip(words, "nextContact", self._context.shortcuts))
            if view.contact.id == self._front:
                button.setChecked(True)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room for the words."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        if not self._buttons:
            return
        room = (self.width() - 4 * GRID) // len(self._buttons) - HALF
        width = min(_WIDEST_PX, max(1, room))
        for button, words in zip(self._buttons, self._words, strict=True):
            button.setFixedWidth(width)
            metrics = button.fontMetrics()
            # The chosen one is written bolder.
            air = 24 + metrics.averageCharWidth() * 2
            text = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width - air)
            if button.text() != text:
                button.setText(text)

    def next_one(self) -> None:
        """Bring the one after the front one to the front."""
        if self._front in self._ids and len(self._ids) > 1:
            place = (self._ids.index(self._front) + 1) % len(self._ids)
            self._intents.show_contact(self._ids[place])

    def _look(self, view: ContactView, calls: Mapping[str, CallView]) -> tuple[str, str]:
        call = calls.get(view.contact.call_id)
        if call is None:
            word, tone = self.tr("ticket to write"), "wrap"
        else:
            word, tone = call_state_word(call.call), _TONES.get(call.call.state, "info")
        return f"{contact_title(view)} · {word}", tone

    def _fit(self, count: int) -> None:
        while len(self._buttons) > count:
            button = self._buttons.pop()
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        while len(self._buttons) < count:
            place = len(self._buttons)
            button = Segment("", f"contactButton{place + 1}", "info")
            button.clicked.connect(lambda _=False, place=place: self._on_click(place))
            self._group.addButton(button)
            self._row.insertWidget(place, button)
            self._buttons.append(button)

    def _on_click(self, place: int) -> None:
        self._intents.show_contact(self._ids[place])
