"""Builds the windows, connects their signals, and hands every picture to all of them."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from softphone.agent.desk_model import DeskModel, DialQuestion
from softphone.agent.intents import AgentIntents
from softphone.config.policy import NO_POLICY, Policy
from softphone.config.settings import Settings
from softphone.config.window_place import WindowPlace
from softphone.domain.account import Account
from softphone.domain.agent_state import AgentState
from softphone.domain.messages import PlaybackProgressed
from softphone.ui.automation import Automation
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.customer.search_palette import SearchPalette
from softphone.ui.dialogs.about import AboutDialog
from softphone.ui.dialogs.echo_test import EchoDialog
from softphone.ui.dialogs.import_csv import ImportDialog
from softphone.ui.dialogs.quality import QualityDialog, show_quality
from softphone.ui.dialogs.recordings import RecordingDialog
from softphone.ui.dialogs.sip_trace import TraceDialog
from softphone.ui.frame.main_window import MainWindow
from softphone.ui.frame.tray_keeper import TrayKeeper
from softphone.ui.look.theme import Theme, apply_theme, choose_theme, undressed
from softphone.ui.settings.sign_in import SignInDialog
from softphone.ui.widgets.screen_fit import FitToScreen
from softphone.ui.wording.plain_text import isolate
from softphone.ui.wording.problems import say
from softphone.ui.work.work_panel import WorkPanel

translate = QCoreApplication.translate


class _Question(QMessageBox):
    """Words and buttons, never mark-up, never in the way of a call."""

    def __init__(self, name: str, words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


class DeskWindows(QObject):
    """All windows of the desk; none of its dialogs stops the others or the shortcuts of a call.

    ``save_settings`` returns what went wrong in words, or nothing. ``keyring`` tells whether a
    password can be kept.
    """

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        theme: Theme,
        *,
        settings: Settings,
        save_settings: Callable[[Settings], str],
        locks: Policy = NO_POLICY,
        keyring: Callable[[], bool],
        quit: Callable[[], None],  # noqa: A002
        place: WindowPlace | None = None,
        keep_place: Callable[[WindowPlace], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._intents = intents
        self._context = context
        self._theme = theme
        self._settings = settings
        self._save = save_settings
        self._locks = locks
        self._keyring = keyring
        self._quit = quit
        self._model: DeskModel | None = None
        self._wanted = False
        self._open: dict[str, QDialog] = {}
        with undressed(_app()):
            self.main = MainWindow(
                intents,
                context,
                customer=CustomerPanel(intents, context),
                work=WorkPanel(intents, context),
                place=place,
                keep_place=keep_place,
            )
            self.palette = SearchPalette(intents, context, self.main.page)
        self.tray = TrayKeeper(intents, context, self.main, self.ask_to_quit, self)
        self._connect()

    def _connect(self) -> None:
        main = self.main
        main.sign_in_requested.connect(self._on_sign_in)
        main.settings_requested.connect(self.open_settings)
        main.import_requested.connect(self.open_import)
        main.about_requested.connect(self.open_about)
        main.search_requested.connect(self.open_search)
        main.trace_requested.connect(self.open_trace)
        main.quality_requested.connect(self.open_quality)
        main.recordings_requested.connect(self.open_recordings)
        main.quit_requested.connect(self.ask_to_quit)
        main.close_requested.connect(self.ask_to_quit)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._dress())

    # ------------------------------------------------------------------------ for the desk

    def show_model(self, model: DeskModel) -> None:
        """Render a picture in every window that is open."""
        before, self._model = self._model, model
        self.main.show_model(model)
        self.palette.show_model(model)
        if self._wanted:
            self.show_main()
        self.tray.show_model(model)
        for dialog in list(self._open.values()):
            _render(dialog, model)
        question = model.dial_question
        if question is not None and (before is None or question is not before.dial_question):
            self._ask_to_dial(question)
        if model.password_needed and (before is None or not before.password_needed):
            self.open_sign_in()

    def show_levels(self, microphone_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second, in dBFS."""
        self.main.show_levels(microphone_dbfs, speaker_dbfs)
        if "settings" in self._open:
            from softphone.ui.settings.dialog import SettingsDialog

            settings = self._open["settings"]
            if isinstance(settings, SettingsDialog):
                settings.show_levels(microphone_dbfs, speaker_dbfs)
        echo = self._open.get("echo")
        if isinstance(echo, EchoDialog):
            echo.show_levels(microphone_dbfs)

    def settings_changed(self, settings: Settings) -> None:
        """They were changed elsewhere: a dialog opened from now on begins with these."""
        self._settings = settings

    def show_playback(self, event: PlaybackProgressed) -> None:
        """How far a recording has been played."""
        dialog = self._open.get("recordings")
        if isinstance(dialog, RecordingDialog):
            dialog.show_playback(event)

    def show_main(self) -> None:
        """Bring the main window to the front; before the first picture it has nothing to show."""
        self._wanted = self._model is None
        if not self._wanted:
            self.main.open()

    def automation(self) -> Automation:
        """What presses the real widgets for tests and the demonstration."""
        return Automation(lambda: (self.main, self.main.compact, self.main.toast))

    def close(self) -> None:
        """Take everything off the screen; nothing is asked any more."""
        self.main.place.keep_now()
        self.main.let_keys_go()
        for dialog in list(self._open.values()):
            dialog.close()
        for window in (self.main, self.main.compact, self.main.toast):
            window.hide()
            window.deleteLater()
        self.tray.hide()

    # ----------------------------------------------------------------------------- dialogs

    def open_search(self) -> None:
        """The search palette, over the main window."""
        if not self.main.isVisible():
            self.main.open()
        self.palette.open()

    def open_settings(self) -> None:
        """Settings; what was saved holds at once, language and keys from the next start."""
        if not self._raise("settings"):
            # Ten pages that few open in a shift: not part of the start.
            from softphone.ui.settings.dialog import SettingsDialog

            dialog = SettingsDialog(
                self._settings, self._parent(), locks=self._locks, save=self._save_now
            )
            dialog.saved.connect(self._dress)
            dialog.echo_test_requested.connect(self.open_echo_test)
            self._show(dialog, "settings")

    def open_import(self) -> None:
        """Import customers or orders from a CSV file."""
        if not self._raise("import"):
            self._show(ImportDialog(self._intents, self._parent()), "import")

    def open_trace(self, call_id: str = "") -> None:
        """The SIP messages of a call; without an id of the newest, without a call of the line."""
        if self._raise("trace"):
            return
        model = self._model
        live = {view.call.id: view.title for view in reversed(model.calls)} if model else {}
        past = (
            {row.call.id: row.customer_name or row.number for row in model.history} if model else {}
        )
        call_id = call_id or next(iter((*live, *past)), "")
        title = live.get(call_id) or past.get(call_id, "")
        self._show(TraceDialog(self._intents, call_id, title, self._parent()), "trace")

    def open_quality(self, call_id: str) -> None:
        """How a call sounds, or sounded: figures and graph."""
        dialog = self._open.get("quality")
        if not isinstance(dialog, QualityDialog):
            dialog = QualityDialog(self._parent())
            self._show(dialog, "quality")
        show_quality(dialog, call_id, self._model, self._intents)
        self._raise("quality")

    def open_recordings(self, contact_id: str = "") -> None:
        """Recordings of a contact; without an id of the one in front, else of the newest."""
        if self._raise("recordings"):
            return
        model = self._model
        if not contact_id and model is not None:
            past = next((row.contact_id for row in model.history if row.contact_id), "")
            contact_id = model.contact.contact.id if model.contact is not None else past
        dialog = RecordingDialog(self._intents, self._context, contact_id, self._parent())
        self._show(dialog, "recordings")

    def open_echo_test(self) -> None:
        """Whether callers hear themselves."""
        if not self._raise("echo"):
            self._show(EchoDialog(self._intents, self._parent()), "echo")

    def open_about(self) -> None:
        """What program this is."""
        if not self._raise("about"):
            self._show(AboutDialog(self._parent()), "about")

    def open_sign_in(self) -> None:
        """Ask for account and password."""
        if self._raise("sign-in"):
            return
        dialog = SignInDialog(
            self._intents,
            self._context,
            self._settings.account or self._locks.account,
            keyring=self._keyring(),
            locks=self._locks,
            parent=self._parent(),
        )
        dialog.account_changed.connect(self._on_account)
        self._show(dialog, "sign-in")

    def ask_to_quit(self) -> None:
        """Quit; while somebody is on the line, or could be at any moment, only after asking."""
        model = self._model
        if model is not None and model.calls:
            self._ask_to_end(
                translate("DeskWindows", "A call is on the line. Hang up and quit?"),
                translate("DeskWindows", "Hang up and quit"),
            )
        elif model is not None and model.agent.state is AgentState.READY:
            self._ask_to_end(
                translate("DeskWindows", "You are ready for calls. Sign out and quit?"),
                translate("DeskWindows", "Sign out and quit"),
            )
        else:
            self._quit()

    def _ask_to_end(self, words: str, yes: str) -> None:
        if self._raise("quit"):
            return
        box = _Question("quitQuestion", words, self._parent())
        go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(translate("DeskWindows", "Stay"), QMessageBox.ButtonRole.RejectRole)
        go.setObjectName("quitButton")
        stay.setObjectName("stayButton")
        box.setDefaultButton(stay)
        go.clicked.connect(lambda: self._quit())
        self._show(box, "quit")

    def _ask_to_dial(self, question: DialQuestion) -> None:
        """A number that costs extra: dial it?"""
        open_now = self._open.get("dial")
        if open_now is not None:
            open_now.close()
        words = translate("DeskWindows", "Calls to {number} cost extra. Dial?")
        words = words.format(number=isolate(question.number))
        box = _Question("dialQuestion", words, self._parent())
        go = box.addButton(translate("DeskWindows", "Dial"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(
            translate("DeskWindows", "Do not dial"), QMessageBox.ButtonRole.RejectRole
        )
        go.setObjectName("dialAnywayButton")
        stay.setObjectName("doNotDialButton")
        box.setDefaultButton(stay)
        go.clicked.connect(lambda: self._intents.dial(question.text, confirmed=True, via="button"))
        stay.clicked.connect(lambda: self._intents.dismiss_dial(via="button"))
        self._show(box, "dial")

    def _raise(self, name: str) -> bool:
        """Bring a dialog to the front that is open already."""
        dialog = self._open.get(name)
        if dialog is None:
            return False
        dialog.raise_()
        dialog.activateWindow()
        return True

    def _show(self, dialog: QDialog, name: str) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _: self._open.pop(name, None))
        self._open[name] = dialog
        if self._model is not None:
            _render(dialog, self._model)
        FitToScreen(dialog)
        dialog.show()

    def _parent(self) -> QWidget | None:
        return self.main if self.main.isVisible() else None

    # ----------------------------------------------------------------------------- answers

    def _on_sign_in(self) -> None:
        if self._model is not None and self._model.password_needed:
            self.open_sign_in()
        else:
            self._intents.sign_in(via="button")

    def _on_account(self, account: Account) -> None:
        self._keep(msgspec.structs.replace(self._settings, account=account))

    def _save_now(self, settings: Settings) -> str:
        """What went wrong, in words, or nothing. Whoever keeps them tells what is in force."""
        before, self._settings = self._settings, settings
        problem = self._save(settings)
        if not problem:
            return ""
        self._settings = before
        words = translate("DeskWindows", "The settings could not be saved: {problem}")
        return words.format(problem=say(problem))

    def _keep(self, settings: Settings) -> None:
        problem = self._save_now(settings)
        if problem:
            box = _Question("settingsProblem", problem, self._parent())
            FitToScreen(box)
            box.show()

    def _dress(self, *_: object) -> None:
        """Another look was chosen, here or in the system."""
        wanted = choose_theme(self._settings.window.theme)
        if wanted != self._theme:
            self._theme = wanted
            apply_theme(_app(), wanted, self._context.language)
            if self._model is not None:
                self.tray.show_model(self._model)


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("windows need a QApplication")
    return app


@runtime_checkable
class _ShowsModel(Protocol):
    def show_model(self, model: DeskModel) -> None: ...


def _render(dialog: QDialog, model: DeskModel) -> None:
    if isinstance(dialog, _ShowsModel):
        dialog.show_model(model)
