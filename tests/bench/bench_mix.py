"""Three parties mixed: each hears the other two and not itself, and what that costs.

    python -m tests.bench.bench_mix [--short] [--json FILE]

Two callers hum 600 and 900 Hz, the agent's microphone (a file) 1300 Hz, and the phone mixes them as
in a conference. What each caller gets back, and what the agent's speaker would play, is measured
tone by tone. The processor's time of one call and of the conference is of the same process.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np

from softphone.practice import sound
from tests.bench.caller import RATE_HZ, Leg, Samples, Voices, from_ulaw, loudness, tone
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.report import Report, command, measured
from tests.bench.speech import to_rate
from tests.bench.usage import cpu_percent

CALLERS_HZ, AGENT_HZ = (600.0, 900.0), 1300.0
HUMS = (*CALLERS_HZ, AGENT_HZ)
HEARD_DBFS, NOT_HEARD_DBFS = -20.0, -50.0
LISTENED_S, COST_S = 2.0, 15.0
FILE_HZ = 16_000


class Mixed(msgspec.Struct):
    """Levels in dBFS, packets, percent of a core."""

    weakest: float
    own: float
    lost: int
    one_call: float
    conference: float

    @property
    def right(self) -> str:
        """Whether each hears the other two and not itself."""
        return "yes" if self.weakest > HEARD_DBFS and self.own < NOT_HEARD_DBFS else "no"


def run(short: bool = False) -> Report:
    """Measure."""
    return measured("Three parties mixed", lambda r: _measure(r, 1.0 if short else COST_S))


def _measure(report: Report, cost_s: float) -> None:
    ours = _of(lambda folder, sound: EnginePhone(folder, f"file:{sound}"), cost_s)
    bare = _of(lambda folder, sound: ThinPhone(sound), cost_s)
    report.add("weakest of the six that are to be heard", "dBFS", ours.weakest, bare.weakest)
    report.add("loudest echo of the own voice", "dBFS", ours.own, bare.own)
    report.add("each hears the other two, not itself", "", ours.right, bare.right, target="yes")
    report.add("packets lost", "packets", ours.lost, bare.lost, target="0", most=0)
    report.add("CPU, one call", "% of a core", ours.one_call, bare.one_call)
    report.add("CPU, conference", "% of a core", ours.conference, bare.conference)
    more = [x.conference - x.one_call for x in (ours, bare)]
    report.add("conference above one call", "points", more[0], more[1], target="≤ 1", most=1)
    report.notes.append("humming at -12 dBFS; sound from and to files, no echo cancellation")


def _of(make: Callable[[Path, str], Phone], cost_s: float) -> Mixed:
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        mouth, ear = folder / "mouth.wav", folder / "ear.wav"
        sound.write_wav(mouth, sound.sine(AGENT_HZ, -12, 1.0, FILE_HZ), FILE_HZ)
        with closing(make(folder / "data", f"{mouth},{ear}")) as phone:
            legs = [stack.enter_context(Leg(phone.address)) for _ in CALLERS_HZ]
            voices = [(leg, tone(hum)) for leg, hum in zip(legs, CALLERS_HZ, strict=True)]
            legs[0].call()
            with Voices(voices[:1]):
                one_call = cpu_percent([phone.pid], cost_s)
            with legs[0].keeping():
                # It is held, and then the other one is answered.
                legs[1].call()
                with legs[1].keeping():
                    phone.mix()
            with Voices(voices):
                conference = cpu_percent([phone.pid], cost_s)
                with ThreadPoolExecutor(len(legs)) as ears:
                    heard = list(ears.map(lambda leg: leg.listen(LISTENED_S), legs))
            for leg in legs:
                leg.bye()
        at_ear = _end_of(ear)
    lost = sum((p[-1].sequence - p[0].sequence + 1) % 65536 - len(p) for p in heard)
    sounds = [*(from_ulaw(b"".join(p.payload for p in packets)) for packets in heard), at_ear]
    levels = np.array([[loudness(one, hum) for hum in HUMS] for one in sounds])
    others = levels[~np.eye(len(HUMS), dtype=bool)]
    return Mixed(float(others.min()), float(np.diag(levels).max()), lost, one_call, conference)


def _end_of(file: Path) -> Samples:
    """What the agent heard while both hummed, at 8 kHz; the calls' end and the silence left out."""
    pcm, rate = sound.read_wav(file)
    samples = np.frombuffer(pcm, "<i2").astype(np.float64)
    loud = np.flatnonzero(np.abs(samples) > 1000)
    last = int(loud[-1]) if len(loud) else len(samples)
    piece = samples[max(0, last - rate) : last - rate // 4]
    return to_rate(piece[: len(piece) // 4 * 4], rate, RATE_HZ)


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
