"""Whom a caller can be handed to, how each of them is, and who fits what was typed."""

from collections.abc import Callable

from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.pinyin import Readings, reads_as
from softphone.domain.target import Mailbox, Presence, Target, TargetKind, TargetView

MOST_WATCHED = 200
_ORDER = {kind: place for place, kind in enumerate(TargetKind)}


class Targets:
    """The configured targets with their states; the engine watches them."""

    def __init__(self, outside: DeskPorts, rules: Callable[[], DeskRules]) -> None:
        self._out = outside
        self._rules = rules
        self._presence: dict[str, tuple[Presence, str]] = {}
        self._readings: dict[str, Readings] = {}
        self._keys: dict[str, str] = {}
        self._by_key: dict[str, Target] = {}
        self._mailbox = Mailbox()
        self._waiting: dict[str, int] = {}
        self.views: tuple[TargetView, ...] = ()
        self._build()

    @property
    def mailbox(self) -> Mailbox | None:
        """What waits; None: no voice mail is configured."""
        return self._mailbox if self._rules().voicemail else None

    # -------------------------------------------------------------- facts

    def watch(self) -> None:
        """Tell the engine whom to watch; favourites first, in case there are too many."""
        wanted = [view.target.number for view in self.views if view.target.watched]
        self._out.phone.send(
            m.WatchTargets(
                numbers=tuple(wanted[:MOST_WATCHED]) if self._rules().watch_targets else (),
                mailbox=bool(self._rules().voicemail),
            )
        )

    def rules_changed(self) -> None:
        """Other targets, or other favourites."""
        before = self.views
        self._build()
        if before != self.views:
            self.watch()

    def presence_told(self, event: m.TargetChanged) -> None:
        """The engine told how a target is."""
        self._presence[event.number] = (event.presence, event.far_end)
        self._build()

    def mailbox_told(self, mailbox: Mailbox) -> None:
        """The engine told what waits in the mailbox."""
        self._mailbox = mailbox

    def queues_told(self, waiting: dict[str, int]) -> None:
        """How many wait in each queue, by the PBX's name of it."""
        self._waiting = waiting
        self._build()

    def engine_lost(self) -> None:
        """Nothing is known about anybody."""
        self._presence.clear()
        self._mailbox = Mailbox()
        self._build()

    # -------------------------------------------------------------- who a number belongs to

    def name_of(self, key: str) -> str:
        """The name of the target with that number (``PhoneNumber.key``); "" for any other."""
        target = self._by_key.get(key)
        return target.name if target is not None else ""

    def is_internal(self, key: str) -> bool:
        """Whether that number (``PhoneNumber.key``) is a colleague's, or any extension."""
        target = self._by_key.get(key)
        if target is not None:
            return target.kind is not TargetKind.NUMBER
        return key.isdecimal() and len(key) <= self._rules().extension_digits

    # -------------------------------------------------------------- asked by the agent

    def find(self, text: str) -> tuple[TargetView, ...]:
        """Who fits by name, pinyin, number or category; all for an empty text."""
        wanted = text.strip().casefold()
        return tuple(view for view in self.views if not wanted or self._fits(view.target, wanted))

    def get(self, number: str) -> TargetView | None:
        """The target with that number."""
        return next((view for view in self.views if view.target.number == number), None)

    def star(self, number: str, on: bool) -> bool:
        """Make it a favourite, or no longer; false for a number that is no target."""
        if self.get(number) is None:
            return False
        favourites = [n for n in self._rules().favourites if n != number]
        self._out.keep_favourites((*favourites, number) if on else tuple(favourites))
        return True

    # -------------------------------------------------------------- inside

    def _fits(self, target: Target, wanted: str) -> bool:
        if wanted in target.name.casefold() or wanted in target.category.casefold():
            return True
        digits = "".join(c for c in wanted if c in "0123456789*#+")
        if digits and digits == "".join(wanted.split()) and digits in target.number:
            return True
        for text in (target.name, target.category):
            if text not in self._readings:
                self._readings[text] = self._out.pinyin.readings(text)
            if reads_as(wanted, self._readings[text]):
                return True
        return False

    def _build(self) -> None:
        rules = self._rules()
        views = []
        for target in rules.targets:
            presence, far_end = self._presence.get(target.number, (Presence.UNKNOWN, ""))
            views.append(
                TargetView(
                    target=target,
                    presence=presence,
                    favourite=target.number in rules.favourites,
                    far_end=far_end,
                    waiting=self._waiting.get(target.queue) if target.queue else None,
                )
            )
        views.sort(key=_place)
        self.views = tuple(views)
        self._by_key = {}
        for target in rules.targets:
            self._by_key.setdefault(self._key(target.number), target)

    def _key(self, number: str) -> str:
        if number not in self._keys:
            self._keys[number] = self._out.numbers.parse(number).key
        return self._keys[number]


def _place(view: TargetView) -> tuple[bool, int, str, str, str]:
    target = view.target
    name = target.name or target.number
    return (not view.favourite, _ORDER[target.kind], target.category, name, target.number)


def merged(*lists: tuple[Target, ...]) -> tuple[Target, ...]:
    """One list; the first entry of a number counts."""
    found: dict[str, Target] = {}
    for target in (target for targets in lists for target in targets):
        found.setdefault(target.number, target)
    return tuple(found.values())
