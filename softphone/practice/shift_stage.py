"""What the steps of a shift act on and look at, and the runner that tells them."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from softphone.practice import evidence, sound
from softphone.practice.peer_client import Peer, PeerError
from softphone.practice.room_host import PILOT_DBFS
from softphone.practice.scenarios import Customer, Scenario
from softphone.practice.shift_desk import DeskHands, HandsError
from softphone.practice.shift_setup import ShiftFolder

T = TypeVar("T")

TONE_LIMIT_S = 20.0
"""Longer than anybody speaks without a pause: in a pause the tones stand alone."""
LOOK_S = 0.05
"""How often it is looked again."""
REACTION_S = 0.4
"""A person needs this long; the window ignores clicks on what has only just appeared."""
TONE_OFF_DB = 5.0
TONE_CONTRAST_DB = 15.0
"""A pilot tone counts as heard within this of the level it was sent with, standing out this far:
a voice that passes by has neither."""


class NotObservedError(Exception):
    """Something did not happen, or could not be seen, in time."""


FAILURES = (
    NotObservedError,
    PeerError,
    HandsError,
    sound.SoundError,
    sqlite3.Error,
    OSError,
)
"""What makes a step count as not observed; anything else is a mistake in the story."""


@dataclass
class Stage:
    """The room, the desk's widgets, the folder; what one step leaves for the next."""

    folder: ShiftFolder
    scenario: Scenario
    room: Peer
    desk: DeskHands
    running: Callable[[], bool] = lambda: True
    """Whether the softphone still runs; waiting for a dead one ends at once."""
    call: str = ""
    """The room's id of the customer's call."""
    heard_from: int = 0
    """Where in the speaker's file the running call begins."""
    pictures: int = 0
    tickets: list[dict[str, object]] = field(default_factory=list)

    def customer(self, key: str) -> Customer:
        """The customer of that key."""
        return next(each for each in self.scenario.customers if each.key == key)

    def until(self, look: Callable[[], T | None], what: str, limit_s: float = 8.0) -> T:
        """Look again and again until there is something. Raises ``NotObservedError``."""
        limit = time.monotonic() + limit_s
        while True:
            found = look()
            if found:
                return found
            if not self.running():
                raise NotObservedError(f"{what}: not observed, the softphone has ended")
            if time.monotonic() > limit:
                raise NotObservedError(f"{what}: not observed within {limit_s:g} s")
            time.sleep(LOOK_S)

    def state(self, wanted: str, limit_s: float = 8.0) -> None:
        """Wait for that agent state on the desk."""
        seen = ""

        def look() -> bool:
            nonlocal seen
            seen = self.desk.agent_state()
            return seen == wanted

        try:
            self.until(look, f"state {wanted}", limit_s)
        except NotObservedError as error:
            raise NotObservedError(f"{error} (it is {seen})") from None

    def click(self, name: str) -> float:
        """Click as a person would, a moment after it could be seen; when (monotonic)."""
        time.sleep(REACTION_S)
        at = time.monotonic()
        self.desk.click(name)
        return at

    def agent_hears(self, hz: int) -> sound.Tone:
        """Wait for that party's pilot tone in what the speaker plays in this call."""
        return self._heard(
            lambda: evidence.heard_since(self.folder.speaker, self.heard_from, hz),
            PILOT_DBFS,
            f"{hz} Hz at the agent's ear",
        )

    def party_hears(self, call: str, hz: int, sent_dbfs: float = PILOT_DBFS) -> sound.Tone:
        """Wait for that pilot tone in what a party of the room receives."""
        since = time.monotonic()

        def look() -> sound.Tone | None:
            if time.monotonic() - since < 1.0:
                return None
            return sound.Tone(**self.room.measure(call, [hz], window_ms=1000)["tones"][0])

        return self._heard(look, sent_dbfs, f"{hz} Hz at {call}")

    def _heard(
        self, look: Callable[[], sound.Tone | None], sent_dbfs: float, what: str
    ) -> sound.Tone:
        newest: sound.Tone | None = None

        def heard() -> sound.Tone | None:
            nonlocal newest
            newest = look()
            return newest if newest is not None and is_heard(newest, sent_dbfs) else None

        try:
            return self.until(heard, what, TONE_LIMIT_S)
        except NotObservedError as error:
            raise NotObservedError(f"{error}; newest second: {newest}") from None

    def picture(self, title: str) -> None:
        """A screenshot, numbered in the order of the story."""
        self.pictures += 1
        self.desk.screenshot(self.folder.screenshots / f"{self.pictures:02}-{title}.png")

    def rows(self, query: str, *values: str) -> list[dict[str, object]]:
        """Rows of the desk's store."""
        return evidence.rows(self.folder.data / "softphone.db", query, *values)


def is_heard(tone: sound.Tone, sent_dbfs: float) -> bool:
    """Whether that is the pilot tone and not chance."""
    right_level = abs(tone.level_dbfs - sent_dbfs) <= TONE_OFF_DB
    return right_level and tone.contrast_db >= TONE_CONTRAST_DB


@dataclass(frozen=True)
class Step:
    """One step of a story: what it is, and the function that does it and tells what was seen."""

    title: str
    act: Callable[[Stage], str]


def play(stage: Stage, story: Sequence[Step], say: Callable[[str], None], limit_s: float) -> bool:
    """Do all steps in order, one line each; false at the first that was not observed."""
    start = time.monotonic()
    for step in story:
        try:
            seen = step.act(stage)
        except FAILURES as error:
            passed = time.monotonic() - start
            say(f"{passed:6.2f} s  {step.title} … NOT OBSERVED: {error}")
            return False
        passed = time.monotonic() - start
        say(f"{passed:6.2f} s  {step.title} … observed: {seen}")
        if passed > limit_s:
            say(f"{passed:6.2f} s  the shift took longer than {limit_s:g} s")
            return False
    return True
