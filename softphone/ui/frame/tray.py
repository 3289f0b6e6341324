"""The tray icon: the state in a colour, and a small menu. Where there is no tray, nothing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.agent_state import AgentState, Reason
from softphone.ui.context import UiContext
from softphone.ui.look.icons import icon
from softphone.ui.look.theme import Theme
from softphone.ui.wording.plain_text import clean, plain_tip
from softphone.ui.wording.states import line_word, reason_word, state_look, state_word


class Tray(QObject):
    """Make it only where there is a tray (``ui.tray_watch``)."""

    open_requested = Signal()
    quit_requested = Signal()

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look: tuple[str, str, bool] | None = None
        self.menu = QMenu()
        self._open = self.menu.addAction(self.tr("Open the window"))
        self.menu.addSeparator()
        self._ready = self.menu.addAction(state_word(AgentState.READY))
        self._breaks = [
            self.menu.addAction(reason_word(reason)) for reason in (Reason.BREAK, Reason.MEAL)
        ]
        self.menu.addSeparator()
        self._quit = self.menu.addAction(self.tr("Quit"))
        self._open.triggered.connect(self.open_requested)
        self._quit.triggered.connect(self.quit_requested)
        self._ready.triggered.connect(lambda: intents.go_ready(via="tray"))
        for entry, reason in zip(self._breaks, (Reason.BREAK, Reason.MEAL), strict=True):
            entry.triggered.connect(
                lambda _=False, reason=reason: intents.go_not_ready(reason, via="tray")
            )
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)

    def show_model(self, model: DeskModel) -> None:
        """State as icon and colour, words in the tip."""
        name, tone = state_look(model.agent)
        look = (name, tone, Theme.current().dark)
        if look != self._look:
            self._look = look
            self.icon.setIcon(icon(name, Theme.current(), tone))
        words = state_word(model.agent.state, model.agent.reason)
        if model.do_not_disturb:
            words += " · " + self.tr("Do not disturb")
        line = line_word(model.line, engine_up=model.engine_up)
        tip = plain_tip(f"{clean(model.agent_name, 40)} · {words} · {line}".strip(" ·"))
        if tip != self.icon.toolTip():
            self.icon.setToolTip(tip)
        signed_in = model.agent.state is not AgentState.SIGNED_OUT
        for entry in (self._ready, *self._breaks):
            entry.setEnabled(signed_in)
        self.icon.setVisible(True)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.open_requested.emit()
