"""What the desktop is asked to show where we may not place a window ourselves. Plain text."""

import msgspec

ANSWER, REJECT, OPEN = "answer", "reject", "default"
"""Keys of what can be chosen; ``default`` is a click on the note itself (Desktop Notifications
Specification 1.2, "Actions")."""


class DesktopNote(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is the call's; ``actions`` are pairs of key and word."""

    id: str
    title: str
    text: str
    actions: tuple[tuple[str, str], ...] = ()
