"""Small controls used all over the window: buttons that follow the look, guarded ones, rules."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from softphone.ui.look.icons import picture, set_icon
from softphone.ui.look.theme import HALF, ICON_PX, SMALL_ICON_PX, Theme
from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.wording.plain_text import plain_tip


def label_button(button: QAbstractButton, words: str, tip: str = "") -> None:
    """Name a button for everybody: tool tip for the eye, accessible name for the ear."""
    if button.accessibleName() != words:
        button.setAccessibleName(words)
    plain = plain_tip(tip or words)
    if button.toolTip() != plain:
        button.setToolTip(plain)


def rule(*, vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A hairline."""
    line = QFrame(parent)
    line.setProperty("role", "vrule" if vertical else "rule")
    return line


class TextButton(QPushButton):
    """A button with words and perhaps an icon. With a guard, early clicks are swallowed."""

    def __init__(
        self,
        words: str = "",
        role: str = "",
        icon: str = "",
        token: str = "text",  # noqa: S107
        *,
        guard: ClickGuard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.guard = guard
        self._icon, self._token = icon, token
        self._words = ""
        self._picture_only = False
        self.setIconSize(QSize(SMALL_ICON_PX, SMALL_ICON_PX))
        if role:
            self.setProperty("role", role)
        self.show_words(words)
        self._draw()

    def show_icon(self, icon: str, token: str) -> None:
        """Another picture."""
        self._icon, self._token = icon, token
        self._draw()

    def show_words(self, words: str) -> None:
        """Other words, which are the accessible name too."""
        if words != self._words:
            self._words = words
            self._write()
            self.setAccessibleName(words)

    def show_picture_only(self, on: bool) -> None:
        """Leave the words to tool tip and screen reader, where the room is short."""
        if on != self._picture_only:
            self._picture_only = on
            self._write()

    def words_px(self) -> int:
        """What the words take beside the picture."""
        return self.fontMetrics().horizontalAdvance(self._spaced_words()) + HALF

    def _write(self) -> None:
        self.setText("" if self._picture_only else self._spaced_words())

    def _spaced_words(self) -> str:
        # Styles leave 4 px between picture and word; a thin space makes it breathe.
        return f"\N{FOUR-PER-EM SPACE}{self._words}" if self._icon else self._words

    def words(self) -> str:
        """What is written on it."""
        return self._words

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press inside the guard's time is nobody's."""
        if self.guard is None or self.guard.passes():
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw in the new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._icon:
            set_icon(self, self._icon, self._token)


class IconButton(QToolButton):
    """A square button with a picture; its words are in the tool tip and for screen readers."""

    def __init__(
        self,
        icon: str,
        words: str,
        token: str = "text",  # noqa: S107
        role: str = "icon",
        *,
        guard: ClickGuard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.guard = guard
        self._icon, self._token = icon, token
        self.setProperty("role", role)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        label_button(self, words)
        self._draw()

    def show_icon(self, icon: str, token: str = "text") -> None:  # noqa: S107
        """Another picture."""
        self._icon, self._token = icon, token
        self._draw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press inside the guard's time is nobody's."""
        if self.guard is None or self.guard.passes():
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw in the new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        set_icon(self, self._icon, self._token)


class Tile(IconButton):
    """A picture over a word, as wide as there is room; longer words end in an ellipsis."""

    def __init__(
        self,
        icon: str,
        words: str,
        token: str = "text",  # noqa: S107
        *,
        guard: ClickGuard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icon, words, token, "tile", guard=guard, parent=parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(48)

    def show_words(self, words: str) -> None:
        """Other words."""
        if words != self._words:
            self._words = words
            self.update()

    def words(self) -> str:
        """What is written on it."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's panel, then picture and word."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        ink = Theme.current().color(self._token if self.isEnabled() else "disabled")
        ratio = self.devicePixelRatioF()
        drawing = QPixmap(picture(self._icon, ink, round(ICON_PX * ratio)))
        drawing.setDevicePixelRatio(ratio)
        painter.drawPixmap((self.width() - ICON_PX) // 2, 6, drawing)
        painter.setPen(ink)
        room = QRect(2, 6 + ICON_PX, self.width() - 4, self.height() - ICON_PX - 8)
        words = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class MenuButton(TextButton):
    """A button that opens a menu below itself; Space, Enter and Down open it too."""

    def __init__(
        self,
        words: str = "",
        role: str = "",
        icon: str = "",
        token: str = "text",  # noqa: S107
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, role, icon, token, parent=parent)
        self.popup = QMenu(self)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menu, its first entry marked for Enter; returns at once."""
        self.popup.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        usable = [entry for entry in self.popup.actions() if entry.isEnabled() and entry.text()]
        if usable:
            self.popup.setActiveAction(usable[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens, as in every list."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
            return
        super().keyPressEvent(event)
