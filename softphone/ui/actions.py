"""Every action of the window: its name, key and words, in one table.

The window owns all keys as ``QAction``; panels only show them in tool tips. Keys are remapped by
name in the settings (``[window.shortcuts]``: ``hold = "Ctrl+Alt+H"``); an empty text takes a key
away.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ActionSpec:
    """``name`` is the stable word used in settings and tests; ``key`` the default shortcut."""

    name: str
    key: str
    icon: str = ""


SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("ready", "F9", "ready"),
    ActionSpec("breakMenu", "F10", "coffee"),
    ActionSpec("doNotDisturb", "F8", "moon"),
    ActionSpec("saveAndReady", "Ctrl+Return", "check"),
    ActionSpec("answer", "Ctrl+Shift+A", "phone"),
    ActionSpec("reject", "Ctrl+Shift+R", "close"),
    ActionSpec("forward", "Ctrl+Shift+F", "transfer"),
    ActionSpec("hold", "Ctrl+Shift+H", "pause"),
    ActionSpec("mute", "Ctrl+Shift+M", "mic-off"),
    ActionSpec("record", "Ctrl+Shift+O", "dot"),
    ActionSpec("pauseRecording", "Ctrl+Shift+U", "pause"),
    ActionSpec("transfer", "Ctrl+Shift+T", "transfer"),
    ActionSpec("consult", "Ctrl+Shift+C", "headset"),
    ActionSpec("swap", "Ctrl+Shift+S", "refresh"),
    ActionSpec("merge", "Ctrl+Shift+J", "users"),
    ActionSpec("nextContact", "Ctrl+Shift+N", "users"),
    ActionSpec("keypad", "Ctrl+Shift+K", "keypad"),
    ActionSpec("hangUp", "Ctrl+Shift+E", "hang-up"),
    ActionSpec("promise", "Ctrl+Shift+P", "calendar"),
    ActionSpec("dial", "Ctrl+D", "phone-out"),
    ActionSpec("history", "Ctrl+H", "clock"),
    ActionSpec("search", "Ctrl+K", "search"),
    ActionSpec("compact", "Ctrl+Shift+B", "compact"),
    ActionSpec("trace", "Ctrl+Shift+L", "document"),
    ActionSpec("recordings", "Ctrl+Shift+V", "speaker"),
    ActionSpec("settings", "Ctrl+,", "settings"),
    ActionSpec("shortcuts", "F1", "keyboard"),
    ActionSpec("quit", "Ctrl+Q", "quit"),
)
BY_NAME = {spec.name: spec for spec in SPECS}


def action_text(name: str) -> str:
    """The action in words; KeyError for a name that is none."""
    return {
        "ready": translate("Actions", "Go ready"),
        "breakMenu": translate("Actions", "Break menu"),
        "doNotDisturb": translate("Actions", "Do not disturb, on or off"),
        "saveAndReady": translate("Actions", "Save ticket and go ready"),
        "answer": translate("Actions", "Answer"),
        "reject": translate("Actions", "Reject"),
        "forward": translate("Actions", "Forward the ringing call"),
        "hold": translate("Actions", "Hold or take back"),
        "mute": translate("Actions", "Mute or unmute"),
        "record": translate("Actions", "Record, or stop recording"),
        "pauseRecording": translate("Actions", "Pause recording, or go on"),
        "transfer": translate("Actions", "Transfer, or complete it"),
        "consult": translate("Actions", "Ask a colleague first, or go back to the caller"),
        "swap": translate("Actions", "Swap: talk to the one that waits"),
        "merge": translate("Actions", "Merge or split the three-way call"),
        "nextContact": translate("Actions", "Next contact"),
        "keypad": translate("Actions", "Keypad"),
        "hangUp": translate("Actions", "Hang up"),
        "promise": translate("Actions", "Promise a follow-up"),
        "dial": translate("Actions", "Dial a number"),
        "history": translate("Actions", "Call history"),
        "search": translate("Actions", "Search everywhere"),
        "compact": translate("Actions", "Compact call bar"),
        "trace": translate("Actions", "SIP messages of the call"),
        "recordings": translate("Actions", "Recordings of the contact"),
        "settings": translate("Actions", "Settings"),
        "shortcuts": translate("Actions", "All shortcuts"),
        "quit": translate("Actions", "Quit"),
    }[name]


def key_of(name: str, shortcuts: Mapping[str, str]) -> QKeySequence:
    """The key in force; a text Qt cannot read as a key counts as the default."""
    default = QKeySequence(BY_NAME[name].key)
    if name not in shortcuts:
        return default
    if not shortcuts[name]:
        return QKeySequence()
    wanted = QKeySequence.fromString(shortcuts[name], QKeySequence.SequenceFormat.PortableText)
    return wanted if wanted.toString(QKeySequence.SequenceFormat.PortableText) else default


def key_text(name: str, shortcuts: Mapping[str, str]) -> str:
    """The key as this platform writes it; Qt calls the Enter key by an older name."""
    text = key_of(name, shortcuts).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")


def tip(words: str, name: str, shortcuts: Mapping[str, str]) -> str:
    """A tool tip: the words and the key."""
    key = key_text(name, shortcuts)
    return f"{words} ({key})" if key else words


class Actions(QObject):
    """The actions of one window. Add them to every top-level window that shall hear the keys."""

    def __init__(self, shortcuts: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[str, QAction] = {}
        for spec in SPECS:
            action = QAction(action_text(spec.name), self)
            action.setObjectName(f"{spec.name}Action")
            action.setShortcut(key_of(spec.name, shortcuts))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.setAutoRepeat(False)
            self._made[spec.name] = action
        # Both Enter keys mean the same to whoever presses them.
        if "saveAndReady" not in shortcuts:
            self["saveAndReady"].setShortcuts(
                [QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")]
            )

    def __getitem__(self, name: str) -> QAction:
        """The action of that name; KeyError when there is none."""
        return self._made[name]

    def all(self) -> list[QAction]:
        """In the order of the sheet."""
        return list(self._made.values())
