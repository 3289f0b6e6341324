"""The SIP messages of a call, to read, copy or save for the administrator."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from softphone.agent.intents import AgentIntents
from softphone.domain.sip_trace import SipMessage, as_text, first_line
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.plain_text import clean

_SIZE = QSize(900, 560)
_FILE = "sip-trace.txt"


class TraceDialog(QDialog):
    """Who sent what when on the left, the chosen message on the right; plain text only.

    ``title`` says which call it is; an empty ``call_id`` is the line (registration and the like).
    """

    def __init__(
        self, intents: AgentIntents, call_id: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._call_id = call_id
        self._messages: tuple[SipMessage, ...] = ()
        self._gone = False
        self._asked = 0
        self.setObjectName("traceDialog")
        self.setWindowTitle(self.tr("SIP messages"))
        self._title = PlainLabel(clean(title, 80) or self.tr("The line"), "title")
        self.words = PlainLabel("", "dim", wrap=True)
        self.words.setObjectName("traceWords")
        self.list = PickList()
        self.list.setObjectName("traceList")
        self.list.setAccessibleName(self.tr("Messages in order"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("traceText")
        self.text.setAccessibleName(self.tr("The message"))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.text.setFont(fixed)
        self.masking = QCheckBox(self.tr("Mask phone numbers"))
        self.masking.setObjectName("traceMask")
        self.masking.setChecked(True)
        self.again = TextButton(self.tr("Refresh"))
        self.again.setObjectName("traceRefresh")
        self.copy = TextButton(self.tr("Copy all"))
        self.copy.setObjectName("traceCopy")
        self.save = TextButton(self.tr("Save as …"), "primary")
        self.save.setObjectName("traceSave")
        self._close = TextButton(self.tr("Close"))
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(
            lambda index, _: self._show_message(index.row())
        )
        self.masking.toggled.connect(lambda _: self._ask())
        self.again.clicked.connect(self._ask)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._choose_file)
        self._close.clicked.connect(self.accept)
        self._show(())
        self._ask()

    def _lay_out(self) -> None:
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.list)
        columns.addWidget(self.text)
        columns.setSizes([330, 570])
        columns.setStretchFactor(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.masking)
        buttons.addStretch(1)
        for button in (self.again, self.copy, self.save, self._close):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self.words)
        column.addWidget(columns, 1)
        column.addLayout(buttons)
        self.resize(_SIZE)

    def done(self, result: int) -> None:
        """Answers that come later find nobody."""
        self._gone = True
        super().done(result)

    def save_to(self, path: Path) -> bool:
        """Write what is shown; whether that went well, else the words say why not."""
        try:
            path.write_text(as_text(self._messages), encoding="utf-8")
        except OSError as error:
            words = self.tr("Could not save: {problem}")
            self._say(words.format(problem=error.strerror or str(error)), bad=True)
            return False
        self._say(self.tr("Saved: {path}").format(path=path))
        return True

    # ------------------------------------------------------------------------------ inside

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked

        def done(messages: tuple[SipMessage, ...]) -> None:
            if not self._gone and asked == self._asked:
                self._show(messages)

        def failed(_: str) -> None:
            if not self._gone and asked == self._asked:
                self._say(self.tr("The call engine does not answer."), bad=True)

        self._intents.trace(self._call_id, done, failed, mask_numbers=self.masking.isChecked())

    def _show(self, messages: tuple[SipMessage, ...]) -> None:
        self._messages = messages
        self.list.show_items([self._item(place, message) for place, message in enumerate(messages)])
        for button in (self.copy, self.save):
            button.setEnabled(bool(messages))
        if messages:
            self._show_message(self.list.currentIndex().row())
            self._say(self.tr("Passwords, keys and dialled digits are left out."))
        else:
            self.text.clear()
            self._say(self.tr("The messages of this call are no longer kept."))

    def _item(self, place: int, message: SipMessage) -> PickItem:
        return PickItem(
            key=str(place),
            title=_short(message),
            icon="phone-out" if message.sent else "phone-in",
            mark=self.tr("sent") if message.sent else self.tr("received"),
            tone="info" if message.sent else "ok",
            side=message.at.astimezone().strftime("%H:%M:%S.%f")[:-3],
        )

    def _show_message(self, row: int) -> None:
        if 0 <= row < len(self._messages):
            lines = self._messages[row].text.splitlines()
            self.text.setPlainText("\n".join(clean(line, 1000) for line in lines))

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.words.setText(words)
        set_role(self.words, "bad" if bad else "", "tone")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._messages))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save SIP messages"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(_FILE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()


def _short(message: SipMessage) -> str:
    """``INVITE`` or ``200 OK (INVITE)``."""
    start = first_line(message.text)
    if not start.startswith("SIP/2.0"):
        return start.partition(" ")[0]
    for line in message.text.splitlines():
        if line[:5].lower() == "cseq:":
            return f"{start[8:]} ({line.split()[-1]})"
    return start[8:]
