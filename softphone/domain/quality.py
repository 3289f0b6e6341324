"""How a call sounds, estimated from what the network did to it: the E-model of ITU-T G.107.

Only what a phone can see varies here: codec, loss and delay. Everything else (noise, levels, echo)
has the Recommendation's default values, for which R is 93.2 (G.107, table 3). One narrow-band
scale serves all codecs, so that calls can be compared: what a wide-band codec gains is not counted.
"""

import math
from enum import StrEnum

import msgspec

BEST_R = 93.2
"""R with every parameter at its default (G.107, clause 7.7)."""


class Impairment(msgspec.Struct, frozen=True):
    """``ie``: what the codec itself costs; ``bpl``: how well it bears loss; ``delay_ms``: what one
    packet of 20 ms and the codec's look-ahead take."""

    ie: float
    bpl: float
    delay_ms: float


G711 = Impairment(0.0, 25.1, 20.0)
"""With packet-loss concealment, random loss (G.113 appendix I, table I.4)."""
G711_BARE = Impairment(0.0, 4.3, 20.0)
"""The same without concealment."""
G729 = Impairment(10.0, 19.0, 25.0)
"""``ie``: table I.1; ``bpl``: table I.4, which names it for G.729A with silence suppression."""
G722 = Impairment(0.0, 25.1, 21.5)
"""Assumed: as good as G.711 on the narrow-band scale; concealment as for G.711."""
OPUS = Impairment(0.0, 25.1, 26.5)
"""Assumed, because no Recommendation has values for Opus: at the bit rates used here (24 kbit/s and
more) as good as G.711. What its error correction repairs is not counted: loss is what the
network lost, so that the estimate is rather too low than too high."""
GSM = Impairment(20.0, 10.0, 20.0)
"""``ie``: GSM full rate, table I.1; ``bpl`` is that of the enhanced full rate codec, table I.4."""
UNKNOWN = Impairment(10.0, 19.0, 25.0)

_BY_NAME = {
    "PCMA": G711,
    "PCMU": G711,
    "G729": G729,
    "G722": G722,
    "OPUS": OPUS,
    "GSM": GSM,
}


def impairment_of(codec: str) -> Impairment:
    """By the codec's name in SDP, ``opus/48000`` or ``PCMA``; an unknown one counts as G.729."""
    return _BY_NAME.get(codec.partition("/")[0].upper(), UNKNOWN)


def delay_impairment(one_way_ms: float) -> float:
    """Idd: what absolute delay from mouth to ear costs (G.107, clause 7.4, default sensitivity)."""
    if one_way_ms <= 100.0:
        return 0.0
    x = math.log2(one_way_ms / 100.0)
    root = 1.0 / 6.0
    return 25.0 * (math.pow(1 + x**6, root) - 3 * math.pow(1 + (x / 3) ** 6, root) + 2)


def loss_impairment(impairment: Impairment, loss: float, burst_ratio: float = 1.0) -> float:
    """Ie,eff (G.107, clause 7.5). ``loss``: share of the packets; ``burst_ratio`` 1: random."""
    percent = 100.0 * min(1.0, max(0.0, loss))
    ie = impairment.ie
    return ie + (95.0 - ie) * percent / (percent / burst_ratio + impairment.bpl)


def rating(codec: str, loss: float, one_way_ms: float) -> float:
    """R: 93.2 is the best, below 50 nobody should have to talk."""
    impairment = impairment_of(codec)
    worse = delay_impairment(one_way_ms) + loss_impairment(impairment, loss)
    return max(0.0, BEST_R - worse)


def mos(r: float) -> float:
    """Mean opinion score, 1 to 4.5, that goes with R (G.107, annex B)."""
    if r <= 0:
        return 1.0
    if r >= 100:
        return 4.5
    # The cubic dips below 1 for R under 6.5.
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


class Grade(StrEnum):
    """What users say of such a call (G.107, annex B, table B.1; G.109)."""

    GOOD = "good"
    """R from 80: satisfied."""
    FAIR = "fair"
    """R from 70: some are dissatisfied."""
    POOR = "poor"
    """R from 60: many are dissatisfied."""
    BAD = "bad"
    """Below: nearly all are."""


GRADES = ((4.02, Grade.GOOD), (3.59, Grade.FAIR), (3.1, Grade.POOR))
"""The score that goes with R = 80, 70 and 60, rounded down to what is shown."""


def grade(score: float) -> Grade:
    """The grade of a mean opinion score."""
    return next((grade for least, grade in GRADES if score >= least), Grade.BAD)


class NoSound(StrEnum):
    """Sound that has been missing for seconds, told apart by where it went missing."""

    NOTHING_RECEIVED = "nothing_received"
    """No packet came."""
    SILENCE_RECEIVED = "silence_received"
    """Packets came, without any sound in them, not even a room's."""
    NOT_HEARD = "not_heard"
    """The far end's reports say that nothing of ours arrives."""


class Quality(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A call over its last seconds. ``in`` is towards us, ``out`` towards the far end.

    ``loss`` is a share of the packets, 0 to 1; what came too late to be played counts in
    ``loss_in``. What only the far end's reports (RTCP) can tell is None until one has come.
    """

    codec: str
    mos: float
    """The lower of the two directions."""
    mos_in: float
    mos_out: float | None = None
    loss_in: float = 0.0
    loss_out: float | None = None
    jitter_in_ms: float = 0.0
    """Interarrival jitter (RFC 3550, section 6.4.1)."""
    jitter_out_ms: float | None = None
    round_trip_ms: float | None = None
    buffer_ms: float = 0.0
    """How long what arrives waits to be played."""
    no_sound: tuple[NoSound, ...] = ()
