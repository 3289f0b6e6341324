"""The figures of the day."""

import pytest

from softphone.domain.call import EndCause
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
