"""Drives the real widgets by name, for tests and the demonstration; off unless asked for.

Everything goes through mouse and key events on visible, enabled widgets, as a hand would do it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from softphone.ui.widgets.click_guard import ClickGuard
from softphone.ui.widgets.labels import ElidedLabel

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton


class AutomationError(LookupError):
    """A hand could not have done it; the text says why."""


class Automation:
    """``windows`` gives the top-level widgets to search; open menus and dialogs are found too."""

    def __init__(self, windows: Callable[[], Sequence[QWidget]]) -> None:
        self._windows = windows

    def click(self, name: str) -> None:
        """Press and release the left button in the middle of the widget or menu entry."""
        entry = self._find_entry(name)
        if entry is not None:
            menu, action = entry
            self._click_at(menu, menu.actionGeometry(action).center())
            return
        widget = self._find(name)
        guard = getattr(widget, "guard", None)
        # Qt's timers may fire a little early.
        while isinstance(guard, ClickGuard) and guard.left_s() > 0:
            _spin(guard.left_s() + 0.002)
        self._click_at(widget, widget.rect().center())

    def type(self, name: str, text: str) -> None:
        """Focus the field by a click, select what is in it, type the text over it."""
        widget = self._find(name)
        self._click_at(widget, widget.rect().center())
        _focus(widget)
        if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
            widget.selectAll()
        if not text:
            _key(widget, Qt.Key.Key_Delete)
        for char in text:
            key = Qt.Key.Key_Return if char == "\n" else Qt.Key(0)
            _key(widget, key, "\r" if char == "\n" else char)

    def key(self, name: str, sequence: str) -> None:
        """Press a key, or several (``Ctrl+Return``, ``F9``, ``Down, Return``), in the widget.

        A key that belongs to an action of the window runs the action, as it would from a keyboard.
        """
        widget = self._find(name)
        _focus(widget)
        keys = QKeySequence.fromString(sequence, QKeySequence.SequenceFormat.PortableText)
        if keys.isEmpty() or not keys.toString():
            raise AutomationError(f"no key is called {sequence!r}")
        action = self._action_of(keys)
        if action is not None:
            if not action.isEnabled():
                raise AutomationError(f"the action of {sequence} is switched off")
            action.trigger()
            return
        for part in sequence.split(", "):
            one = QKeySequence.fromString(part, QKeySequence.SequenceFormat.PortableText)
            combined = one[0]  # type: ignore[index]
            _key(widget, combined.key(), "", combined.keyboardModifiers())

    def text(self, name: str) -> str:
        """What the widget says: label, button, field or list box."""
        widget = self._find(name, enabled=False)
        match widget:
            case ElidedLabel():
                return widget.full_text()
            case QLabel() | QAbstractButton() | QLineEdit():
                return widget.text().strip() or widget.accessibleName()
            case QTextEdit() | QPlainTextEdit():
                return widget.toPlainText()
            case QComboBox():
                return widget.currentText()
        return widget.accessibleName()

    def choose(self, name: str, text: str) -> None:
        """Pick an entry of a list box by its data or its words, with the keyboard."""
        widget = self._find(name)
        if not isinstance(widget, QComboBox):
            pick = getattr(widget, "choose", None)
            if pick is None:
                raise AutomationError(f"{name} is no list to choose from")
            pick(text)
            return
        place = widget.findData(text)
        if place < 0:
            place = widget.findText(text)
        if place < 0:
            known = ", ".join(widget.itemText(n) for n in range(widget.count()))
            raise AutomationError(f"{name} has no entry {text!r}; it has: {known}")
        _focus(widget)
        _key(widget, Qt.Key.Key_Home)
        for _ in range(widget.count()):
            if widget.currentIndex() == place:
                break
            _key(widget, Qt.Key.Key_Down)
        if widget.currentIndex() != place:
            widget.setCurrentIndex(place)
            widget.activated.emit(place)

    def screenshot(self, path: str) -> None:
        """Write the first visible window as a PNG file."""
        window = next((w for w in self._windows() if w.isVisible()), None)
        if window is None:
            raise AutomationError("no window is visible")
        if not window.grab().save(path):
            raise AutomationError(f"the picture could not be written to {path}")

    # -------------------------------------------------------------------------- finding

    def _roots(self) -> list[QWidget]:
        own = [window for window in self._windows() if window.isVisible()]
        others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in own]
        modal = QApplication.activeModalWidget()
        front = [modal] if modal is not None and modal.isVisible() else []
        return [*front, *own, *others]

    def _find(self, name: str, *, enabled: bool = True) -> QWidget:
        found = [
            widget
            for root in self._roots()
            for widget in (
                [root] if root.objectName() == name else root.findChildren(QWidget, name)
            )
        ]
        if not found:
            raise AutomationError(f"there is no {name} in the open windows")
        seen = [widget for widget in found if widget.isVisible()]
        if not seen:
            raise AutomationError(f"{name} is not visible now")
        if enabled and not seen[0].isEnabled():
            raise AutomationError(f"{name} is switched off now")
        return seen[0]

    def _find_entry(self, name: str) -> tuple[QMenu, QAction] | None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return None
        for action in menu.actions():
            words = action.text().split("\t")[0]
            if name in (action.objectName(), words):
                if not action.isEnabled():
                    raise AutomationError(f"the entry {name} is switched off now")
                return menu, action
        return None

    def _action_of(self, keys: QKeySequence) -> QAction | None:
        for window in self._roots():
            for action in window.actions():
                if keys in action.shortcuts():
                    return action
        return None

    def _click_at(self, widget: QWidget, place: QPoint) -> None:
        target = widget.childAt(place) or widget
        if target.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
            target = widget
        local = QPointF(target.mapFrom(widget, place) if target is not widget else place)
        overall = QPointF(widget.mapToGlobal(place))
        window = target.window()
        inside = QPointF(target.mapTo(window, local.toPoint()))
        for kind, buttons in (
            (QEvent.Type.MouseMove, NONE),
            (QEvent.Type.MouseButtonPress, LEFT),
            (QEvent.Type.MouseButtonRelease, NONE),
        ):
            button = NONE if kind is QEvent.Type.MouseMove else LEFT
            event = QMouseEvent(
                kind, local, inside, overall, button, buttons, Qt.KeyboardModifier.NoModifier
            )
            QCoreApplication.sendEvent(target, event)


def _focus(widget: QWidget) -> None:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        widget.setFocus(Qt.FocusReason.MouseFocusReason)


def _key(
    widget: QWidget,
    key: Qt.Key,
    text: str = "",
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def _spin(seconds: float) -> None:
    """Let the program live on for a moment, as it does between two moves of a hand."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
