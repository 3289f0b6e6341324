"""The room's queue: every phase with every event, and random walks."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.practice.room import (
    AgentTold,
    CallEnded,
    Event,
    GiveUp,
    IllegalEventError,
    Offer,
    OfferAnswered,
    PatienceRanOut,
    Pause,
    PauseEnded,
    Phase,
    Room,
    Tell,
    step,
)

IDLE = Room(everybody=("a", "b"), waiting=("a", "b"))
READY = msgspec.structs.replace(IDLE, ready=True, signed_in=True)
PAUSE = msgspec.structs.replace(READY, phase=Phase.PAUSE)
OFFERING = msgspec.structs.replace(READY, phase=Phase.OFFERING, current="a", waiting=("b",))
TALKING = msgspec.structs.replace(OFFERING, phase=Phase.TALKING)
PHASES = (READY, PAUSE, OFFERING, TALKING)

LEGAL = {
    (Phase.IDLE, AgentTold): Phase.PAUSE,
    (Phase.PAUSE, AgentTold): Phase.PAUSE,
    (Phase.OFFERING, AgentTold): Phase.OFFERING,
    (Phase.TALKING, AgentTold): Phase.TALKING,
    (Phase.PAUSE, PauseEnded): Phase.OFFERING,
    (Phase.OFFERING, OfferAnswered): Phase.TALKING,
    (Phase.OFFERING, PatienceRanOut): Phase.OFFERING,
    (Phase.OFFERING, CallEnded): Phase.PAUSE,
    (Phase.TALKING, CallEnded): Phase.PAUSE,
}
EVENTS: tuple[Event, ...] = (
    AgentTold(ready=True),
    OfferAnswered(),
    PatienceRanOut(),
    CallEnded(),
    PauseEnded(),
)


@pytest.mark.parametrize("room", PHASES, ids=lambda room: room.phase.value)
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_pair(room: Room, event: Event) -> None:
    expected = LEGAL.get((room.phase, type(event)))
    if expected is None:
        with pytest.raises(IllegalEventError, match=f"{type(event).__name__} .*{room.phase.value}"):
            step(room, event)
    else:
        assert step(room, event)[0].phase is expected


def test_ready_brings_the_first_customer_after_a_pause() -> None:
    room, effects = step(IDLE, AgentTold(ready=True))
    assert effects == (Pause(),)
    room, effects = step(room, PauseEnded())
    assert effects == (Offer("a"),)
    assert room.waiting == ("b",)


@pytest.mark.parametrize("signed_in", [True, False])
def test_not_ready_in_the_pause_offers_nobody(signed_in: bool) -> None:
    room, _ = step(PAUSE, AgentTold(ready=False, signed_in=signed_in))
    room, effects = step(room, PauseEnded())
    assert (room.phase, effects) == (Phase.IDLE, ())
    assert room.signed_in is signed_in


def test_ready_again_goes_on_where_it_was() -> None:
    room, _ = step(PAUSE, AgentTold(ready=False))
    room, _ = step(room, PauseEnded())
    room, effects = step(room, AgentTold(ready=True))
    assert effects == (Pause(),)
    assert room.waiting == ("a", "b")


def test_who_was_not_taken_comes_again_later() -> None:
    room, effects = step(OFFERING, CallEnded())
    assert effects == (Tell("not_taken", "a"), Pause())
    assert room.waiting == ("b", "a")


def test_who_gave_up_is_called_abandoned() -> None:
    room, effects = step(OFFERING, PatienceRanOut())
    assert effects == (GiveUp("a"),)
    room, effects = step(room, CallEnded())
    assert effects == (Tell("abandoned", "a"), Pause())
    assert not room.gave_up


def test_an_answer_that_beats_the_cancel_counts() -> None:
    room, _ = step(OFFERING, PatienceRanOut())
    room, _ = step(room, OfferAnswered())
    assert step(room, CallEnded())[1][0] == Tell("served", "a")


@pytest.mark.parametrize(("repeat", "waiting"), [(False, ()), (True, ("a", "b"))])
def test_after_the_last_customer(repeat: bool, waiting: tuple[str, ...]) -> None:
    last = msgspec.structs.replace(TALKING, waiting=(), repeat=repeat)
    room, effects = step(last, CallEnded())
    assert room.waiting == waiting
    assert (Pause() in effects) is repeat


@given(st.lists(st.sampled_from((*EVENTS, AgentTold(ready=False))), max_size=60))
def test_nobody_is_ever_lost_or_doubled(events: list[Event]) -> None:
    room = Room.of(("a", "b", "c"))
    served: list[str] = []
    for event in events:
        try:
            room, effects = step(room, event)
        except IllegalEventError:
            continue
        served += [each.customer for each in effects if each in _served("abc")]
        somewhere = [*room.waiting, *([room.current] if room.current else []), *served]
        assert sorted(somewhere) == ["a", "b", "c"]
        offers = [each for each in effects if isinstance(each, Offer)]
        assert not offers or room.ready


def _served(keys: str) -> list[Tell]:
    return [Tell("served", key) for key in keys]
