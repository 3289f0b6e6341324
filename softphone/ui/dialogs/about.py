"""About: what this is, its versions, and under which licences it comes."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone import __version__
from softphone.agent.desk_model import DeskModel
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.controls import TextButton, rule
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.plain_text import clean

_WIDTH = 440
_PICTURE_PX = 40


class AboutDialog(QDialog):
    """Plain facts, to read and to copy into a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About"))
        self._stack = PlainLabel("–")
        self._stack.setObjectName("aboutStack")
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(IconLabel("headset", "accent", _PICTURE_PX))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(PlainLabel(self.tr("Softphone"), "title"))
        trade = self.tr("For agents who answer a service line")
        names.addWidget(PlainLabel(trade, "dim", wrap=True))
        top.addLayout(names, 1)
        self._facts = (
            (self.tr("Version"), PlainLabel(__version__)),
            (self.tr("Call engine"), self._stack),
            ("Qt", PlainLabel(qVersion())),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setColumnStretch(1, 1)
        for row, (words, value) in enumerate(self._facts):
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setWordWrap(True)
            grid.addWidget(PlainLabel(words, "dim"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        self._licences = PlainLabel(
            self.tr(
                "Free software under the GNU General Public License, version 3 or later, "
                "without any warranty. The call engine is PJSIP (GPL 2 or later), the window "
                "is Qt (LGPL 3). The icons are part of this program."
            ),
            "dim",
            wrap=True,
        )
        copy = TextButton(self.tr("Copy"))
        copy.setObjectName("aboutCopy")
        copy.clicked.connect(self._copy)
        close = TextButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(top)
        layout.addLayout(grid)
        layout.addWidget(rule())
        layout.addWidget(self._licences)
        layout.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at its width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))

    def show_model(self, model: DeskModel) -> None:
        """The call engine's own words for itself."""
        self._stack.setText(clean(model.stack, 80) or "–")

    def _copy(self) -> None:
        facts = (f"{words}: {value.text()}" for words, value in self._facts)
        QGuiApplication.clipboard().setText("\n".join(facts))
