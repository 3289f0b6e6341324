"""The figures of a benchmark: a small table on the screen, JSON in a file.

Speed is never judged here: a table says what was measured, what was aimed at, and how busy the
machine was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """One line: ours beside the bare phone's; ``target`` is words, ``most`` the number in them."""

    name: str
    unit: str
    ours: float | str
    thin: float | str | None = None
    target: str = ""
    most: float | None = None

    @property
    def verdict(self) -> str:
        """ "yes", "no", or nothing where there is no limit to hold."""
        if self.most is None or isinstance(self.ours, str):
            return ""
        return "yes" if self.ours <= self.most else "no"


class Report(msgspec.Struct):
    """What one benchmark measured."""

    name: str
    figures: list[Figure] = []
    notes: list[str] = []
    took_s: float = 0.0
    machine: str = ""

    def add(
        self,
        name: str,
        unit: str,
        ours: float | str,
        thin: float | str | None = None,
        *,
        target: str = "",
        most: float | None = None,
    ) -> None:
        """One more line."""
        self.figures.append(Figure(name, unit, ours, thin, target, most))

    def value(self, name: str) -> float:
        """Our figure of that name. Raises ``KeyError``, ``TypeError`` for words."""
        for figure in self.figures:
            if figure.name == name:
                if isinstance(figure.ours, str):
                    raise TypeError(f"{name} is {figure.ours!r}")
                return figure.ours
        raise KeyError(name)

    def markdown(self) -> str:
        """Heading, table and notes."""
        lines = [
            f"## {self.name}",
            "",
            "| | unit | this client | bare phone | target | reached |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| {f.name} | {f.unit} | {_shown(f.ours)} | {_shown(f.thin)} | {f.target} "
            f"| {f.verdict} |"
            for f in self.figures
        ]
        lines += [""] + [f"- {note}" for note in self.notes]
        lines.append(f"- took {self.took_s:.0f} s; {self.machine}")
        return "\n".join(lines) + "\n"


def _shown(value: float | str | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")


def machine() -> str:
    """In general words: cores, system, Python, how busy it is."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load {load:.1f}"
    )


def median(values: Sequence[float]) -> float:
    """The median; not a number without values."""
    return statistics.median(values) if values else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all do not exceed."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measured(name: str, work: Callable[[Report], None]) -> Report:
    """Run ``work`` on a new report; load and time are noted."""
    report = Report(name)
    before = machine()
    start = time.monotonic()
    work(report)
    report.took_s = time.monotonic() - start
    report.machine = f"{before} → {os.getloadavg()[0]:.1f}"
    return report


def command(
    run: Callable[[bool], Report], argv: Sequence[str] | None = None, doc: str | None = None
) -> int:
    """The command line of a benchmark: ``--short`` for a trial, ``--json FILE`` for the values."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--short", action="store_true", help="few turns: does it work at all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the values there too")
    options = parser.parse_args(argv)
    report = run(options.short)
    sys.stdout.write(report.markdown())
    if options.json:
        save(report, options.json)
    return 0


def save(report: Report, path: Path) -> None:
    """The values as JSON."""
    path.write_text(json.dumps(msgspec.to_builtins(report), indent=1) + "\n")
