"""Cold start of the whole program, and what it costs while nothing happens.

    python -m tests.bench.bench_start [--short] [--json FILE]

*Start* is from the command ``softphone run`` until the window is there to be pressed (its widgets
answer) and the line takes calls; the bare phone's until window and port are there. The program is
compiled to byte code before, as an installation is.
*Idle* is signed in, without a call, some seconds after the start: every process of the program.
"""

from __future__ import annotations

import compileall
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import msgspec

from softphone.config.settings import Settings, WrapUp
from tests.bench.phones import ROOT, ThinPhone, closing, free_port
from tests.bench.pulse import Pulse
from tests.bench.report import Report, command, measured
from tests.bench.usage import cpu_percent, pss_mb, rss_mb
from tests.e2e.processes import family
from tests.e2e.program import Program

Start = tuple[float, float, float, float]
"""Seconds, MB of RSS, MB of PSS, percent of a core."""
STARTS, SHORT_STARTS = 5, 1
IDLE_S, SHORT_IDLE_S = 30.0, 2.0
SETTLES_S = 8.0


def run(short: bool = False) -> Report:
    """Measure. Raises ``PulseMissingError``."""
    counts = (SHORT_STARTS, SHORT_IDLE_S, 0.5) if short else (STARTS, IDLE_S, SETTLES_S)
    return measured("Start and idle", lambda report: _measure(report, *counts))


def _measure(report: Report, starts: int, idle_s: float, settles_s: float) -> None:
    compileall.compile_dir(ROOT / "softphone", quiet=1)
    with Pulse() as pulse:
        ours = [_start(pulse, idle_s if last else 0.0, settles_s) for last in _lasts(starts)]
        bare, windowed = (
            [_thin(pulse, window, idle_s if last else 0.0, settles_s) for last in _lasts(starts)]
            for window in (False, True)
        )
    medians = [statistics.median(start for start, *_ in x) for x in (ours, bare, windowed)]
    report.add("start to window and line", "s", medians[0], medians[1])
    report.add(
        "the same, times a bare phone in a Qt window", "×", medians[0] / medians[2], target="≤ 2"
    )
    _, our_mb, our_pss, our_cpu = ours[-1]
    _, bare_mb, bare_pss, bare_cpu = bare[-1]
    report.add("idle memory, all processes (RSS)", "MB", our_mb, bare_mb, target="≤ 150", most=150)
    report.add("the same, shared pages counted once (PSS)", "MB", our_pss, bare_pss)
    report.add("idle CPU, all processes", "% of a core", our_cpu, bare_cpu, target="≤ 1", most=1)
    report.notes.append(
        f"{starts} starts, medians; a bare phone in a Qt window: {medians[2]:.2f} s, "
        f"{windowed[-1][1]:.0f} MB, {windowed[-1][3]:.1f} %; idle over {idle_s:g} s"
    )


def _lasts(count: int) -> list[bool]:
    return [turn == count - 1 for turn in range(count)]


def _start(pulse: Pulse, idle_s: float, settles_s: float) -> Start:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(wrap_up=WrapUp(time_s=120))
        program = Program(Path(folder), settings, direct=f"127.0.0.1:{free_port()}")
        program.options = msgspec.structs.replace(program.options, audio="")
        try:
            began = time.monotonic()
            with mock.patch.dict(os.environ, pulse.environment):
                program.start()
            program.wait_line("direct")
            program.text("dialEdit")
            took = time.monotonic() - began
            if not idle_s:
                return took, 0.0, 0.0, 0.0
            time.sleep(settles_s)
            pids = [program.supervisor, *family(program.supervisor)]
            cpu = cpu_percent(pids, idle_s)
            return took, rss_mb(pids), pss_mb(pids), cpu
        finally:
            program.close()


def _thin(pulse: Pulse, window: bool, idle_s: float, settles_s: float) -> Start:
    began = time.monotonic()
    with closing(ThinPhone(window=window, environment=pulse.environment)) as phone:
        took = time.monotonic() - began
        if not idle_s:
            return took, 0.0, 0.0, 0.0
        time.sleep(settles_s)
        cpu = cpu_percent([phone.pid], idle_s)
        return took, rss_mb([phone.pid]), pss_mb([phone.pid]), cpu


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
