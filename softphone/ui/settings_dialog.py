"""The settings, page by page; nothing is in force before Save."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from softphone.agent.model import DeskModel
from softphone.config.settings import Settings
from softphone.ui.controls import TextButton, rule
from softphone.ui.form_rows import scrolled
from softphone.ui.pick_list import PickItem, PickList
from softphone.ui.settings_account import AccountPage, SoundPage
from softphone.ui.settings_pages import HeadersPage, QueuePage, WindowPage, WrapUpPage
from softphone.ui.text import PlainLabel
from softphone.ui.theme import GRID, set_role

_SIZE = QSize(720, 560)
_MENU_WIDTH = 184


class SettingsDialog(QDialog):
    """``saved`` carries the new ``Settings``."""

    saved = Signal(object)
    echo_test_requested = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self.account = AccountPage(settings)
        self.sound = SoundPage(settings)
        self.sound.extras.echo_test_requested.connect(self.echo_test_requested)
        self.queue = QueuePage(settings)
        self.headers = HeadersPage(settings)
        self.wrap_up = WrapUpPage(settings)
        self.window_page = WindowPage(settings)
        named: tuple[tuple[str, str, str, QWidget], ...] = (
            ("account", self.tr("Account"), "user", self.account),
            ("sound", self.tr("Sound"), "headset", self.sound),
            ("queue", self.tr("Queue codes"), "keypad", self.queue),
            ("headers", self.tr("Call headers"), "phone-in", self.headers),
            ("wrapUp", self.tr("Wrap-up"), "wrap-up", self.wrap_up),
            ("window", self.tr("Window"), "language", self.window_page),
        )
        self._names = [name for name, *_ in named]
        self.menu = PickList()
        self.menu.setObjectName("settingsMenu")
        self.menu.setAccessibleName(self.tr("Pages"))
        self.menu.setFixedWidth(_MENU_WIDTH)
        self.menu.show_items([PickItem(key=k, title=t, icon=i) for k, t, i, _ in named])
        self.pages = QStackedWidget()
        for _, title, _, page in named:
            self.pages.addWidget(self._titled(title, page))
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
        """``account``, ``sound``, ``queue``, ``headers``, ``wrapUp`` or ``window``; ValueError."""
        self.menu.setCurrentIndex(self.menu.items.index(self._names.index(name)))

    def _titled(self, title: str, page: QWidget) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(PlainLabel(title, "title"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(page, 1)
        return scrolled(body)

    def _save(self) -> None:
        if problem := self.account.problem():
            self.show_page("account")
            self.words.setText(problem)
            return
        settings = self._settings
        for page in (
            self.account,
            self.sound,
            self.queue,
            self.headers,
            self.wrap_up,
            self.window_page,
        ):
            settings = page.read(settings)
        self.saved.emit(settings)
        self.accept()
