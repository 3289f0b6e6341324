"""A call's quality from begin to end."""

import pytest

from softphone.domain.quality import Quality
from softphone.domain.quality_log import KEPT, QualityLog, Sample, thinned


def measured(mos: float = 4.4, **fields: float) -> Quality:
    return Quality(codec="opus/48000", mos=mos, mos_in=mos, **fields)  # type: ignore[arg-type]


def test_nothing_measured_nothing_kept() -> None:
    assert QualityLog().summary("c", "k") is None


def test_the_summary() -> None:
    log = QualityLog()
    for n in range(100):
        log.add(measured(4.0 if n else 2.0, jitter_in_ms=float(n), loss_in=0.02), 50.0 + 2 * n)
    log.add(measured(4.0, loss_out=0.1, round_trip_ms=80.0), 250.0)
    log.add(measured(4.0, loss_out=0.2, round_trip_ms=60.0), 252.0)
    kept = log.summary("c", "k")
    assert kept is not None
    assert (kept.call_id, kept.contact_id, kept.codec) == ("c", "k", "opus/48000")
    assert (kept.mos_min, kept.mos_avg) == (2.0, 3.98)
    assert kept.loss_in == pytest.approx(0.0196, abs=1e-4)
    assert kept.loss_out == pytest.approx(0.15)
    assert kept.jitter_p95_ms == pytest.approx(94, abs=2)
    assert kept.round_trip_ms == 80.0
    assert (kept.samples[0].at_s, kept.samples[-1].at_s) == (0.0, 202.0)


def test_a_long_call_keeps_the_worst_of_each_stretch() -> None:
    samples = tuple(Sample(2.0 * n, 4.4, 0.0, 0.0, 1.0) for n in range(1800))
    bad = Sample(2000.0, 1.5, 0.4, 0.3, 90.0, True)
    kept = thinned((*samples[:1000], bad, *samples[1001:]), KEPT)
    assert len(kept) <= KEPT
    assert (kept[0].at_s, kept[-1].at_s > 3500) == (0.0, True)
    (worst,) = [sample for sample in kept if sample.silent]
    assert (worst.mos, worst.loss_in, worst.loss_out, worst.jitter_ms) == (1.5, 0.4, 0.3, 90.0)
    assert thinned(samples[:KEPT], KEPT) == samples[:KEPT]
