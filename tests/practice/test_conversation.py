"""Taking turns."""

from softphone.practice import conversation
from softphone.practice.conversation import Turn, say

LOUD, QUIET = -20.0, -60.0


def hear(turn: Turn, now: float, levels: list[float]) -> list[bool]:
    """Listen to these levels, 0.2 s each; whether each was the moment for the next line."""
    moments = []
    for level in levels:
        now += 0.2
        turn, moment = conversation.listen(turn, now, level, 0.2)
        moments.append(moment)
    return moments


def test_the_next_line_comes_when_the_agent_has_spoken_and_stopped() -> None:
    turn = say(Turn(lines=2), 0.0, 1.0)
    assert hear(turn, 1.0, [LOUD] * 3 + [QUIET] * 4) == [False] * 6 + [True]


def test_a_click_is_not_an_answer() -> None:
    turn = say(Turn(lines=2), 0.0, 1.0)
    assert not any(hear(turn, 1.0, [LOUD] + [QUIET] * 20))


def test_a_short_breath_is_not_the_end() -> None:
    turn = say(Turn(lines=2), 0.0, 1.0)
    assert not any(hear(turn, 1.0, [LOUD, LOUD, QUIET, QUIET, LOUD] * 3))


def test_nobody_is_interrupted_in_their_own_line() -> None:
    turn = say(Turn(lines=2), 0.0, 10.0)
    assert not any(hear(turn, 1.0, [LOUD] * 5 + [QUIET] * 10))


def test_long_silence_makes_the_customer_go_on() -> None:
    turn = say(Turn(lines=2), 0.0, 1.0)
    assert any(hear(turn, 1.0, [QUIET] * 80))


def test_after_the_last_line_there_is_none() -> None:
    turn = say(Turn(lines=1), 0.0, 1.0)
    assert turn.over
    assert not any(hear(turn, 1.0, [LOUD] * 5 + [QUIET] * 100))
