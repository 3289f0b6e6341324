"""The script: sections with sentences to say, which a click copies.

A plain text file: an empty line ends a section, the first line of a section is its heading, every
other line is a sentence. ``Situation: sentence`` says when it is meant; it is not
copied with it. ``[name]`` is the customer's name, and a blank to fill while that is not known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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

from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF, SMALL_ICON_PX
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.wording.plain_text import clean

_LIMIT = 2000
_SITUATION = 40
_NAME_LIMIT = 80
_COPIED_MS = 1500
_NAME = re.compile(r"\[\s*(?:name|姓名|客户姓名|客戶姓名)\s*\]", re.IGNORECASE)
_BLANK = "…"
"""As the script marks what the agent fills in."""


@dataclass(frozen=True)
class Sentence:
    """Something to say, and when."""

    text: str
    situation: str = ""


@dataclass(frozen=True)
class Section:
    """A heading and its sentences."""

    heading: str
    sentences: tuple[Sentence, ...]


def sections(script: str) -> Iterator[Section]:
    """Read a script."""
    block: list[str] = []
    for line in [*script.splitlines(), ""]:
        bare = clean(line, _LIMIT)
        if bare:
            block.append(bare)
        elif block:
            heading = block[0].capitalize() if block[0].isupper() else block[0]
            yield Section(heading, tuple(_sentence(one) for one in block[1:]))
            block = []


def _sentence(line: str) -> Sentence:
    """A colon after a few words without a comma ends the situation; ``: …`` is a blank to fill."""
    for colon in ("：", ": "):
        before, found, after = line.partition(colon)
        short = len(before) <= _SITUATION and not any(mark in before for mark in ",，.。?？")
        if found and short and after.strip() and not after.strip().startswith("…"):
            return Sentence(after.strip(), before.strip())
    return Sentence(line)


def filled(text: str, name: str) -> str:
    """The sentence with the customer's name in its place; "" leaves a blank to fill."""
    return _NAME.sub(lambda _: name or _BLANK, text)


class ReplyButton(QPushButton):
    """A sentence on a button; pressing it copies the sentence."""

    copied = Signal(str)

    def __init__(self, sentence: Sentence) -> None:
        super().__init__()
        self._sentence = sentence.text
        self._reply = ""
        self.setProperty("role", "quiet")
        self.setToolTip(self.tr("Copy"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = IconLabel("copy", "text_dim", SMALL_ICON_PX)
        self._words = PlainLabel(wrap=True)
        self._labels = [self._words]
        if sentence.situation:
            self._labels.insert(0, PlainLabel(sentence.situation, "dim", wrap=True))
        words = QVBoxLayout()
        words.setSpacing(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, 6, GRID, 6)
        layout.setSpacing(GRID)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        for label in self._labels:
            words.addWidget(label)
        for child in (*self._labels, self._icon):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_COPIED_MS)
        self._back.timeout.connect(lambda: self._icon.show_icon("copy", "text_dim"))
        self.clicked.connect(self._copy)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Whose name stands in the sentence; "" while nobody is known."""
        reply = filled(self._sentence, name)
        if reply == self._reply:
            return
        self._reply = reply
        self._words.setText(reply)
        self.setAccessibleName(self.tr("Copy: {sentence}").format(sentence=reply))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the sentence needs at this width."""
        wide = max(self.width(), 120)
        inner = wide - 3 * GRID - SMALL_ICON_PX
        return QSize(120, sum(one.heightForWidth(inner) for one in self._labels) + 14)

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
        layout.setContentsMargins(0, 0, GRID, GRID)
        layout.setSpacing(HALF)
        self._status = PlainLabel(self.tr("Click a sentence to copy it."), "dim", wrap=True)
        layout.addWidget(self._status)
        self._replies: list[ReplyButton] = []
        found = list(sections(script))
        for section in found:
            layout.addSpacing(GRID)
            layout.addWidget(PlainLabel(section.heading, "lead", wrap=True))
            for sentence in section.sentences:
                button = ReplyButton(sentence)
                button.copied.connect(self._copied)
                self._replies.append(button)
                layout.addWidget(button)
        if not found:
            self._status.setText(self.tr("No script yet. Choose a file in Settings."))
        layout.addStretch(1)
        self.setWidget(body)

    def show_name(self, name: str) -> None:
        """The name of the customer whose contact it is; "" while nobody is known."""
        name = clean(name, _NAME_LIMIT)
        for reply in self._replies:
            reply.show_name(name)

    def _copied(self, _: str) -> None:
        self._status.setText(self.tr("Copied."))
        QTimer.singleShot(_COPIED_MS, self, self._say_again)

    def _say_again(self) -> None:
        self._status.setText(self.tr("Click a sentence to copy it."))
