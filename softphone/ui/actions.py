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
    """``name`` is the stable word used in settings and tests; ``key`` the default shortcut.

    ``also``: a second default, shown nowhere while the first is in force.
    """

    name: str
    key: str
    icon: str = ""
    also: str = ""


# Keys that input methods take before any program sees them are nobody's default: Ctrl+Shift+U and
# Ctrl+. (IBus), Ctrl+Shift+F (simplified or traditional: Fcitx, libpinyin, Sogou, Microsoft),
# Ctrl+; (Fcitx), Ctrl+Space, Ctrl+Shift+1…5 and F4 (Rime). A test holds the list. Two of them were
# defaults once and still work as second keys where nothing takes them.
SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("ready", "F9", "ready"),
    ActionSpec("breakMenu", "F10", "coffee"),
    ActionSpec("doNotDisturb", "F8", "moon"),
    ActionSpec("saveAndReady", "Ctrl+Return", "check", "Ctrl+Enter"),
    ActionSpec("answer", "Ctrl+Shift+A", "phone"),
    ActionSpec("reject", "Ctrl+Shift+R", "close"),
    ActionSpec("forward", "Ctrl+Shift+D", "transfer", "Ctrl+Shift+F"),
    ActionSpec("hold", "Ctrl+Shift+H", "pause"),
    ActionSpec("mute", "Ctrl+Shift+M", "mic-off"),
    ActionSpec("record", "Ctrl+Shift+O", "dot"),
    ActionSpec("pauseRecording", "F7", "pause", "Ctrl+Shift+U"),
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
        "doNotDisturb": translate("Actions", "Turn “Do not disturb” on or off"),
        "saveAndReady": translate("Actions", "Save ticket and go ready"),
        "answer": translate("Actions", "Answer"),
        "reject": translate("Actions", "Reject"),
        "forward": translate("Actions", "Forward the ringing call"),
        "hold": translate("Actions", "Hold or resume"),
        "mute": translate("Actions", "Mute or unmute"),
        "record": translate("Actions", "Start or stop recording"),
        "pauseRecording": translate("Actions", "Pause or resume recording"),
        "transfer": translate("Actions", "Transfer, or complete the transfer"),
        "consult": translate("Actions", "Ask a colleague first, or return to the caller"),
        "swap": translate("Actions", "Swap callers"),
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
    """The first key in force, which the window shows; empty when there is none."""
    return next(iter(keys_of(name, shortcuts)), QKeySequence())


def keys_of(name: str, shortcuts: Mapping[str, str]) -> list[QKeySequence]:
    """Every key in force; a text Qt cannot read as a key counts as the default.

    A default gives way to the user who has given that key to another action: Qt obeys neither of
    two actions with one key.
    """
    if name in shortcuts:
        wanted = _readable(shortcuts[name])
        if wanted is not None:
            return [] if wanted.isEmpty() else [wanted]
    taken = [_readable(key) for other, key in shortcuts.items() if other != name]
    spec = BY_NAME[name]
    defaults = [QKeySequence(key) for key in (spec.key, spec.also) if key]
    return [key for key in defaults if key not in taken]


def _readable(text: str) -> QKeySequence | None:
    """The key of that text, empty for an empty one; None for a text that is no key."""
    key = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    unreadable = text and not key.toString(QKeySequence.SequenceFormat.PortableText)
    return None if unreadable else key


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
            # For saving, both Enter keys mean the same to whoever presses them.
            action.setShortcuts(keys_of(spec.name, shortcuts))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.setAutoRepeat(False)
            self._made[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        """The action of that name; KeyError when there is none."""
        return self._made[name]

    def all(self) -> list[QAction]:
        """In the order of the sheet."""
        return list(self._made.values())
