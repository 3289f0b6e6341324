"""Who waits in which queue, as Asterisk's manager events tell it. Pure.

The list that ``QueueStatus`` answers with and the events between two lists say the same thing: a
caller by the id of the channel. What is said twice changes nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from softphone.domain.queues import QueueState
from softphone.domain.text import clean

MOST_CALLERS = 1000
"""Of one queue; more are not counted."""
_MOST_WAIT_S = 7 * 86_400
Message = Mapping[str, str]


class QueueBook:
    """Knows nothing about a queue until its first list is complete, and of no other queue.

    ``asked`` names the list that an action with that id will answer with.
    """

    def __init__(self, names: Iterable[str], user: str = "") -> None:
        """``user``: this agent's extension; empty: no member is looked for."""
        self._names = tuple(dict.fromkeys(names))
        self._user = user
        self._members: dict[str, dict[str, _Member]] = {}
        self._waiting: dict[str, dict[str, datetime]] = {}
        self._lists: dict[str, tuple[str, dict[str, datetime] | None]] = {}
        self._listed_members: dict[str, dict[str, _Member]] = {}

    @property
    def states(self) -> tuple[QueueState, ...]:
        """What is known, in the order of the names."""
        return tuple(self._state(name) for name in self._names if name in self._waiting)

    def _state(self, name: str) -> QueueState:
        members = list(self._members.get(name, {}).values())
        paused = bool(members) and all(one.paused for one in members)
        return QueueState(
            name=name,
            waiting=len(self._waiting[name]),
            longest_since=min(self._waiting[name].values(), default=None),
            member=bool(members) if self._user else None,
            paused=paused,
            pause_reason=members[0].reason if paused else "",
        )

    def asked(self, action_id: str, name: str) -> None:
        """A list has been asked for; one that never came is forgotten."""
        kept = {key: value for key, value in self._lists.items() if value[0] != name}
        self._lists = {**kept, action_id: (name, None)}
        self._listed_members[name] = {}

    def take(self, message: Message, now: datetime) -> bool:
        """One message; whether anything changed."""
        before = self.states
        match message.get("Event", ""):
            case "QueueParams" | "QueueEntry" | "QueueStatusComplete" as event:
                self._listed(event, message, now)
            case "QueueMember":
                name, _ = self._lists.get(message.get("ActionID", ""), ("", None))
                if name and message.get("Queue", "") == name:
                    self._seat(self._listed_members[name], message)
            case "QueueMemberAdded" | "QueueMemberPause" | "QueueMemberStatus":
                self._seat(self._members.get(message.get("Queue", ""), {}), message)
            case "QueueMemberRemoved":
                known_here = self._members.get(message.get("Queue", ""), {})
                known_here.pop(_interface(message), None)
            case "QueueCallerJoin":
                self._joined(message, now)
            case "QueueCallerLeave" | "QueueCallerAbandon":
                known = self._waiting.get(message.get("Queue", ""), {})
                known.pop(message.get("Uniqueid", ""), None)
        return self.states != before

    def _seat(self, members: "dict[str, _Member]", message: Message) -> None:
        """Note it if it is this agent."""
        interface = _interface(message)
        if self._user and _belongs_to(interface, self._user):
            paused = message.get("Paused", "") == "1"
            reason = message.get("PausedReason", message.get("Reason", ""))
            members[interface] = _Member(paused, clean(reason, 80))

    def _joined(self, message: Message, now: datetime) -> None:
        known = self._waiting.get(message.get("Queue", ""))
        who = message.get("Uniqueid", "")
        if known is not None and who and len(known) < MOST_CALLERS:
            known.setdefault(who, now)

    def _listed(self, event: str, message: Message, now: datetime) -> None:
        action_id = message.get("ActionID", "")
        name, rows = self._lists.get(action_id, ("", None))
        if not name:
            return
        if event == "QueueStatusComplete":
            del self._lists[action_id]
            if rows is None:
                self._waiting.pop(name, None)  # the PBX has no such queue (any more)
            else:
                self._waiting[name] = self._kept(name, rows)
                self._members[name] = self._listed_members.pop(name, {})
        elif message.get("Queue", "") == name:
            rows = rows if rows is not None else {}
            who = message.get("Uniqueid", "")
            if event == "QueueEntry" and who and len(rows) < MOST_CALLERS:
                rows[who] = now - timedelta(seconds=_seconds(message.get("Wait", "")))
            self._lists[action_id] = (name, rows)

    def _kept(self, name: str, rows: dict[str, datetime]) -> dict[str, datetime]:
        """The new list, with the times of before: whole seconds must not make them jump."""
        before = self._waiting.get(name, {})
        return {who: before.get(who, since) for who, since in rows.items()}


class _Member(NamedTuple):
    paused: bool
    reason: str


def _interface(message: Message) -> str:
    """What the queue dials for the member; ``Location`` in the list of older ones."""
    return message.get("Interface", "") or message.get("Location", "")


def _belongs_to(interface: str, user: str) -> bool:
    """``PJSIP/1001``, ``SIP/1001`` and ``Local/1001@agents/n`` are extension 1001's."""
    technology, _, rest = interface.partition("/")
    name = rest.partition("@")[0].partition("/")[0]
    return name == user and technology in ("PJSIP", "SIP", "Local", "Agent")


def _seconds(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) <= 9
    return min(int(text), _MOST_WAIT_S) if known else 0
