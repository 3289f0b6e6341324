"""What processes cost, as Linux tells it in /proc (proc(5))."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_s(pids: Iterable[int]) -> float:
    """Seconds of a core that they have used until now, system calls included."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def cpu_percent(pids: Iterable[int], seconds: float) -> float:
    """Share of one core over the next ``seconds``, in percent."""
    chosen = tuple(pids)
    before, start = cpu_s(chosen), time.monotonic()
    time.sleep(seconds)
    return 100 * (cpu_s(chosen) - before) / (time.monotonic() - start)


def rss_mb(pids: Iterable[int]) -> float:
    """Resident memory in MB, pages that are shared counted in each process."""
    return sum(_kb(pid, "status", "VmRSS:") for pid in pids) / 1024


def pss_mb(pids: Iterable[int]) -> float:
    """Memory in MB with every shared page counted once among those that share it."""
    return sum(_kb(pid, "smaps_rollup", "Pss:") for pid in pids) / 1024


def private_kb(pid: int) -> float:
    """Memory that is that process's alone, in KB: what a leak adds to."""
    return _kb(pid, "smaps_rollup", "Private_Dirty:") + _kb(pid, "smaps_rollup", "Private_Clean:")


def _kb(pid: int, file: str, field: str) -> float:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(field):
            return float(line.split()[1])
    raise ValueError(f"no {field} in /proc/{pid}/{file}")
