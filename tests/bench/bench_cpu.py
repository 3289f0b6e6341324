"""What one call costs: the processor's time of the phone's process, sound devices open.

    python -m tests.bench.bench_cpu [--short] [--json FILE]

One G.711 call with sound both ways, microphone and speaker on a private PulseAudio in blocks of
10 ms; with echo cancellation, as delivered, and without. Only the phone's own process counts: the
engine, or the bare phone. The sound system's and the caller's time are not in it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from softphone.domain.audio_devices import AudioDevices
from tests.bench.caller import Leg, Voices, tone
from tests.bench.chirps import train
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.pulse import EAR, MOUTH, RATE_HZ, Pulse, Sound
from tests.bench.report import Report, command, measured
from tests.bench.usage import cpu_percent

SECONDS, SHORT_SECONDS = 30.0, 2.0
SETTLES_S = 3.0
LIMITS_MACHINE = (1.1, 3.7)
"""What a bare phone without sound devices took, alone and in a window, where the limit was set:
the ratio tells how much slower this machine is."""


def run(short: bool = False) -> Report:
    """Measure. Raises ``PulseMissingError``."""
    seconds = SHORT_SECONDS if short else SECONDS
    return measured("CPU of one call", lambda report: _measure(report, seconds))


def _measure(report: Report, seconds: float) -> None:
    with Pulse() as pulse, tempfile.TemporaryDirectory() as folder:
        at_ear, at_mouth = pulse.recorder(EAR), pulse.recorder(MOUTH)
        speech = train(int(seconds + SETTLES_S) + 2, RATE_HZ)
        ours = {}
        for processed in (True, False):
            devices = AudioDevices(processing=processed)
            where = Path(folder) / f"processed-{processed}"
            with closing(
                EnginePhone(where, "", devices=devices, environment=pulse.environment)
            ) as engine:
                ours[processed] = _of(pulse, engine, speech, seconds)
        with closing(ThinPhone("system", environment=pulse.environment)) as thin:
            bare = _of(pulse, thin, speech, seconds)
        silent = []
        for window in (False, True):
            with closing(ThinPhone("null", window=window)) as thin:
                silent.append(_of(pulse, thin, speech, seconds))
        at_ear.stop()
        at_mouth.stop()
    report.add(
        "CPU of one call, echo cancellation on", "% of a core", ours[True], target="≤ 8", most=8
    )
    report.add("CPU of one call, without", "% of a core", ours[False], bare)
    report.notes.append(f"over {seconds:g} s, G.711, microphone and speaker open")
    report.notes.append(
        f"the bare phone without sound devices {silent[0]:.1f} %, in a window {silent[1]:.1f} %: "
        f"on the machine of the limit {LIMITS_MACHINE[0]} and {LIMITS_MACHINE[1]} %"
    )


def _of(pulse: Pulse, phone: Phone, speech: Sound, seconds: float) -> float:
    with Leg(phone.address) as leg:
        leg.call()
        player = pulse.play(speech)
        with Voices([(leg, tone(900.0))]):
            time.sleep(min(SETTLES_S, seconds))
            used = cpu_percent([phone.pid], seconds)
        player.terminate()
        player.wait(5)
        leg.bye()
    return used


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
