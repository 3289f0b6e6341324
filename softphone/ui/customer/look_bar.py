"""Above a card: whose call it is while another customer is looked at, and the way back.

Looking never changes whose call it is; taking the customer does, by a button of its own, and can
be undone.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import ContactView, PopState
from softphone.ui.look.theme import GRID, HALF, set_role
from softphone.ui.widgets.button_row import ButtonRow
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.plain_text import isolate


class LookBar(QFrame):
    """Hidden unless a card is only looked at, or a taken customer can be given back."""

    back_wanted = Signal()
    take_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookBar")
        self.setProperty("role", "band")
        self._words = PlainLabel("", wrap=True)
        self._words.setObjectName("lookWords")
        self._back = TextButton(self.tr("Back"), "primary")
        self._back.setObjectName("lookBackButton")
        self._take = TextButton(self.tr("Take this customer"))
        self._take.setObjectName("lookTakeButton")
        self._undo = TextButton(self.tr("Undo"))
        self._undo.setObjectName("undoCustomerButton")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, HALF, GRID, HALF)
        column.setSpacing(HALF)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._words, 1)
        line.addWidget(self._undo)
        column.addLayout(line)
        self._row = ButtonRow(self._back, self._take)
        column.addWidget(self._row)
        self._back.clicked.connect(self.back_wanted)
        self._take.clicked.connect(self.take_wanted)
        self._undo.clicked.connect(self.undo_wanted)
        self.hide()

    def show_looking(self, view: ContactView) -> None:
        """Another customer's card is open while this contact goes on."""
        name = view.card.customer.name if view.card is not None else view.contact.name
        if name:
            words = self.tr(
                "You are looking at another customer. This contact is still assigned to {name}."
            )
            words = words.format(name=isolate(name))
        else:
            words = self.tr("You are only looking. No customer is assigned to this contact yet.")
        self._show(words, "info", looking=True)

    def show_taken(self, view: ContactView) -> None:
        """The agent has given this contact a customer; undo leads back to what it was."""
        if view.replaced is None:
            self.hide()
        elif view.replaced:
            words = self.tr("This contact was assigned to {name} before.")
            self._show(words.format(name=isolate(view.replaced)), "info", looking=False)
        elif view.pop is PopState.FOUND:
            self._show(self.tr("You chose this contact's customer."), "info", looking=False)
        else:
            self._show(self.tr("You chose: a new customer."), "info", looking=False)

    def _show(self, words: str, tone: str, *, looking: bool) -> None:
        self._words.setText(words)
        set_role(self, tone, "tone")
        set_role(self._words, tone, "tone")
        self._row.setVisible(looking)
        self._undo.setVisible(not looking)
        self.show()
