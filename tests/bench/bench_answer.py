"""How fast a call is rung and answered: INVITE → 180, INVITE → 200, 200 → first RTP.

    python -m tests.bench.bench_answer [--short] [--json FILE]

The engine is driven through its socket by a desk that answers at once, so the whole way of an
answer is in the figure: INVITE, event, socket, command, 200. Calls of both phones alternate, so
that whatever else the machine does weighs on both alike.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.caller import Leg, Times
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.report import Report, command, measured, median, percentile

CALLS, SHORT_CALLS = 100, 10


def run(short: bool = False) -> Report:
    """Measure."""
    return measured("Answering", lambda report: _measure(report, SHORT_CALLS if short else CALLS))


def _measure(report: Report, count: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(EnginePhone(Path(folder))) as engine,
        closing(ThinPhone()) as thin,
    ):
        phones: tuple[Phone, ...] = (engine, thin)
        seen: dict[str, list[Times]] = {"engine": [], "thin": []}
        for turn in range(count + 2):
            for phone in phones:
                with Leg(phone.address) as leg:
                    times = leg.call()
                    leg.bye()
                if turn >= 2:  # the first ones load what is loaded once
                    seen[phone.name].append(times)
    ours, bare = seen["engine"], seen["thin"]
    unanswered = sum(times.code != 200 for times in ours), sum(t.code != 200 for t in bare)
    for name, field, most in (
        ("INVITE → 180", "to_180", 10),
        ("INVITE → 200, answered at once", "to_200", 20),
        ("200 → first RTP", "to_rtp", 30),
    ):
        mine = [getattr(times, field) for times in ours]
        theirs = [getattr(times, field) for times in bare]
        report.add(
            f"{name}, p50", "ms", median(mine), median(theirs), target=f"≤ {most}", most=most
        )
        report.add(f"{name}, p95", "ms", percentile(mine, 0.95), percentile(theirs, 0.95))
    report.add("calls not answered", "calls", unanswered[0], unanswered[1], target="0", most=0)
    report.notes.append(f"{count} calls of each phone, in turn; no desk, no window")


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
