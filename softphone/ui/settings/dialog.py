"""The settings, page by page; nothing is in force before Save."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from softphone.agent.desk_model import DeskModel
from softphone.config.policy import NO_POLICY
from softphone.config.settings import Settings
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.settings.account import AccountPage, SoundPage
from softphone.ui.settings.answering import AnsweringPage
from softphone.ui.settings.dialing import DialingPage
from softphone.ui.settings.fields import Locks, Rows, lock_line, scrolled
from softphone.ui.settings.more_pages import HeadersPage, QueuePage, WindowPage, WrapUpPage
from softphone.ui.settings.page import SettingsPage
from softphone.ui.settings.recording import RecordingPage
from softphone.ui.settings.targets import TargetsPage
from softphone.ui.widgets.controls import TextButton, rule
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.plain_text import clean

_SIZE = QSize(720, 560)
_MENU_WIDTH = 184


class SettingsDialog(QDialog):
    """``saved`` carries the new ``Settings``, once ``save`` has kept them.

    ``save`` returns what went wrong, in words, or nothing; then the dialog stays as it is.
    """

    saved = Signal(object)
    echo_test_requested = Signal()

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        locks: Locks = NO_POLICY,
        save: Callable[[Settings], str] = lambda _: "",
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._keep = save
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self.account = AccountPage(settings, None if settings.account else locks.account)
        self.sound = SoundPage(settings)
        self.sound.extras.echo_test_requested.connect(self.echo_test_requested)
        self.queue = QueuePage(settings)
        self.headers = HeadersPage(settings)
        self.answering = AnsweringPage(settings)
        self.targets = TargetsPage(settings)
        self.dialing = DialingPage(settings)
        self.recording = RecordingPage(settings)
        self.wrap_up = WrapUpPage(settings)
        self.window_page = WindowPage(settings)
        named: tuple[tuple[str, str, str, SettingsPage], ...] = (
            ("account", self.tr("Account"), "user", self.account),
            ("sound", self.tr("Sound"), "headset", self.sound),
            ("answering", self.tr("Answering"), "phone-in", self.answering),
            ("dialing", self.tr("Dialling"), "phone-out", self.dialing),
            ("targets", self.tr("Targets"), "users", self.targets),
            ("recording", self.tr("Recording"), "mic", self.recording),
            ("queue", self.tr("Queue codes"), "keypad", self.queue),
            ("headers", self.tr("Call headers"), "document", self.headers),
            ("wrapUp", self.tr("Wrap-up"), "wrap-up", self.wrap_up),
            ("window", self.tr("Window"), "language", self.window_page),
        )
        self._pages = {name: page for name, _, _, page in named}
        self.menu = PickList()
        self.menu.setObjectName("settingsMenu")
        self.menu.setAccessibleName(self.tr("Pages"))
        self.menu.setFixedWidth(_MENU_WIDTH)
        self.menu.show_items([PickItem(key=k, title=t, icon=i) for k, t, i, _ in named])
        self.pages = QStackedWidget()
        for _, title, _, page in named:
            fixed = [rows.lock(locks) for rows in page.findChildren(Rows)]
            self.pages.addWidget(_titled(title, page, locks.reason if any(fixed) else ""))
        self.menu.selectionModel().currentChanged.connect(
            lambda index: self.pages.setCurrentIndex(index.row())
        )
        self.words = PlainLabel("", wrap=True)
        set_role(self.words, "bad", "tone")
        cancel = TextButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save = TextButton(self.tr("Save"), "primary")
        self.save.setObjectName("settingsSave")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        buttons.setSpacing(GRID)
        buttons.addWidget(self.words, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        middle = QHBoxLayout()
        middle.setContentsMargins(GRID, GRID, GRID, 0)
        middle.setSpacing(GRID)
        middle.addWidget(self.menu)
        middle.addWidget(rule(vertical=True))
        middle.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(rule())
        layout.addLayout(buttons)
        self.resize(_SIZE)

    def show_model(self, model: DeskModel) -> None:
        """The devices there are."""
        self.sound.show_devices(model.microphones, model.speakers)
        self.sound.headset.show_headset(model.headset, model.headset_problem)

    def show_levels(self, microphone_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels in dBFS, ten times a second."""
        self.sound.microphone_level.show_level(microphone_dbfs)
        self.sound.speaker_level.show_level(speaker_dbfs)

    def show_page(self, name: str) -> None:
        """``account``, ``sound``, ``answering``, ``dialing``, ``targets``, ``recording``,
        ``queue``, ``headers``, ``wrapUp`` or ``window``; ValueError."""
        self.menu.setCurrentIndex(self.menu.items.index(list(self._pages).index(name)))

    def _save(self) -> None:
        # A cell that is being typed into is taken as it is.
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        for name, page in self._pages.items():
            if problem := page.problem():
                self.show_page(name)
                self.words.setText(problem.words)
                problem.field.setFocus(Qt.FocusReason.OtherFocusReason)
                area = self.pages.currentWidget()
                if isinstance(area, QScrollArea):
                    area.ensureWidgetVisible(problem.field)
                return
        settings = self._settings
        for page in self._pages.values():
            settings = page.read(settings)
        problem_words = self._keep(settings)
        if problem_words:
            self.words.setText(problem_words)
            return
        self.saved.emit(settings)
        self.accept()


def _titled(title: str, page: SettingsPage, fixed: str) -> QWidget:
    """The page under its title; ``fixed``: why the administrator has fixed some of it."""
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
    layout.setSpacing(2 * GRID)
    layout.addWidget(PlainLabel(title, "title"), 0, Qt.AlignmentFlag.AlignTop)
    if fixed:
        layout.addWidget(lock_line(clean(fixed)))
    layout.addWidget(page, 1)
    return scrolled(body)
