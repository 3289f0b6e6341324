"""A call that rings: who, from where, which queue, how long they have waited; Answer, Reject."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import CallView
from softphone.agent.intents import AgentIntents
from softphone.domain.call import RejectReason
from softphone.ui.actions import key_text, tip
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF
from softphone.ui.phone.forward_bar import ForwardBar
from softphone.ui.widgets.announce import announce
from softphone.ui.widgets.button_row import ButtonRow
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.controls import MenuButton, TextButton, label_button
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.labels import ElidedLabel, PlainLabel
from softphone.ui.wording.plain_text import clean, isolate
from softphone.ui.wording.times import since

translate = QCoreApplication.translate


def number_line(view: CallView) -> str:
    """Number and region, as one quiet line; the number alone when it is the title already."""
    parts = [view.number if view.number != view.title else "", view.region]
    return " · ".join(clean(part, 60) for part in parts if part)


def from_line(view: CallView) -> str:
    """The colleague who asks or hands over, about whom, and what they wrote; else empty."""
    if not view.from_agent:
        return isolate(view.note)
    agent, caller = isolate(view.from_agent), isolate(view.original_caller)
    if view.original_caller:
        words = translate("RingBanner", "From {agent} · caller {caller}")
        words = words.format(agent=agent, caller=caller)
    else:
        words = translate("RingBanner", "From {agent}").format(agent=agent)
    return f"{words}: {isolate(view.note)}" if view.note else words


class RingBanner(QFrame):
    """Appears without taking the focus; its two buttons are guarded against stray double clicks."""

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        guard: ClickGuard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self._view: CallView | None = None
        self._busy = False
        self.setObjectName("ringBanner")
        self.setProperty("role", "banner")
        self.setProperty("tone", "ringing")
        self._icon = IconLabel("ring", "ringing")
        self._title = ElidedLabel("", "lead")
        self._timer = DurationLabel("lead")
        self._number = ElidedLabel("", "dim")
        self._vip = PlainLabel(self.tr("VIP"), "chip")
        self._vip.setProperty("tone", "vip")
        self._queue = ElidedLabel("")
        self._from = PlainLabel("", "dim", wrap=True)
        self._from.setObjectName("ringFrom")
        self._check = ElidedLabel(self.tr("Number not verified"), "dim")
        self.answer = TextButton(
            self.tr("Answer"), "answer", "phone", "on_accent", guard=guard, parent=self
        )
        self.reject = TextButton(self.tr("Reject"), "", guard=guard, parent=self)
        self.more = MenuButton("", "", "more", parent=self)
        self.forward_bar = ForwardBar(guard, intents, self)
        self._lay_out()
        self._name()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + HALF, GRID + HALF, GRID + HALF, GRID + HALF)
        column.setSpacing(HALF)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        for widget, stretch in ((self._icon, 0), (self._title, 1), (self._vip, 0)):
            head.addWidget(widget, stretch)
        column.addLayout(head)
        column.addWidget(self._number)
        waiting = QHBoxLayout()
        waiting.addWidget(self._queue, 1)
        waiting.addWidget(self._timer)
        column.addLayout(waiting)
        column.addWidget(self._from)
        column.addWidget(self._check)
        column.addSpacing(HALF)
        column.addWidget(ButtonRow(self.answer, self.reject, self.more))
        column.addWidget(self.forward_bar, 1)
        for button in (self.answer, self.reject, self.more):
            button.setProperty("big", "true")

    def _name(self) -> None:
        keys = self._context.shortcuts
        self.answer.setObjectName("answerButton")
        self.reject.setObjectName("rejectButton")
        label_button(self.answer, self.tr("Answer"), tip(self.tr("Answer"), "answer", keys))
        label_button(self.reject, self.tr("Reject"), tip(self.tr("Reject"), "reject", keys))
        self.answer.clicked.connect(self._on_answer)
        self.reject.clicked.connect(self._on_reject)
        for reason, words in (
            (RejectReason.BUSY, self.tr("Reject: busy")),
            (RejectReason.NOT_ME, self.tr("Reject: try someone else")),
            (RejectReason.DECLINE, self.tr("Decline: no one will answer here")),
        ):
            entry = QAction(words, self.reject)
            entry.setObjectName(f"{reason.value}RejectEntry")
            entry.triggered.connect(lambda _=False, why=reason: self._on_reject_with(why))
            self.reject.addAction(entry)
        self.more.setObjectName("rejectMenuButton")
        label_button(self.more, self.tr("Reject with a reason, or forward"))
        self.more.popup.addActions(self.reject.actions())
        self.more.popup.addSeparator()
        self._forward = QAction(self.tr("Forward …") + f"\t{key_text('forward', keys)}", self)
        self._forward.setObjectName("forwardEntry")
        self._forward.triggered.connect(self.forward_bar.open_entry)
        self.more.popup.addAction(self._forward)
        self.forward_bar.wanted.connect(self._on_forward)
        self.reject.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        label_button(
            self.reject,
            self.tr("Reject"),
            tip(self.tr("Reject"), "reject", keys) + "\n" + self.tr("Right-click to give a reason"),
        )

    def show_call(self, view: CallView, *, busy: bool = False) -> None:
        """Another call, or more known about this one; ``busy``: another one is held first."""
        if (view, busy) == (self._view, self._busy):
            return
        self._busy = busy
        words = self.tr("Hold and answer") if busy else self.tr("Answer")
        self.answer.show_words(words)
        label_button(self.answer, words, tip(words, "answer", self._context.shortcuts))
        new = self._view is None or self._view.call.id != view.call.id
        self._view = view
        self._forward.setVisible(view.may_forward)
        if new or not view.may_forward:
            self.forward_bar.close_entry()
        self._title.setText(clean(view.title, 80) or self.tr("Withheld number"))
        line = number_line(view)
        self._number.setText(line)
        self._number.setVisible(bool(line))
        self._vip.setVisible(view.vip)
        queue = isolate(view.queue)
        words = self.tr("{queue} · waiting").format(queue=queue) if queue else self.tr("Waiting")
        self._queue.setText(words)
        self._check.setVisible(view.unverified)
        asked = from_line(view)
        self._from.setText(asked)
        self._from.setVisible(bool(asked))
        self.tick()
        if new:
            who = self.tr("VIP call") if view.vip else self.tr("Incoming call")
            announce(self, f"{who}: {self._title.full_text()} {line} {queue}")

    def tick(self) -> None:
        """The waiting time goes on: what the queue told plus the time it rings here."""
        if self._view is not None:
            rings = since(self._view.call.started_at, self._context.now())
            self._timer.show_seconds((self._view.waited_s or 0.0) + rings)

    def toggle_forward(self) -> bool:
        """Ask where to send the call, or let it ring after all; false where it may not be sent."""
        if self._view is None or not self._view.may_forward:
            return False
        if self.forward_bar.is_asking():
            self.forward_bar.close_entry()
        else:
            self.forward_bar.open_entry()
        return True

    def forget(self) -> None:
        """The call is answered or gone; the banner waits for the next one."""
        self._view = None
        self.forward_bar.close_entry()

    def _on_forward(self, target: str) -> None:
        if self._view is not None:
            self._intents.forward(target, self._view.call.id, via="button")

    def _on_answer(self) -> None:
        if self._view is not None:
            self._intents.answer(self._view.call.id, via="button")

    def _on_reject_with(self, reason: RejectReason) -> None:
        if self._view is not None:
            self._intents.reject(self._view.call.id, reason=reason, via="button")

    def _on_reject(self) -> None:
        if self._view is not None:
            self._intents.reject(self._view.call.id, via="button")
