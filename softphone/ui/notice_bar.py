"""The strip at the bottom: the newest notice in one line. Always there, so nothing ever shifts."""

from datetime import timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.agent.intents import AgentIntents
from softphone.agent.model import DeskModel, Notice, Severity
from softphone.ui.actions import action_text, key_text
from softphone.ui.announce import announce
from softphone.ui.context import UiContext
from softphone.ui.controls import IconButton, TextButton
from softphone.ui.icons import IconLabel
from softphone.ui.notice_words import notice_text
from softphone.ui.text import ElidedLabel, FittingLabel
from softphone.ui.theme import GRID, HALF, SMALL_ICON_PX, repolish, set_role

HEIGHT = 36
_LOOKS = {
    Severity.INFO: ("info", "info"),
    Severity.WARNING: ("warning", "warn"),
    Severity.ERROR: ("error", "bad"),
}
_STAYS = {
    Severity.INFO: timedelta(seconds=8),
    Severity.WARNING: timedelta(seconds=30),
    Severity.ERROR: timedelta(minutes=5),
}
"""How long one that is not sticky stays before it is put away by itself."""


class NoticeBar(QFrame):
    """Sticky notices stay until dismissed or mended; several are leafed through."""

    def __init__(
        self, intents: AgentIntents, context: UiContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._context = context
        self._notices: tuple[Notice, ...] = ()
        self._place = 0
        self.setObjectName("noticeBar")
        self.setProperty("role", "strip")
        self.setFixedHeight(HEIGHT)
        self._icon = IconLabel("info", "info", SMALL_ICON_PX)
        self._text = ElidedLabel("")
        self._text.setObjectName("noticeText")
        self._more = TextButton("", "tab")
        self._more.setObjectName("nextNoticeButton")
        self._dismiss = IconButton("close", self.tr("Dismiss"), "text_dim")
        self._dismiss.setObjectName("dismissNoticeButton")
        self._hint = FittingLabel("dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 1, HALF, 0)
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._hint, 1)
        row.addWidget(self._more)
        row.addWidget(self._dismiss)
        self._dismiss.clicked.connect(self._on_dismiss)
        self._more.clicked.connect(self._on_more)
        hints = [self._hint_words(name) for name in ("ready", "search", "shortcuts")]
        self._hint.show_variants("     ".join(hints), "     ".join(hints[1:]), hints[2])
        self._show()

    def _hint_words(self, name: str) -> str:
        keys = self._context.shortcuts
        return f"{key_text(name, keys)}  {action_text(name)}"

    def show_model(self, model: DeskModel) -> None:
        """Newest first; a new one comes to the front."""
        notices = tuple(reversed(model.notices))
        if notices == self._notices:
            return
        news = notices[:1] != self._notices[:1] and bool(notices)
        self._notices = notices
        self._place = 0 if news else min(self._place, max(0, len(notices) - 1))
        self._show()
        if news:
            announce(self, self._text.full_text())

    def tick(self) -> None:
        """A second has passed: countdowns go on, old news go."""
        now = self._context.now()
        old = [n for n in self._notices if not n.sticky and now - n.at > _STAYS[n.severity]]
        for notice in old:
            self._intents.dismiss_notice(notice.id)
        if self._notices:
            self._text.setText(notice_text(self._notices[self._place], now))

    def _show(self) -> None:
        up = bool(self._notices)
        for widget in (self._icon, self._text, self._dismiss):
            widget.setVisible(up)
        self._hint.setVisible(not up)
        self._more.setVisible(len(self._notices) > 1)
        if not up:
            set_role(self, "", "tone")
            return
        notice = self._notices[self._place]
        icon, tone = _LOOKS[notice.severity]
        self._icon.show_icon(icon, tone)
        self._text.setText(notice_text(notice, self._context.now()))
        set_role(self, "" if notice.severity is Severity.INFO else tone, "tone")
        repolish(self._text)
        place = self.tr("{place} of {count}").format(
            place=self._place + 1, count=len(self._notices)
        )
        self._more.show_words(place)
        self._more.setToolTip(self.tr("Next notice"))

    def _on_more(self) -> None:
        self._place = (self._place + 1) % max(1, len(self._notices))
        self._show()

    def _on_dismiss(self) -> None:
        if self._notices:
            self._intents.dismiss_notice(self._notices[self._place].id)
