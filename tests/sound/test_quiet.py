"""A microphone that gives nothing, and a computer that slept: the pure rules."""

import pytest

from softphone.engine.audio.quiet import NEVER_HEARD_S, NO_LONGER_HEARD_S, QUIET_PEAK, QuietWatch
from softphone.engine.network.sleep_watch import SleepWatch


def said(watch: QuietWatch) -> bool:
    """Asked anew each time."""
    return watch.silent


def run(watch: QuietWatch, start: float, seconds: float, peak: int | None, **more: bool) -> float:
    now = start
    while now < start + seconds:
        watch.step(now, peak, talking=more.get("talking", True), muted=more.get("muted", False))
        now += 0.1
    return now


def test_zeros_from_the_first_moment_are_told_after_five_seconds() -> None:
    watch = QuietWatch()
    now = run(watch, 0.0, NEVER_HEARD_S - 0.5, 0)
    assert not said(watch)
    now = run(watch, now, 1.0, 0)
    assert said(watch)
    assert watch.step(now, QUIET_PEAK + 1, talking=True, muted=False), "a change"
    assert not said(watch)


def test_a_pause_of_one_who_was_heard_is_longer() -> None:
    watch = QuietWatch()
    now = run(watch, 0.0, 1.0, 900)
    now = run(watch, now, NO_LONGER_HEARD_S - 1.0, QUIET_PEAK)
    assert not said(watch)
    run(watch, now, 2.0, QUIET_PEAK)
    assert said(watch)


@pytest.mark.parametrize("why", ["muted", "idle"])
def test_nothing_is_said_while_muted_or_idle(why: str) -> None:
    watch = QuietWatch()
    run(watch, 0.0, 60.0, 0, muted=why == "muted", talking=why != "idle")
    assert not said(watch)


def test_after_mute_the_seconds_count_anew() -> None:
    watch = QuietWatch()
    now = run(watch, 0.0, 20.0, 0)
    assert said(watch)
    now = run(watch, now, 20.0, 0, muted=True)
    assert not said(watch)
    run(watch, now, NEVER_HEARD_S - 0.5, 0)
    assert not said(watch)


def test_no_samples_at_all_are_not_silence() -> None:
    watch = QuietWatch()
    run(watch, 0.0, 60.0, None)
    assert not said(watch)


@pytest.mark.parametrize(
    ("monotonic_s", "wall_s", "slept"),
    [
        (3.0, 3.0, False),
        (3.1, 2.9, False),
        (0.3, 3600.0, True),  # Linux, macOS: the monotonic clock stood still
        (3600.0, 3600.0, True),  # Windows: it went on, nobody ran
        (3.0, -3600.0, False),  # the wall clock was set back
    ],
)
def test_a_sleep_is_seen_in_the_clocks(monotonic_s: float, wall_s: float, slept: bool) -> None:
    watch = SleepWatch(100.0, 1_000_000.0)
    assert (watch.woke(100.0 + monotonic_s, 1_000_000.0 + wall_s) > 5.0) is slept
    assert not watch.woke(103.0 + monotonic_s, 1_000_003.0 + wall_s)
