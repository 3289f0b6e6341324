"""The tray icon while the desktop has a tray, and the window whenever it has none."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.ui.context import UiContext
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.frame.tray import Tray
from softphone.ui.frame.tray_watch import TrayWatch


class TrayKeeper(QObject):
    """A closed window stays in the tray; it comes back when the tray goes."""

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        main: MainWindow,
        quit_asked: Callable[[], None],
        parent: QObject | None = None,
        *,
        there: Callable[[], bool] | None = None,
    ) -> None:
        """``there``: whether the desktop has a tray; None: it is asked."""
        super().__init__(parent)
        self._intents, self._context = intents, context
        self._main = main
        self._quit_asked = quit_asked
        self._model: DeskModel | None = None
        self.tray: Tray | None = None
        self.watch = TrayWatch(there, self)
        self.watch.came.connect(self._take)
        self.watch.went.connect(self._lose)
        self.watch.look()

    def show_model(self, model: DeskModel) -> None:
        """The state in the icon, if there is one."""
        self._model = model
        if self.tray is not None:
            self.tray.show_model(model)

    def come_back(self) -> None:
        """Show the window if nothing else on the screen leads to it."""
        if self.tray is None and not (self._main.isVisible() or self._main.compact.isVisible()):
            self._main.open()

    def hide(self) -> None:
        """At the end of the program."""
        self.watch.stop()
        if self.tray is not None:
            self.tray.icon.hide()

    def _take(self) -> None:
        self.tray = Tray(self._intents, self._context, self)
        self.tray.open_requested.connect(self._main.open)
        self.tray.quit_requested.connect(self._quit_asked)
        self._main.stay_in_tray(True)
        if self._model is not None:
            self.tray.show_model(self._model)

    def _lose(self) -> None:
        tray, self.tray = self.tray, None
        self._main.stay_in_tray(False)
        if tray is not None:
            tray.icon.hide()
            tray.deleteLater()
        self.come_back()
