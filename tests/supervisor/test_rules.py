"""The pure rules, and the children's watch on stdin."""

import os
import queue

import pytest

from softphone.supervisor.child import AloneRule, StdinWatch
from softphone.supervisor.restarts import RestartPolicy


def test_the_first_five_crashes_cost_nothing_then_it_slows_down() -> None:
    policy = RestartPolicy()
    assert [policy.delay_s(float(second)) for second in range(9)] == [0, 0, 0, 0, 0, 1, 2, 5, 5]


def test_a_quiet_time_forgives() -> None:
    policy = RestartPolicy()
    for _ in range(9):
        policy.delay_s(0.0)
    assert policy.delay_s(30.0) == 0.0


def test_rare_crashes_never_wait() -> None:
    policy = RestartPolicy()
    assert {policy.delay_s(second * 6.0) for second in range(100)} == {0.0}


@pytest.mark.parametrize("kept_by", ["desk", "supervisor", "call"])
def test_an_engine_of_use_never_ends(kept_by: str) -> None:
    rule = AloneRule()
    use = {"desk": False, "supervisor": False, "call": False, kept_by: True}
    assert not any(rule.due(float(second), **use) for second in range(100))


def test_ten_seconds_alone_are_enough_counted_from_the_end_of_the_call() -> None:
    rule = AloneRule()
    assert not rule.due(0.0, desk=False, supervisor=False, call=False)
    assert not rule.due(9.9, desk=False, supervisor=False, call=True)
    assert not rule.due(20.0, desk=False, supervisor=False, call=False)
    assert not rule.due(29.9, desk=False, supervisor=False, call=False)
    assert rule.due(30.0, desk=False, supervisor=False, call=False)


@pytest.mark.parametrize(
    ("written", "heard"),
    [(b"quit\n", "quit"), (b"x\nquit\r\n", "quit"), (b"qu", "gone"), (b"", "gone")],
)
def test_stdin_tells_quit_and_the_end(written: bytes, heard: str) -> None:
    said: queue.Queue[str] = queue.Queue()
    reading, writing = os.pipe()
    try:
        StdinWatch(lambda: said.put("quit"), lambda: said.put("gone"), reading).start()
        os.write(writing, written)
        os.close(writing)
        assert said.get(timeout=10) == heard
        assert said.empty()
    finally:
        os.close(reading)
