"""Every benchmark, one after another, into one table.

    python -m tests.bench.all --out FOLDER [--short] [--only NAME …]

Writes ``bench.md`` and one JSON file for each benchmark. What fails is named in the table and makes
the exit code 1; the rest runs all the same. Some thirteen minutes; the machine should have nothing
else to do (docs/bench.md).
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import (
    bench_answer,
    bench_calls,
    bench_cpu,
    bench_delay,
    bench_flood,
    bench_loss,
    bench_mix,
    bench_rtp,
    bench_start,
)
from tests.bench.report import Report, machine, save

BENCHES: dict[str, Callable[[bool], Report]] = {
    "start": bench_start.run,
    "answer": bench_answer.run,
    "cpu": bench_cpu.run,
    "mix": bench_mix.run,
    "delay": bench_delay.run,
    "rtp": bench_rtp.run,
    "flood": bench_flood.run,
    "loss": bench_loss.run,
    "calls": bench_calls.run,
}


def run(out: Path, names: Sequence[str], short: bool) -> int:
    """Run those; 0 when each has come to its end."""
    out.mkdir(parents=True, exist_ok=True)
    pages, failed = [f"# Figures\n\n{machine()}\n"], []
    start = time.monotonic()
    for name in names:
        sys.stdout.write(f"{name} …\n")
        sys.stdout.flush()
        try:
            report = BENCHES[name](short)
        except Exception as error:  # noqa: BLE001 - the others are to run all the same
            failed.append(name)
            pages.append(f"## {name}\n\n**failed**: {type(error).__name__}: {error}\n")
            traceback.print_exc()
        else:
            save(report, out / f"{name}.json")
            pages.append(report.markdown())
        sys.stdout.write(pages[-1] + "\n")
        pages_file = out / "bench.md"
        pages_file.write_text("\n".join(pages))
    sys.stdout.write(f"all in {time.monotonic() - start:.0f} s: {out / 'bench.md'}\n")
    return 1 if failed else 0


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Every benchmark, one after another.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--short", action="store_true", help="few turns: does it work at all")
    parser.add_argument("--only", nargs="+", choices=BENCHES, metavar="NAME", default=[])
    options = parser.parse_args(argv)
    return run(options.out, options.only or list(BENCHES), options.short)


if __name__ == "__main__":
    sys.exit(main())
