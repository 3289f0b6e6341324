"""The phones that are watched: subscribed to while the line is up, a few at a time."""

import itertools
import logging
import time
from collections import deque
from collections.abc import Callable

from softphone.domain.dialog_info import DialogInfoError, Watched, apply, read_dialog_info
from softphone.domain.messages import Event, MailboxChanged, TargetChanged
from softphone.domain.target import Mailbox, Presence
from softphone.engine.errors import CommandError
from softphone.engine.pj.account import SipAccount
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.values import Put, WatchEnded, WatchNotified
from softphone.engine.pj.watch import Watch, watch

log = logging.getLogger(__name__)

MOST_WATCHED = 200
"""The stack has room for 256."""
AT_ONCE = 5
EVERY_S = 0.1
"""Subscriptions are sent five at a time, so that 200 of them take four seconds, not a flood."""
AGAIN_AFTER_S = 60.0
"""A subscription that ended or was refused is tried again."""
STEADY_S = 120.0
"""One that went well for so long is asked for anew after a second again, if need be."""


class _Entry:
    def __init__(self, number: str) -> None:
        self.number = number
        self.known = Watched()
        self.told = (Presence.UNKNOWN, "")
        self.watch: Watch | None = None
        self.serial = 0
        self.since = 0.0
        self.troubles = 0
        """How many subscriptions one after another told what cannot be used."""
        self.over_gap = False
        """No full state is to be had: this subscription's partial one has been taken."""


class PresenceSubscriptions:
    """Used on the engine's thread only. ``uri`` makes a URI or raises ``CommandError``."""

    def __init__(self, put: Put, emit: Callable[[Event], None], uri: Callable[[str], str]) -> None:
        self._put = put
        self._emit = emit
        self._uri = uri
        self._entries: dict[str, _Entry] = {}
        self._by_serial: dict[int, _Entry] = {}
        self._serials = itertools.count(1)
        self._due: deque[tuple[float, str]] = deque()
        self._next = 0.0
        self._up = False
        self._asked = ""
        """The server that was asked, as the end of a URI: another one knows nothing of it."""
        self._old: list[Watch] = []
        self.mailbox = Mailbox()

    def wanted(self, numbers: tuple[str, ...]) -> None:
        """Watch these from now on, and tell of all of them what is known."""
        numbers = tuple(dict.fromkeys(numbers))[:MOST_WATCHED]
        for number in self._entries.keys() - set(numbers):
            self._let_go(self._entries.pop(number))
        now = time.monotonic()
        for number in numbers:
            if number not in self._entries:
                self._entries[number] = _Entry(number)
                self._due.append((now, number))
            else:
                self._tell(self._entries[number], always=True)
        self._emit(MailboxChanged(mailbox=self.mailbox))

    def mailbox_told(self, mailbox: Mailbox) -> None:
        """The PBX told what waits."""
        self.mailbox = mailbox
        self._emit(MailboxChanged(mailbox=mailbox))

    def tick(self, account: SipAccount | None, usable: bool) -> None:
        """Send what is due. Without a line nothing is known about anybody."""
        self._old.clear()
        up = usable and account is not None
        server = self._server() if up else ""
        if up is not self._up or server != self._asked:
            self._up, self._asked = up, server
            self._begin_again()
        now = time.monotonic()
        if not up or account is None or now < self._next or not self._due:
            return
        self._next = now + EVERY_S
        waiting = [entry for entry in self._due if entry[0] > now]
        ripe = [number for at, number in self._due if at <= now]
        self._due = deque([*((now, n) for n in ripe[AT_ONCE:]), *waiting])
        for number in ripe[:AT_ONCE]:
            entry = self._entries.get(number)
            if entry is not None and entry.watch is None:
                self._subscribe(entry, account)

    def close(self) -> None:
        """The account goes: no subscription may outlive it."""
        self._up = False
        self._begin_again()
        self._old.clear()

    # ------------------------------------------------------------ what the stack told

    def notified(self, value: WatchNotified) -> None:
        """A NOTIFY came."""
        entry = self._by_serial.get(value.watch)
        if entry is None:
            return
        body = value.message.partition("\r\n\r\n")[2]
        if not body.strip():
            return
        try:
            info = read_dialog_info(body)
        except DialogInfoError as error:
            log.info("watch %s: %s", entry.number[:3], error)
            # What it said is not known now: a lamp that stays as it was would lie.
            self._trouble(entry)
            return
        known = apply(entry.known, info)
        if known is None and entry.troubles and not entry.over_gap:
            # Some PBXs never tell the full state (RFC 4235 section 4.3 has none of that).
            entry.over_gap = True
            known = apply(entry.known, info, over_gap=True)
        if known is None:
            # A partial state with a gap before it: the full one comes with a new subscription.
            self._trouble(entry)
            return
        entry.known = known
        self._tell(entry)

    def _trouble(self, entry: _Entry) -> None:
        """Subscribe anew, after 1, 2, 4 … 60 s."""
        if time.monotonic() - entry.since >= STEADY_S:
            entry.troubles = 0
        pause_s = min(AGAIN_AFTER_S, 2.0 ** min(entry.troubles, 10))
        entry.troubles += 1
        self._again(entry, pause_s)

    def ended(self, value: WatchEnded) -> None:
        """The PBX ended or refused a subscription."""
        entry = self._by_serial.get(value.watch)
        if entry is not None:
            log.info("watch %s ended with %d", entry.number[:3], value.code)
            self._again(entry, AGAIN_AFTER_S)

    # ------------------------------------------------------------ inside

    def _server(self) -> str:
        try:
            return self._uri("0")
        except CommandError:
            return ""

    def _subscribe(self, entry: _Entry, account: SipAccount) -> None:
        serial = next(self._serials)
        try:
            entry.watch = watch(account, serial, self._uri(entry.number), self._put)
        except (CommandError, StackError) as error:
            log.info("watch %s: %s", entry.number[:3], error)
            self._due.append((time.monotonic() + AGAIN_AFTER_S, entry.number))
            return
        entry.serial, entry.since, entry.over_gap = serial, time.monotonic(), False
        self._by_serial[serial] = entry

    def _again(self, entry: _Entry, after_s: float) -> None:
        self._let_go(entry)
        entry.known = Watched()
        self._tell(entry)
        self._due.append((time.monotonic() + after_s, entry.number))

    def _begin_again(self) -> None:
        self._due.clear()
        now = time.monotonic()
        for entry in self._entries.values():
            self._let_go(entry)
            entry.known = Watched()
            self._tell(entry)
            self._due.append((now, entry.number))

    def _let_go(self, entry: _Entry) -> None:
        self._by_serial.pop(entry.serial, None)
        if entry.watch is not None:
            # Its destructor ends the subscription: never within the step that handles its values.
            self._old.append(entry.watch)
            entry.watch = None

    def _tell(self, entry: _Entry, *, always: bool = False) -> None:
        ringing = entry.known.ringing
        now = (entry.known.presence, ringing.far_end if ringing else "")
        if now != entry.told or always:
            entry.told = now
            self._emit(TargetChanged(number=entry.number, presence=now[0], far_end=now[1]))
