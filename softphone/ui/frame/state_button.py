"""The agent's state as colour, icon, word and running time, in one button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.agent_state import AgentStatus
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, ROW_PX, SMALL_ICON_PX, set_role
from softphone.ui.widgets.controls import MenuButton
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.states import state_look, state_word

MIN_WIDTH = 192
"""Wide enough for most states, so that what stands beside it rarely moves."""


class StateButton(MenuButton):
    """Opens the menu of states."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "state", parent=parent)
        self.setObjectName("stateButton")
        self.setFixedHeight(ROW_PX + 4)
        self._icon_label = IconLabel("sign-out", "off")
        self.word = PlainLabel("", "lead")
        self.timer = DurationLabel("lead")
        self._chevron = IconLabel("chevron-down", "off", SMALL_ICON_PX)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 2, 0, GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(self._icon_label)
        row.addWidget(self.word)
        row.addStretch(1)
        row.addWidget(self.timer)
        row.addWidget(self._chevron)
        for child in (self._icon_label, self.word, self.timer, self._chevron):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_status(self, status: AgentStatus) -> None:
        """Another state."""
        icon, tone = state_look(status)
        words = state_word(status.state, status.reason)
        self._icon_label.show_icon(icon, tone)
        self._chevron.show_icon("chevron-down", tone)
        self.word.setText(words)
        for widget in (self, self.word, self.timer):
            set_role(widget, tone, "tone")
        label = self.tr("Your state: {state}").format(state=words)
        if label != self.accessibleName():
            self.setAccessibleName(label)
            self.setToolTip(self.tr("Change your state"))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as what is in it."""
        wanted = self._row.sizeHint().width()
        return QSize(max(MIN_WIDTH, wanted), self.height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()
