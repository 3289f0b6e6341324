"""A ringing call in the corner while another program has the screen. It never takes the focus."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView, DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.call import CallState
from softphone.domain.desktop_note import ANSWER, OPEN, REJECT, DesktopNote
from softphone.ui.context import UiContext
from softphone.ui.phone.ring_banner import RingBanner, number_line
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.floating import Floating
from softphone.ui.wording.plain_text import clean

translate = QCoreApplication.translate
WIDTH = 360
# No window manager gives the keyboard to a tool tip, and few cover it.
FLAGS = (
    Qt.WindowType.ToolTip
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class Toast(Floating):
    """``in_front`` tells whether one of our windows that can answer is in front already.

    Where no program may place a window (Wayland), ``context.notify`` has the desktop show it.
    ``answered``: the agent has taken the call here, and wants to see whose it is.
    """

    answered = Signal()

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        in_front: Callable[[], bool],
        parent: QWidget | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(FLAGS, parent)
        self._in_front = in_front
        self._intents, self._notify = intents, context.notify
        self._call_id = ""
        self._noted = False
        self.setObjectName("toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.setFixedWidth(WIDTH)
        self.guard = ClickGuard(monotonic)
        self.banner = RingBanner(intents, context, self.guard)
        self.banner.setObjectName("toastBanner")
        for button, name in (
            (self.banner.answer, "toastAnswerButton"),
            (self.banner.reject, "toastRejectButton"),
        ):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A menu and a field would want the keyboard, which this never takes.
        self.banner.more.hide()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.banner)
        holder = self.layout()
        if holder is not None:
            # Always as high as what it says, also once a longer name or a note has come.
            holder.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.banner.answer.clicked.connect(self.answered)

    def show_model(self, model: DeskModel) -> None:
        """Comes with a ringing call nobody can see, goes with it."""
        ringing = next((v for v in model.calls if v.call.state is CallState.OFFERED), None)
        if ringing is None:
            self._call_id = ""
            self._go()
            return
        self.banner.show_call(ringing)
        if ringing.call.id != self._call_id:
            self._call_id = ringing.call.id
            self._appear(ringing)

    def _appear(self, ringing: CallView) -> None:
        if self._in_front():
            self._go()
            return
        if self._notify is not None:
            self._noted = True
            self._notify(ring_note(ringing))
            return
        self.guard.arm()
        self.go_to_corner()
        self.show()

    def tick(self) -> None:
        """A second has passed; away with it once our window is in front."""
        if not self.isVisible() and not self._noted:
            return
        if self._in_front():
            self._go()
        else:
            self.banner.tick()

    def chosen(self, call_id: str, what: str) -> None:
        """Something was clicked on the desktop's note."""
        if call_id != self._call_id:
            return
        if what == REJECT:
            self._intents.reject(call_id, via="notification")
            return
        if what == ANSWER:
            self._intents.answer(call_id, via="notification")
        self.answered.emit()

    def _go(self) -> None:
        self.hide()
        if self._noted and self._notify is not None:
            self._notify(None)
        self._noted = False


def ring_note(view: CallView) -> DesktopNote:
    """Who rings, as the banner says it, in plain text."""
    title = clean(view.title, 80) or translate("Toast", "Withheld number")
    queue = clean(view.queue, 60)
    vip = translate("Toast", "VIP") if view.vip else ""
    parts = [vip, clean(number_line(view), 120), queue]
    if view.unverified:
        parts.append(translate("Toast", "Number not verified"))
    return DesktopNote(
        id=view.call.id,
        title=translate("Toast", "Incoming call: {who}").format(who=title),
        text=" · ".join(filter(None, parts)),
        actions=(
            (OPEN, translate("Toast", "Open the window")),
            (ANSWER, translate("Toast", "Answer")),
            (REJECT, translate("Toast", "Reject")),
        ),
    )
