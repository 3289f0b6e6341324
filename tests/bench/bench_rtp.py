"""How evenly RTP leaves the phone while its window is busy: deviation, gaps, lost slots.

    python -m tests.bench.bench_rtp [--short] [--json FILE]

The whole program with its window, in a call, through a private PulseAudio; all the while notes are
typed into the real field, the store is searched and the window painted into pictures. The far end
takes the kernel's time of every packet. *Deviation* is how far a packet is from its place on the
20-ms grid laid through all of them; a *lost slot* is a sequence number that never came. The bare
phone, without window and work, runs in the same minute on the same machine.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import msgspec
import numpy as np

from softphone.config.settings import Settings, WrapUp
from softphone.ctl.protocol import CtlError
from tests.bench.caller import Leg, Packet, Voices, tone
from tests.bench.phones import ThinPhone, closing, free_port
from tests.bench.pulse import Pulse
from tests.bench.report import Report, command, measured, percentile
from tests.bench.usage import cpu_percent
from tests.e2e.program import Program

SECONDS, SHORT_SECONDS = 60.0, 4.0
SLOT_S = 0.02
NOTES = "The customer asks about the refund of an order; 退款进度。"


class Evenness(msgspec.Struct):
    """Of one flow: deviations in ms, the longest wait for a packet in ms, slots lost."""

    deviations: list[float]
    longest_ms: float
    lost: int


def run(short: bool = False) -> Report:
    """Measure. Raises ``PulseMissingError``."""
    seconds = SHORT_SECONDS if short else SECONDS
    return measured("RTP with the window busy", lambda report: _measure(report, seconds))


def _measure(report: Report, seconds: float) -> None:
    with (
        Pulse() as pulse,
        tempfile.TemporaryDirectory() as folder,
        program_in_call(Path(folder), pulse) as (program, leg),
        closing(ThinPhone("system", environment=pulse.environment)) as thin,
        Leg(thin.address) as other,
    ):
        other.call()
        with (
            Voices([(leg, tone(900.0)), (other, tone(900.0))]),
            ThreadPoolExecutor(3) as ears,
            working(program, Path(folder)) as done,
        ):
            heard = ears.map(lambda one: one.listen(seconds), (leg, other))
            desk = ears.submit(cpu_percent, [program.pids["desk"]], seconds).result()
            ours, bare = (evenness(packets) for packets in heard)
        other.bye()
    report.add(
        "deviation from the 20-ms grid, p99",
        "ms",
        *(percentile(x.deviations, 0.99) for x in (ours, bare)),
        target="≤ 3",
        most=3,
    )
    report.add("deviation, p50", "ms", *(percentile(x.deviations, 0.5) for x in (ours, bare)))
    report.add(
        "longest wait for a packet", "ms", ours.longest_ms, bare.longest_ms, target="≤ 40", most=40
    )
    report.add("lost slots", "packets", ours.lost, bare.lost, target="0", most=0)
    report.add("packets", "packets", len(ours.deviations), len(bare.deviations))
    report.notes.append(
        f"{seconds:g} s; the desk did {done[0]} pieces of work and used {desk:.0f} % of a core"
    )


def evenness(packets: list[Packet]) -> Evenness:
    """How even a flow came in."""
    if len(packets) < 2:
        return Evenness([], float("nan"), 0)
    raw = np.array([packet.sequence for packet in packets], np.int64)
    sequence = raw[0] + np.cumsum(np.concatenate([[0], (np.diff(raw) + 32768) % 65536 - 32768]))
    at_s = np.array([packet.at_s for packet in packets])
    late = at_s - (sequence - sequence[0]) * SLOT_S
    deviations = 1000 * np.abs(late - np.median(late))
    lost = int(sequence.max() - sequence.min() + 1 - len(np.unique(sequence)))
    return Evenness(deviations.tolist(), float(1000 * np.diff(np.sort(at_s)).max()), lost)


@contextlib.contextmanager
def program_in_call(folder: Path, pulse: Pulse) -> Iterator[tuple[Program, Leg]]:
    """The whole softphone with its sound on ``pulse``, in a call that the agent has answered."""
    settings = Settings(wrap_up=WrapUp(time_s=120))
    program = Program(folder, settings, direct=f"127.0.0.1:{free_port()}")
    program.options = msgspec.structs.replace(program.options, audio="")
    host, port = program.options.direct.split(":")
    try:
        with mock.patch.dict(os.environ, pulse.environment):
            program.start()
        program.wait_line("direct")
        program.do("ready")
        program.wait_agent("ready")
        with Leg((host, int(port))) as leg, ThreadPoolExecutor(1) as calling:
            called = calling.submit(leg.call, timeout_s=20)
            program.wait_agent("reserved")
            program.do("answer")
            program.wait_agent("on_contact")
            if called.result().code != 200:
                raise TimeoutError("the program did not answer")
            yield program, leg
            leg.bye()
    finally:
        program.close()


@contextlib.contextmanager
def working(program: Program, folder: Path) -> Iterator[list[int]]:
    """The agent at work without pause; counts what was done."""
    stop = threading.Event()
    done = [0]
    picture = str(folder / "window.png")

    def work() -> None:
        for turn in itertools.count():
            for step in (
                lambda turn=turn: program.do("search", text=NOTES[turn % 9 : turn % 9 + 4]),
                lambda turn=turn: program.type("notesEdit", NOTES * (1 + turn % 8)),
                lambda: program.do("state"),
                lambda: program.do("ui", action="screenshot", name="", text=picture),
            ):
                if stop.is_set():
                    return
                with contextlib.suppress(CtlError):
                    step()
                    done[0] += 1
            time.sleep(0.01)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        yield done
    finally:
        stop.set()
        worker.join(20)


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
