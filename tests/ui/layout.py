"""What is wrong with where things stand in a window: cut, outside, covered."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QWidget,
)

from softphone.ui.widgets.labels import ElidedLabel, FittingLabel
from tests.ui.desk import call_it


def cut(window: QWidget) -> list[str]:
    """Words that do not fit where they stand and do not say so by an ellipsis and a tool tip."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.visibleRegion().isEmpty():
            continue
        match widget:
            case ElidedLabel() | FittingLabel():
                continue
            case QLabel() if widget.text() and widget.wordWrap():
                need = widget.heightForWidth(widget.width())
                small = widget.height() < need
            case QLabel() | QAbstractButton() if widget.text():
                small = widget.width() < widget.sizeHint().width() - 1
            case _:
                continue
        if small:
            found.append(f"{call_it(widget)}: {widget.text()[:60]}")
    return found


def outside(window: QWidget) -> list[str]:
    """Visible widgets that stick out of their parent."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or not widget.isVisibleTo(window):
            continue
        scrolls = parent.parentWidget()
        if isinstance(parent, QAbstractScrollArea) or isinstance(scrolls, QAbstractScrollArea):
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(f"{call_it(widget)} {widget.geometry()} {parent.rect()}")
    return found


def covered(window: QWidget) -> list[str]:
    """Controls under something else: a click in their middle would meet another widget."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QLineEdit) or widget.window() is not window:
            continue
        if not widget.isVisibleTo(window):
            continue
        middle = widget.rect().center()
        if not _in_sight(widget, middle, window):
            continue
        there = window.childAt(widget.mapTo(window, middle))
        if there is None or not (there is widget or widget.isAncestorOf(there)):
            met = call_it(there) if there is not None else "nothing"
            found.append(f"{call_it(widget)} under {met}")
    return found


def _in_sight(widget: QWidget, point: QPoint, window: QWidget) -> bool:
    """Whether no parent has scrolled that point of the widget away."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if not parent.rect().contains(widget.mapTo(parent, point)):
            return False
        parent = parent.parentWidget()
    return True
