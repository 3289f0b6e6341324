"""The buffer between two clocks: no drift, no click, little delay."""

import numpy as np
import pytest

from softphone.engine.audio.backend import FRAME_BYTES, RATE_HZ
from softphone.engine.audio.ring import Ring
from softphone.engine.pj.face import StackRing
from tests.engine.audio.clocks import HERTZ, RINGS, AnyRing, Clocks
from tests.engine.audio.signals import floats, purity_db, roughness, tone

NO_CLICK = 25.0
"""A tone of 8000 at a pitch as far off as it may be is 10 beside its forecast, a click 3000."""
SETTLING_S = 20


@pytest.mark.slow
@pytest.mark.parametrize("ppm", [200, -200])
@pytest.mark.parametrize(("kind", "minutes"), [(StackRing, 60), (Ring, 10)])
def test_an_hour_between_clocks_that_differ(kind: AnyRing, minutes: int, ppm: int) -> None:
    """Ten minutes in Python, where the same rules take longer."""
    clocks = Clocks(kind, ppm)
    clocks.run(SETTLING_S)
    underruns = clocks.ring.underruns
    tail = np.zeros(0)
    for minute in range(minutes):
        samples, levels = clocks.run(60)
        assert roughness(np.concatenate([tail, samples]), HERTZ).max() < NO_CLICK, minute
        assert purity_db(samples[-RATE_HZ:], HERTZ) > 55, minute
        # 15-ms blocks and frames of 10 ms with up to 3 ms of jitter, at any phase to each other.
        assert levels.min() > 0.010, minute
        assert levels.max() < 0.035, minute
        tail = samples[-2:]
    assert (clocks.ring.underruns, clocks.ring.cuts) == (underruns, 0)
    # The level follows the blocks' phase, which the clocks move too.
    assert clocks.ring.drift == pytest.approx(ppm * 1e-6, abs=100e-6)


@pytest.mark.parametrize("ppm", [0, 500, -500])
@pytest.mark.parametrize("kind", RINGS)
def test_it_settles_at_once_and_adds_little(kind: AnyRing, ppm: int) -> None:
    clocks = Clocks(kind, ppm, late_ms=1, blocks=(160,))
    samples, _ = clocks.run(2)
    assert roughness(samples[RATE_HZ // 2 :], HERTZ).max() < NO_CLICK
    _, levels = clocks.run(20)
    # Before a read of 10 ms: what waits longer than it must is at most a block and the jitter.
    assert levels.mean() < 0.024
    assert clocks.ring.underruns == 0


@pytest.mark.parametrize("phase_ms", [3, 5, 8])
@pytest.mark.parametrize("kind", RINGS)
def test_blocks_that_come_in_good_time_wait_no_longer_than_they_must(
    kind: AnyRing, phase_ms: float
) -> None:
    """Each block is read so many milliseconds after it was written: nothing else need be there."""
    clocks = Clocks(kind, 0, late_ms=1, blocks=(160,), phase_ms=phase_ms)
    clocks.run(40)
    samples, levels = clocks.run(60)
    # The 10 ms of the read, 1.5 of the interpolation, half a one in reserve.
    assert levels.mean() < 0.013
    assert clocks.ring.underruns == 0
    assert roughness(samples, HERTZ).max() < NO_CLICK


@pytest.mark.parametrize("kind", RINGS)
def test_more_jitter_is_learnt_and_then_borne(kind: AnyRing) -> None:
    clocks = Clocks(kind, 100, late_ms=25, blocks=(160,))
    clocks.run(30)
    learnt = clocks.ring.underruns
    samples, levels = clocks.run(60)
    assert clocks.ring.underruns - learnt <= 2
    assert roughness(samples, HERTZ).mean() < NO_CLICK
    assert levels.max() < 0.070


@pytest.mark.parametrize("kind", RINGS)
def test_a_writer_that_stops_fades_out_and_comes_back_without_more_delay(kind: AnyRing) -> None:
    clocks = Clocks(kind, 0, blocks=(160,))
    clocks.run(5)
    _, before = clocks.run(1)
    clocks.stalled = True
    gap, _ = clocks.run(1)
    clocks.stalled = False
    back, _ = clocks.run(1)
    _, after = clocks.run(1)
    heard = np.concatenate([gap, back])
    assert not gap[RATE_HZ // 2 :].any()
    # Out and in within milliseconds, not from one sample to the next.
    assert np.abs(np.diff(heard)).max() < 3500
    assert purity_db(back[-RATE_HZ // 2 :], HERTZ) > 40
    assert clocks.ring.underruns == 1
    assert after.mean() - before.mean() < 0.012


@pytest.mark.parametrize("kind", RINGS)
def test_what_piled_up_while_the_reader_stood_is_cut_once_and_softly(kind: AnyRing) -> None:
    clocks = Clocks(kind, 0, blocks=(160,))
    clocks.run(5)
    _, before = clocks.run(1)
    clocks.run(0.4, reader_stands=True)
    samples, _ = clocks.run(1)
    _, after = clocks.run(1)
    assert clocks.ring.cuts == 1
    assert np.abs(np.diff(samples)).max() < 3500
    assert after.mean() - before.mean() < 0.010


@pytest.mark.parametrize("kind", RINGS)
def test_what_a_short_standstill_piled_up_is_gone_in_seconds(kind: AnyRing) -> None:
    clocks = Clocks(kind, 0, late_ms=1, blocks=(160,), phase_ms=5)
    clocks.run(20)
    _, before = clocks.run(1)
    clocks.run(0.03, reader_stands=True)
    samples, _ = clocks.run(9)
    _, after = clocks.run(1)
    assert clocks.ring.cuts == 0
    assert after.mean() - before.mean() < 0.005
    assert roughness(samples, HERTZ).max() < NO_CLICK


@pytest.mark.parametrize("kind", RINGS)
def test_blocks_of_any_size_both_ways(kind: AnyRing) -> None:
    now = [0.0]
    ring = kind(lambda: now[0])
    written, read = 0, b""
    for _ in range(400):
        for _ in range(4):
            ring.put(tone(HERTZ, written, 441))
            written += 441
        for count in (1200, 562, 1, 1):
            block = ring.take(2 * count)
            assert len(block) == 2 * count
            read += block
        now[0] += 4 * 441 / RATE_HZ
    heard = floats(read)[-RATE_HZ * 10 :]
    assert roughness(heard, HERTZ).max() < NO_CLICK
    assert purity_db(heard[-RATE_HZ:], HERTZ) > 40


@pytest.mark.parametrize("kind", RINGS)
def test_a_fresh_or_cleared_ring_is_silent(kind: AnyRing) -> None:
    ring = kind()
    assert ring.take_frame() == bytes(FRAME_BYTES)
    for _ in range(50):
        ring.put(tone(HERTZ, 0, 160))
    ring.clear()
    assert ring.take_frame() == bytes(FRAME_BYTES)
    assert ring.take(0) == b""
    assert ring.underruns == 0


@pytest.mark.parametrize("kind", RINGS)
def test_what_piled_up_before_the_first_read_is_no_jitter(kind: AnyRing) -> None:
    """The conference writes before the speaker is open."""
    clocks = Clocks(kind, 0, late_ms=1, blocks=(160,))
    clocks.run(1, reader_stands=True)
    _, levels = clocks.run(10)
    assert levels[-100:].max() < 0.025
