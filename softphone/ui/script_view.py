"""The script: headings, what to know, and sentences to say, which a click copies.

A plain text file. ``[Heading]`` alone on a line is a heading, a line starting with ``>`` is a
sentence to say or paste; everything else is text as it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from softphone.ui.icons import IconLabel
from softphone.ui.text import PlainLabel, clean
from softphone.ui.theme import GRID, HALF, SMALL_ICON_PX

_LIMIT = 4000
_COPIED_MS = 1500


class Kind(Enum):
    """What a part of the script is."""

    HEADING = auto()
    REPLY = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Part:
    """One part, its mark taken off."""

    kind: Kind
    text: str


def parts(script: str) -> Iterator[Part]:
    """Read a script; lines of plain text that follow each other stay one part."""
    text: list[str] = []
    for line in [*script.splitlines(), ""]:
        bare = line.strip()
        special = bare.startswith(">") or (bare.startswith("[") and bare.endswith("]"))
        if text and (special or not bare):
            yield Part(Kind.TEXT, "\n".join(text))
            text = []
        if bare.startswith(">") and bare.strip("> "):
            yield Part(Kind.REPLY, bare.lstrip("> "))
        elif special and bare.strip("[]> "):
            yield Part(Kind.HEADING, bare[1:-1].strip())
        elif bare and not special:
            text.append(bare)


class ReplyButton(QPushButton):
    """A sentence on a button; pressing it copies the sentence."""

    copied = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._reply = text
        self.setProperty("role", "quiet")
        self.setAccessibleName(self.tr("Copy: {sentence}").format(sentence=text))
        self.setToolTip(self.tr("Copy"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = PlainLabel(text, wrap=True)
        self._icon = IconLabel("copy", "text_dim", SMALL_ICON_PX)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, 6, GRID, 6)
        layout.setSpacing(GRID)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        for child in (self._label, self._icon):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_COPIED_MS)
        self._back.timeout.connect(lambda: self._icon.show_icon("copy", "text_dim"))
        self.clicked.connect(self._copy)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As high as the sentence needs at this width."""
        wide = max(self.width(), 120)
        inner = wide - 3 * GRID - SMALL_ICON_PX
        return QSize(120, self._label.heightForWidth(inner) + 14)

    def minimumSizeHint(self) -> QSize:
        """The same: sentences are not cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._reply)
        self._icon.show_icon("check", "ok")
        self._back.start()
        self.copied.emit(self._reply)


class ScriptView(QScrollArea):
    """The whole script, to read down."""

    def __init__(self, script: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, HALF, 0, GRID)
        layout.setSpacing(HALF)
        self._status = PlainLabel(self.tr("A click on a sentence copies it."), "dim", wrap=True)
        layout.addWidget(self._status)
        empty = True
        for part in parts(script):
            empty = False
            text = clean(part.text, _LIMIT, lines=True)
            match part.kind:
                case Kind.HEADING:
                    layout.addSpacing(GRID)
                    layout.addWidget(PlainLabel(text, "lead", wrap=True))
                case Kind.REPLY:
                    button = ReplyButton(text)
                    button.copied.connect(self._copied)
                    layout.addWidget(button)
                case Kind.TEXT:
                    layout.addWidget(PlainLabel(text, wrap=True))
        if empty:
            self._status.setText(self.tr("There is no script yet. Settings name its file."))
        layout.addStretch(1)
        self.setWidget(body)

    def _copied(self, _: str) -> None:
        self._status.setText(self.tr("Copied."))
        QTimer.singleShot(_COPIED_MS, self, self._say_again)

    def _say_again(self) -> None:
        self._status.setText(self.tr("A click on a sentence copies it."))
