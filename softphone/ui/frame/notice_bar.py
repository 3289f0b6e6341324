"""The strip at the bottom: the newest notice, and above it one that must not be overlooked."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel, Notice, NoticeCode, Severity
from softphone.agent.intents import AgentIntents
from softphone.domain.agent_state import AgentState
from softphone.ui.actions import action_text, key_text
from softphone.ui.context import UiContext
from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF, SMALL_ICON_PX, repolish, set_role
from softphone.ui.widgets.announce import announce
from softphone.ui.widgets.controls import IconButton, TextButton
from softphone.ui.widgets.labels import ElidedLabel, FittingLabel
from softphone.ui.wording.notices import notice_text

HEIGHT = 36
"""With one row; every further row adds ``ROW``."""
ROW = 32
_LOOKS = {
    Severity.INFO: ("info", "info"),
    Severity.WARNING: ("warning", "warn"),
    Severity.ERROR: ("error", "bad"),
}
_LOUDNESS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_STAYS = {
    Severity.INFO: timedelta(seconds=8),
    Severity.WARNING: timedelta(seconds=30),
    Severity.ERROR: timedelta(minutes=5),
}
"""How long one that is not sticky stays before it is put away by itself."""
_HINTS = {
    AgentState.NOT_READY: ("ready", "search", "shortcuts"),
    AgentState.READY: ("breakMenu", "search", "shortcuts"),
    AgentState.RESERVED: ("answer", "reject", "shortcuts"),
    AgentState.ON_CONTACT: ("hold", "mute", "transfer", "shortcuts"),
    AgentState.WRAP_UP: ("saveAndReady", "promise", "shortcuts"),
}
"""The keys one is likely to want; the last ones give way last."""


class _Row(QWidget):
    """One notice: how loud, in words, and a cross."""

    def __init__(self, words: str, dismiss: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self.setFixedHeight(ROW)
        self._icon = IconLabel("info", "info", SMALL_ICON_PX)
        self.text = ElidedLabel("")
        self.text.setObjectName(words)
        self.dismiss = IconButton("close", self.tr("Dismiss"), "text_dim")
        self.dismiss.setObjectName(dismiss)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(GRID)
        self.line.addWidget(self._icon)
        self.line.addWidget(self.text, 1)
        self.line.addWidget(self.dismiss)

    def show_notice(self, notice: Notice | None, now: datetime) -> None:
        """Another one, or none."""
        self.notice = notice
        if notice is not None:
            self._icon.show_icon(*_LOOKS[notice.severity])
            self.text.setText(notice_text(notice, now))
            repolish(self.text)
        self.setVisible(notice is not None)


class NoticeBar(QFrame):
    """Sticky notices stay until dismissed or mended; several are leafed through.

    What to press in practice, else the loudest sticky notice, keeps a row of its own above the
    news.
    """

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
        self._kept = _Row("keptNoticeText", "dismissKeptNoticeButton", self)
        self._row = _Row("noticeText", "dismissNoticeButton", self)
        self._more = TextButton("", "tab")
        self._more.setObjectName("nextNoticeButton")
        self._row.line.insertWidget(2, self._more)
        QWidget.setTabOrder(self._more, self._row.dismiss)
        self._hint = FittingLabel("dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, 2, HALF, 2)
        column.setSpacing(0)
        for widget in (self._kept, self._row, self._hint):
            column.addWidget(widget)
        for row in (self._kept, self._row):
            row.dismiss.clicked.connect(lambda _=False, row=row: self._on_dismiss(row))
        self._more.clicked.connect(self._on_more)
        self._show_keys(AgentState.NOT_READY)
        self._show()

    def _show_keys(self, state: AgentState) -> None:
        keys = self._context.shortcuts
        hints = [
            f"{key_text(name, keys)}  {action_text(name)}"
            for name in _HINTS.get(state, ("search", "shortcuts"))
            if key_text(name, keys)
        ]
        self._hint.show_variants(*("     ".join(hints[start:]) for start in range(len(hints))), "")

    def show_model(self, model: DeskModel) -> None:
        """Newest first; a new one comes to the front."""
        self._show_keys(model.agent.state)
        notices = tuple(reversed(model.notices))
        if notices == self._notices:
            return
        news = notices[:1] != self._notices[:1] and bool(notices)
        self._notices = notices
        self._place = 0 if news else self._place
        self._show()
        if news:
            announce(self, notice_text(notices[0], self._context.now()))

    def tick(self) -> None:
        """A second has passed: countdowns go on, old news go."""
        now = self._context.now()
        old = [n for n in self._notices if not n.sticky and now - n.at > _STAYS[n.severity]]
        for notice in old:
            self._intents.dismiss_notice(notice.id)
        for row in (self._kept, self._row):
            if row.notice is not None:
                row.text.setText(notice_text(row.notice, now))

    def _show(self) -> None:
        now = self._context.now()
        kept = _kept(self._notices)
        others = [notice for notice in self._notices if notice is not kept]
        self._place = min(self._place, max(0, len(others) - 1))
        shown = others[self._place] if others else None
        self._kept.show_notice(kept, now)
        self._row.show_notice(shown, now)
        self._hint.setVisible(not self._notices)
        self._more.setVisible(len(others) > 1)
        self._more.show_words(
            self.tr("{place} of {count}").format(place=self._place + 1, count=len(others))
        )
        self._more.setToolTip(self.tr("Next notice"))
        up = [notice for notice in (kept, shown) if notice is not None]
        loudest = max((n.severity for n in up), key=_LOUDNESS.__getitem__, default=Severity.INFO)
        set_role(self, "" if loudest is Severity.INFO else _LOOKS[loudest][1], "tone")
        self.setFixedHeight(HEIGHT + ROW * max(0, len(up) - 1))

    def _on_more(self) -> None:
        self._place += 1
        if self._place >= len(self._notices) - (self._kept.notice is not None):
            self._place = 0
        self._show()

    def _on_dismiss(self, row: _Row) -> None:
        if row.notice is not None:
            self._intents.dismiss_notice(row.notice.id)


def _kept(notices: tuple[Notice, ...]) -> Notice | None:
    """The one of several that keeps a row of its own; ``notices`` are newest first."""
    if len(notices) < 2:
        return None
    hint = next((n for n in notices if n.code is NoticeCode.PRACTICE_HINT), None)
    if hint is not None:
        return hint
    sticky = [n for n in notices[1:] if n.sticky and n.severity is not Severity.INFO]
    return max(sticky, key=lambda n: (_LOUDNESS[n.severity], n.id), default=None)
