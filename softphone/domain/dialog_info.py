"""Reading what the PBX tells about another phone's dialogs (RFC 4235), and a mailbox (3842).

Everything here comes from the network: sizes are bounded, document types are refused, so that no
entity can be defined, and every text is cleaned. It is read leniently: PBXs write names in
GBK, leave a ``&`` as it is, and forget the namespace or the version; the lamp needs none of these.
"""

import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

import msgspec

from softphone.domain.target import Mailbox, Presence
from softphone.domain.text import clean

LONGEST = 65_536
MOST_DIALOGS = 50
_LONE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_OPENED = re.compile(r"<(?:[\w.-]{1,40}:)?dialog-info[\s/>]")
_CLOSED = re.compile(r"</(?:[\w.-]{1,40}:)?dialog-info\s{0,9}>")
_DISPLAY = re.compile(r"""(\sdisplay\s*=\s*")([^\n]{0,400}?)("(?=\s*/?>|\s+[\w:]+\s*=\s*["']))""")
_NO_XML = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WEIGHT = {"early": 3, "confirmed": 2, "trying": 1}
"""Of two dialogs with one id the one that matters more; a phone shown as free would be a lie."""
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
    """One document; a partial one holds only what changed (RFC 4235 section 4.1).

    ``version`` None: it does not say.
    """

    version: int | None
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
    """Read an ``application/dialog-info+xml`` body. Raises ``DialogInfoError``.

    Bytes that are no UTF-8 come as surrogates, as ``surrogateescape`` makes them.
    """
    # What stands behind a NUL is no part of it (nor is the rest of somebody's buffer).
    text = body.partition("\0")[0]
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    if len(text) > LONGEST or "<!" in text.replace("<!--", ""):
        raise DialogInfoError("too large, or with a document type")
    # Neither a declaration, which may name another encoding than the text has had by now, nor
    # anything else around the document counts.
    if (opened := _OPENED.search(text)) is None:
        raise DialogInfoError("no dialog-info")
    closed = [found.end() for found in _CLOSED.finditer(text)]
    text = text[opened.start() : closed[-1] if closed else None]
    text = _NO_XML.sub(" ", _LONE_AMPERSAND.sub("&amp;", text))
    try:
        root = _parse(text)
    except DialogInfoError:
        # Names are copied into it as they are, quotes and brackets too.
        root = _parse(_DISPLAY.sub(_escaped, text))
    if root.tag != "dialog-info":
        raise DialogInfoError("no dialog-info")
    version = root.get("version", "").strip()
    if version and not re.fullmatch(r"\d{1,20}", version):
        raise DialogInfoError("no version")
    dialogs: dict[str, Dialog] = {}
    for element in root.findall("dialog")[:MOST_DIALOGS]:
        dialog = _dialog(element)
        before = dialogs.get(dialog.id)
        if before is None or _WEIGHT.get(dialog.state, 0) >= _WEIGHT.get(before.state, 0):
            dialogs[dialog.id] = dialog
    return DialogInfo(
        version=int(version) if version else None,
        full=root.get("state", "full").strip().lower() != "partial",
        dialogs=tuple(dialogs.values()),
    )


def _parse(text: str) -> Element:
    """The document's root. Names lose their prefixes, whether these were declared or not."""
    builder = TreeBuilder()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        builder.end(_local(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(text.encode("utf-8"), True)
        return builder.close()
    except (expat.ExpatError, ValueError, AssertionError) as error:
        raise DialogInfoError(f"no XML: {error}") from None


def _escaped(found: re.Match[str]) -> str:
    name = found[2].replace("<", "&lt;").replace('"', "&quot;")
    return f"{found[1]}{name}{found[3]}"


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def apply(known: Watched, info: DialogInfo, *, over_gap: bool = False) -> Watched | None:
    """What is known afterwards; None: something was missed, ask for the full state again.

    ``over_gap``: take a partial document all the same, because no full one is to be had.
    """
    follows = known.version + 1
    if info.full:
        kept: dict[str, Dialog] = {}
    elif over_gap or (known.version >= 0 and info.version is None) or info.version == follows:
        kept = dict(known.dialogs)
    else:
        return None
    for dialog in info.dialogs:
        if dialog.state == "terminated":
            kept.pop(dialog.id, None)
        else:
            kept[dialog.id] = dialog
    return Watched(version=follows if info.version is None else info.version, dialogs=kept)


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


def _dialog(element: Element) -> Dialog:
    state = (element.findtext("state") or "").strip().lower()
    direction = element.get("direction", "")
    # Asterisk tells "early" for a phone that rings and leaves the direction out.
    incoming = direction != "initiator"
    if state in _EARLY:
        state = "early" if state == "early" else "trying"
    elif state not in ("confirmed", "terminated"):
        state = "terminated"
    remote = element.find("remote/identity")
    far_end = ""
    if remote is not None:
        user = re.match(r"(?:sips?|tel):([^@;>]{1,64})", (remote.text or "").strip())
        display = remote.get("display", "")
        # A name with bytes that were no UTF-8 cannot be read by anybody.
        far_end = (display if "\ufffd" not in display else "") or (user[1] if user else "")
    return Dialog(
        id=clean(element.get("id", "")), state=state, incoming=incoming, far_end=clean(far_end)
    )
