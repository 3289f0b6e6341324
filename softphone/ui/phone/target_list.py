"""Whom a caller can be handed to: name, state, number; filtered as one types."""

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from softphone.agent.intents import AgentIntents
from softphone.domain.target import Presence, TargetKind, TargetView
from softphone.ui.look.icons import icon
from softphone.ui.look.theme import Theme
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.queues import waiting_words

translate = QCoreApplication.translate
MOST_SHOWN = 60
_LEAST_PX = 128
"""Three entries, below which the panel scrolls."""
_ICONS = {
    TargetKind.COLLEAGUE: "user",
    TargetKind.QUEUE: "clock",
    TargetKind.GROUP: "users",
    TargetKind.NUMBER: "phone-out",
}
_TONES = {Presence.FREE: "ok", Presence.RINGING: "warn", Presence.BUSY: "bad"}
STAR_KEY = "Ctrl+B"


class TargetList(PickList):
    """``picked`` carries the number. Up from the first entry leaves the list: ``left``.

    The menu of an entry, and Ctrl+B, make it a favourite. ``most_px``: the list grows with its
    entries up to that height; 0: it takes all the room there is.
    """

    left = Signal()

    def __init__(
        self, intents: AgentIntents, most_px: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        tall = QSizePolicy.Policy.Preferred if most_px else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, tall)
        self._intents = intents
        self._most_px = most_px
        self._shown: tuple[TargetView, ...] = ()
        self.setObjectName("targetList")
        self.setAccessibleName(self.tr("Colleagues, queues and saved numbers"))
        self.setProperty("role", "quiet")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        star = QAction(self)
        star.setShortcut(QKeySequence(STAR_KEY))
        star.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        star.triggered.connect(lambda: self._star(self.current()))
        self.addAction(star)
        self.hide()

    def show_found(self, text: str) -> bool:
        """Who fits; the chosen entry stays chosen. False, and out of sight, when nobody does."""
        chosen = self.current()
        self._shown = self._intents.find_targets(text)[:MOST_SHOWN]
        self.show_items([_item(view) for view in self._shown])
        if chosen is not None:
            self.choose(chosen.target.number)
        wanted = self.wanted_height()
        if self._most_px:
            self.setMaximumHeight(min(wanted, self._most_px))
        self.setMinimumHeight(min(wanted, _LEAST_PX))
        self.updateGeometry()
        self.setVisible(bool(self._shown))
        return bool(self._shown)

    def sizeHint(self) -> QSize:
        """All entries that may show; of a list that fills its place the least it needs."""
        high = self.maximumHeight() if self._most_px else self.minimumHeight()
        return QSize(super().sizeHint().width(), high)

    def current(self) -> TargetView | None:
        """The chosen entry."""
        row = self.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def choose(self, number: str) -> None:
        """Put the cursor on that target, if it is there."""
        for row, view in enumerate(self._shown):
            if view.target.number == number:
                self.setCurrentIndex(self.items.index(row))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up from the first entry goes back to where one types; letters go on there too."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _star(self, view: TargetView | None) -> None:
        if view is not None:
            self._intents.star_target(view.target.number, not view.favourite, via="button")

    def _open_menu(self, place: QPoint) -> None:
        row = self.indexAt(place).row()
        if not 0 <= row < len(self._shown):
            return
        view = self._shown[row]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Remove from favourites") if view.favourite else self.tr("Favourite")
        star = menu.addAction(icon("star", Theme.current(), "text_dim"), f"{words}\t{STAR_KEY}")
        star.triggered.connect(lambda: self._star(view))
        menu.popup(self.viewport().mapToGlobal(place))


def presence_words(view: TargetView) -> str:
    """How a target is; empty while nothing is known."""
    if view.waiting is not None:
        return waiting_words(view.waiting)
    if view.target.kind is TargetKind.QUEUE:
        return {
            Presence.UNKNOWN: "",
            Presence.FREE: translate("Targets", "no one waiting"),
            Presence.RINGING: translate("Targets", "callers waiting"),
            Presence.BUSY: translate("Targets", "callers waiting"),
        }[view.presence]
    return {
        Presence.UNKNOWN: "",
        Presence.FREE: translate("Targets", "free"),
        Presence.RINGING: translate("Targets", "ringing"),
        Presence.BUSY: translate("Targets", "busy"),
    }[view.presence]


def _tone(view: TargetView) -> str:
    if view.waiting is not None:
        return "warn" if view.waiting else "ok"
    return _TONES.get(view.presence, "off")


def _item(view: TargetView) -> PickItem:
    target = view.target
    name = clean(target.name, 60)
    details = [clean(target.category, 40)]
    if view.presence is Presence.RINGING and view.far_end:
        details.append(clean(view.far_end, 40))
    return PickItem(
        key=target.number,
        title=name or clean(target.number, 40),
        detail=" · ".join(part for part in details if part),
        icon="star" if view.favourite else _ICONS[target.kind],
        mark=presence_words(view),
        tone=_tone(view),
        side=clean(target.number, 20) if name else "",
    )
