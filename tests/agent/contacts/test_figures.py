"""The figures of the day."""

import time
from datetime import timedelta

import pytest

from softphone.domain.call import Call, Caller, CallState, Direction, EndCause, EndedBy
from tests.agent.conftest import World


@pytest.mark.parametrize(
    ("queued", "rang_s", "in_time"),
    [("0", 5, 1), ("25", 5, 1), ("25", 5.1, 0), ("", 30, 1), ("", 31, 0), ("soon", 30, 1)],
)
def test_in_time_counts_queue_and_ringing(
    world: World, queued: str, rang_s: float, in_time: int
) -> None:
    world.ready()
    call = world.offer(waited=queued)
    world.clock.advance(rang_s)
    world.wishes.answer()
    call = world.connect(call)
    world.clock.advance(60)
    world.end(call)
    figures = world.model.figures
    assert (figures.contacts, figures.taken, figures.in_time) == (1, 1, in_time)


def test_a_missed_call_counts_as_missed_only(world: World) -> None:
    world.ready()
    call = world.offer()
    world.clock.advance(40)
    world.end(call, EndCause.MISSED)
    figures = world.model.figures
    assert (figures.missed, figures.taken, figures.in_time) == (1, 0, 0)


def test_a_call_that_the_agent_gave_up_is_not_missed(world: World) -> None:
    world.ready()
    world.wishes.dial("+862288880000")
    placed = next(view.call for view in world.model.calls)
    world.end(placed, EndCause.ABANDONED, EndedBy.AGENT)
    figures = world.model.figures
    assert (figures.contacts, figures.answered, figures.missed) == (1, 0, 0)


def test_every_call_of_the_day_counts(world: World) -> None:
    at = world.clock.now()
    for count in range(230):
        call = Call(
            id=f"earlier{count}",
            direction=Direction.INCOMING,
            state=CallState.ENDED,
            caller=Caller(number="+862288880000"),
            started_at=at,
            answered_at=at,
            ended_at=at + timedelta(seconds=1),
            cause=EndCause.ANSWERED,
        )
        world.store.save_call(call, "", "")
    world.desk.day.reload()
    figures = world.model.figures
    assert (figures.contacts, figures.answered, figures.talk_s) == (230, 230, 230)


def test_a_shift_does_not_end_at_midnight(
    world: World, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(time.tzset)
    with monkeypatch.context() as patch:
        # The clock of the tests says 08:00 UTC; local midnight is two hours away.
        patch.setenv("TZ", "UTC-14")
        time.tzset()
        world.ready()
        ticketed(world)
        world.clock.advance(3 * 3600)
        ticketed(world)
        assert (world.model.figures.answered, len(world.model.tickets_today)) == (2, 2)
        world.start_desk()
        assert (world.model.figures.answered, len(world.model.tickets_today)) == (2, 2)


def ticketed(world: World) -> None:
    """A call with its ticket."""
    call = world.offer(f"call{world.clock.now():%H%M}")
    world.wishes.answer()
    world.end(world.connect(call))
    world.fill_ticket()
    world.wishes.save_ticket(go_ready=True)
