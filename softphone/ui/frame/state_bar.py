"""The bar on top: state, what comes next, the day so far, the line, and what is wrong."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from softphone.agent.desk_model import ANSWER_TARGET_S, DeskModel, Figures
from softphone.agent.intents import AgentIntents
from softphone.domain.agent_state import AgentState, Reason
from softphone.domain.registration import LineState
from softphone.ui.actions import key_text, tip
from softphone.ui.context import UiContext
from softphone.ui.frame.app_menu import AppMenu
from softphone.ui.frame.state_button import StateButton
from softphone.ui.look.icons import IconLabel, icon
from softphone.ui.look.theme import GRID, Theme, repolish, set_role
from softphone.ui.widgets.announce import announce
from softphone.ui.widgets.controls import IconButton, MenuButton, TextButton, label_button, rule
from softphone.ui.widgets.labels import BlockLabel, ElidedLabel, FittingLabel
from softphone.ui.wording.plain_text import plain_tip
from softphone.ui.wording.queues import queue_lines
from softphone.ui.wording.states import (
    fault_words,
    line_look,
    line_word,
    next_words,
    reason_icon,
    reason_word,
    state_word,
)
from softphone.ui.wording.times import since, span

HEIGHT = 56
_ON_PHONE = (AgentState.RESERVED, AgentState.ON_CONTACT)
ASKED_REASONS = (Reason.BREAK, Reason.MEAL, Reason.TRAINING, Reason.MEETING)


class StateBar(QFrame):
    """Always there, never moves. A fault takes the place of the day's figures."""

    sign_in_requested = Signal()
    search_requested = Signal()
    compact_requested = Signal()

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self._model: DeskModel | None = None
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self.state_button = StateButton()
        self.break_button = MenuButton(self.tr("Break"), "quiet", "coffee")
        self.ready_button = TextButton(self.tr("Go ready"), "primary")
        self.sign_in_button = TextButton(self.tr("Sign in"), "primary", "sign-in", "on_accent")
        self.next_button = TextButton("", "state", "close", "warn")
        # Words first, the cross that cancels them behind.
        self.next_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.quiet_button = TextButton(self.tr("Do not disturb"), "state", "close", "bad")
        self.quiet_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_role(self.quiet_button, "bad", "tone")
        self.quiet_button.hide()
        self._queues = FittingLabel()
        self._queues.hide()
        self._figures = FittingLabel("dim")
        self._fault_icon = IconLabel("warning", "warn")
        self._fault = BlockLabel("strong")
        self._retry = TextButton(self.tr("Try now"), "", "refresh")
        self._line_icon = IconLabel("line-off", "off")
        self._line = ElidedLabel("")
        self._line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.menu_button = IconButton("menu", self.tr("Menu"))
        self.app_menu = AppMenu(context, self)
        self._search = IconButton("search", self.tr("Search everywhere"))
        self._compact = IconButton("compact", self.tr("Compact call bar"))
        self._lay_out()
        self._name()
        self._connect()

    def _name(self) -> None:
        keys = self._context.shortcuts
        names: dict[str, QWidget] = {
            "breakMenuButton": self.break_button,
            "readyButton": self.ready_button,
            "signInButton": self.sign_in_button,
            "cancelNextButton": self.next_button,
            "doNotDisturbButton": self.quiet_button,
            "retryButton": self._retry,
            "searchButton": self._search,
            "compactButton": self._compact,
            "menuButton": self.menu_button,
            "faultText": self._fault,
            "lineText": self._line,
            "figuresText": self._figures,
            "queuesText": self._queues,
        }
        for name, widget in names.items():
            widget.setObjectName(name)
        for button, action in ((self._search, "search"), (self._compact, "compact")):
            label_button(
                button, button.accessibleName(), tip(button.accessibleName(), action, keys)
            )

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, 1)
        row.setSpacing(GRID)
        for widget in (
            self.state_button,
            self.quiet_button,
            self.next_button,
            self.sign_in_button,
            self.break_button,
            self.ready_button,
        ):
            row.addWidget(widget)
        row.addSpacing(GRID)
        row.addWidget(self._fault_icon)
        row.addWidget(self._fault, 1)
        row.addWidget(self._retry)
        row.addWidget(self._queues, 3)
        row.addWidget(self._figures, 2)
        row.addSpacing(GRID)
        row.addWidget(self._line_icon)
        row.addWidget(self._line)
        line = rule(vertical=True)
        line.setFixedHeight(3 * GRID)
        row.addWidget(line)
        for button in (self._search, self._compact, self.menu_button):
            row.addWidget(button)

    def _connect(self) -> None:
        self.ready_button.clicked.connect(lambda: self._intents.go_ready(via="button"))
        self.sign_in_button.clicked.connect(self.sign_in_requested)
        self.next_button.clicked.connect(lambda: self._intents.cancel_next(via="button"))
        self.quiet_button.clicked.connect(lambda: self.toggle_do_not_disturb())
        self._retry.clicked.connect(self._mend)
        self._search.clicked.connect(self.search_requested)
        self._compact.clicked.connect(self.compact_requested)
        self.menu_button.clicked.connect(lambda: self.app_menu.open_under(self.menu_button))
        self._fill(self.break_button.popup, with_ready=False)
        self._fill(self.state_button.popup, with_ready=True)

    def _fill(self, menu: QMenu, *, with_ready: bool) -> None:
        keys = self._context.shortcuts
        if with_ready:
            ready = menu.addAction(f"{state_word(AgentState.READY)}\t{key_text('ready', keys)}")
            ready.setData(("ready", "ready"))
            ready.triggered.connect(lambda: self._intents.go_ready(via="button"))
        for reason in ASKED_REASONS:
            entry = menu.addAction(reason_word(reason))
            entry.setObjectName(f"{reason.value}Reason")
            entry.setData((reason_icon(reason), reason.value))
            entry.triggered.connect(
                lambda _=False, reason=reason: self._intents.go_not_ready(reason, via="button")
            )
        if with_ready:
            menu.addSeparator()
            words = f"{self.tr('Do not disturb')}\t{key_text('doNotDisturb', keys)}"
            self._quiet_entry = menu.addAction(words)
            self._quiet_entry.setObjectName("doNotDisturbEntry")
            self._quiet_entry.setCheckable(True)
            self._quiet_entry.triggered.connect(lambda: self.toggle_do_not_disturb())
            menu.addSeparator()
            out = menu.addAction(self.tr("Sign out"))
            out.setData(("sign-out", "sign-out"))
            out.triggered.connect(lambda: self._intents.sign_out(via="button"))
        if with_ready:
            menu.aboutToShow.connect(self._check_quiet)
        menu.aboutToShow.connect(lambda: _draw_icons(menu.actions()))

    def _check_quiet(self) -> None:
        # Qt has ticked it by itself at the last click, whatever came of that.
        self._quiet_entry.setChecked(self._model is not None and self._model.do_not_disturb)

    def toggle_do_not_disturb(self, via: str = "button") -> None:
        """Refuse every call, or let them in again."""
        model = self._model
        if model is not None:
            self._intents.set_do_not_disturb(not model.do_not_disturb, via=via)

    def _mend(self) -> None:
        model = self._model
        if model is not None and _wants_password(model):
            self.sign_in_requested.emit()
        else:
            self._intents.retry_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._give_way()

    def event(self, event: QEvent) -> bool:
        """Other words, or another button shown, may need more room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_way()
        return done

    def _give_way(self) -> None:
        """In a narrow bar pictures stand for what the menu of the state says in words too."""
        needed = self._row.minimumSize().width()
        buttons = [b for b in (self.break_button, self._retry) if not b.isHidden()]
        needed += sum(button.words_px() for button in buttons if not button.text())
        for button in buttons:
            short = needed > self.width()
            button.show_picture_only(short)
            needed -= button.words_px() if short else 0

    # -------------------------------------------------------------------------- the model

    def show_model(self, model: DeskModel) -> None:
        """Only what changed is touched."""
        before, self._model = self._model, model
        usable = before is not None and before.line.usable == model.line.usable
        if before is None or before.agent != model.agent or not usable:
            self._show_state(model)
            if before is not None and before.agent.state is not model.agent.state:
                announce(self, self.state_button.accessibleName())
        if before is None or before.do_not_disturb != model.do_not_disturb:
            self._show_quiet(model.do_not_disturb)
        if before is None or before.figures != model.figures:
            self._show_figures(model.figures)
        if before is None or _line_facts(before) != _line_facts(model):
            self._show_line(model)
        self.tick()

    def tick(self) -> None:
        """A second has passed."""
        model = self._model
        if model is None:
            return
        now = self._context.now()
        self.state_button.timer.show_seconds(since(model.agent.since, now))
        fault = self._fault_text(model)
        self._fault.setText(fault)
        self._show_queues(model)

    def _show_queues(self, model: DeskModel) -> None:
        """How many wait; a fault of the line takes their place too."""
        lines = queue_lines(model.queues, self._context.now())
        self._queues.setVisible(bool(lines) and not self._fault_text(model))
        if lines:
            # No wider than what it says: the figures take the rest.
            room = self._queues.fontMetrics().horizontalAdvance(lines[0]) + 3 * GRID
            self._queues.setMaximumWidth(room)
            self._queues.show_variants(*lines, "")

    def _fault_text(self, model: DeskModel) -> str:
        off = model.line.state is LineState.OFF and model.engine_up
        if off and model.password_needed and model.agent.state is not AgentState.SIGNED_OUT:
            return self.tr("The phone system asks for your password. Sign in to receive calls.")
        if model.agent.state is AgentState.SIGNED_OUT and model.line.state is LineState.OFF:
            quiet = model.engine_up
            return "" if quiet else fault_words(model.line, self._context.now(), engine_up=False)
        return fault_words(model.line, self._context.now(), engine_up=model.engine_up)

    def _show_state(self, model: DeskModel) -> None:
        agent = model.agent
        out = agent.state is AgentState.SIGNED_OUT
        self.state_button.show_status(agent)
        self.sign_in_button.setVisible(out)
        self.break_button.setVisible(not out)
        self._say_when(agent.state)
        # What is asked for already stands beside, with the cross that takes it back.
        queued = agent.next is not None and agent.state in _ON_PHONE
        waiting = agent.state is AgentState.NOT_READY
        self.ready_button.setVisible(not out and not queued and agent.state is not AgentState.READY)
        self.ready_button.setEnabled(not waiting or model.line.usable)
        set_role(self.ready_button, "primary" if waiting and model.line.usable else "quiet")
        self.next_button.setVisible(agent.next is not None)
        if agent.next is not None:
            words = next_words(agent.next)
            tone = "ok" if agent.next.state is AgentState.READY else "warn"
            self.next_button.show_icon("close", tone)
            set_role(self.next_button, tone, "tone")
            self.next_button.show_words(words)
            label_button(self.next_button, self.tr("{next}, cancel").format(next=words))
        for entry in self.state_button.popup.actions():
            entry.setEnabled(not out)

    def _show_quiet(self, on: bool) -> None:
        self.quiet_button.setVisible(on)
        words = self.tr("Calls are refused without ringing. Click to receive calls again")
        keys = self._context.shortcuts
        label_button(
            self.quiet_button,
            self.tr("“Do not disturb” is on: turn it off"),
            tip(words, "doNotDisturb", keys),
        )
        if on:
            announce(self, self.quiet_button.accessibleName())

    def _say_when(self, state: AgentState) -> None:
        """What the two buttons do: at once, or after the call."""
        keys = self._context.shortcuts
        on_phone = state in _ON_PHONE
        ready = self.tr("Then ready") if on_phone else self.tr("Go ready")
        when = self.tr("Ready after this call") if on_phone else self.tr("Ready")
        self.ready_button.show_words(ready)
        label_button(self.ready_button, ready, tip(when, "ready", keys))
        # A break asked for in wrap-up waits for the ticket.
        later = on_phone or state is AgentState.WRAP_UP
        pause = self.tr("Then break") if later else self.tr("Break")
        when = self.tr("Not ready after this contact") if later else self.tr("Not ready")
        self.break_button.show_words(pause)
        label_button(self.break_button, pause, tip(when, "breakMenu", keys))

    def _show_figures(self, figures: Figures) -> None:
        contacts = self.tr("%n contact(s)", "", figures.contacts)
        answered = self.tr("%n answered", "", figures.answered)
        if figures.taken:
            share = round(100 * figures.in_time / figures.taken)
            answered += " · " + self.tr("{share} % in {limit} s").format(
                share=share, limit=round(ANSWER_TARGET_S)
            )
        missed = self.tr("%n missed", "", figures.missed)
        talk = self.tr("{time} talking").format(time=span(figures.talk_s))
        tickets = self.tr("%n ticket(s)", "", figures.tickets)
        today = self.tr("Today")
        parts = [contacts, answered, missed, tickets, talk]
        self._figures.show_variants(
            f"{today}   " + " · ".join(parts),
            f"{today}   " + " · ".join(parts[:4]),
            f"{today}   " + " · ".join(parts[:3]),
            " · ".join(parts[1:3]),
            missed,
        )

    def _show_line(self, model: DeskModel) -> None:
        shown, tone = line_look(model.line, engine_up=model.engine_up)
        words = line_word(model.line, engine_up=model.engine_up)
        self._line_icon.show_icon(shown, tone)
        set_role(self._line, tone, "tone")
        set_role(self._line, "" if model.line.usable and model.engine_up else "strong")
        self._line.setText(words)
        code = f"SIP {model.line.sip_code} {model.line.sip_reason}" if model.line.sip_code else ""
        self._line_icon.setToolTip(plain_tip(code or words))
        fault = self._fault_text(model)
        loud = "" if not fault else tone if tone != "off" else "warn"
        if self.property("tone") != loud:
            set_role(self, loud, "tone")
            repolish(self.state_button)
        set_role(self._fault, loud, "tone")
        self._fault_icon.show_icon("error" if loud == "bad" else "warning", loud or "warn")
        for widget in (self._fault_icon, self._fault):
            widget.setVisible(bool(fault))
        self._figures.setVisible(not fault)
        self._retry.setVisible(bool(fault) and model.engine_up)
        wanted = _wants_password(model)
        words = self.tr("Sign in …") if wanted else self.tr("Try now")
        self._retry.show_words(words)
        label_button(self._retry, words)
        if fault:
            announce(self, fault)


def _line_facts(model: DeskModel) -> tuple[object, ...]:
    out = model.agent.state is AgentState.SIGNED_OUT
    return model.line, model.engine_up, model.password_needed, out


def _wants_password(model: DeskModel) -> bool:
    return model.password_needed or model.line.state is LineState.REFUSED


def _draw_icons(entries: list[QAction]) -> None:
    theme = Theme.current()
    for entry in entries:
        data = entry.data()
        if data:
            entry.setIcon(icon(data[0], theme, "text_dim"))
