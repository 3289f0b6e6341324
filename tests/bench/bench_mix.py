"""Three calls mixed: each hears the other two and not itself, and what that costs.

    python -m tests.bench.bench_mix [--short] [--json FILE]

Three callers hum 600, 900 and 1300 Hz into one phone that mixes them; what each of them gets back
is measured tone by tone. The processor's time of one call and of the three mixed ones is taken of
the same process.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from tests.bench.caller import Leg, Voices, from_ulaw, loudness, tone
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.report import Report, command, measured
from tests.bench.usage import cpu_percent

HUMS = (600.0, 900.0, 1300.0)
HEARD_DBFS, NOT_HEARD_DBFS = -20.0, -50.0
LISTENED_S, COST_S = 2.0, 15.0


def run(short: bool = False) -> Report:
    """Measure."""
    return measured("Three calls mixed", lambda report: _measure(report, 1.0 if short else COST_S))


def _measure(report: Report, cost_s: float) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(EnginePhone(Path(folder))) as engine:
        ours = _of(engine, cost_s)
    with closing(ThinPhone()) as thin:
        bare = _of(thin, cost_s)
    report.add("weakest of the six that are to be heard", "dBFS", ours[0], bare[0])
    report.add("loudest echo of the own voice", "dBFS", ours[1], bare[1])
    report.add(
        "each hears the other two, not itself",
        "",
        *("yes" if x[0] > HEARD_DBFS and x[1] < NOT_HEARD_DBFS else "no" for x in (ours, bare)),
        target="yes",
    )
    report.add("packets lost", "packets", ours[2], bare[2], target="0", most=0)
    report.add("CPU, one call", "% of a core", ours[3], bare[3])
    report.add("CPU, three mixed", "% of a core", ours[4], bare[4])
    report.add(
        "the three above the one",
        "points",
        ours[4] - ours[3],
        bare[4] - bare[3],
        target="≤ 1",
        most=1,
    )
    report.notes.append("humming at -12 dBFS; null sound, no echo cancellation")


def _of(phone: Phone, cost_s: float) -> tuple[float, float, int, float, float]:
    with contextlib.ExitStack() as stack:
        legs = [stack.enter_context(Leg(phone.address)) for _ in HUMS]
        legs[0].call()
        with Voices([(legs[0], tone(HUMS[0]))]):
            one_call = cpu_percent([phone.pid], cost_s)
        for leg in legs[1:]:
            leg.call()
        phone.mix(len(legs))
        with Voices([(leg, tone(hum)) for leg, hum in zip(legs, HUMS, strict=True)]):
            three = cpu_percent([phone.pid], cost_s)
            with ThreadPoolExecutor(len(legs)) as ears:
                heard = list(ears.map(lambda leg: leg.listen(LISTENED_S), legs))
        lost = sum(
            (packets[-1].sequence - packets[0].sequence + 1) % 65536 - len(packets)
            for packets in heard
        )
        sounds = [from_ulaw(b"".join(p.payload for p in packets)) for packets in heard]
        levels = np.array([[loudness(sound, hum) for hum in HUMS] for sound in sounds])
        for leg in legs:
            leg.bye()
    own = np.diag(levels)
    others = levels[~np.eye(len(HUMS), dtype=bool)]
    return float(others.min()), float(own.max()), lost, one_call, three


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
