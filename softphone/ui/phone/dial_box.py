"""Where a number or a name is typed or pasted, in any shape; Enter dials. Below: who fits."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState, Direction
from softphone.domain.dial_plan import CallerId
from softphone.domain.target import Mailbox, Presence
from softphone.ui.actions import tip
from softphone.ui.context import UiContext
from softphone.ui.look.theme import HALF
from softphone.ui.phone.target_list import TargetList
from softphone.ui.widgets.controls import IconButton, MenuButton, TextButton, label_button
from softphone.ui.wording.plain_text import clean

_LIST_PX = 244


class DialBox(QWidget):
    """The text stays until the call is on its way, so a refused one can be mended.

    Colleagues that fit show as one types letters, all of them by Down. Enter on one that rings
    takes that call.
    """

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self.edit = QLineEdit()
        self.edit.setObjectName("dialEdit")
        self.edit.setProperty("role", "quiet")
        self.edit.setPlaceholderText(self.tr("Number or name"))
        self.edit.setAccessibleName(self.tr("Number to dial"))
        self.edit.setMaxLength(120)
        self.edit.setToolTip(tip(self.tr("Number to dial"), "dial", context.shortcuts))
        self.edit.setClearButtonEnabled(False)
        self.keypad_button = IconButton("keypad", self.tr("Keypad"), "text_dim")
        self.keypad_button.setObjectName("dialKeypadButton")
        self.keypad_button.setCheckable(True)
        self.dial_button = IconButton("phone", self.tr("Dial"), "ok")
        self.dial_button.setObjectName("dialButton")
        self.mailbox = TextButton("", "", "mail", "accent")
        self.mailbox.setObjectName("mailboxButton")
        self.mailbox.hide()
        self.call_as = MenuButton("")
        self.call_as.setObjectName("callAsButton")
        self.call_as.hide()
        self._caller_ids: tuple[tuple[CallerId, ...], str] = ((), "")
        self._filled = 0
        self.targets = TargetList(intents, _LIST_PX)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF)
        row.addWidget(self.edit, 1)
        row.addWidget(self.keypad_button)
        row.addWidget(self.dial_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addLayout(row)
        column.addWidget(self.call_as)
        column.addWidget(self.mailbox)
        column.addWidget(self.targets)
        self.edit.returnPressed.connect(self.dial)
        self.edit.textChanged.connect(self._on_text)
        self.edit.installEventFilter(self)
        self.targets.picked.connect(self._on_pick)
        self.targets.left.connect(self.edit.setFocus)
        self.targets.installEventFilter(self)
        self.dial_button.clicked.connect(self.dial)
        self.mailbox.clicked.connect(lambda: intents.listen_voicemail(via="button"))
        self._possible = False
        self._adds = False
        self._refresh()

    def show_model(self, model: DeskModel) -> None:
        """Dialling needs a line and room for another call."""
        self._adds = model.consult is not None and model.consult.may_add
        self._possible = model.line.usable and model.engine_up and (model.may_dial or self._adds)
        for view in model.calls:
            leaving = view.call.state in (CallState.DIALING, CallState.EARLY)
            if leaving and view.call.direction is Direction.OUTGOING and self.edit.text():
                self.edit.clear()
        self.keypad_button.setEnabled(not model.calls)
        if not self._possible:
            self.targets.hide()
        elif self.targets.isVisibleTo(self):
            self.targets.show_found(self.edit.text())
        self._show_caller_ids(model.caller_ids, model.caller_id)
        self.call_as.setVisible(bool(model.caller_ids) and self._possible)
        if model.prefill is not None and model.prefill.serial != self._filled:
            # A link was clicked: the number waits here for whoever clicks Dial.
            self._filled = model.prefill.serial
            self.edit.setText(model.prefill.text)
            self.focus()
        self._show_mailbox(model.mailbox, free=self._possible)
        self._refresh()

    def add(self, key: str) -> None:
        """A key of the keypad."""
        self.edit.insert(key)

    def dial(self) -> None:
        """Ask for the call; the desk reads the number. A name stands for the one chosen below."""
        text = self.edit.text().strip()
        chosen = self.targets.current() if self.targets.isVisibleTo(self) else None
        if chosen is not None and not any(c.isdigit() for c in text):
            self._on_pick(chosen.target.number)
        elif text and self._adds:
            self._intents.add_party(text, via="button")
        elif text:
            self._intents.dial(text, via="button")

    def focus(self) -> None:
        """Ready to type."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the list and goes into it, Escape puts it away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and watched is self.edit and self._possible:
                if self.targets.show_found(self.edit.text().strip()):
                    self.targets.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.targets.isVisibleTo(self):
                self.targets.hide()
                self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _on_text(self, text: str) -> None:
        letters = any(c.isalpha() for c in text) and "@" not in text
        if letters and self._possible:
            self.targets.show_found(text.strip())
        else:
            self.targets.hide()
        self._refresh()

    def _on_pick(self, number: str) -> None:
        view = self.targets.current()
        self.targets.hide()
        if view is not None and view.presence is Presence.RINGING:
            self._intents.pick_up(number, via="button")
        elif self._adds:
            self._intents.add_party(number, via="button")
        else:
            self.edit.setText(number)
            self._intents.dial(number, via="button")

    def _show_caller_ids(self, offered: tuple[CallerId, ...], chosen: str) -> None:
        if (offered, chosen) == self._caller_ids:
            return
        self._caller_ids = (offered, chosen)
        names = {one.number: clean(one.name or one.number, 40) for one in offered}
        names = {"": self.tr("chosen by the phone system"), **names}
        words = self.tr("Call as: {number}").format(number=names.get(chosen, names[""]))
        self.call_as.show_words(words)
        menu = self.call_as.popup
        menu.clear()
        for number, name in names.items():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(number == chosen)
            entry.triggered.connect(
                lambda _=False, number=number: self._intents.call_as(number, via="button")
            )

    def _show_mailbox(self, mailbox: Mailbox | None, *, free: bool) -> None:
        waiting = mailbox is not None and mailbox.waiting
        self.mailbox.setVisible(waiting)
        self.mailbox.setEnabled(free)
        if mailbox is not None and waiting:
            words = self.tr("Listen to voice mail")
            self.mailbox.show_words(f"{words} ({mailbox.new})" if mailbox.new else words)

    def _refresh(self) -> None:
        possible = self._possible and bool(self.edit.text().strip())
        if self.dial_button.isEnabled() != possible:
            self.dial_button.setEnabled(possible)
        name = self.tr("Add to the conference") if self._adds else self.tr("Dial")
        needs = self.tr("Dial: available when the line is ready and another call is allowed")
        label_button(self.dial_button, name, name if self._possible else needs)
