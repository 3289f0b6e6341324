"""What the engine asks of a far end again and again: holds, and to follow to another address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from softphone.domain.call import Call, Caller, CallState, Direction
from softphone.domain.messages import CommandName, Event
from softphone.engine.calls import hold as holds_module
from softphone.engine.calls import path_change as follow_module
from softphone.engine.calls.call_record import CallRecord, PendingHold
from softphone.engine.calls.call_table import CallTable
from softphone.engine.calls.hold import Hold
from softphone.engine.calls.path_change import PathChange
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.leg import LegHandle


class SpyLeg:
    """Notes what is asked of it; ``busy``: another offer is under way."""

    serial = 1

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.busy = False

    def _ask(self, what: str) -> None:
        if self.busy:
            raise StackError("another change of the call is under way")
        self.asked.append(what)

    def hold(self) -> None:
        self._ask("hold")

    def resume(self) -> None:
        self._ask("resume")

    def follow(self, *, rebind: bool) -> None:
        self._ask(f"follow, rebind {rebind}")


class Clock:
    """Monotonic seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class Scene:
    """One answered call, with everything that may ask something of it."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.leg = SpyLeg()
        self.told: list[Event] = []
        self.settled: list[bool] = []
        self.failed: list[str] = []
        self.table = CallTable(self.told.append)
        call = Call(
            id="c1",
            direction=Direction.INCOMING,
            state=CallState.CONNECTED,
            caller=Caller(number="1002"),
            started_at=datetime.now(UTC),
        )
        self.record = CallRecord(call, cast("LegHandle", self.leg))
        self.table.add(self.record)
        self.holds = Hold(self.table, lambda _, held: self.settled.append(held), self._not_held)
        self.follow = PathChange(self.table)

    def _not_held(self, record: CallRecord, wish: PendingHold | None, why: str) -> None:
        self.failed.append(why)

    def later(self, seconds: float) -> None:
        """Time passes; the loop ticks."""
        self.clock.now += seconds
        self.holds.tick(self.record, self.clock.now)
        self.follow.tick(self.record, self.clock.now)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    clock = Clock()
    for module in (follow_module, holds_module):
        monkeypatch.setattr(module, "time", clock)
    return Scene(clock)


def test_a_hold_waits_for_the_offer_that_is_under_way(scene: Scene) -> None:
    scene.leg.busy = True
    scene.holds.wish(scene.record, hold=True, command=CommandName.HOLD_CALL)
    scene.later(0.2)
    assert not scene.leg.asked
    scene.leg.busy = False
    scene.later(0.2)
    assert scene.leg.asked == ["hold"]
    scene.holds.media_moved(scene.record, held=True)
    scene.holds.answered(scene.record, 200, "OK")
    assert scene.settled == [True]
    scene.later(5.0)
    assert scene.leg.asked == ["hold"]


def test_what_was_answered_and_did_not_come_about_is_asked_for_again(scene: Scene) -> None:
    scene.holds.wish(scene.record, hold=False, command=CommandName.RESUME_CALL)
    scene.holds.media_moved(scene.record, held=True)
    scene.holds.answered(scene.record, 200, "OK")
    assert not scene.settled
    scene.later(0.5)
    assert scene.leg.asked == ["resume"]
    scene.later(0.6)
    assert scene.leg.asked == ["resume", "resume"]
    scene.holds.answered(scene.record, 200, "OK")
    scene.holds.media_moved(scene.record, held=False)
    assert scene.settled == [False]


def test_a_hold_that_never_comes_about_is_refused_in_the_end(scene: Scene) -> None:
    scene.holds.wish(scene.record, hold=True, command=CommandName.HOLD_CALL)
    for _ in range(12):
        scene.holds.answered(scene.record, 200, "OK")
        scene.later(1.1)
    assert scene.failed
    assert scene.record.hold_wish is None


def test_a_glare_is_tried_again_after_a_while(scene: Scene) -> None:
    scene.holds.wish(scene.record, hold=True, command=CommandName.HOLD_CALL)
    scene.holds.answered(scene.record, 491, "Request Pending")
    scene.later(2.0)
    assert scene.leg.asked == ["hold"]
    scene.later(2.1)
    assert scene.leg.asked == ["hold", "hold"]
    scene.holds.answered(scene.record, 488, "Not Acceptable Here")
    assert scene.failed == ["488 Not Acceptable Here"]


@pytest.mark.parametrize("code", [491, 500])
def test_a_call_follows_again_after_a_glare(scene: Scene, code: int) -> None:
    scene.follow.begin(rebind=True)
    scene.later(0.1)
    assert scene.leg.asked == ["follow, rebind True"]
    scene.follow.answered(scene.record, code)
    scene.later(2.0)
    assert len(scene.leg.asked) == 1
    scene.later(2.1)
    assert scene.leg.asked == ["follow, rebind True"] * 2
    scene.follow.answered(scene.record, 200)
    scene.later(10.0)
    assert len(scene.leg.asked) == 2


def test_a_call_is_told_of_a_new_address_even_when_it_is_asked_twice(scene: Scene) -> None:
    scene.leg.busy = True
    scene.follow.begin(rebind=True)
    scene.later(0.3)
    scene.follow.begin(rebind=False)
    scene.leg.busy = False
    scene.later(0.3)
    assert scene.leg.asked == ["follow, rebind True"]


def test_an_ended_call_follows_nowhere(scene: Scene) -> None:
    scene.follow.begin(rebind=False)
    scene.follow.over(scene.record)
    scene.later(1.0)
    assert not scene.leg.asked
