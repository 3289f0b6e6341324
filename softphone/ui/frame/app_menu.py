"""The menu at the right end of the state bar."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from softphone.ui.actions import key_text
from softphone.ui.context import UiContext
from softphone.ui.look.icons import icon
from softphone.ui.look.theme import Theme


class AppMenu(QMenu):
    """Everything that is not a call or a state."""

    import_requested = Signal()
    settings_requested = Signal()
    trace_requested = Signal()
    recordings_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()
    quit_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("appMenu")
        self._icons = {}
        keys = context.shortcuts
        rows = (
            ("import", self.tr("Import customers or orders …"), "", self.import_requested),
            ("settings", self.tr("Settings …"), "settings", self.settings_requested),
            ("", "", "", None),
            ("speaker", self.tr("Recordings …"), "recordings", self.recordings_requested),
            ("document", self.tr("SIP messages …"), "trace", self.trace_requested),
            ("keyboard", self.tr("Shortcuts"), "shortcuts", self.shortcuts_requested),
            ("info", self.tr("About"), "", self.about_requested),
            ("", "", "", None),
            ("quit", self.tr("Quit"), "quit", self.quit_requested),
        )
        for name, words, action, signal in rows:
            if signal is None:
                self.addSeparator()
                continue
            key = key_text(action, keys) if action else ""
            entry = self.addAction(f"{words}\t{key}" if key else words)
            entry.setObjectName(f"{name}Entry")
            entry.triggered.connect(signal)
            self._icons[entry] = name
        self.aboutToShow.connect(self._draw)

    def open_under(self, button: QWidget) -> None:
        """Below the button, its right edge under the button's."""
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + 2))
        self.popup(corner - QPoint(self.sizeHint().width(), 0))

    def _draw(self) -> None:
        theme = Theme.current()
        for entry, name in self._icons.items():
            entry.setIcon(icon(name, theme, "text_dim"))
