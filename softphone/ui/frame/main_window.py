"""The main window: state bar, phone, customer, work, notices. It renders pictures, no more."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
)

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.config.window_place import WindowPlace
from softphone.domain.call import CallState
from softphone.domain.consult import Phase
from softphone.ui.actions import Actions
from softphone.ui.context import UiContext
from softphone.ui.customer.customer_panel import CustomerPanel
from softphone.ui.frame.compact_bar import CompactBar
from softphone.ui.frame.contact_strip import ContactStrip
from softphone.ui.frame.early_key import early_key
from softphone.ui.frame.notice_bar import NoticeBar
from softphone.ui.frame.shortcuts_sheet import ShortcutsSheet
from softphone.ui.frame.state_bar import StateBar
from softphone.ui.frame.toast import Toast
from softphone.ui.frame.window_place import PlaceKeeper
from softphone.ui.frame.work_focus import WorkFocus
from softphone.ui.look.theme import WORK_WIDTH
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.widgets.controls import rule
from softphone.ui.widgets.screen_fit import FitToScreen, room_of
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.states import state_word
from softphone.ui.work.work_panel import WorkPanel

MIN_SIZE = (900, 440)
"""1366 × 768 at 150 %, and 1080p at 200 % with a task bar, leave this much and little more."""
FIRST_SIZE = (1366, 768)
_COLUMN_PX = 300


class MainWindow(QMainWindow):
    """Dialogs are asked for by signals; whoever builds the window connects them."""

    sign_in_requested = Signal()
    settings_requested = Signal()
    import_requested = Signal()
    about_requested = Signal()
    search_requested = Signal()
    trace_requested = Signal(str)
    """The id of a call, or "": the newest one."""
    recordings_requested = Signal(str)
    """The id of a contact, or "": the one in front."""
    quality_requested = Signal(str)
    """The id of a running call or of one of the history."""
    quit_requested = Signal()
    close_requested = Signal()

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        *,
        customer: CustomerPanel,
        work: WorkPanel,
        place: WindowPlace | None = None,
        keep_place: Callable[[WindowPlace], None] = lambda _: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._intents = intents
        self._context = context
        self._model: DeskModel | None = None
        self._stay_in_tray = False
        self.setObjectName("mainWindow")
        self.setMinimumSize(QSize(*MIN_SIZE).boundedTo(room_of(self.screen()).size()))
        self.state_bar = StateBar(intents, context)
        self.phone = PhonePanel(intents, context, monotonic=monotonic)
        self.strip = ContactStrip(intents, context)
        self.customer, self.work = customer, work
        self.notices = NoticeBar(intents, context)
        self.compact = CompactBar(intents, context, monotonic=monotonic)
        self.toast = Toast(intents, context, self._can_be_seen, monotonic=monotonic)
        self._lay_out()
        self.actions_ = Actions(context.shortcuts, self)
        for window in (self, self.compact):
            window.addActions(self.actions_.all())
        self._connect()
        # The pause for card data does not wait for an input method that is composing.
        pause = self.actions_["pauseRecording"]
        self._early_pause = early_key(pause.shortcut(), pause.trigger)
        self.place = PlaceKeeper(
            self, self.columns, first=QSize(*FIRST_SIZE), kept=place, keep=keep_place
        )
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    # -------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        for panel in (self.customer, self.work):
            self.columns.addWidget(panel)
        self.customer.setMinimumWidth(_COLUMN_PX)
        self.work.setMinimumWidth(_COLUMN_PX)
        # Both give way in a narrow window, so that the card's tabs keep their words.
        self.columns.setStretchFactor(0, 2)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([700, WORK_WIDTH])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.phone)
        middle.addWidget(rule(vertical=True))
        matter = QVBoxLayout()
        matter.setSpacing(0)
        matter.addWidget(self.strip)
        matter.addWidget(self.columns, 1)
        middle.addLayout(matter, 1)
        page = QFrame()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.state_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.notices)
        self.page = page
        self.setCentralWidget(page)
        self._focus = WorkFocus(page, self.work)

    def _connect(self) -> None:
        self.customer.search_asked.connect(self.search_requested)
        bar, menu = self.state_bar, self.state_bar.app_menu
        bar.sign_in_requested.connect(self.sign_in_requested)
        bar.search_requested.connect(self.search_requested)
        bar.compact_requested.connect(self.toggle_compact)
        menu.import_requested.connect(self.import_requested)
        menu.settings_requested.connect(self.settings_requested)
        menu.about_requested.connect(self.about_requested)
        menu.trace_requested.connect(lambda: self.trace_requested.emit(""))
        self.phone.history.trace_requested.connect(self.trace_requested)
        self.phone.quality_requested.connect(self.quality_requested)
        menu.recordings_requested.connect(lambda: self.recordings_requested.emit(""))
        self.phone.history.recordings_requested.connect(self.recordings_requested)
        self.customer.recordings_requested.connect(self.recordings_requested)
        menu.shortcuts_requested.connect(self.show_shortcuts)
        menu.quit_requested.connect(self.quit_requested)
        self.compact.open_requested.connect(self.open)
        self.compact.transfer_requested.connect(self._transfer_from_compact)
        self.toast.answered.connect(self.open)
        intents = self._intents
        wishes: dict[str, Callable[[], object]] = {
            "ready": lambda: intents.go_ready(via="key"),
            "breakMenu": self._open_break_menu,
            "doNotDisturb": lambda: self.state_bar.toggle_do_not_disturb(via="key"),
            "saveAndReady": lambda: self.work.save_and_ready(via="key"),
            "answer": lambda: intents.answer(via="key"),
            "reject": lambda: intents.reject(via="key"),
            "forward": self._forward,
            "hold": self._hold_or_resume,
            "mute": self._toggle_mute,
            "record": lambda: self.phone.recording.toggle(via="key"),
            "pauseRecording": lambda: self.phone.recording.toggle_pause(via="key"),
            "transfer": self._transfer_or_complete,
            "consult": self._consult_or_cancel,
            "swap": lambda: intents.swap(via="key"),
            "merge": self._merge_or_split,
            "nextContact": self.strip.next_one,
            "keypad": self.phone.toggle_keypad,
            "hangUp": lambda: intents.hang_up(via="key"),
            "promise": self._promise,
            "dial": self._focus_dial,
            "history": self._focus_history,
            "search": self.search_requested.emit,
            "compact": self.toggle_compact,
            "trace": lambda: self.trace_requested.emit(""),
            "recordings": lambda: self.recordings_requested.emit(""),
            "settings": self.settings_requested.emit,
            "shortcuts": self.show_shortcuts,
            "quit": self.quit_requested.emit,
        }
        for name, wish in wishes.items():
            self.actions_[name].triggered.connect(lambda _=False, wish=wish: wish())

    # ------------------------------------------------------------------------- the model

    def show_model(self, model: DeskModel) -> None:
        """Render a picture: every part looks for itself what changed."""
        before, self._model = self._model, model
        self._focus.render(before, model, lambda: self._render(model))
        if self._early_pause is not None:
            self._early_pause.turn(model.recording is not None)
        if before is not None and _answered(before, model):
            self._come_into_sight()

    def _render(self, model: DeskModel) -> None:
        self.state_bar.show_model(model)
        self.phone.show_model(model)
        self.strip.show_model(model)
        self.customer.show_model(model)
        self.work.show_model(model)
        self.notices.show_model(model)
        self.compact.show_model(model)
        self.toast.show_model(model)
        words = state_word(model.agent.state, model.agent.reason)
        title = " · ".join(part for part in (words, clean(model.agent_name, 60)) if part)
        if title != self.windowTitle():
            self.setWindowTitle(title)

    def show_levels(self, mic_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second, in dBFS."""
        if self.isVisible():
            self.phone.show_levels(mic_dbfs, speaker_dbfs)

    def tick(self) -> None:
        """Once a second: timers go on."""
        if self.isVisible() and not self.isMinimized():
            self.state_bar.tick()
            self.phone.tick()
        self.notices.tick()
        self.compact.tick()
        self.toast.tick()

    # -------------------------------------------------------------------------- windows

    def open(self) -> None:
        """Bring the window to the front and put the compact bar away."""
        self.compact.hide()
        # Not showNormal: a window that was maximised comes back maximised.
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _come_into_sight(self) -> None:
        """A call was answered by key, headset or by itself: its card shows, the keyboard stays."""
        if self.compact.isVisible() or (self.isVisible() and not self.isMinimized()):
            return
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def toggle_compact(self) -> None:
        """Change between the window and the compact bar."""
        if self.compact.isVisible():
            self.open()
            return
        self.compact.go_to_corner(self.screen())
        self.compact.show()
        if self._model is not None:
            self.compact.show_model(self._model)
        self.compact.tick()
        self.hide()

    def show_shortcuts(self) -> None:
        """The sheet of keys."""
        sheet = ShortcutsSheet(self._context, self if self.isVisible() else None)
        FitToScreen(sheet)
        sheet.show()

    def let_keys_go(self) -> None:
        """The window is going: no key is taken early any more."""
        if self._early_pause is not None:
            self._early_pause.turn(False)

    def stay_in_tray(self, stay: bool) -> None:
        """Whether closing the window only hides it (there is a tray to bring it back)."""
        self._stay_in_tray = stay

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remembered for the next start."""
        super().moveEvent(event)
        self._placed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Remembered for the next start."""
        super().resizeEvent(event)
        self._placed()

    def changeEvent(self, event: QEvent) -> None:
        """Maximised, or no longer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._placed()

    def _placed(self) -> None:
        # Qt sends the first of these while the window is still being built.
        if "place" in self.__dict__:
            self.place.changed()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Into the tray, or quit in the proper order; never just gone."""
        event.ignore()
        if self._stay_in_tray:
            self.hide()
        else:
            self.close_requested.emit()

    def _can_be_seen(self) -> bool:
        active = QApplication.activeWindow()
        return self.compact.isVisible() or (self.isVisible() and active is self)

    # --------------------------------------------------------------------------- wishes

    def _open_break_menu(self) -> None:
        if self.isVisible() and self.state_bar.break_button.isVisible():
            self.state_bar.break_button.open_menu()

    def _forward(self) -> None:
        calls = self._model.calls if self._model is not None else ()
        if not any(view.may_forward for view in calls):
            self._intents.forward("", via="key")  # says why not
            return
        self.open()
        self.phone.toggle_forward()

    def _hold_or_resume(self) -> None:
        calls = self._model.calls if self._model is not None else ()
        if any(view.call.state is CallState.CONNECTED for view in calls):
            self._intents.hold(via="key")
        else:
            self._intents.resume(via="key")

    def _toggle_mute(self) -> None:
        muted = self._model is not None and self._model.muted
        self._intents.set_mute(not muted, via="key")

    def _promise(self) -> None:
        self.open()
        self.work.focus_promise()

    def _focus_dial(self) -> None:
        self.open()
        self.phone.stop_picking()
        self.phone.dial_box.focus()

    def _focus_history(self) -> None:
        self.phone.stop_picking()
        self.phone.history.focus()

    def _transfer_from_compact(self) -> None:
        self.open()
        if self._model is not None and self._model.consult is None:
            self.phone.toggle_transfer()

    def _transfer_or_complete(self) -> None:
        if self._model is not None and self._model.consult is not None:
            self._intents.complete(via="key")
        else:
            self.phone.toggle_transfer()

    def _consult_or_cancel(self) -> None:
        if self._model is not None and self._model.consult is not None:
            self._intents.cancel_consult(via="key")
        else:
            self.phone.toggle_transfer(ask_first=True)

    def _merge_or_split(self) -> None:
        consult = self._model.consult if self._model is not None else None
        if consult is not None and consult.phase is Phase.CONFERENCE:
            self._intents.split(via="key")
        else:
            self._intents.merge(via="key")


def _answered(before: DeskModel, model: DeskModel) -> bool:
    """Whether a call that rang here is talked on now."""
    rang = {view.call.id for view in before.calls if view.call.state is CallState.OFFERED}
    return any(v.call.id in rang and v.call.state is CallState.CONNECTED for v in model.calls)
