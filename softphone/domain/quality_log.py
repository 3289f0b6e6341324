"""A call's quality from its beginning to its end: what the graph shows and what is kept."""

from collections import deque

import msgspec

from softphone.domain.quality import Quality

MOST = 20_000
"""Eleven hours of measurements; older ones fall away."""
KEPT = 240
"""Samples that are stored of a call; a longer one has the worst of each stretch."""


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One measurement. ``at_s``: seconds since the call's first one; ``loss_*``: 0 to 1."""

    at_s: float
    mos: float
    loss_in: float
    loss_out: float
    jitter_ms: float
    silent: bool = False
    """Sound was missing in a direction."""


class CallQuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is kept of a call. Loss is the mean share, 0 to 1; the score is 1 to 4.5 (MOS)."""

    call_id: str
    contact_id: str = ""
    codec: str
    mos_min: float
    mos_avg: float
    loss_in: float
    loss_out: float | None = None
    """None: the far end never reported."""
    jitter_p95_ms: float
    round_trip_ms: float | None = None
    """The longest."""
    samples: tuple[Sample, ...] = ()


class QualityLog:
    """Collects the measurements of one call."""

    def __init__(self) -> None:
        self._samples: deque[Sample] = deque(maxlen=MOST)
        self._began_s: float | None = None
        self._out: deque[float] = deque(maxlen=MOST)
        self._round_trip_ms: float | None = None
        self._codec = ""

    def add(self, quality: Quality, now_s: float) -> None:
        """A measurement, at a monotonic time in seconds."""
        if self._began_s is None:
            self._began_s = now_s
        self._codec = quality.codec
        if quality.loss_out is not None:
            self._out.append(quality.loss_out)
        if quality.round_trip_ms is not None:
            self._round_trip_ms = max(self._round_trip_ms or 0.0, quality.round_trip_ms)
        self._samples.append(
            Sample(
                round(now_s - self._began_s, 1),
                quality.mos,
                quality.loss_in,
                quality.loss_out or 0.0,
                quality.jitter_in_ms,
                bool(quality.no_sound),
            )
        )

    def samples(self, most: int = KEPT) -> tuple[Sample, ...]:
        """All of them, or the worst of each stretch when there are more than ``most``."""
        return thinned(tuple(self._samples), most)

    def summary(self, call_id: str, contact_id: str) -> CallQuality | None:
        """What to keep; None when nothing was measured."""
        if not self._samples:
            return None
        scores = [sample.mos for sample in self._samples]
        jitter = sorted(sample.jitter_ms for sample in self._samples)
        count = len(scores)
        return CallQuality(
            call_id=call_id,
            contact_id=contact_id,
            codec=self._codec,
            mos_min=min(scores),
            mos_avg=round(sum(scores) / count, 2),
            loss_in=round(sum(sample.loss_in for sample in self._samples) / count, 4),
            loss_out=round(sum(self._out) / len(self._out), 4) if self._out else None,
            jitter_p95_ms=jitter[min(count - 1, int(0.95 * count))],
            round_trip_ms=self._round_trip_ms,
            samples=self.samples(),
        )


def thinned(samples: tuple[Sample, ...], most: int) -> tuple[Sample, ...]:
    """At most ``most`` samples: of each stretch its first moment and its worst values."""
    if len(samples) <= most:
        return samples
    step = -(-len(samples) // most)
    return tuple(_worst(samples[at : at + step]) for at in range(0, len(samples), step))


def _worst(stretch: tuple[Sample, ...]) -> Sample:
    return Sample(
        stretch[0].at_s,
        min(sample.mos for sample in stretch),
        max(sample.loss_in for sample in stretch),
        max(sample.loss_out for sample in stretch),
        max(sample.jitter_ms for sample in stretch),
        any(sample.silent for sample in stretch),
    )
