"""All windows of the desk at once, for tests that walk through every control."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from softphone.config.settings import Settings
from softphone.domain.account import Account
from softphone.domain.messages import WaveformRead
from softphone.domain.quality_log import CallQuality
from softphone.domain.recording import Recording
from softphone.domain.sip_trace import SipMessage
from softphone.ports import ImportPreview, ImportProblem
from softphone.ui.context import UiContext
from softphone.ui.dialogs.import_csv import ImportDialog
from softphone.ui.look.theme import Theme
from softphone.ui.settings.dialog import SettingsDialog
from softphone.ui.windows import DeskWindows
from tests.ui import models
from tests.ui.models import SpyIntents


class Answering(SpyIntents):
    """Answers a preview at once, with rows that have problems."""

    def preview_import(
        self,
        kind: str,
        path: Path,
        done: Callable[[ImportPreview], None],
        failed: Callable[[str], None],
        encoding: str = "",
    ) -> None:
        """One row of each sort."""
        problem = ImportProblem(line=3, field="name", value="", problem="the name is missing")
        done(
            ImportPreview(
                kind=kind,
                path=path,
                new=1,
                changed=1,
                unchanged=1,
                problems=(problem,),
                sample=(("id", "name"), ("1", "Caller A")),
                token="",
            )
        )

    def recordings(
        self,
        contact_ids: Sequence[str],
        done: Callable[[Sequence[Recording]], None],
        failed: Callable[[str], None],
    ) -> None:
        """Two, one of them in parts."""
        done(models.recordings())

    def waveform(
        self, recording_id: str, columns: int, done: Callable[[WaveformRead], None]
    ) -> None:
        """Somebody talks, then the other."""
        done(models.waveform(recording_id))

    def trace(
        self,
        call_id: str,
        done: Callable[[tuple[SipMessage, ...]], None],
        failed: Callable[[str], None],
        *,
        mask_numbers: bool = True,
    ) -> None:
        """Three messages of a call that failed."""
        done(models.messages())

    def call_quality(
        self,
        call_id: str,
        done: Callable[[CallQuality | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """The first call of the history was measured."""
        done(models.kept_quality(call_id) if call_id == "old-1" else None)


def build_desk(context: UiContext, spy: SpyIntents) -> DeskWindows:
    """With an account, without a keyring."""
    account = Account(server="pbx.example.com", user="1001")
    return DeskWindows(
        spy,
        context,
        Theme(dark=False),
        settings=Settings(account=account),
        save_settings=lambda settings: "",
        keyring=lambda: False,
        quit=lambda: None,
    )


def dialogs(desk: DeskWindows) -> Iterator[tuple[str, QDialog]]:
    """Every dialog, opened one after the other; of the settings every page."""
    desk.show_model(models.connected())
    opening = {
        "sign-in": desk.open_sign_in,
        "about": desk.open_about,
        "import": desk.open_import,
        "settings": desk.open_settings,
        "trace": desk.open_trace,
        "echo": desk.open_echo_test,
        "quality": lambda: desk.open_quality("old-1"),
        "recordings": desk.open_recordings,
        "quit": desk.ask_to_quit,
    }
    for name, open_it in opening.items():
        open_it()
        dialog = desk._open[name]
        if isinstance(dialog, SettingsDialog):
            for row in range(dialog.pages.count()):
                dialog.menu.setCurrentIndex(dialog.menu.items.index(row))
                yield f"settings {row}", dialog
        elif isinstance(dialog, ImportDialog):
            yield "import, empty", dialog
            dialog.choose_file(Path("customers.csv"))
            for tab in range(dialog.tabs.count()):
                dialog.tabs.setCurrentIndex(tab)
                yield f"import, tab {tab}", dialog
        else:
            yield name, dialog
        dialog.close()
    desk.main.actions_["shortcuts"].trigger()
    sheet = desk.main.findChild(QDialog, "shortcutsSheet")
    assert sheet is not None
    yield "shortcuts", sheet
    sheet.close()


def tab_stops(window: QWidget) -> list[QWidget]:
    """What Tab goes through, in order, beginning with the window's first."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and widget.isVisibleTo(window) and widget.isEnabled():
            proxy = widget.focusProxy() or widget
            if proxy not in found and proxy.window() is window:
                found.append(proxy)
        widget = widget.nextInFocusChain()
    return found


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, its label's, or its words."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def call_it(widget: QWidget) -> str:
    """For a failed test to name it."""
    parent = widget.parentWidget()
    inside = f" in {parent.objectName() or type(parent).__name__}" if parent else ""
    return f"{type(widget).__name__} {widget.objectName()!r}{inside}"


def settle(app: QApplication) -> None:
    """Let layouts and style sheets come to rest."""
    for _ in range(3):
        app.processEvents()
