"""Reading what the exchange tells about another phone's dialogs (RFC 4235), and a mailbox (3842).

Everything here comes from the network: sizes are bounded, document types are refused, so that no
entity can be defined, and every text is cleaned.
"""

import re
from xml.etree import ElementTree

import msgspec

from softphone.domain.target import Mailbox, Presence
from softphone.domain.text import clean

LONGEST = 65_536
MOST_DIALOGS = 50
_NAMESPACE = "{urn:ietf:params:xml:ns:dialog-info}"
_EARLY = ("trying", "proceeding", "early")


class DialogInfoError(ValueError):
    """The document cannot be used; the text says why."""


class Dialog(msgspec.Struct, frozen=True):
    """One dialog of the watched phone. ``incoming``: it is the called side."""

    id: str
    state: str
    incoming: bool
    far_end: str


class DialogInfo(msgspec.Struct, frozen=True):
    """One document; a partial one holds only what changed (RFC 4235 section 4.1)."""

    version: int
    full: bool
    dialogs: tuple[Dialog, ...]


class Watched(msgspec.Struct, frozen=True):
    """What is known of a phone. ``version`` -1: nothing yet."""

    version: int = -1
    dialogs: dict[str, Dialog] = {}

    @property
    def presence(self) -> Presence:
        """The state worth showing: ringing wins, because it can be picked up."""
        if self.version < 0:
            return Presence.UNKNOWN
        if self.ringing is not None:
            return Presence.RINGING
        return Presence.BUSY if self.dialogs else Presence.FREE

    @property
    def ringing(self) -> Dialog | None:
        """The dialog that rings there."""
        return next((d for d in self.dialogs.values() if d.state == "early" and d.incoming), None)


def read_dialog_info(body: str) -> DialogInfo:
    """Read an ``application/dialog-info+xml`` body. Raises ``DialogInfoError``."""
    if len(body) > LONGEST or "<!" in body.replace("<!--", ""):
        raise DialogInfoError("too large, or with a document type")
    try:
        root = ElementTree.fromstring(body.strip())  # noqa: S314 - no entities, see above
    except ElementTree.ParseError as error:
        raise DialogInfoError(f"no XML: {error}") from None
    if root.tag != f"{_NAMESPACE}dialog-info":
        raise DialogInfoError("no dialog-info")
    version = root.get("version", "")
    if not re.fullmatch(r"\d{1,10}", version):
        raise DialogInfoError("no version")
    found = root.findall(f"{_NAMESPACE}dialog")[:MOST_DIALOGS]
    return DialogInfo(
        version=int(version),
        full=root.get("state", "full") == "full",
        dialogs=tuple(_dialog(element) for element in found),
    )


def apply(known: Watched, info: DialogInfo) -> Watched | None:
    """What is known afterwards; None: something was missed, ask for the full state again."""
    if info.full:
        kept: dict[str, Dialog] = {}
    elif info.version == known.version + 1:
        kept = dict(known.dialogs)
    else:
        return None
    for dialog in info.dialogs:
        if dialog.state == "terminated":
            kept.pop(dialog.id, None)
        else:
            kept[dialog.id] = dialog
    return Watched(version=info.version, dialogs=kept)


def read_message_summary(body: str) -> Mailbox | None:
    """Read an ``application/simple-message-summary`` body (RFC 3842 section 5.2), else None."""
    waiting = re.search(r"^Messages-Waiting\s*:\s*(yes|no)", body[:LONGEST], re.I | re.M)
    if waiting is None:
        return None
    counts = re.search(
        r"^Voice-Message\s*:\s*(\d{1,6})/(\d{1,6})(?:\s*\((\d{1,6})/)?", body[:LONGEST], re.I | re.M
    )
    new, old, urgent = (int(n or 0) for n in counts.groups()) if counts else (0, 0, 0)
    return Mailbox(waiting=waiting[1].lower() == "yes", new=new, old=old, urgent=urgent)


def _dialog(element: ElementTree.Element) -> Dialog:
    state = (element.findtext(f"{_NAMESPACE}state") or "").strip().lower()
    direction = element.get("direction", "")
    # Asterisk tells "early" for a phone that rings and leaves the direction out.
    incoming = direction != "initiator"
    if state in _EARLY:
        state = "early" if state == "early" else "trying"
    elif state not in ("confirmed", "terminated"):
        state = "terminated"
    remote = element.find(f"{_NAMESPACE}remote/{_NAMESPACE}identity")
    far_end = ""
    if remote is not None:
        user = re.match(r"(?:sips?|tel):([^@;>]{1,64})", (remote.text or "").strip())
        far_end = remote.get("display", "") or (user[1] if user else "")
    return Dialog(
        id=clean(element.get("id", "")), state=state, incoming=incoming, far_end=clean(far_end)
    )
