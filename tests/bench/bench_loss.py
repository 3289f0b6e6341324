"""How speech sounds at the ear when packets are lost: PESQ (ITU-T P.862, narrow and wide band).

    python -m tests.bench.bench_loss [--short] [--json FILE]

Sentences go from the bare phone through a network that drops 5 % of the packets, chosen by lot but
the same ones each time, to the phone under test, which records what its speaker would play. A-law
and Opus (with in-band FEC), without loss and with it. Both receivers get the same flow.

The judge is the package ``pesq`` of the package index, which compiles C; it is no part of the
development set-up: ``pip install --target FOLDER pesq`` and PYTHONPATH. Without it only the
likeness of what was heard (normalised cross-correlation) is told.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from softphone.practice import sound
from tests.bench import speech
from tests.bench.lossy import LossyNetwork
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.report import Report, command, measured, median
from tests.bench.speech import RATE_HZ, Sound

SENTENCES, SHORT_SENTENCES = 6, 1
SHARE = 0.05
LEAD_S, GAP_S, AFTER_S = 1.5, 0.6, 1.5
MARGIN = RATE_HZ // 5
CODECS = {"PCMA": "A-law", "opus": "Opus"}
AT_ONCE = 2
PEERS = (3.79, 2.89)
"""The best of the peers that were measured on one bench: without loss (linphonec) and with 5 %
(a bare pjsua2 phone); docs/bench.md."""

Judge = Callable[[int, Any, Any, str], float]


class Heard(msgspec.Struct):
    """Of one codec and one share of loss: likeness and PESQ of each sentence."""

    likeness: list[float] = []
    narrow: list[float] = []
    wide: list[float] = []
    dropped: float = 0.0


def run(short: bool = False) -> Report:
    """Measure."""
    count = SHORT_SENTENCES if short else SENTENCES
    return measured("Speech over a network that loses packets", lambda r: _measure(r, count))


def _measure(report: Report, count: int) -> None:
    said, origin = speech.sentences(count)
    judge = _judge()
    rounds = [
        (codec, share, engine)
        for share in (0.0, SHARE)
        for codec in CODECS
        for engine in (True, False)
    ]
    with ThreadPoolExecutor(AT_ONCE) as calls:
        heard = calls.map(lambda one: _heard(said, one[0], one[1], one[2], judge), rounds)
        results = dict(zip(rounds, heard, strict=True))
    for codec, name in CODECS.items():
        for share in (0.0, SHARE):
            ours, bare = results[codec, share, True], results[codec, share, False]
            label = f"{name}, {share:.0%} lost"
            report.add(f"{label}: likeness", "0 … 1", median(ours.likeness), median(bare.likeness))
            if judge:
                peers = f"peers ≤ {PEERS[share > 0]}"
                report.add(
                    f"{label}: PESQ", "MOS", _mean(ours.narrow), _mean(bare.narrow), target=peers
                )
                report.add(f"{label}: PESQ, wide band", "MOS", _mean(ours.wide), _mean(bare.wide))
            if share:
                report.notes.append(f"{name}: {ours.dropped:.1%} of the packets were dropped")
    report.notes.append(f"{count} sentences, {origin}")
    if not judge:
        report.notes.append("no PESQ: the package pesq is not installed")


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def _judge() -> Judge | None:
    try:
        found: Judge = importlib.import_module("pesq").pesq
    except ImportError:
        return None
    return found


def _heard(said: list[Sound], codec: str, share: float, engine: bool, judge: Judge | None) -> Heard:
    """One call: the bare phone says the sentences, ours or another bare one hears them."""
    reel, starts = speech.reel(said, LEAD_S, GAP_S)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mouth, ear = folder / "mouth.wav", folder / "ear.wav"
        sound.write_wav(mouth, (reel * 32767).astype("<i2").tobytes(), RATE_HZ)
        silence = folder / "silence.wav"
        sound.write_wav(silence, bytes(RATE_HZ * 2), RATE_HZ)
        receiver: Phone = (
            EnginePhone(folder / "data", f"file:{silence},{ear}")
            if engine
            else ThinPhone(f",{ear}", codec)
        )
        with closing(receiver) as phone, LossyNetwork(phone.address, share) as network:
            # A player's file begins when the call connects it.
            with closing(ThinPhone(f"{mouth},", codec)) as talker:
                talker.dial(network.address)
                talker.wait("sound")
                time.sleep(len(reel) / RATE_HZ + AFTER_S)
                talker.hang_up()
                talker.wait("state")
            dropped = network.dropped()
        # Only now its recording is whole.
        return _judged(said, starts, _samples(ear), judge, dropped)


def _judged(
    said: list[Sound], starts: list[int], heard: Sound, judge: Judge | None, dropped: float
) -> Heard:
    result = Heard(dropped=dropped)
    for one, start in zip(said, starts, strict=True):
        # Wherever the recording began: its place is looked for around where it may be.
        first = max(0, start - int(LEAD_S * RATE_HZ))
        around = heard[first : start + len(one) + int(AFTER_S * RATE_HZ)]
        at, likeness = speech.place(around, one)
        result.likeness.append(likeness)
        if judge is None:
            continue
        piece = around[max(0, at - MARGIN) : at + len(one) + MARGIN]
        original = np.concatenate([np.zeros(min(at, MARGIN)), one, np.zeros(MARGIN)])
        low = [speech.to_rate(x[: len(x) // 2 * 2], RATE_HZ, 8000) for x in (original, piece)]
        result.narrow.append(judge(8000, low[0], low[1], "nb"))
        result.wide.append(judge(RATE_HZ, original, piece, "wb"))
    return result


def _samples(file: Path) -> Sound:
    pcm, rate = sound.read_wav(file)
    return speech.to_rate(np.frombuffer(pcm, "<i2").astype(np.float64) / 32768, rate, RATE_HZ)


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
