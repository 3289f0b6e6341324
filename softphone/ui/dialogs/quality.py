"""The figures of a call and its graph: of the running one, or of one that is over."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from softphone.agent.desk_model import CallView, DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.quality_log import CallQuality
from softphone.ui.dialogs.quality_graph import QualityGraph
from softphone.ui.look.theme import GRID
from softphone.ui.phone.history_model import title_of
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.quality import figures, headline, kept_figures, score_words

_COLUMNS = 2


class QualityDialog(QDialog):
    """Does not block: the call goes on beside it. Escape closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("qualityDialog")
        self.setWindowTitle(self.tr("Sound quality"))
        self.setModal(False)
        self._call_id = ""
        self._title = ElidedLabel("", "lead")
        self._words = PlainLabel("", "dim", wrap=True)
        self._words.setObjectName("qualityWords")
        self._values: list[tuple[PlainLabel, PlainLabel]] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(2 * GRID)
        self.grid.setVerticalSpacing(GRID // 2)
        self.graph = QualityGraph()
        close = TextButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addWidget(self.graph, 1)
        layout.addLayout(self.grid)
        layout.addLayout(buttons)
        self.setMinimumWidth(460)

    def follow(self, view: CallView) -> None:
        """Show this running call from now on."""
        self._call_id = view.call.id
        self.show_call(view)

    def show_model(self, model: DeskModel) -> None:
        """A new picture of everything."""
        for view in model.calls:
            self.show_call(view)

    def show_call(self, view: CallView) -> None:
        """A new picture of a call; another one than the shown one is left alone."""
        if view.call.id != self._call_id:
            return
        self._title.setText(clean(view.title, 80))
        self._words.setText(headline(view.quality))
        self._show(figures(view.quality) if view.quality is not None else [])
        self.graph.show_samples(view.quality_samples)

    def show_kept(self, title: str, kept: CallQuality | None) -> None:
        """A call of the history; None: it was not measured."""
        self._call_id = ""
        self._title.setText(clean(title, 80))
        if kept is None:
            self._words.setText(self.tr("This call was not measured."))
            self._show([])
            self.graph.show_samples(())
            return
        words = score_words(kept.mos_avg)
        self._words.setText(words[:1].upper() + words[1:])
        self._show(kept_figures(kept))
        self.graph.show_samples(kept.samples)

    def show_problem(self, title: str, problem: str) -> None:
        """The store could not tell."""
        self.show_kept(title, None)
        self._words.setText(clean(problem))

    def values(self) -> dict[str, str]:
        """What is shown, by name."""
        return {n.text(): v.text() for n, v in self._values if not n.isHidden()}

    def _show(self, rows: list[tuple[str, str]]) -> None:
        while len(self._values) < len(rows):
            place = len(self._values)
            name, value = PlainLabel("", "dim"), PlainLabel("")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row, column = divmod(place, _COLUMNS)
            self.grid.addWidget(name, row, 2 * column)
            self.grid.addWidget(value, row, 2 * column + 1)
            self.grid.setColumnStretch(2 * column + 1, 1)
            self._values.append((name, value))
        for place, (name, value) in enumerate(self._values):
            there = place < len(rows)
            name.setVisible(there)
            value.setVisible(there)
            if there:
                name.setText(rows[place][0])
                value.setText(rows[place][1])
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wanted = layout.sizeHint()
        if wanted.width() > self.width() or wanted.height() > self.height():
            self.resize(wanted.expandedTo(self.size()))


def show_quality(
    dialog: QualityDialog, call_id: str, model: DeskModel | None, intents: AgentIntents
) -> None:
    """Let the dialog follow a running call, or show what was kept of one that is over."""
    live = {view.call.id: view for view in model.calls} if model is not None else {}
    if call_id in live:
        dialog.follow(live[call_id])
        return
    past = {row.call.id: row for row in model.history} if model is not None else {}
    title = title_of(past[call_id]) if call_id in past else ""

    def done(kept: CallQuality | None) -> None:
        if isValid(dialog):
            dialog.show_kept(title, kept)

    def failed(problem: str) -> None:
        if isValid(dialog):
            dialog.show_problem(title, problem)

    intents.call_quality(call_id, done, failed)
