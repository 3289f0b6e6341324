"""What many calls leave behind: memory per call, and whether each one was answered.

    python -m tests.bench.bench_calls [--short] [--json FILE]

1,000 calls to each phone: 300 back to back, the rest three at a time. Each has sound for a moment.
Before and after, the phone is drained (every transaction of SIP is over after 32 s: RFC 3261
section 17, timers B, F, H, J), collects its garbage and gives free memory back (malloc_trim); the
difference of its private memory is divided by the calls.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.caller import Leg
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.report import Report, command, measured
from tests.bench.usage import private_kb

WARM, IN_A_ROW, ALL = 60, 300, 1000
SHORT = (3, 10, 19)
AT_ONCE = 3
DRAINED_S = 34.0
PAUSE_S = 0.05
"""Talk of each call after its first RTP."""


def run(short: bool = False) -> Report:
    """Measure."""
    counts = SHORT if short else (WARM, IN_A_ROW, ALL)
    drained_s = 1.0 if short else DRAINED_S
    return measured("A thousand calls", lambda report: _measure(report, counts, drained_s))


def _measure(report: Report, counts: tuple[int, int, int], drained_s: float) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(EnginePhone(Path(folder))) as engine,
        closing(ThinPhone()) as thin,
        ThreadPoolExecutor(2) as both,
    ):
        phones: tuple[Phone, ...] = (engine, thin)
        ours, bare = both.map(lambda phone: _of(phone, *counts, drained_s), phones)
    warm, in_a_row, together = counts
    report.add("growth per call", "KB", ours[0], bare[0], target="< 2", most=2)
    report.add(
        f"unanswered of {in_a_row} back to back", "calls", ours[1], bare[1], target="0", most=0
    )
    rest = together - in_a_row
    report.add(
        f"unanswered of {rest}, {AT_ONCE} at a time", "calls", ours[2], bare[2], target="0", most=0
    )
    report.add("the next call answered", "", *("yes" if x[3] else "no" for x in (ours, bare)))
    report.notes.append(
        f"after {warm} calls to warm up; both phones at the same time; drained for {drained_s:g} s"
    )


def _of(
    phone: Phone, warm: int, in_a_row: int, together: int, drained_s: float
) -> tuple[float, int, int, bool]:
    def one(_: int) -> bool:
        with Leg(phone.address) as leg:
            times = leg.call()
            if times.code != 200:
                return False
            # The engine talks on one call at a time: answering the next one, it holds this one.
            with leg.keeping():
                time.sleep(PAUSE_S)
            return leg.bye()

    def settled() -> float:
        time.sleep(drained_s)
        phone.trim()
        return private_kb(phone.pid)

    with ThreadPoolExecutor(AT_ONCE) as callers:
        list(callers.map(one, range(warm)))
        before = settled()
        lost_in_a_row = sum(not one(turn) for turn in range(in_a_row))
        lost_together = sum(not good for good in callers.map(one, range(together - in_a_row)))
        if not phone.alive():
            return float("nan"), lost_in_a_row, lost_together, False
        after = settled()
    return (after - before) / together, lost_in_a_row, lost_together, one(0)


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
