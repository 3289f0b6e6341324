"""Import of customers and orders: what will happen is shown before anything is written."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from softphone.agent.intents import AgentIntents
from softphone.domain.text_encodings import ENCODINGS, shown_name
from softphone.ports import ImportPreview
from softphone.ui.dialogs.import_tables import change_table, problem_table, sample_table
from softphone.ui.look.theme import GRID, HALF, set_role
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.empty_state import EmptyState
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.record_table import RecordTable
from softphone.ui.widgets.segments import Segments
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.problems import say

_SIZE = QSize(720, 560)


class ImportDialog(QDialog):
    """Pick kind and file, read the preview, import. ``imported`` carries how many rows."""

    imported = Signal(int)

    def __init__(self, intents: AgentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intents = intents
        self._preview: ImportPreview | None = None
        self._asked: tuple[str, Path, str] | None = None
        self._gone = False
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import"))
        self.kind = Segments(
            (
                ("customers", self.tr("Customers"), "importCustomers", "accent"),
                ("orders", self.tr("Orders"), "importOrders", "accent"),
            )
        )
        self.kind.show_choice("customers")
        self.kind.chosen.connect(lambda _: self._ask())
        self.kind.setMinimumWidth(240)
        self.file = QLineEdit()
        self.file.setObjectName("importFile")
        self.file.setAccessibleName(self.tr("CSV file"))
        self.file.setPlaceholderText(self.tr("CSV file"))
        self.file.editingFinished.connect(self._ask)
        self.encoding = QComboBox()
        self.encoding.setObjectName("importEncoding")
        self.encoding.setAccessibleName(self.tr("Encoding"))
        self.encoding.setToolTip(self.tr("Encoding of the file"))
        self.encoding.addItem(self.tr("Automatic encoding"), "")
        for code, name in ENCODINGS.items():
            self.encoding.addItem(name, code)
        self.encoding.activated.connect(lambda _: self._ask())
        browse = TextButton(self.tr("Choose…"))
        browse.setObjectName("importChoose")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.words = PlainLabel("", wrap=True)
        self.words.setObjectName("importWords")
        self.counts = PlainLabel("", "strong", wrap=True)
        self.counts.setObjectName("importCounts")
        self.reading = PlainLabel("", wrap=True)
        self.reading.setObjectName("importReading")
        self.doubt = PlainLabel("", wrap=True)
        self.doubt.setObjectName("importDoubt")
        set_role(self.doubt, "warn", "tone")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self._body = QStackedWidget()
        self._body.addWidget(
            EmptyState(
                self.tr("Choose a CSV file."),
                self.tr(
                    "Before anything is written you see what is new, what changes and "
                    "which rows have problems."
                ),
                "import",
            )
        )
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        inner.addWidget(self.counts)
        inner.addWidget(self.reading)
        inner.addWidget(self.doubt)
        inner.addWidget(self.tabs, 1)
        self._body.addWidget(full)
        self._close = TextButton(self.tr("Close"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self.go = TextButton(self.tr("Import"), "primary")
        self.go.setObjectName("importButton")
        self.go.setAutoDefault(False)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._import)
        self._lay_out(browse)

    def choose_file(self, path: Path) -> None:
        """As if the file were picked."""
        self.file.setText(str(path))
        self._ask()

    def done(self, result: int) -> None:
        """Answers that come later find nobody."""
        self._gone = True
        super().done(result)

    def _lay_out(self, browse: TextButton) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.file, 1)
        top.addWidget(browse)
        top.addWidget(self.encoding)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.words, 1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + HALF)
        layout.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(top)
        layout.addWidget(self._body, 1)
        layout.addLayout(buttons)
        self.resize(_SIZE)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("CSV file"), str(Path.home()), self.tr("CSV files (*.csv *.txt)")
        )
        if name:
            self.choose_file(Path(name))

    def _ask(self) -> None:
        text = self.file.text().strip()
        code = str(self.encoding.currentData())
        asked = (self.kind.choice(), Path(text), code) if text else None
        if asked == self._asked:
            return
        self._asked, self._preview = asked, None
        self.go.setEnabled(False)
        self._body.setCurrentIndex(0)
        if asked is None:
            self._say("")
            return
        self._say(self.tr("Reading the file…"))

        def done(preview: ImportPreview) -> None:
            if self._asked == asked and not self._gone:
                self._show(preview)

        def failed(problem: str) -> None:
            if self._asked == asked and not self._gone:
                self._asked = None
                self._say(say(problem), "bad")

        self._intents.preview_import(asked[0], asked[1], done, failed, asked[2])

    def _show(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._say("")
        counts = [
            self.tr("%n new", "", preview.new),
            self.tr("%n changed", "", preview.changed),
            self.tr("%n unchanged", "", preview.unchanged),
        ]
        if preview.problems:
            counts.append(self.tr("%n with problems, not imported", "", len(preview.problems)))
        self.counts.setText("   ·   ".join(counts))
        self.reading.setText(self._how_read(preview))
        self.doubt.setVisible(preview.encoding_doubtful)
        self.doubt.setText(
            self.tr(
                "The encoding is a guess. If words below look wrong, choose another encoding above."
            )
        )
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        self.tabs.addTab(sample_table(preview), self.tr("First rows"))
        if preview.problems:
            words = self.tr("Problems {count}").format(count=len(preview.problems))
            name = self.tr("Rows with problems")
            self.tabs.addTab(problem_table(preview.problems, name), words)
        if preview.notes:
            words = self.tr("To check {count}").format(count=len(preview.notes))
            name = self.tr("Rows to check")
            self.tabs.addTab(problem_table(preview.notes, name), words)
        if preview.changes:
            words = self.tr("Changes {count}").format(count=len(preview.changes))
            self.tabs.addTab(change_table(preview.changes), words)
        before: QWidget = self.tabs.tabBar()
        for table in self.tabs.findChildren(RecordTable):
            QWidget.setTabOrder(before, table)
            before = table
        rows = preview.new + preview.changed
        self.go.show_words(self.tr("Import %n row(s)", "", rows))
        self.go.setEnabled(rows > 0)
        self._body.setCurrentIndex(1)

    def _how_read(self, preview: ImportPreview) -> str:
        parts = [self.tr("Read as {encoding}").format(encoding=shown_name(preview.encoding))]
        if preview.header_line > 1:
            words = self.tr("column names in line {line}").format(line=preview.header_line)
            parts.append(words)
        if preview.unused:
            names = ", ".join(clean(name, 40) for name in preview.unused)
            parts.append(self.tr("columns not imported: {names}").format(names=names))
        return "   ·   ".join(parts)

    def _import(self) -> None:
        preview = self._preview
        if preview is None:
            return
        self.go.setEnabled(False)
        self._say(self.tr("Importing…"))

        def done(count: int) -> None:
            if self._gone:
                return
            self._preview = None
            self._say(self.tr("%n row(s) imported.", "", count), "ok")
            self.imported.emit(count)

        def failed(problem: str) -> None:
            if not self._gone:
                self._asked = None
                self._say(say(problem), "bad")

        self._intents.run_import(preview, done, failed)

    def _say(self, words: str, tone: str = "") -> None:
        self.words.setText(words)
        set_role(self.words, tone, "tone")
