"""The E-model against published values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.quality import (
    BEST_R,
    G711,
    G711_BARE,
    G729,
    Grade,
    delay_impairment,
    grade,
    impairment_of,
    loss_impairment,
    mos,
    rating,
)


@pytest.mark.parametrize(
    ("r", "score"),
    [
        (90, 4.34),
        (80, 4.03),
        (70, 3.60),
        (60, 3.10),
        (50, 2.58),
        (BEST_R, 4.41),
        (0, 1),
        (100, 4.5),
    ],
)
def test_score_of_a_rating(r: float, score: float) -> None:
    """G.107 annex B, table B.1."""
    assert mos(r) == pytest.approx(score, abs=0.01)


@pytest.mark.parametrize(
    ("one_way_ms", "idd"),
    [(0, 0), (100, 0), (150, 0.16), (200, 3.04), (250, 8.92), (400, 24.07), (500, 30.64)],
)
def test_delay(one_way_ms: float, idd: float) -> None:
    """G.107's formula by hand; the knee after 150 ms is that of G.114, figure 1."""
    assert delay_impairment(one_way_ms) == pytest.approx(idd, abs=0.01)


@pytest.mark.parametrize(
    ("impairment", "percent", "ie_eff"),
    [
        (G711, 0, 0.0),
        (G711, 1, 3.64),
        (G711, 5, 15.78),
        (G711_BARE, 1, 17.92),
        (G729, 0, 10.0),
        (G729, 1, 14.25),
        (G729, 3, 21.59),
    ],
)
def test_loss(impairment: object, percent: float, ie_eff: float) -> None:
    """Ie and Bpl of G.113 appendix I put into G.107's formula by hand."""
    assert loss_impairment(impairment, percent / 100) == pytest.approx(ie_eff, abs=0.01)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codec", "loss", "one_way_ms", "score"),
    [
        ("PCMA/8000", 0.0, 20, 4.41),
        ("PCMA/8000", 0.05, 20, 3.92),
        ("G729/8000", 0.0, 20, 4.14),
        ("G729/8000", 0.05, 20, 3.38),
        ("opus/48000", 0.0, 20, 4.41),
        ("PCMU/8000", 0.0, 400, 3.56),
        ("PCMU/8000", 1.0, 20, 1.18),
    ],
)
def test_a_call(codec: str, loss: float, one_way_ms: float, score: float) -> None:
    assert mos(rating(codec, loss, one_way_ms)) == pytest.approx(score, abs=0.01)


def test_an_unknown_codec_counts_as_g729() -> None:
    assert impairment_of("evs/16000") == G729
    assert impairment_of("g729") is G729


def test_grades() -> None:
    assert [grade(score) for score in (4.41, 4.02, 3.8, 3.2, 2.9, 1)] == [
        Grade.GOOD,
        Grade.GOOD,
        Grade.FAIR,
        Grade.POOR,
        Grade.BAD,
        Grade.BAD,
    ]


@given(
    codec=st.sampled_from(["PCMA", "G729", "opus/48000", "x"]),
    loss=st.floats(0, 1),
    delay=st.floats(0, 2000),
    more=st.floats(0, 1),
)
def test_worse_never_sounds_better(codec: str, loss: float, delay: float, more: float) -> None:
    score = mos(rating(codec, loss, delay))
    assert 1.0 <= score <= 4.5
    worse = mos(rating(codec, min(1.0, loss + more), delay + 100 * more))
    assert worse <= score + 0.01
