"""What the widgets need besides the model: texts and choices that do not change while they live."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from softphone.domain.desktop_note import DesktopNote
from softphone.domain.ticket import Choice


@dataclass(frozen=True)
class UiContext:
    """``language`` is the UI language (en, zh_CN, zh_TW); ``now`` the aware UTC clock."""

    language: str
    categories: tuple[Choice, ...]
    dispositions: tuple[Choice, ...]
    script: str
    now: Callable[[], datetime]
    shortcuts: dict[str, str]
    """User's own keys by action name; missing: the default (``ui.actions``)."""
    notify: Callable[[DesktopNote | None], None] | None = None
    """The desktop shows who rings, where it lets no program place a window; None: it does."""
