"""Ear protection: whatever comes in, nothing goes out above the limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softphone.engine.audio.limiter import DEFAULT_LIMIT_DBFS, Limiter
from tests.engine.audio.signals import floats, purity_db, tone

_blocks = st.lists(
    hnp.arrays(
        np.int16,
        st.integers(1, 480),
        elements=st.integers(-32768, 32767) | st.sampled_from([-32768, 32767, 0]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(_blocks, st.floats(-40, 3))
def test_no_sample_is_over_the_limit(blocks: list[np.ndarray], limit_dbfs: float) -> None:
    limiter = Limiter(limit_dbfs)
    for block in blocks:
        data = block.astype("<i2").tobytes()
        limited = limiter.apply(data)
        assert len(limited) == len(data)
        assert np.abs(floats(limited)).max() <= limiter.peak
        # Turned down, never turned round or up.
        assert (np.abs(floats(limited)) <= np.abs(floats(data))).all()
        assert (floats(limited) * floats(data) >= 0).all()


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 2000), st.integers(1, 64), st.integers(80, 480), st.booleans())
def test_full_scale_square_waves_and_noise(seed: int, half: int, block: int, noise: bool) -> None:
    index = np.arange(4000)
    wave = np.where(index // half % 2, 32767, -32768)
    if noise:
        wave = np.random.default_rng(seed).integers(-32768, 32768, 4000)
    limiter = Limiter()
    data = wave.astype("<i2").tobytes()
    for start in range(0, len(data), 2 * block):
        assert np.abs(floats(limiter.apply(data[start : start + 2 * block]))).max() <= limiter.peak


@settings(max_examples=200, deadline=None)
@given(hnp.arrays(np.int16, st.integers(1, 480), elements=st.integers(-16000, 16000)))
def test_what_is_below_passes_bit_for_bit(block: np.ndarray) -> None:
    data = block.astype("<i2").tobytes()
    assert Limiter().apply(data) == data


@pytest.mark.parametrize("hertz", [200.0, 1000.0, 2900.0])
def test_a_loud_tone_stays_a_tone(hertz: float) -> None:
    limiter = Limiter()
    heard = b"".join(
        limiter.apply(tone(hertz, start, 160, 32767.0)) for start in range(0, 32000, 160)
    )
    assert np.abs(floats(heard)).max() <= limiter.peak
    assert purity_db(floats(heard)[-16000:], hertz) > 40, "it was clipped, not turned down"


def test_after_a_shock_speech_is_back_soon_and_exact() -> None:
    limiter = Limiter()
    limiter.apply(tone(1000, 0, 1600, 32767.0))
    quiet = [tone(500, start, 160, 3000.0) for start in range(0, 32000, 160)]
    heard = [limiter.apply(block) for block in quiet]
    assert np.abs(floats(heard[0])).max() < 2000, "turned up at once"
    assert np.abs(floats(heard[30])).max() > 2600
    assert heard[-1] == quiet[-1]


def test_limits_out_of_reason_are_moved() -> None:
    assert Limiter(40.0).peak == 32767
    assert Limiter(-200.0).peak == Limiter(-30.0).peak == 1036
    assert Limiter(DEFAULT_LIMIT_DBFS).peak == 16422
    limiter = Limiter()
    limiter.set_limit(-20.0)
    assert np.abs(floats(limiter.apply(tone(1000, 0, 160)))).max() <= 3276
    assert limiter.apply(b"") == b""
